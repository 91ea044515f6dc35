import type { ScraperConfig } from '../types.ts'
import type { Arguments } from './commandLine.ts'

/** What a command other than the run writes: the files that a configuration names are those of its run, which nothing else replaces. */
export function ownOutput({ output }: ScraperConfig, { values }: Arguments): ScraperConfig['output'] {
  return {
    ...output,
    files: values.has('output') ? output.files : ['-'],
    failed: values.has('failed') ? output.failed : null,
    graph: values.has('graph') ? output.graph : null,
  }
}
