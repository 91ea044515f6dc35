import { InputError } from '../errors.ts'
import type { InputEntry } from '../types.ts'
import { type Inputs, inputEntries } from './inputEntries.ts'

/** How long a list is still read after the run was stopped. */
const READ_ON_MS = 2000

/** The groups of entries of all inputs, of which there is at least one. */
export interface EntryGroups extends AsyncDisposable {
  /** How many entries have been read already. */
  readonly atHand: number
  /**
   * Hands over one group after another, giving way to the event loop between them, until the end. After an abort it
   * reads on for a moment while the rows are wanted: most lists are at hand, and then every entry has its row.
   */
  read(onGroup: (group: readonly InputEntry[]) => void, isWanted: () => boolean): Promise<'ended' | 'aborted'>
  /** Closes the input, read or not. Not to be called while it is being read. */
  [Symbol.asyncDispose](): Promise<void>
}

export interface InputsToRead extends Omit<Inputs, 'stdin'> {
  readonly stdin: NodeJS.ReadableStream
  /** Ends the reading. */
  readonly signal: AbortSignal
}

/**
 * Reads the first entries, so that a run without any never begins. Throws an `InputError` that names the inputs
 * when there are none.
 */
export async function readFirstGroup({ stdin, ...from }: InputsToRead): Promise<EntryGroups> {
  const { signal } = from
  const groups = inputEntries({ ...from, stdin: stdin as AsyncIterable<Uint8Array> })
  const first: IteratorResult<readonly InputEntry[]> = await groups.next()
  if (first.done === true) {
    const names = [...from.inputs, ...from.source.sitemaps, ...from.source.feeds]
    throw new InputError(names.length === 0 ? 'there is no input' : `no URL in ${names.join(', ')}`)
  }
  return {
    atHand: first.value.length,
    async read(onGroup, isWanted) {
      let stopAt = Infinity
      const noteAbort = (): void => {
        stopAt = performance.now() + READ_ON_MS
      }
      if (signal.aborted) noteAbort()
      signal.addEventListener('abort', noteAbort)
      try {
        for (
          let group: IteratorResult<readonly InputEntry[]> = first;
          group.done !== true;
          group = await groups.next()
        ) {
          if (!isWanted() || performance.now() > stopAt) return 'aborted'
          onGroup(group.value)
          await new Promise(setImmediate)
        }
        return 'ended'
      } catch (error) {
        // An input that was closed to end the waiting for it is no failure.
        if (signal.aborted) return 'aborted'
        throw error
      } finally {
        signal.removeEventListener('abort', noteAbort)
        await groups.return(undefined)
      }
    },
    async [Symbol.asyncDispose]() {
      await groups.return(undefined)
    },
  }
}
