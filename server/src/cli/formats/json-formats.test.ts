/** SARIF, GitLab's report, Reviewdog's and our own: each is held against what its readers take. */
import Ajv from 'ajv'
import type { ValidateFunction } from 'ajv'
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { after, before, clean, lintFiles, nasty } from './test-run'
import type { Files } from './test-run'
import { everyFixture } from './test-fixtures'

const project = process.env['KEA_PROJECT'] ?? process.cwd()

function readSchema(...names: string[]): Record<string, unknown> {
  return JSON.parse(readFileSync(path.join(project, ...names), 'utf8')) as Record<string, unknown>
}

function compile(schema: object): ValidateFunction {
  const ajv = new Ajv({ allErrors: true, strict: false, unicodeRegExp: false })
  ajv.addFormat('uri', (text: string) => URL.canParse(text))
  ajv.addFormat('uri-reference', (text: string) => /^(?:[\w\-.~:/?#[\]@!$&'()*+,;=]|%[\dA-Fa-f]{2})*$/.test(text))
  ajv.addFormat('date-time', (text: string) => !Number.isNaN(Date.parse(text)))
  return ajv.compile(schema)
}

function hold(validate: ValidateFunction, value: unknown, what: string): void {
  assert.ok(validate(value), `${what}: ${JSON.stringify(validate.errors?.slice(0, 3))}`)
}

async function findingsIn<T>(files: Files, format: string): Promise<T> {
  const { out, err } = await lintFiles(files, ['--each', '--format', format])
  assert.equal(err, '')
  return JSON.parse(out) as T
}

// The schema of OASIS, as Microsoft's package brings it. It is written in draft-04, of which it uses nothing that draft-07 reads otherwise.
const sarifSchema = compile({ ...readSchema('node_modules/@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json'), $schema: undefined, id: undefined })

interface Region {
  readonly startLine: number
  readonly startColumn: number
  readonly endLine: number
  readonly endColumn: number
}

interface SarifLog {
  readonly runs: readonly [
    {
      readonly tool: { readonly driver: { readonly version: string; readonly rules: readonly { readonly id: string }[] } }
      readonly columnKind: string
      readonly originalUriBaseIds: Record<string, { uri: string }>
      readonly results: readonly {
        readonly ruleId: string
        readonly ruleIndex: number
        readonly level: string
        readonly message: { text: string }
        readonly partialFingerprints: Record<string, string>
        readonly locations: readonly { physicalLocation: { artifactLocation: { uri: string; uriBaseId?: string }; region: Region } }[]
        readonly relatedLocations?: readonly { id: number; message: { text: string } }[]
        readonly fixes?: readonly { artifactChanges: readonly { artifactLocation: { uri: string }; replacements: readonly { deletedRegion: Region; insertedContent?: { text: string } }[] }[] }[]
      }[]
    },
  ]
}

test('SARIF keeps to the schema of OASIS, whatever files and values are called', async () => {
  for (const files of [clean, nasty]) hold(sarifSchema, await findingsIn(files, 'sarif'), 'a report')
  for (const [name, text] of everyFixture()) hold(sarifSchema, await findingsIn({ 'kea-dhcp4.conf': text }, 'sarif'), name)
})

test('SARIF tells rules, places and fixes so that they can be followed', async () => {
  const { runs: [run] } = await findingsIn<SarifLog>(nasty, 'sarif')
  assert.equal(run.columnKind, 'utf16CodeUnits')
  assert.equal(run.tool.driver.version, '1.2.3')
  assert.deepEqual(run.originalUriBaseIds, { '%SRCROOT%': { uri: 'file:///home/ann/site/' } })
  const files = Object.keys(nasty)
  for (const result of run.results) {
    assert.equal(run.tool.driver.rules[result.ruleIndex]?.id, result.ruleId)
    const place = result.locations[0]?.physicalLocation
    const name = decodeURIComponent(place?.artifactLocation.uri ?? '')
    assert.ok(files.includes(name), name)
    assert.equal(place?.artifactLocation.uriBaseId, '%SRCROOT%')
    assert.doesNotMatch(result.message.text, /[\0-\x1f]/)
    for (const change of result.fixes?.[0]?.artifactChanges ?? []) {
      const target = decodeURIComponent(change.artifactLocation.uri)
      const fixed = applied(nasty[target] ?? '', change.replacements)
      const left = await findingsIn<SarifLog>({ ...nasty, [target]: fixed }, 'sarif')
      const count = (log: SarifLog['runs'][0]): number => log.results.filter((one) => one.ruleId === result.ruleId).length
      assert.ok(count(left.runs[0]) < count(run), `${result.ruleId} is cured by its fix: ${fixed}`)
    }
  }
  assert.ok(run.results.some((one) => one.locations[0]?.physicalLocation.artifactLocation.uri === 'included/subnets.inc'))
  const duplicate = run.results.find((one) => one.relatedLocations !== undefined)
  assert.ok(duplicate?.relatedLocations?.every((one, at) => one.id === at && one.message.text !== ''))
  assert.deepEqual((await findingsIn<SarifLog>(clean, 'sarif')).runs[0].results, [])
})

/** As a viewer of SARIF would: from the end, so that nothing moves under a later one. */
function applied(text: string, replacements: readonly { deletedRegion: Region; insertedContent?: { text: string } }[]): string {
  const starts = [0, ...[...text.matchAll(/\n/g)].map((found) => found.index + 1)]
  const offset = (line: number, column: number): number => (starts[line - 1] ?? 0) + column - 1
  return [...replacements]
    .sort((a, b) => b.deletedRegion.startLine - a.deletedRegion.startLine || b.deletedRegion.startColumn - a.deletedRegion.startColumn)
    .reduce((all, { deletedRegion: region, insertedContent }) => all.slice(0, offset(region.startLine, region.startColumn)) + (insertedContent?.text ?? '') + all.slice(offset(region.endLine, region.endColumn)), text)
}

test('a fingerprint outlives moved lines, indentation and other subnets, and no two findings share one', async () => {
  const marks = async (text: string): Promise<string[]> =>
    (await findingsIn<{ fingerprint: string; check_name: string }[]>({ 'kea-dhcp4.conf': text }, 'gitlab')).filter((one) => one.check_name === 'unknown-key').map((one) => one.fingerprint)
  const old = await marks(before)
  assert.equal(old.length, 2)
  assert.deepEqual(await marks(after), old)
  assert.notDeepEqual(await marks(before.replace('pols', 'poools')), old)
  const twice = await marks('{ "Dhcp4": { "subnet4": [ { "id": 1, "subnet": "10.0.1.0/24", "pols": [] }, { "id": 2, "subnet": "10.0.2.0/24", "pols": [] } ] } }')
  assert.equal(new Set(twice).size, 2)
  const sarif = async (text: string): Promise<string[]> => (await findingsIn<SarifLog>({ 'kea-dhcp4.conf': text }, 'sarif')).runs[0].results.filter((one) => one.ruleId === 'unknown-key').map((one) => one.partialFingerprints['keaLint/v1'] ?? '')
  assert.deepEqual(await sarif(after), old)
})

/** GitLab's documentation, "Code Quality report format". */
const gitlabSchema = compile({
  type: 'array',
  items: {
    type: 'object',
    required: ['description', 'check_name', 'fingerprint', 'severity', 'location'],
    properties: {
      description: { type: 'string', minLength: 1 },
      check_name: { type: 'string', minLength: 1 },
      fingerprint: { type: 'string', pattern: '^[0-9a-f]{32}$' },
      severity: { enum: ['info', 'minor', 'major', 'critical', 'blocker'] },
      location: {
        type: 'object',
        required: ['path', 'lines'],
        // From the root of the repository, without "./".
        properties: { path: { type: 'string', pattern: '^(?![./\\\\])[^\\\\]' }, lines: { type: 'object', required: ['begin'], properties: { begin: { type: 'integer', minimum: 1 }, end: { type: 'integer', minimum: 1 } } } },
      },
    },
  },
})

test('GitLab finds what it documents, and each finding once', async () => {
  for (const files of [clean, nasty]) {
    const issues = await findingsIn<{ fingerprint: string; location: { path: string } }[]>(files, 'gitlab')
    hold(gitlabSchema, issues, 'a report')
    assert.equal(new Set(issues.map((one) => one.fingerprint)).size, issues.length)
    for (const { location } of issues) assert.ok(location.path in files, location.path)
  }
  for (const [name, text] of everyFixture()) {
    const issues = await findingsIn<{ fingerprint: string }[]>({ 'kea-dhcp4.conf': text }, 'gitlab')
    hold(gitlabSchema, issues, name)
    assert.equal(new Set(issues.map((one) => one.fingerprint)).size, issues.length, name)
  }
})

test('both services are told names from the root of the checkout, wherever the command runs', async () => {
  const at = { cwd: '/builds/net/site', env: { CI_PROJECT_DIR: '/builds/net' } }
  const issues = JSON.parse((await lintFiles({ 'kea-dhcp4.conf': before }, ['--format', 'gitlab'], at)).out) as { location: { path: string } }[]
  assert.equal(issues[0]?.location.path, 'site/kea-dhcp4.conf')
  const log = JSON.parse((await lintFiles({ 'kea-dhcp4.conf': before }, ['--format', 'sarif'], { cwd: '/builds/net/site', env: { GITHUB_WORKSPACE: '/builds/net' } })).out) as SarifLog
  assert.equal(log.runs[0].results[0]?.locations[0]?.physicalLocation.artifactLocation.uri, 'site/kea-dhcp4.conf')
  assert.equal(log.runs[0].originalUriBaseIds['%SRCROOT%']?.uri, 'file:///builds/net/')
  const elsewhere = JSON.parse((await lintFiles({ 'kea-dhcp4.conf': before }, ['--format', 'gitlab'], { env: { CI_PROJECT_DIR: '/builds/net' } })).out) as { location: { path: string } }[]
  assert.equal(elsewhere[0]?.location.path, 'kea-dhcp4.conf')
})

/** Reviewdog reads protobuf's JSON and refuses fields that it does not know. */
const position = { type: 'object', additionalProperties: false, required: ['line', 'column'], properties: { line: { type: 'integer', minimum: 1 }, column: { type: 'integer', minimum: 1 } } }
const range = { type: 'object', additionalProperties: false, required: ['start', 'end'], properties: { start: position, end: position } }
const location = { type: 'object', additionalProperties: false, required: ['path'], properties: { path: { type: 'string', minLength: 1 }, range } }
const reviewdogSchema = compile({
  type: 'object',
  additionalProperties: false,
  required: ['message', 'location'],
  properties: {
    message: { type: 'string' },
    location,
    severity: { enum: ['UNKNOWN_SEVERITY', 'ERROR', 'WARNING', 'INFO'] },
    source: { type: 'object', additionalProperties: false, properties: { name: { type: 'string' }, url: { type: 'string' } } },
    code: { type: 'object', additionalProperties: false, properties: { value: { type: 'string' }, url: { type: 'string', format: 'uri' } } },
    suggestions: { type: 'array', items: { type: 'object', additionalProperties: false, required: ['range', 'text'], properties: { range, text: { type: 'string' } } } },
    original_output: { type: 'string' },
    related_locations: { type: 'array', items: { type: 'object', additionalProperties: false, properties: { message: { type: 'string' }, location } } },
  },
})

interface Diagnostic {
  readonly code: { readonly value: string }
  readonly location: { readonly path: string; readonly range: { readonly start: { line: number; column: number }; readonly end: { line: number; column: number } } }
}

test('Reviewdog gets a document a line, with columns in octets of UTF-8', async () => {
  const read = async (files: Files): Promise<Diagnostic[]> => {
    const { out } = await lintFiles(files, ['--each', '--format', 'rdjsonl'])
    const lines = out === '' ? [] : out.replace(/\n$/, '').split('\n')
    return lines.map((line) => JSON.parse(line) as Diagnostic)
  }
  assert.deepEqual(await read(clean), [])
  const found = await read(nasty)
  for (const one of found) hold(reviewdogSchema, one, one.code.value)
  for (const { code, location: { path: file, range: at } } of found.filter((one) => one.code.value === 'unknown-key')) {
    const line = Buffer.from(nasty[file]?.split(/\r?\n/)[at.start.line - 1] ?? '')
    const key = line.subarray(at.start.column - 1, at.end.column - 1).toString()
    assert.match(key, /^".*"$/u, `${code.value} ${file}`)
  }
  for (const [name, text] of everyFixture()) for (const one of await read({ 'kea-dhcp4.conf': text })) hold(reviewdogSchema, one, name)
})

test('the JSON of our own keeps to the schema that is published, and to no more than it says', async () => {
  const published = readSchema('schemas/kea-lint-report.schema.json')
  const validate = compile(published)
  const words = new Set([...JSON.stringify(published).matchAll(/"(\w+)":\{"description"/g)].map((found) => found[1] ?? ''))
  for (const files of [clean, nasty, ...everyFixture().map(([, text]): Files => ({ 'kea-dhcp4.conf': text }))]) {
    const report = await findingsIn<{ findings: object[]; counts: Record<string, number> }>(files, 'json')
    hold(validate, report, 'a report')
    assert.equal(Object.values(report.counts).reduce((sum, count) => sum + count), report.findings.length)
    JSON.stringify(report, (name, value: unknown) => {
      assert.ok(name === '' || /^\d+$/.test(name) || words.has(name), `the schema describes ${name}`)
      return value
    })
  }
  const wrong: unknown = { version: 1, tool: { name: 'kea-lint', version: '1' }, keaVersion: '3.0', files: [], counts: { error: 0, warning: 0, info: 0 }, findings: [{ rule: 'x' }] }
  assert.equal(validate(wrong), false)
})
