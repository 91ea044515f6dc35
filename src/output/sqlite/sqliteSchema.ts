import { PAGES_TABLE } from './sqlitePages.ts'

/** The tables of a `.sqlite` output. A page is known by its index, which is the `id` of its row. */
export const SQLITE_TABLES = `
CREATE TABLE run (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
${PAGES_TABLE};
CREATE TABLE failures (
  page INTEGER PRIMARY KEY REFERENCES pages (id),
  stage TEXT NOT NULL,
  code TEXT NOT NULL,
  message TEXT NOT NULL,
  status_code INTEGER,
  attempts INTEGER NOT NULL
);
CREATE TABLE links (
  page INTEGER NOT NULL REFERENCES pages (id),
  internal INTEGER NOT NULL,
  position INTEGER NOT NULL,
  url TEXT NOT NULL,
  text TEXT,
  rel TEXT,
  nofollow INTEGER,
  in_main_text INTEGER,
  PRIMARY KEY (page, internal, position)
) WITHOUT ROWID;
CREATE TABLE headings (
  page INTEGER NOT NULL REFERENCES pages (id),
  position INTEGER NOT NULL,
  level INTEGER NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY (page, position)
) WITHOUT ROWID;
CREATE TABLE keywords (
  page INTEGER NOT NULL REFERENCES pages (id),
  position INTEGER NOT NULL,
  term TEXT NOT NULL,
  count INTEGER NOT NULL,
  PRIMARY KEY (page, position)
) WITHOUT ROWID;
`

/** What all pages together tell: empty where that was not asked for. */
export const CORPUS_TABLES = `
CREATE TABLE distinctive_keywords (
  page INTEGER NOT NULL REFERENCES pages (id),
  position INTEGER NOT NULL,
  term TEXT NOT NULL,
  score REAL NOT NULL,
  PRIMARY KEY (page, position)
) WITHOUT ROWID;
CREATE TABLE nearest_pages (
  page INTEGER NOT NULL REFERENCES pages (id),
  position INTEGER NOT NULL,
  other INTEGER NOT NULL REFERENCES pages (id),
  similarity REAL NOT NULL,
  PRIMARY KEY (page, position)
) WITHOUT ROWID;
CREATE TABLE terms (
  term TEXT PRIMARY KEY,
  pages INTEGER NOT NULL,
  count INTEGER NOT NULL,
  tf_idf REAL NOT NULL
) WITHOUT ROWID;
CREATE TABLE distributions (
  field TEXT NOT NULL,
  value TEXT NOT NULL,
  pages INTEGER NOT NULL,
  PRIMARY KEY (field, value)
) WITHOUT ROWID;
CREATE TABLE percentiles (
  measure TEXT NOT NULL,
  percentile TEXT NOT NULL,
  value REAL NOT NULL,
  PRIMARY KEY (measure, percentile)
) WITHOUT ROWID;
CREATE TABLE boilerplate (
  host TEXT NOT NULL,
  text TEXT NOT NULL,
  pages INTEGER NOT NULL
);
CREATE TABLE near_duplicates (
  page INTEGER PRIMARY KEY REFERENCES pages (id),
  canonical INTEGER NOT NULL REFERENCES pages (id),
  similarity REAL NOT NULL
);
CREATE TABLE soft_duplicates (
  page INTEGER PRIMARY KEY REFERENCES pages (id),
  lowest INTEGER NOT NULL REFERENCES pages (id),
  host TEXT NOT NULL
);
CREATE TABLE orphans (page INTEGER PRIMARY KEY REFERENCES pages (id));
CREATE TABLE broken_links (
  page INTEGER NOT NULL REFERENCES pages (id),
  target INTEGER NOT NULL REFERENCES pages (id),
  PRIMARY KEY (page, target)
) WITHOUT ROWID;
`

/**
 * Made when all rows are there, which is faster than to keep them up to date. None over links or keywords: of a million pages they
 * would hold everything up for minutes.
 */
export const SQLITE_INDEXES = [
  'CREATE INDEX pages_by_url ON pages (url)',
  'CREATE INDEX pages_by_status ON pages (status, status_code)',
  'CREATE INDEX failures_by_code ON failures (code)',
  'CREATE INDEX near_duplicates_by_canonical ON near_duplicates (canonical)',
]

export const INSERT_RUN = 'INSERT INTO run VALUES (?, ?)'
export const INSERT_FAILURE = 'INSERT INTO failures VALUES (?, ?, ?, ?, ?, ?)'
// A list comes as one text of JSON: a call for each of its members would cost more than they do.
export const INSERT_LINKS = `INSERT INTO links SELECT ?1, ?2, key, value ->> 'url', value ->> 'text',
  nullif(value ->> 'rel', '[]'), value ->> 'nofollow', value ->> 'inMainText' FROM json_each(?3)`
export const INSERT_HEADINGS = `INSERT INTO headings
  SELECT ?1, key, value ->> 'level', value ->> 'text' FROM json_each(?2)`
export const INSERT_DISTINCTIVE = `INSERT INTO distinctive_keywords
  SELECT ?1, key, value ->> 'term', value ->> 'score' FROM json_each(?2)`
export const INSERT_NEAREST = `INSERT INTO nearest_pages
  SELECT ?1, key, value ->> 'index', value ->> 'similarity' FROM json_each(?2)`
export const INSERT_KEYWORDS = `INSERT INTO keywords
  SELECT ?1, key, value ->> 'term', value ->> 'count' FROM json_each(?2)`
