// Turns schemas/ into plain functions: per release and scope one shallow validator, equal ones written once.
import Ajv from 'ajv'
import standaloneCode from 'ajv/dist/standalone/index.js'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..')
const releases = ['2.2', '2.4', '2.6', '3.0', '3.2']

/** A family is one published file: `dhcp4`, `ddns`, or a hook library by its file name. Its own map is the scope ''. */
function families() {
  const read = (file) => JSON.parse(readFileSync(path.join(root, 'schemas', file), 'utf8'))
  const found = {
    dhcp4: read('kea-dhcp4.schema.json'),
    dhcp6: read('kea-dhcp6.schema.json'),
    agent: read('kea-ctrl-agent.schema.json'),
    ddns: read('kea-dhcp-ddns.schema.json'),
    netconf: read('kea-netconf.schema.json'),
  }
  for (const file of readdirSync(path.join(root, 'schemas/hooks')).sort()) {
    found[file.replace('.schema.json', '')] = read(`hooks/${file}`)
  }
  return found
}

/** One map alone: what it holds in other maps is only checked to be a map, or a list of maps. */
function shallow(scope, release) {
  const patched = { ...scope, ...scope['x-kea-by-release']?.[release] }
  const properties = {}
  for (const [name, property] of Object.entries(scope.properties ?? {})) {
    const known = property['x-kea-releases']
    if (!known || known.includes(release)) properties[name] = flat({ ...property, ...property['x-kea-by-release']?.[release] })
  }
  const kept = { type: 'object', properties }
  for (const word of ['additionalProperties', 'required', 'minProperties', 'anyOf', 'if', 'then']) if (word in patched) kept[word] = patched[word]
  return kept
}

const checked = [
  'type', 'enum', 'minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'minLength', 'maxLength', 'minItems', 'maxItems',
]

function flat(property) {
  if (property.allOf || property.$ref) return { type: 'object' }
  const kept = {}
  for (const word of checked) if (word in property) kept[word] = property[word]
  // Kea compares these without regard to case; the finding is made beside the validator.
  if (property['x-kea-ignores-case']) delete kept.enum
  if (property.items) kept.items = property.items.$ref ? { type: 'object' } : flat(property.items)
  return kept
}

/** Most keys are checked like many others: what checks a key is written once for all of them. */
function sharedProperties(ajv) {
  const ids = new Map()
  const idOf = (property) => {
    const text = JSON.stringify(property)
    if (!ids.has(text)) {
      ids.set(text, `p${ids.size}`)
      ajv.addSchema(property, ids.get(text))
    }
    return ids.get(text)
  }
  return (map) => ({ ...map, properties: Object.fromEntries(Object.entries(map.properties).map(([name, property]) => [name, { $ref: idOf(property) }])) })
}

export async function compileSchemas() {
  const out = path.join(root, 'server/src/schema/generated')
  mkdirSync(out, { recursive: true })
  const ajv = new Ajv({ allErrors: true, strict: false, inlineRefs: false, messages: false, code: { source: true, esm: true, lines: false } })
  const names = new Map()
  const shared = sharedProperties(ajv)
  const table = {}
  for (const [family, schema] of Object.entries(families())) {
    for (const [scope, map] of [['', schema], ...Object.entries(schema.definitions ?? {})]) {
      for (const release of releases) {
        const derived = shared(shallow(map, release))
        const text = JSON.stringify(derived)
        if (!names.has(text)) {
          names.set(text, `v${names.size}`)
          ajv.addSchema(derived, names.get(text))
        }
        table[`${release} ${family} ${scope}`] = names.get(text)
      }
    }
  }
  const exported = Object.fromEntries([...names.values()].map((name) => [name, name]))
  writeIfNew(path.join(out, 'validators.js'), standaloneCode.default ? standaloneCode.default(ajv, exported) : standaloneCode(ajv, exported))
  writeIfNew(
    path.join(out, 'lookup.ts'),
    `/* Written by compile-schemas.mjs. */\nexport const validatorNames: Readonly<Record<string, string>> = ${JSON.stringify(table, null, 1)}\n`,
  )
}

function writeIfNew(file, text) {
  let old
  try {
    old = readFileSync(file, 'utf8')
  } catch {
    old = undefined
  }
  if (old !== text) writeFileSync(file, text)
}

if (process.argv[1] && path.resolve(process.argv[1]) === fileURLToPath(import.meta.url)) await compileSchemas()
