// Texts of the extension itself: those of its manifest, and those that its code says by vscode.l10n.t('…').
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..')
const at = (file) => path.join(root, file)
const read = (file) => (existsSync(at(file)) ? JSON.parse(readFileSync(at(file), 'utf8')) : {})
const write = (file, value) => writeFileSync(at(file), `${JSON.stringify(value, null, 2)}\n`)

export const bundleOf = (language) => `l10n/bundle.l10n.${language}.json`
export const manifestTextsOf = (language) => (language === undefined ? 'package.nls.json' : `package.nls.${language}.json`)

/** The sentences of the code that runs in the editor, sorted. */
export function clientTexts() {
  const found = new Set()
  for (const file of readdirSync(at('client/src'), { recursive: true }).filter((one) => one.endsWith('.ts') && !one.endsWith('.test.ts'))) {
    const source = ts.createSourceFile(file, readFileSync(at(path.join('client/src', file)), 'utf8'), ts.ScriptTarget.Latest, true)
    const visit = (node) => {
      if (ts.isCallExpression(node) && /^(t|\w*\.?l10n\.t|words\.t)$|^vscode\.l10n\.t$/.test(node.expression.getText(source)) && node.arguments[0] && ts.isStringLiteralLike(node.arguments[0])) found.add(node.arguments[0].text)
      ts.forEachChild(node, visit)
    }
    visit(source)
  }
  return [...found].sort()
}

const shown = new Set(['title', 'label', 'description', 'markdownDescription', 'contents', 'contextualTitle', 'deprecationMessage', 'markdownDeprecationMessage'])
const listed = new Set(['enumDescriptions', 'markdownEnumDescriptions'])
/** Names of the product, the same everywhere. */
const names = new Set(['Kea', 'Kea DHCP', 'kea-lint'])

/** Every text of the manifest that a person reads: `{ key, text, holder, name }`, where holder[name] is the text. */
export function manifestTexts(manifest = read('package.json')) {
  const found = []
  const visit = (value, place) => {
    if (typeof value !== 'object' || value === null) return
    for (const [name, one] of Object.entries(value)) {
      const isText = typeof one === 'string' && (Array.isArray(value) ? listed.has(place.at(-1)) : shown.has(name) || (name === 'name' && place.includes('views')))
      if (isText && !names.has(one)) found.push({ key: keyOf([...place, name]), text: one, holder: value, name })
      else visit(one, [...place, value[name]?.command ?? value[name]?.id ?? name])
    }
  }
  visit({ capabilities: manifest.capabilities, contributes: manifest.contributes }, [])
  return found
}

/** `kea.version.description`, `kea.pair.start.title`, `kea.walkthrough.open.title`, … */
function keyOf(place) {
  const passed = new Set(['contributes', 'configuration', 'properties', 'commands', 'walkthroughs', 'views', 'kea', 'steps', 'capabilities'])
  return place.filter((part) => !passed.has(part)).map((part) => (part === 'markdownDescription' ? 'description' : part === 'enumDescriptions' ? 'enum' : part)).join('.')
}

/** Moves what stands in the manifest itself into package.nls.json, and brings all translations up to date: null is to translate. */
export function updateClient(languages) {
  const manifest = read('package.json')
  const known = read(manifestTextsOf())
  const english = {}
  for (const { key, text, holder, name } of manifestTexts(manifest)) {
    const own = /^%(.+)%$/.exec(text)?.[1]
    english[own ?? key] = own === undefined ? text : known[own]
    if (own === undefined) holder[name] = `%${key}%`
  }
  write('package.json', manifest)
  write(manifestTextsOf(), english)
  if (!existsSync(at('l10n'))) mkdirSync(at('l10n'))
  const sentences = clientTexts()
  for (const language of languages) {
    const texts = read(manifestTextsOf(language))
    const next = Object.fromEntries(Object.keys(english).map((key) => [key, english[key] === known[key] ? (texts[key] ?? null) : null]))
    write(manifestTextsOf(language), next)
    const said = read(bundleOf(language))
    const bundle = Object.fromEntries(sentences.map((one) => [one, said[one] ?? null]))
    write(bundleOf(language), bundle)
    for (const [file, all] of [[manifestTextsOf(language), next], [bundleOf(language), bundle]]) {
      const missing = Object.values(all).filter((one) => one === null).length
      if (missing > 0) console.log(`${file}: ${missing} of ${Object.keys(all).length} to translate`)
    }
  }
}
