import { describe, expect, test } from 'vitest'
import { fieldProblem } from '../../src/config/field.ts'
import { USUAL_PARQUET_FIELDS } from '../../src/output/parquet/parquetFields.ts'

describe('a path into a row', () => {
  test.each([
    ...USUAL_PARQUET_FIELDS,
    'input.any.thing',
    'analysis.metadata.openGraph.og:title',
    'analysis.metadata.jsonLd.0.@type',
    'analysis.readability.lix',
    'analysis.headings.0.text',
    'analysis.selectors.price',
    'analysis.custom.price.amount',
    'http.headers.etag',
    'http.redirects.0.url',
    'corpus',
  ])('may name what some row can have: %s', (path) => {
    expect(fieldProblem(path)).toBeUndefined()
  })

  test.each([
    ['urls', 'a row has no "urls"; did you mean url?'],
    ['Analysis.Title', 'a row has no "Analysis"; did you mean analysis.title?'],
    ['analisys.titel', 'a row has no "analisys"; did you mean analysis.title?'],
    ['analysis.titel', 'analysis has no "titel"; did you mean analysis.title?'],
    [
      'analysis.metadata.author',
      'analysis.metadata has no "author"; did you mean analysis.metadata.authors?',
    ],
    ['analysis.link.internal.url', 'analysis has no "link"; did you mean analysis.links.internal.url?'],
    ['title', 'a row has no "title"; did you mean analysis.title?'],
    ['statusCode', 'a row has no "statusCode"; did you mean http.statusCode?'],
    ['links.rank', 'a row has no "links"; did you mean corpus.links.rank?'],
  ])('that no row can have, %s, is told with what was meant: %s', (path, problem) => {
    expect(fieldProblem(path)).toBe(problem)
  })

  test.each([
    ['nonsense.path', 'a row has no "nonsense", but index, url, status, change'],
    ['http.constructor', 'http has no "constructor", but statusCode, contentType'],
    ['failure.title', 'failure has no "title", but stage, code, message'],
    ['run.startedAt', 'a row has no "run", but index, url, status, change'],
    ['analysis.titel.length', 'analysis has no "titel", but title, description'],
    ['url..x', 'a name between its dots is empty'],
  ])('that looks like none, %s, is told with what there is: %s', (path, problem) => {
    expect(fieldProblem(path)).toContain(problem)
  })

  test.each([
    ['rule.startedAt', 'rule has no "startedAt"'],
    ['url.host', 'url has no "host"'],
    ['analysis.title.length', 'analysis.title has no "length"'],
    ['analysis.metadata.publishedAt.year', 'analysis.metadata.publishedAt has no "year"'],
    ['http.statusCode.x', 'http.statusCode has no "x"'],
    ['failure.attempts.0', 'failure.attempts has no "0"'],
    ['corpus.links.rank.x', 'corpus.links.rank has no "x"'],
  ])('ends at a plain value, which %s goes beyond', (path, problem) => {
    expect(fieldProblem(path)).toBe(`${problem}: it is a plain value`)
  })
})
