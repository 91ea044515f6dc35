/** How much a run will write, as far as it can be told from sizes. */
export interface DiskFacts {
  /** Pages with a row in the outputs. */
  readonly pages: number
  /** Pages that the state has no result of yet. */
  readonly newPages: number
  /** The JSON of a result, mean. */
  readonly jsonBytes: number
  /** A page as it came, mean. */
  readonly bodyBytes: number
  readonly stateFolder: string
  readonly outputs: readonly PlannedOutput[]
  /** The folder in which pages are kept. */
  readonly savePages: string | null
}

export interface PlannedOutput {
  readonly folder: string
  /** What a page takes in it, for each byte of its result's JSON. */
  readonly share: number
  /** What the file of the last run took for each of its pages, which tells better. */
  readonly knownBytesPerPage?: number
}

/** What is written into one folder, beside what is there. */
export interface DiskNeed {
  readonly folder: string
  readonly what: 'state' | 'output' | 'pages'
  readonly bytes: number
}

/** A state holds more of a page than its JSON: its log, its hashes, what it is compared by, and the list. */
const STATE_SHARE = 1.15
/** The write-ahead log, which is written back and begun anew at about four megabytes, and the empty tables. */
const STATE_BYTES = 5_000_000

/** A file is written whole beside the one that it replaces. Pages with a result in the state have their place in it. */
export function diskForecast(facts: DiskFacts): DiskNeed[] {
  const { pages, newPages, jsonBytes, bodyBytes, stateFolder, savePages } = facts
  return [
    { folder: stateFolder, what: 'state', bytes: STATE_BYTES + newPages * jsonBytes * STATE_SHARE },
    ...facts.outputs.map(({ folder, share, knownBytesPerPage }) => ({
      folder,
      what: 'output' as const,
      bytes: pages * (knownBytesPerPage ?? jsonBytes * share),
    })),
    ...(savePages === null
      ? []
      : [{ folder: savePages, what: 'pages' as const, bytes: newPages * bodyBytes }]),
  ]
}
