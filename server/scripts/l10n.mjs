// Texts that people read, and their translations. Run by itself it brings the files of every language up to date:
// texts that are gone are taken out, new ones come in with null for a translator to fill.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { updateClient } from './l10n-client.mjs'

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..')
const folder = path.join(root, 'server/l10n')
export const languages = ['fr']

/** area → the English sentences of it, sorted. A sentence that several areas have is the first one's. */
export function englishTexts() {
  const areas = new Map()
  const seen = new Set()
  const add = (area, text) => {
    if (!/[a-z]/i.test(text.replace(/\{\d+\}/g, '')) || seen.has(text)) return
    seen.add(text)
    areas.set(area, [...(areas.get(area) ?? []), text])
  }
  for (const file of sources()) for (const text of textsIn(file)) add(areaOf(file), text)
  for (const file of schemaFiles()) for (const text of descriptionsIn(JSON.parse(readFileSync(file, 'utf8')))) add('schemas', text)
  for (const texts of areas.values()) texts.sort(byCodeUnit)
  return areas
}

function sources() {
  return readdirSync(path.join(root, 'server/src'), { recursive: true })
    .map((file) => path.join(root, 'server/src', file))
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && !file.endsWith('.d.ts') && !path.basename(file).startsWith('test-') && !file.includes('generated'))
    .sort(byCodeUnit)
}

function schemaFiles() {
  return ['schemas', 'schemas/hooks', 'schemas/options'].flatMap((one) =>
    readdirSync(path.join(root, one)).filter((file) => file.endsWith('.json') && !file.startsWith('kea-lint')).map((file) => path.join(root, one, file)),
  )
}

/** `rules-ha`, `lint`, `language`, …: a folder of rules, or else a room. */
function areaOf(file) {
  const [room, ...rest] = path.relative(path.join(root, 'server/src'), file).split(path.sep)
  return room === 'lint' && rest[0] === 'rules' && rest.length > 2 ? `rules-${rest[1]}` : room
}

/** Strings of several words in these rooms that neither say`…` nor sayAs('…') marks: a translation cannot reach them. */
export function plainSentences(rooms) {
  const found = []
  for (const file of sources().filter((one) => rooms.includes(path.relative(path.join(root, 'server/src'), one).split(path.sep)[0]))) {
    const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true)
    const marked = new Set(textsIn(file))
    const visit = (node) => {
      if (ts.isTaggedTemplateExpression(node)) {
        if (ts.isTemplateExpression(node.template)) for (const span of node.template.templateSpans) visit(span.expression)
        return
      }
      if (ts.isImportDeclaration(node) || ts.isThrowStatement(node)) return
      const text = ts.isStringLiteralLike(node) ? node.text : ts.isTemplateExpression(node) ? templateOf(node) : ''
      if (/[a-z]{2,} [a-z]{2,}|^ [a-z]+|[a-z] $/.test(text) && !text.startsWith('<?xml') && !marked.has(text)) found.push({ file: path.relative(root, file), text })
      ts.forEachChild(node, visit)
    }
    visit(source)
  }
  return found
}

/** What say`…` and sayAs('…') mark, and what rules and their lists say of themselves. */
function textsIn(file) {
  const found = []
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true)
  const isLint = file.includes(`${path.sep}lint${path.sep}`) || file.includes(`${path.sep}schema${path.sep}`)
  const visit = (node) => {
    if (ts.isTaggedTemplateExpression(node) && node.tag.getText(source) === 'say') found.push(templateOf(node.template))
    if (ts.isCallExpression(node) && node.expression.getText(source) === 'sayAs' && node.arguments[0] && ts.isStringLiteralLike(node.arguments[0])) found.push(node.arguments[0].text)
    if (isLint && ts.isPropertyAssignment(node) && ['summary', 'why'].includes(node.name.getText(source)) && ts.isStringLiteralLike(node.initializer)) found.push(node.initializer.text)
    if (isLint && ts.isCallExpression(node) && ['refused', 'rule'].includes(node.expression.getText(source))) found.push(...node.arguments.slice(1).filter(isSentence).map((one) => one.text))
    ts.forEachChild(node, visit)
  }
  visit(source)
  return found
}

function isSentence(node) {
  return ts.isStringLiteralLike(node) && node.text.includes(' ')
}

function templateOf(template) {
  if (ts.isNoSubstitutionTemplateLiteral(template)) return template.text
  return template.templateSpans.reduce((sentence, span, at) => `${sentence}{${at}}${span.literal.text}`, template.head.text)
}

const described = ['description', 'x-kea-unit', 'x-kea-replaced-by', 'x-kea-before', 'x-kea-meaning']

function descriptionsIn(value) {
  if (Array.isArray(value)) return value.flatMap(descriptionsIn)
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, one]) => (described.includes(key) && typeof one === 'string' ? [one] : descriptionsIn(one)))
}

/** English sentence → translation, of all areas; null where nobody has translated it. */
export function translationsOf(language) {
  const own = path.join(folder, language)
  return Object.assign({}, ...readdirSync(own).filter((file) => file.endsWith('.json')).sort(byCodeUnit).map((file) => JSON.parse(readFileSync(path.join(own, file), 'utf8'))))
}

/** Those that there are: a sentence without translation stays English. */
export function knownTranslations(language) {
  return Object.fromEntries(Object.entries(translationsOf(language)).filter(([, text]) => text !== null))
}

/** One file for the program to read. */
export function writeTranslations(into) {
  mkdirSync(into, { recursive: true })
  for (const language of languages) writeFileSync(path.join(into, `${language}.json`), JSON.stringify(knownTranslations(language)))
}

function byCodeUnit(one, other) {
  return one < other ? -1 : one > other ? 1 : 0
}

function update() {
  const english = englishTexts()
  for (const language of languages) {
    const known = translationsOf(language)
    const own = path.join(folder, language)
    for (const file of readdirSync(own)) if (!english.has(file.replace('.json', ''))) writeFileSync(path.join(own, file), '{}\n')
    for (const [area, texts] of english) {
      const file = path.join(own, `${area}.json`)
      writeFileSync(file, `${JSON.stringify(Object.fromEntries(texts.map((text) => [text, known[text] ?? null])), null, 2)}\n`)
      const missing = texts.filter((text) => typeof known[text] !== 'string').length
      if (missing > 0) console.log(`${path.relative(root, file)}: ${missing} of ${texts.length} to translate`)
    }
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (!existsSync(folder)) mkdirSync(folder)
  update()
  updateClient(languages)
}
