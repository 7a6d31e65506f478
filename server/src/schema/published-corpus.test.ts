/** The published schemas over real files in strict JSON, by a validator that knows nothing but draft-07: what Kea takes is valid, slips are not. */
import Ajv from 'ajv'
import type { ErrorObject } from 'ajv'
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'

const project = process.env['KEA_PROJECT'] ?? process.cwd()
const corpus = process.env['KEA_CORPUS']
const schemas = path.join(project, 'schemas')
const schemaOf: Readonly<Record<string, string>> = { Dhcp4: 'kea-dhcp4', Dhcp6: 'kea-dhcp6', 'Control-agent': 'kea-ctrl-agent', DhcpDdns: 'kea-dhcp-ddns', Netconf: 'kea-netconf' }

const ajv = new Ajv({ allErrors: true, strict: false, verbose: true })
for (const name of readdirSync(schemas, { recursive: true, encoding: 'utf8' }).filter((one) => one.endsWith('.schema.json'))) {
  ajv.addSchema(JSON.parse(readFileSync(path.join(schemas, name), 'utf8')) as object, name.split(path.sep).join('/'))
}

type Tree = Record<string, Record<string, unknown>>

/** Undefined: not strict JSON, or no configuration. */
function read(text: string): { readonly tree: Tree; readonly daemon: string } | undefined {
  try {
    const tree = JSON.parse(text) as Tree
    const daemon = Object.keys(tree).find((key) => key in schemaOf)
    return daemon === undefined ? undefined : { tree, daemon }
  } catch {
    return undefined
  }
}

function errors(tree: Tree, daemon: string): ErrorObject[] {
  return ajv.validate(`${schemaOf[daemon] ?? ''}.schema.json`, tree) ? [] : (ajv.errors ?? []).filter((one) => one.keyword !== 'if')
}

function told(found: readonly ErrorObject[]): string {
  return found.map((one) => `${one.instancePath} ${one.message ?? ''}`).slice(0, 3).join(', ')
}

/** What the schemas refuse and a server started with -t does not: nobody means any of it. */
const stricter: readonly ((error: ErrorObject) => boolean)[] = [
  // -t does not read hook parameters; the hook refuses them when it is loaded.
  ({ instancePath }) => /^\/\w+\/hooks-libraries\/\d+\/parameters\//.test(instancePath),
  // Kea takes a negative time for one of 136 years.
  ({ instancePath, keyword }) => keyword === 'minimum' && instancePath.endsWith('-lifetime'),
  // Kea reads these names in any case; a generic validator cannot.
  ({ keyword, data, params }) => keyword === 'enum' && typeof data === 'string' && (params as { allowedValues: unknown[] }).allowedValues.some((one) => String(one).toLowerCase() === data.toLowerCase()),
]

interface Judged {
  readonly file: string
  readonly verdict: string
  readonly message: string
}

function verdictsOf(release: string): Judged[] {
  const lines = readFileSync(path.join(corpus ?? '', 'VERDICTS.tsv'), 'utf8').split('\n').slice(1)
  return lines.map((line) => line.split('\t')).filter(([, of]) => of === release).map(([file = '', , verdict = '', message = '']) => ({ file, verdict, message }))
}

const skip = corpus === undefined ? 'KEA_CORPUS names no real files' : false

test('every strict file that Kea 3.0 takes is valid, but for what nobody means', { skip }, (t) => {
  const strict = verdictsOf('3.0').flatMap(({ file, verdict }) => {
    const found = verdict === 'ok' ? read(readFileSync(path.join(corpus ?? '', file), 'utf8')) : undefined
    return found ? [{ file, ...found }] : []
  })
  t.diagnostic(`${strict.length} files`)
  assert.ok(strict.length > 150, `${strict.length} files`)
  for (const { file, tree, daemon } of strict) {
    const found = errors(tree, daemon)
    const unexplained = found.filter((one) => file.startsWith('wild/') || !stricter.some((explains) => explains(one)))
    assert.equal(told(unexplained), '', file)
    if (found.length > 0) continue
    const map = tree[daemon] ?? {}
    assert.match(told(errors({ [daemon]: { ...map, 'valid-lifetme': 4000 } }, daemon)), /must NOT have additional properties/, file)
    for (const [key, value] of Object.entries(map)) {
      // One key at a time is given what no parameter of its kind is.
      const wrong = Array.isArray(value) || typeof value === 'object' ? 4711 : { wrong: true }
      if (key !== 'user-context' && key !== 'comment') assert.notEqual(told(errors({ [daemon]: { ...map, [key]: wrong } }, daemon)), '', `${file}: ${key} with ${JSON.stringify(wrong)}`)
    }
  }
})

test('a strict file in which every Kea meets an unknown key or a wrong type is not valid', { skip }, (t) => {
  let count = 0
  const isSlip = ({ verdict, message }: Judged): boolean => verdict === 'error' && /got unexpected keyword|syntax error, unexpected (constant string|integer|boolean|floating)/.test(message)
  const [first = [], ...others] = ['3.0', '2.6', '2.2'].map((release) => verdictsOf(release).filter(isSlip))
  // The schemas are the union of all releases.
  for (const { file, message } of first) {
    if (!others.every((of) => of.some((one) => one.file === file))) continue
    const found = read(readFileSync(path.join(corpus ?? '', file), 'utf8'))
    if (!found) continue
    count++
    assert.notEqual(told(errors(found.tree, found.daemon)), '', `${file}: ${message}`)
  }
  t.diagnostic(`${count} files`)
  assert.ok(count > 10, `${count} files`)
})

test('the files of the project that are strict JSON and meant to be right are valid', () => {
  const lint = path.join(project, 'test-fixtures', 'lint')
  let count = 0
  for (const name of readdirSync(lint, { recursive: true, encoding: 'utf8' }).filter((one) => /good(?!.*template)[^/\\]*\.(conf|json)$/.test(one))) {
    const text = readFileSync(path.join(lint, name), 'utf8')
    const found = read(text.replace(/^#[^\n]*\n/gm, ''))
    if (!found || /release: 2/.test(text)) continue
    count++
    assert.equal(told(errors(found.tree, found.daemon).filter((one) => !stricter.some((explains) => explains(one)))), '', name)
  }
  assert.ok(count > 20, `${count} files`)
})
