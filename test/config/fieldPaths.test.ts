import { writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { readConfigFile } from '../../src/config/readConfigFile.ts'
import { environmentSettings, flagSettings } from '../../src/config/textSettings.ts'
import { ConfigError } from '../../src/errors.ts'
import { temporaryFolder } from '../support/temporaryFolder.ts'

const PROBLEM =
  'is "analysis.titel", which leads nowhere: analysis has no "titel"; did you mean analysis.title?'

test('a path that leads nowhere is refused where a flag or a variable has it', () => {
  const flag = () => flagSettings(new Map([['fields', ['url,analysis.titel']]]))
  expect(flag).toThrow(ConfigError)
  expect(flag).toThrow(`--fields: output.fields.1 ${PROBLEM}`)
  const variable = () => environmentSettings({ SCRAPER_OUTPUT_FIELDS: 'analysis.titel' })
  expect(variable).toThrow(`SCRAPER_OUTPUT_FIELDS: output.fields.0 ${PROBLEM}`)
})

test('a path that leads nowhere is refused where a file has it, with its line', async () => {
  const at = await temporaryFolder()
  writeFileSync(at('c.json'), '{ "output": { "fields": [\n"url",\n"analysis.titel"] } }')
  await expect(readConfigFile(at('c.json'), {})).rejects.toThrow(`c.json:3:1: output.fields.1 ${PROBLEM}`)
})

test('an empty path is refused once', () => {
  const flag = () => flagSettings(new Map([['fields', ['["url", ""]']]]))
  expect(flag).toThrow(
    /^--fields: output\.fields\.1 is "", but output\.fields must be a list of dotted paths[^\n]*$/,
  )
})
