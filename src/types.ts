/**
 * The vocabulary of the program, in the order in which a page meets it:
 * InputEntry → PageRequest → FetchedPage → AnalysedPage → PageResult → ScrapeReport. It is one file, for stages share words and
 * nothing else; a type that only one folder uses, and no other type here, stands in that folder.
 */

/** What the program needs to run: every key present. Units stand in the names. */
export interface ScraperConfig {
  /** Files (`.txt`, `.csv`, `.jsonl`, sitemaps and feeds, `.gz` of each), URLs, or `-` for standard input. */
  readonly input: readonly string[]
  readonly source: SourceConfig
  readonly fetch: FetchConfig
  readonly analysis: AnalysisConfig
  readonly merge: MergeConfig
  readonly output: OutputConfig
  readonly run: RunConfig
  /** When `scrape watch` starts a run: a cron expression; null where it is left to somebody else. */
  readonly schedule: string | null
  /** The zone in which `schedule` is meant, by its IANA name; null is this machine's. */
  readonly timeZone: string | null
}

/** What an unattended run is allowed, and whom it tells. */
export interface RunConfig {
  /** The run ends as a clean checkpoint after this time; null is never. */
  readonly maxRuntimeMs: number | null
  /** How long to wait for another run of the same output; 0 is not at all. */
  readonly waitMs: number
  /** Failed pages that still count as success: a number of pages, or a share of all such as `5%`. */
  readonly allowFailures: string
  /** What ends the command with exit code 5. */
  readonly exitCodeOn: 'change' | null
  /** A command line to run, or a web address to send the summary to, when the run has ended. */
  readonly onFinish: string | null
  /** How long that may take. */
  readonly onFinishTimeoutMs: number
}

export interface SourceConfig {
  /** Sitemaps and sitemap indexes to read pages from, by their URLs. */
  readonly sitemaps: readonly string[]
  /** RSS and Atom feeds to read pages from, by their URLs. */
  readonly feeds: readonly string[]
  /** Name of the column of a `.csv` input that holds the URLs; null finds it. */
  readonly urlColumn: string | null
  /** Most entries that are read, those left out by a pattern not counted; null reads all. */
  readonly limit: number | null
  /** Patterns of URLs: what fits none of them is skipped. Empty: nothing is. */
  readonly include: readonly string[]
  /** Patterns of URLs to skip. */
  readonly exclude: readonly string[]
  /** Query parameters, by name or with `*`, that make no other page of a URL. */
  readonly stripParams: readonly string[]
}

export interface MergeConfig {
  /** Whether what only all pages together can tell is worked out: terms, near duplicates, links. */
  readonly corpus: boolean
}

export interface FetchConfig {
  /** Most requests in flight at once, over all hosts; `auto` finds out, while the run goes on, how many are worth it. */
  readonly concurrency: number | 'auto'
  readonly perHost: {
    /** Most requests in flight at once for one host name. */
    readonly concurrency: number
    /** Least time between two requests to one host name. */
    readonly intervalMs: number
  }
  /** Other manners for some hosts, by name: `example.com`, or `*.example.com` for every name below it. */
  readonly hosts: HostTable
  /** Deadline of one attempt, redirects included. Waiting for a slot does not count. */
  readonly timeoutMs: number
  /** Deadline of one connection, TLS included. */
  readonly connectTimeoutMs: number
  /** Deadline of an answer's first byte, from when its request is sent. */
  readonly firstByteTimeoutMs: number
  /** Largest body, on the wire and after decoding. A larger one fails, it is never cut. */
  readonly maxBodyBytes: number
  /** No fetch starts while the bodies waiting for analysis, or in it, hold this many bytes. */
  readonly maxBufferedBytes: number
  /** Attempts after the first, for failures that may pass. */
  readonly retries: number
  /** The longest that a server's wish to be left alone is waited for; beyond it the host's pages fail. */
  readonly maxRetryAfterMs: number
  /** Most redirects followed for one page. */
  readonly maxRedirects: number
  readonly userAgent: string
  /** Where the operator of a site can reach the user: a URL or an address, named in the `User-Agent`. */
  readonly contact: string | null
  readonly acceptLanguage: string
  /** Sent to the origin of each page's own URL, and to no other. */
  readonly headers: HeaderMap
  readonly allowPrivate: AllowPrivate
  /** Whether robots.txt is obeyed. */
  readonly robots: boolean
  /** Whether HTTP/2 is spoken with servers that offer it. */
  readonly http2: boolean
  /** `environment` (HTTP_PROXY, HTTPS_PROXY, NO_PROXY), `none`, or the URL of a proxy. */
  readonly proxy: string
  /** Whether cookies are kept and sent, for as long as the run lasts. */
  readonly cookies: boolean
  /** A file in the format of Netscape's cookies.txt: read before the run, written after it. */
  readonly cookieJar: string | null
  /** PEM files of certificate authorities to trust besides the usual ones. */
  readonly ca: readonly string[]
  /** Host names, as in `hosts`, whose certificates are not verified. */
  readonly insecureHosts: readonly string[]
  /** The family of addresses to connect to. */
  readonly ipFamily: 'auto' | 4 | 6
  /** A page whose stored result is younger is not asked for. */
  readonly maxAgeMs: number
}

export type HostTable = Readonly<Record<string, HostRules>>
export type HeaderMap = Readonly<Record<string, string>>

/** What is different for a host. A key that is not given is as for every host. */
export interface HostRules {
  readonly concurrency?: number
  readonly intervalMs?: number
  readonly headers?: HeaderMap
  /** Basic authentication (RFC 7617): `name:password`, or both by name. */
  readonly auth?: string | { readonly username: string; readonly password: string }
  readonly allowPrivate?: AllowPrivate
}

/** How one host is treated: the settings of every host, and its own over them. */
export interface HostSettings {
  readonly concurrency: number
  readonly intervalMs: number
  readonly allowPrivate: AllowPrivate
  /** What the user wants sent, by names in lower case; `authorization` among them where there is one. */
  readonly headers: HeaderMap
}

/** Who may have an address that is not public: nobody, the inputs that say so by their form, or everybody. */
export type AllowPrivate = 'never' | 'listed' | 'always'

export interface AnalysisConfig {
  /** Worker threads: `auto` is one for each core, 0 analyses on the main thread, without a deadline. */
  readonly threads: number | 'auto'
  /** Deadline of one page's analysis, from when its thread is free. */
  readonly timeoutMs: number
  /** Heap of one worker thread. */
  readonly maxHeapMb: number
  /** What to find out about every page; `default` stands for what is on where nothing is said. */
  readonly analysers: readonly (AnalyserName | 'default')[]
  /** Values to take from every page: cheerio's `extract()` map. */
  readonly selectors: SelectorMap
  /** An ES module, `export default ({ $, page, text }) => data`; its data stands under `analysis.custom`. */
  readonly module: string | null
  /** What becomes of a page on which the module fails: `fail` fails it too, `keep` has the reason as `analysis.custom.error`. */
  readonly moduleErrors: 'fail' | 'keep'
}

export interface OutputConfig {
  /** Files to write, by their ending; `-` is standard output. */
  readonly files: readonly string[]
  /** Format of standard output. */
  readonly format: StreamFormat
  /** The columns of flat formats: dotted paths into a row (`analysis.title`). Empty stands for a usual choice. */
  readonly fields: readonly string[]
  /** A file for the failures alone (`.txt`, `.csv`, `.jsonl`), which a later run can read as its input. */
  readonly failed: string | null
  /** A file for the links among the pages: `.graphml`, or `.csv`. */
  readonly graph: string | null
  /** Whether rows have `fetchedAt` and `elapsedMs`. Then two runs differ. */
  readonly timings: boolean
  /** Headers of the response that rows have, by name. */
  readonly headers: readonly string[]
  /** A folder in which the pages are kept as they came. */
  readonly savePages: string | null
}

export type OutputFormat = 'json' | 'jsonl' | 'csv' | 'md' | 'sqlite' | 'parquet'
/** What can be written to a pipe. */
export type StreamFormat = Exclude<OutputFormat, 'sqlite' | 'parquet'>

/** A map in the form of cheerio's `extract()`: name → selector, `[selector]` for all, or a descriptor. */
export interface SelectorMap {
  readonly [name: string]: SelectorValue | readonly [SelectorValue]
}
export type SelectorValue = string | SelectorDescriptor
export interface SelectorDescriptor {
  readonly selector: string
  /** A property or attribute (`href`, `outerHTML`), or a nested map. Default: the text. */
  readonly value?: string | SelectorMap
}

/** What a user may write, as much of the configuration as is wanted. */
export type ScraperOptions = DeepPartial<ScraperConfig>

type DeepPartial<T> = T extends readonly unknown[] | SelectorMap | HostTable
  ? T
  : T extends object
    ? { readonly [K in keyof T]?: DeepPartial<T[K]> }
    : T

/** One entry of the input: a line that is not blank or a comment, or a URL given as an argument. */
export type InputEntry = PageEntry | InvalidEntry

interface WrittenEntry {
  /** The entry as written, trimmed, userinfo removed. */
  readonly written: string
  /** File and line, or `argument 2`: for messages. */
  readonly origin: string
  /** What else the input says of it: the other columns of its row, or what a sitemap or a feed tells. */
  readonly input?: EntryInput
}

export type EntryInput = Readonly<Record<string, JsonValue>>

export interface PageEntry extends WrittenEntry {
  /** The normalised URL: what is asked for. */
  readonly url: string
  /** What the page is known by: the URL with its query sorted, without `source.stripParams`. */
  readonly key: string
  readonly host: string
  /** It fits a pattern of `source.exclude`, or none of `source.include`. */
  readonly isExcluded?: boolean
  /** False where a server named it, not the user: then a private address is not meant. */
  readonly isListed?: boolean
}

export interface InvalidEntry extends WrittenEntry {
  /** Why the text is no URL that can be fetched. */
  readonly invalid: string
}

/** One redirect that was followed: where it was answered, and with which status. */
export interface Redirect {
  readonly url: string
  readonly statusCode: number
}

/** One attempt to be made at one page. */
export interface PageRequest {
  /** Key of the page in the store. */
  readonly page: number
  /** The normalised URL to ask for: the page's own, or where a redirect to another host led. */
  readonly url: string
  /** Host name whose slot the attempt takes. */
  readonly host: string
  /** Least time between two requests to the host; 0 for none. Where there is some, a redirect waits for its turn, too. */
  readonly intervalMs: number
  /** 1 for the first attempt. */
  readonly attempt: number
  /** Redirects this attempt has followed before it came to this host. */
  readonly redirects: readonly Redirect[]
  /** What is left of the attempt's deadline. */
  readonly remainingMs: number
  /** What an earlier run has of the page, where its result could be used again. */
  readonly known?: KnownPage
}

/** What servers say of the version of a page they send (RFC 9110, 8.8); null for what they do not. */
export interface Validators {
  readonly etag: string | null
  readonly lastModified: string | null
}

/** What can tell whether a page is still the one that a stored result was made of. */
export interface KnownPage extends Validators {
  /** Where it came from in the end: its validators are meant for this URL alone. */
  readonly finalUrl: string
  /** Stands for all that its row says of the answer beside the body. Begins with the `chainHash` of its redirects. */
  readonly answerHash: string
  /** Stands for the decoded bytes. */
  readonly bodyHash: string
}

/** A page as later runs know it. */
export interface PageIdentity extends KnownPage {
  /** Stands for its title and its main text, white space normalised. */
  readonly textHash: string
}

/**
 * How a page compares with the last closed run: `new` (it was not ok there), `unchanged` (the server says so, or the same
 * decoded bytes), `cosmetic` (other bytes, the same title and main text), `changed`, `gone` (ok there, now 404 or 410).
 */
export type PageChange = 'new' | 'unchanged' | 'cosmetic' | 'changed' | 'gone'

/** Bytes and headers as they came. Nothing is decoded yet. */
export interface FetchedPage {
  readonly finalUrl: string
  readonly statusCode: number
  /** The `content-type` header as sent, or an empty string. */
  readonly contentType: string
  /** The `content-encoding` header as sent, or an empty string. */
  readonly contentEncoding: string
  /** The `refresh` header as sent, or an empty string. */
  readonly refresh: string
  readonly redirects: readonly Redirect[]
  /** Absent where the server sent none. */
  readonly validators?: Validators
  /** Those of `output.headers` that the answer has, by name, lower case; absent where none are asked for. */
  readonly headers?: HeaderMap
  /** Owns its whole buffer, so that it can be transferred to a thread. */
  readonly body: Uint8Array<ArrayBuffer>
}

/** The end of one attempt to fetch, and what was heard of the host meanwhile. */
export type FetchOutcome = (
  | { readonly kind: 'fetched'; readonly page: FetchedPage; readonly remainingMs: number }
  /** The server has no other version than the known one. */
  | { readonly kind: 'not-modified'; readonly validators: Validators }
  | Detour
) & { readonly heard?: HostSignal }

/** What the network part of an attempt tells about the host it ended at. */
export interface HostSignal {
  /** Scheme, host and port. */
  readonly origin: string
  /** Whether an answer began, or there was no connection. Undefined when there was one, and no answer on it. */
  readonly answered: boolean | undefined
  /** What the answer says of our pace: it is welcome, it is too fast (429, 503, no answer in time), or nothing. */
  readonly pace: 'welcome' | 'too-fast' | 'unknown'
  /** How long the host asks to be left alone; 0 when it does not. */
  readonly pauseMs: number
}

/** An end of an attempt that leads to no page, or not yet. */
export type Detour =
  | { readonly kind: 'moved'; readonly hop: Hop }
  | FailedAttempt
  | { readonly kind: 'skipped'; readonly rule: string }
  | Postponement

export interface FailedAttempt {
  readonly kind: 'failed'
  readonly failure: Failure
  /** Another attempt would only hear the same again before this time, milliseconds since 1970. */
  readonly notBefore?: number
}

/** Nothing was asked: too little time has passed since the last request to the host. No attempt is counted. */
export interface Postponement {
  readonly kind: 'postponed'
  /** Milliseconds since 1970. */
  readonly until: number
  /** What the host's robots.txt wants to lie between two pages; 0 for nothing. */
  readonly intervalMs: number
}

/** A redirect that goes through the schedule: the attempt goes on there, under that host's bounds. */
export interface Hop {
  readonly url: string
  readonly host: string
  readonly redirects: readonly Redirect[]
  readonly remainingMs: number
  /** When the attempt began, milliseconds since 1970; the schedule knows. */
  readonly startedAt?: number
  /** What it has taken of the network so far, as its record will tell; the schedule knows. */
  readonly fetchMs?: number
  readonly turns?: number
}

/** The end of one page's analysis. */
export type AnalysisOutcome =
  | { readonly kind: 'analysed'; readonly page: AnalysedPage }
  /** The page sends its reader to another URL at once: it is a redirect, not content. */
  | { readonly kind: 'refresh'; readonly url: string }
  /** Its decoded bytes are those that were known: it was not analysed again. */
  | { readonly kind: 'same-body' }
  | { readonly kind: 'failed'; readonly failure: Failure }

export interface AnalysedPage {
  /** The `PageAnalysis` as the UTF-8 of its JSON: serialised once, where it was made. */
  readonly json: Uint8Array
  /** Decoded length of the body. */
  readonly bytes: number
  /** Canonical name of the encoding the text was decoded from, lower case. */
  readonly charset: string
  readonly words: number
  readonly language: string | null
  readonly bodyHash: string
  readonly textHash: string
  /** Undefined where nobody compares pages. */
  readonly features?: StoredFeatures | undefined
  readonly trace: AnalysisTrace
}

/** How an analysis went, for whoever asks why. */
export interface AnalysisTrace {
  /** Number of the thread, 0 for the main thread. */
  readonly thread: number
  readonly tookMs: number
  /** What the charset was decided by. */
  readonly charsetFrom: CharsetSource
}

export type CharsetSource = 'byte-order-mark' | 'header' | 'markup' | 'bytes'

/** `PageFeatures` as they cross threads and lie in the store: nothing is made anew on the way. */
export interface StoredFeatures {
  /** `FeatureFacts` as JSON. */
  readonly facts: string
  /** The terms as JSON: term, count, term, count … */
  readonly terms: string
  /** The numbers of `bands`, `paragraphs` and `links`, little-endian. */
  readonly bands: Uint8Array
  readonly paragraphs: Uint8Array
  readonly links: Uint8Array
}

/** The small ones of `PageFeatures`, and where the page came from in the end. */
export interface FeatureFacts
  extends Pick<
    PageFeatures,
    'title' | 'kind' | 'authors' | 'publishedAt' | 'textChars' | 'lix' | 'textHash'
  > {
  readonly finalHash: number
}

/** The end of one attempt at a page, as the schedule sees it. */
export type PageOutcome =
  | { readonly kind: 'ok'; readonly result: StoredResult; readonly trace?: AnalysisTrace }
  | ReusedResult
  | Detour

/** The stored result of a page holds. */
export interface ReusedResult {
  readonly kind: 'same'
  readonly by: 'not-modified' | 'same-body'
  /** Those of the answer that said so. */
  readonly validators: Validators
}

/** Makes one attempt at a page, wherever that may be. Rejects only for a bug or when `signal` aborts. */
export type ExecutePage = (
  request: PageRequest,
  context: {
    /** Called once, as soon as the network is done with the page: its slots are free. */
    readonly onFetched: (heard?: HostSignal) => void
    readonly signal: AbortSignal
  },
) => Promise<PageOutcome>

/** One attempt that was made at a page: when, why, how long it had waited for, and what came back. */
export interface AttemptRecord {
  /** When it began, milliseconds since 1970. */
  readonly at: number
  /** `first`, or what the attempt before it came to. */
  readonly why: string
  /** Between the end of the attempt before it and its own beginning. */
  readonly waitedMs: number
  readonly tookMs: number
  /** For how long it held a slot of the network; absent where an earlier version made it. */
  readonly fetchMs?: number
  /** Requests that each waited for the host's turn, where those are several: a redirect waits for its own. */
  readonly turns?: number
  readonly cameBack: 'ok' | 'not-modified' | 'same-body' | 'skipped' | FailureCode
  readonly statusCode?: number
  readonly analysis?: AnalysisTrace
}

/**
 * A text, as a string or as its UTF-8. The JSON that a thread has made comes as bytes and stays so until it is in its file: a string of it would
 * be copied at each step, and be the main thread's to collect.
 */
export type Utf8Text = string | Uint8Array

/** A row's lasting part: its JSON without `index` and `url`, and the columns that are counted. */
export interface StoredResult {
  readonly status: 'ok' | 'failed' | 'skipped'
  readonly statusCode: number | null
  readonly failureCode: FailureCode | null
  readonly bytes: number
  readonly words: number
  readonly language: string | null
  readonly json: Utf8Text
  /** Of a page that is ok. */
  readonly identity?: PageIdentity
  readonly features?: StoredFeatures
}

/** A row as the store knows it: an entry of the input, and what has become of it so far. */
export type StoredRow = ListedEntry &
  (
    | { readonly kind: 'result'; readonly json: Utf8Text; readonly change: PageChange | null }
    | { readonly kind: 'invalid'; readonly message: string }
    | { readonly kind: 'duplicate'; readonly of: number }
    | { readonly kind: 'excluded' }
    | { readonly kind: 'unfinished' }
  )

/** An entry by its place in the list. */
export interface ListedEntry {
  readonly index: number
  /** As it is written there. */
  readonly url: string
  /** Its `EntryInput` as JSON. */
  readonly input?: string
}

/** The columns of a row that the summary counts. */
export type RowFacts =
  | {
      readonly kind: 'result'
      readonly host: string
      readonly status: 'ok' | 'failed' | 'skipped'
      readonly change: PageChange | null
      readonly statusCode: number | null
      readonly failureCode: FailureCode | null
      readonly bytes: number
      readonly words: number
      readonly language: string | null
    }
  | { readonly kind: 'invalid' | 'duplicate' | 'excluded' | 'unfinished' }

export type FailureStage = 'source' | 'robots' | 'fetch' | 'analysis'

/** Why a page has no result. Each code has its row in docs/failures.md. */
export type FailureCode =
  | 'invalid-url'
  | 'robots-unavailable'
  | 'dns-not-found'
  | 'dns-failed'
  | 'connection-refused'
  | 'connection-reset'
  | 'tls'
  | 'timeout'
  | 'protocol-error'
  | 'truncated'
  | 'headers-too-large'
  | 'body-too-large'
  | 'bad-encoding'
  | 'http-status'
  | 'not-html'
  | 'blocked'
  | 'blocked-redirect'
  | 'blocked-address'
  | 'redirect-loop'
  | 'too-many-redirects'
  | 'retry-after-too-long'
  | 'host-unreachable'
  | 'analysis-timeout'
  | 'analysis-crashed'
  | 'analysis-failed'

/** One failed attempt: plain data, so that it crosses threads and machines whole. */
export interface Failure {
  readonly stage: FailureStage
  readonly code: FailureCode
  /** One sentence. Holds codes and configured values, never durations or addresses. */
  readonly message: string
  readonly statusCode?: number
}

/** What the analysers find on a page, by the key it stands under. */
export interface PageFindings {
  readonly title: string | null
  readonly description: string | null
  /** Primary language subtag, lower case: as found in the text, else as the page declares it. */
  readonly language: string | null
  /** How likely the language found in the text is the right one, 0 to 1; 0 when none was found. */
  readonly languageConfidence: number
  /** The `lang` attribute as written. */
  readonly declaredLanguage: string | null
  /** What kind of page it looks like; null for plain text and XML, and for a page of next to no words. */
  readonly pageKind: PageKind | null
  /** How the main text begins: a sentence or so, 300 characters at most. */
  readonly excerpt: string | null
  /** The main text, without navigation and the like; a blank line between paragraphs. */
  readonly text: string
  /** The main text with its headings, lists, tables, code, links and images (CommonMark and GitHub's tables). */
  readonly markdown: string
  readonly words: number
  readonly uniqueWords: number
  readonly sentences: number
  readonly paragraphs: number
  /** The measure of textual lexical diversity (MTLD): how many words long the text stays varied; null for a short one. */
  readonly lexicalDiversity: number | null
  readonly readingTimeSeconds: number
  /** Values of the formulas that are made for the language, by name; null for a short text. */
  readonly readability: Readonly<Partial<Record<string, number>>> | null
  /** The 20 most frequent terms without stop words; ties in code point order. */
  readonly keywords: readonly Keyword[]
  /** Phrases of two or three words that stand out, the best first (YAKE). */
  readonly keyPhrases: readonly Keyword[]
  /** Whom and what an English text names; null in other languages. */
  readonly entities: Entities | null
  /** Of an English text; null in other languages, and for a text without letters. */
  readonly sentiment: Sentiment | null
  /** Of the whole page. */
  readonly headings: readonly Heading[]
  readonly links: PageLinks
  readonly images: readonly PageImage[]
  readonly tables: readonly PageTable[]
  readonly lists: readonly PageList[]
  readonly codeBlocks: readonly CodeBlock[]
  readonly metadata: Omit<PageMetadata, 'title' | 'description' | 'language'>
  readonly fingerprint: PageFingerprint
}

/** A person, an organisation or a place that a text names. */
export interface Entity {
  /** As the text writes it, with single spaces; a person without a title. */
  readonly name: string
  /** How often it stands in what was read; a person also by the first or the last name alone. */
  readonly count: number
}

/** Each at most 50, the most frequent first, ties in code point order. */
export interface Entities {
  readonly people: readonly Entity[]
  readonly organisations: readonly Entity[]
  readonly places: readonly Entity[]
}

/** How a text feels about what it tells: VADER. */
export interface Sentiment {
  /** From -1, negative, to 1, positive: the mean of the sentences' compound scores, in hundredths. */
  readonly score: number
  /** The sentences that were read, headings and list items among them. */
  readonly sentences: number
  /** Those with a compound score of 0.05 or more. */
  readonly positive: number
  /** Those with -0.05 or less; what is neither is neutral. */
  readonly negative: number
}

/** The analysers that can be picked by name in `analysis.analysers`. */
export type AnalyserName =
  | 'metadata'
  | 'language'
  | 'text'
  | 'markdown'
  | 'words'
  | 'readability'
  | 'keywords'
  | 'keyPhrases'
  | 'headings'
  | 'links'
  | 'images'
  | 'tables'
  | 'lists'
  | 'codeBlocks'
  | 'entities'
  | 'sentiment'
  | 'fingerprint'

export interface PageFingerprint {
  /** SHA-256 of the text, whitespace normalised, in hexadecimal. */
  readonly sha256: string
  /** 64-bit SimHash of the text in hexadecimal: near duplicates differ in few bits; null for a text without words. */
  readonly simhash: string | null
}

/** What the analysis found on one page: what no analyser was asked for is absent. */
export interface PageAnalysis extends Partial<PageFindings> {
  /** The values of `analysis.selectors`, by name; absent without selectors. */
  readonly selectors?: unknown
  /** What the user's module returned; absent without a module. */
  readonly custom?: unknown
  readonly warnings: readonly AnalysisWarning[]
}

export type PageKind =
  | 'article'
  | 'documentation'
  | 'forum'
  | 'product'
  | 'listing'
  | 'collection'
  | 'service'

/** Plain data, as JSON has it. */
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | JsonObject
export interface JsonObject {
  readonly [key: string]: JsonValue
}

/** What a page says about itself. Texts are on one line, URLs absolute http or https, without fragment. */
export interface PageMetadata {
  /** Without the name of the site. */
  readonly title: string | null
  /** In the order of the byline, each once. */
  readonly authors: readonly string[]
  /** ISO 8601, in the zone it was written in; a day alone where no time is known. */
  readonly publishedAt: string | null
  readonly modifiedAt: string | null
  readonly description: string | null
  readonly siteName: string | null
  readonly canonical: string | null
  readonly image: string | null
  readonly favicon: string | null
  /** The language the page says it is in, as written. */
  readonly language: string | null
  readonly alternates: readonly PageAlternate[]
  readonly feeds: readonly PageFeed[]
  /** The directives of `<meta name="robots">`. */
  readonly robots: readonly string[] | null
  /** By the name as written, lower case: `og:title`, `article:tag`. */
  readonly openGraph: MetaGroup
  readonly twitter: MetaGroup
  /** Every thing in the JSON-LD, as written. */
  readonly jsonLd: readonly JsonValue[]
  /** In the form of JSON-LD. */
  readonly microdata: readonly JsonObject[]
}

/** Contents of one vocabulary of `<meta>`, by name; a list where a name has several. */
export type MetaGroup = Readonly<Record<string, string | readonly string[]>>

/** A feed of the page or its site. */
export interface PageFeed {
  readonly url: string
  readonly type: 'rss' | 'atom' | 'json'
  readonly title: string | null
}

/** The page in another language. */
export interface PageAlternate {
  /** The `hreflang` as written: a language tag, or `x-default`. */
  readonly language: string
  readonly url: string
}

export interface Keyword {
  readonly term: string
  readonly count: number
}

export interface Heading {
  /** 1 to 6. */
  readonly level: number
  readonly text: string
}

/** A page that this one leads to. */
export interface PageLink {
  /** Absolute http or https, without fragment. */
  readonly url: string
  /** What the reader clicks on: the text of its first link that has one, else the `alt` of its image; at most 200 characters. */
  readonly text: string
  /** The `rel` values of its links, lower case, each once. */
  readonly rel: readonly string[]
  /** Whether every link to it says `nofollow`, `ugc` or `sponsored`. */
  readonly nofollow: boolean
  /** Whether a link to it stands in the main text. */
  readonly inMainText: boolean
}

/** Each page that this one links to once, in the order of the page. */
export interface PageLinks {
  /** On the page's own host name. */
  readonly internal: readonly PageLink[]
  readonly external: readonly PageLink[]
}

export interface PageImage {
  /** Absolute http or https. */
  readonly url: string
  /** The `alt` attribute on one line; null where there is none, empty where it says that the image is decoration. */
  readonly alt: string | null
  readonly inMainText: boolean
}

/** A table of the main text. */
export interface PageTable {
  readonly caption: string | null
  /** The cells of each row, on one line each. */
  readonly rows: readonly (readonly string[])[]
}

/** A list of the main text. */
export interface PageList {
  readonly ordered: boolean
  readonly items: readonly string[]
}

/** Preformatted code in the main text. */
export interface CodeBlock {
  /** As the page's mark-up names it, lower case. */
  readonly language: string | null
  readonly text: string
}

export type AnalysisWarning =
  | 'empty'
  | 'script-only'
  | 'frames-only'
  | 'images-only'
  | 'consent-only'
  | 'truncated-depth'
  | 'charset-mismatch'

/** What the merge compares pages by: made where the page is analysed. */
export interface PageFeatures {
  readonly title: string | null
  readonly kind: PageKind | null
  readonly authors: readonly string[]
  readonly publishedAt: string | null
  /** Length of the main text. */
  readonly textChars: number
  /** How hard its text is to read, by LIX, which is defined for all European languages; null for others and for a short text. */
  readonly lix: number | null
  /** The hash of its main text: equal for equal texts. */
  readonly textHash: string
  /** Topic terms of the main text, the most frequent first, ties in code point order, at most 256. */
  readonly terms: readonly Keyword[]
  /** The same as JSON, as they were stored: for whoever reads them without making a string of each. */
  readonly flatTerms?: string
  /** Bands of the text's MinHash sketch: pages that share one are worth comparing. Empty for a text without words. */
  readonly bands: Uint32Array
  /** Hashes of the paragraphs of the main text that are long enough to tell something, in their order. */
  readonly paragraphs: Uint32Array
  /** Hashes (`urlHash`, 53 bits) of the keys of the pages it links to, each once. */
  readonly links: Float64Array
}

/** What of a page is read only where it is asked for: its key, the small ones of its features, and each large one. */
export type CorpusColumn = 'key' | 'facts' | 'terms' | 'bands' | 'paragraphs' | 'links'

/** A page as the merge sees it, each once: duplicates and invalid entries are none. */
export type CorpusRow = {
  readonly index: number
  /** What the page is known by. */
  readonly key: string
  readonly host: string
} & (
  | {
      readonly status: 'ok'
      /** Hash of the key of the URL it came from in the end, after redirects. */
      readonly finalHash: number
      readonly words: number
      readonly language: string | null
      readonly features: PageFeatures
    }
  | { readonly status: 'failed'; readonly failureCode: FailureCode }
  | { readonly status: 'skipped' }
)

/** What only all pages together can tell. Pages are named by their index. */
export interface Corpus {
  /** The terms that stand in most pages, at most 100. */
  readonly terms: readonly CorpusTerm[]
  readonly distributions: {
    readonly languages: Distribution
    readonly hosts: Distribution
    readonly kinds: Distribution
    readonly authors: Distribution
    /** By month, `2026-11`. */
    readonly published: Distribution
  }
  readonly percentiles: {
    readonly words: Percentiles | null
    readonly textChars: Percentiles | null
    readonly lix: Percentiles | null
  }
  /** Paragraphs that many pages of one host share. Left out of the keywords. */
  readonly boilerplate: readonly Boilerplate[]
  /** Pages of nearly one text. */
  readonly nearDuplicates: readonly NearDuplicates[]
  /** Several URLs of one host with one text. */
  readonly softDuplicates: readonly SoftDuplicates[]
  readonly links: LinkSummary
  /** The pages that are ok, in input order, made as they are asked for. */
  pages(): Iterable<readonly CorpusPage[]>
}

export interface CorpusTerm {
  readonly term: string
  /** How many pages it stands in. */
  readonly pages: number
  /** How often, over all pages. */
  readonly count: number
  readonly tfIdf: number
}

/** How many pages have each value: the most frequent 100, ties in code point order. */
export interface Distribution {
  readonly values: readonly { readonly value: string; readonly pages: number }[]
  /** Pages with a value that is not among `values`. */
  readonly others: number
  /** Pages without one. */
  readonly unknown: number
}

export interface Percentiles {
  readonly min: number
  readonly p10: number
  readonly p25: number
  readonly p50: number
  readonly p75: number
  readonly p90: number
  readonly max: number
}

export interface Boilerplate {
  readonly host: string
  readonly text: string
  readonly pages: number
}

export interface NearDuplicates {
  /** The lowest index of `pages`. */
  readonly canonical: number
  readonly pages: readonly number[]
  /** The least Jaccard similarity that joined a page to the others, in hundredths. */
  readonly similarity: number
}

export interface SoftDuplicates {
  readonly host: string
  readonly pages: readonly number[]
}

export interface LinkSummary {
  /** Links from one page of the run to another, each pair once. */
  readonly edges: number
  /** Pages that no other page of the run links to. */
  readonly orphans: readonly number[]
  /** Links to pages of the run that failed: the first 1,000 by `from`, then `to`. */
  readonly broken: readonly { readonly from: number; readonly to: number }[]
  /** How many there are in all. */
  readonly brokenCount: number
}

export interface CorpusPage {
  readonly index: number
  /** Its terms that the others have least, the best first, at most 10. */
  readonly keywords: readonly { readonly term: string; readonly score: number }[]
  /** The pages that share most of its keywords, the nearest first, at most 5. */
  readonly nearest: readonly { readonly index: number; readonly similarity: number }[]
  /** Links from and to other pages of the run, and its PageRank; the ranks of all pages sum to 1. */
  readonly links: { readonly in: number; readonly out: number; readonly rank: number }
}

/** How a page came over the network. */
export interface PageHttp {
  readonly statusCode: number
  /** Media type without parameters, lower case; empty when the server named none. */
  readonly contentType: string
  readonly charset: string
  /** Decoded length of the body. */
  readonly bytes: number
  readonly redirects: readonly Redirect[]
  /** Those of `output.headers`, by name, lower case. */
  readonly headers?: HeaderMap
}

/** One row of the result: what became of one entry of the input. */
export type PageResult = {
  readonly index: number
  readonly url: string
  /** What the input says of the page besides: the other columns of its row, or what a sitemap or a feed tells. */
  readonly input?: EntryInput
} & (
  | {
      readonly status: 'ok'
      /** Absent where no runs are compared. */
      readonly change?: Exclude<PageChange, 'gone'>
      readonly finalUrl: string
      /** With `output.timings`: when the page was there (ISO), and how long its last attempt had taken. */
      readonly fetchedAt?: string
      readonly elapsedMs?: number
      readonly http: PageHttp
      readonly analysis: PageAnalysis
    }
  | {
      readonly status: 'failed'
      readonly change?: 'gone'
      readonly failure: Failure & { readonly attempts: number }
    }
  | {
      readonly status: 'skipped'
      readonly reason: SkipReason
      /** For a duplicate: the index of the entry that has the result. */
      readonly of?: number
      /** For `robots`: the rule of the origin's robots.txt. */
      readonly rule?: string
    }
)

export type SkipReason = 'duplicate' | 'robots' | 'excluded' | 'interrupted'

/** Counts over all rows. The same responses give the same summary. */
export interface ScrapeSummary {
  readonly pages: number
  readonly ok: number
  readonly failed: number
  readonly skipped: number
  /** Decoded bytes and words of the pages that are ok. */
  readonly bytes: number
  readonly words: number
  /** Keys in code point order; only what occurs. */
  readonly byStatusCode: Readonly<Record<string, number>>
  readonly byFailure: Readonly<Record<string, number>>
  readonly byHost: Readonly<Record<string, number>>
  readonly byLanguage: Readonly<Record<string, number>>
  readonly changes: ChangeCounts
}

/** How many pages have changed since the last closed run, and how. */
export interface ChangeCounts extends Readonly<Record<PageChange, number>> {
  /** Pages that it had and that are no longer listed. They have no row. */
  readonly removed: number
}

/** What differs between two runs over the same responses. */
export interface RunInfo {
  /** ISO time at which the run was first started. */
  readonly startedAt: string
  /** Of this start. */
  readonly elapsedMs: number
  readonly version: string
  readonly reused: ReusedCounts
  readonly stages: StageTimes
  /** What bounded this start, and what would help. */
  readonly bottleneck: string
}

/** Pages of this start whose stored result was used again, by why. */
export interface ReusedCounts {
  /** The server answered 304. */
  readonly notModified: number
  /** The same bytes came: they were not analysed. */
  readonly sameBody: number
  /** Not asked for, being younger than `fetch.maxAgeMs`. */
  readonly notAsked: number
}

/**
 * Milliseconds for each reason why no further request started: fetch slots taken, buffer full, an output that is not taken
 * as fast, hosts that may not be asked yet or have no slot, failed pages waiting for their next attempt, the list still
 * being read, nothing left to start.
 */
export type WaitTimes = Readonly<
  Record<'slots' | 'buffer' | 'output' | 'hosts' | 'retries' | 'input' | 'nothing', number>
>

/** How busy each stage was, measured over this start of the run. */
export interface StageTimes {
  /** `waitedMs`: for how long no further request could start, by what kept it back. */
  readonly schedule: { readonly busyMs: number; readonly waitedMs: WaitTimes }
  readonly fetch: {
    readonly attempts: number
    readonly busyMs: number
    readonly maxInFlight: number
    readonly slots: number
  }
  readonly buffer: { readonly maxBytes: number; readonly overshootBytes: number }
  readonly analysis: { readonly pages: number; readonly busyMs: number; readonly threads: number }
  readonly store: { readonly busyMs: number }
  /** Until the outputs could be written. */
  readonly merge: { readonly busyMs: number }
  /** Of the thread on which all but the analysis runs. */
  readonly mainThread: { readonly busyMs: number }
}

/** What a run did. The rows themselves are in the outputs, or came through `onResult`. */
export interface ScrapeReport {
  /** `interrupted`: stopped before the end, the same call continues. `pipe-closed`: nobody read standard output any more. */
  readonly outcome: 'finished' | 'interrupted' | 'pipe-closed'
  readonly summary: ScrapeSummary
  readonly run: RunInfo
  /** Files that were written, in the order of `output.files`. */
  readonly written: readonly string[]
}

/** A moment's view of a run, for whoever watches it. */
export interface ScrapeProgress {
  readonly done: number
  /** Entries read so far; the final number once `inputEnded`. */
  readonly total: number
  readonly inputEnded: boolean
  readonly failed: number
  readonly fetching: number
  readonly fetchSlots: number
  readonly analysing: number
  readonly threads: number
  readonly bufferedBytes: number
  readonly waitingForRetry: number
}

/**
 * How a page of one run compares with the same page of another. The words of `PageChange` mean what they mean in a run, but that a page which was
 * listed without being ok is `recovered` rather than `new`. `removed`: no longer listed. `failed`: it fails, and did not before, or
 * not so. `skipped`: robots.txt leaves it out, and did not before.
 */
export type DiffChange = PageChange | 'recovered' | 'failed' | 'skipped' | 'removed'

/** How two runs compare. Every page of the later one is counted once, and what only the earlier one has as `removed`. */
export interface DiffSummary {
  readonly before: DiffedRun
  readonly after: DiffedRun
  readonly changes: Readonly<Record<DiffChange, number>>
  /** Pages that failed, or were skipped, in both runs in the same way. */
  readonly stillNotOk: number
  /** Pages without a result yet in one of the runs: there is nothing to compare. */
  readonly unfinished: number
}

export interface DiffedRun {
  /** As it was named. */
  readonly name: string
  /** Listed pages, each once. */
  readonly pages: number
}

/** What has changed in one page. */
export interface PageDiff {
  /** As the later run writes it. */
  readonly url: string
  readonly change: DiffChange
  /** What the earlier run has of it; null where it is not listed there. */
  readonly before: DiffedPage | null
  readonly after: DiffedPage | null
  /** Of a page that is ok in both. */
  readonly fields: readonly FieldDiff[]
  /** Of the main text; null where it is the same, or not in both. */
  readonly text: TextDiff | null
}

/** A page of one of the runs, in short. */
export type DiffedPage =
  | {
      readonly status: 'ok'
      readonly statusCode: number
      readonly title: string | null
      readonly words?: number
    }
  | {
      readonly status: 'failed'
      readonly code: string
      readonly statusCode?: number
      readonly message: string
    }
  | { readonly status: 'skipped'; readonly reason: string }

/** A value of the row that has changed, by its dotted path: as a whole, or by the members of a list that came and went. */
export type FieldDiff = { readonly path: string } & (
  | { readonly before?: JsonValue; readonly after?: JsonValue }
  | { readonly removed: readonly JsonValue[]; readonly added: readonly JsonValue[] }
)

/** What has changed in a text, line by line, white space normalised and blank lines left out. */
export interface TextDiff {
  readonly removed: number
  readonly added: number
  readonly hunks: readonly TextHunk[]
}

/** Changed lines that stand together, with some of the lines around them. */
export interface TextHunk {
  /** Number of its first line in the earlier text and in the later one, from 1. */
  readonly before: number
  readonly after: number
  readonly lines: readonly DiffLine[]
}

export interface DiffLine {
  readonly kind: 'same' | 'removed' | 'added'
  readonly text: string
  /** What has changed in it, where another line stands for it: ranges of UTF-16 units. */
  readonly marks?: readonly (readonly [start: number, end: number])[]
}
