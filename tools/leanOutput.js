/**
 * How bundles are written: in ASCII and without comments but those of licences. V8 keeps a source with a single character beyond
 * Latin-1 in two bytes a character, comments too, for each thread that loads it.
 *
 * @satisfies {import('rolldown').OutputOptions}
 */
export const leanOutput = {
  charset: 'ascii',
  comments: { legal: true, annotation: false, jsdoc: false },
}
