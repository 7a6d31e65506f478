/** Every text has its translations, and no English hides where a translation cannot reach it. */
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { pathToFileURL } from 'node:url'
import { parseConfig } from '../src/config/parse'
import { readTextFile } from '../src/files/disk'
import { defaultLintOptions, lint } from '../src/lint/run'
import type { Problem } from '../src/lint/problem'
import { translator } from '../src/text/text'
import type { Text, Translations } from '../src/text/text'
import { families } from '../src/schema/schemas'
import dhcp4Options from '../../schemas/options/dhcp4-options.json'
import dhcp6Options from '../../schemas/options/dhcp6-options.json'

const project = process.env['KEA_PROJECT'] ?? '.'

interface Script {
  languages: readonly string[]
  englishTexts(): ReadonlyMap<string, readonly string[]>
  plainSentences(rooms: readonly string[]): readonly { readonly file: string; readonly text: string }[]
  translationsOf(language: string): Readonly<Record<string, string | null>>
}

const script = (): Promise<Script> => import(pathToFileURL(path.join(project, 'server/scripts/l10n.mjs')).href) as Promise<Script>

test('each language has every text, with the same gaps', async () => {
  const { languages, englishTexts, translationsOf } = await script()
  const english = [...englishTexts().values()].flat().sort()
  assert.ok(english.length > 1000)
  for (const language of languages) {
    const translations = translationsOf(language)
    assert.deepEqual(Object.keys(translations).sort(), english, `${language}: npm run l10n brings the files up to date`)
    const unlike = english.filter((text) => typeof translations[text] === 'string' && gapsIn(text) !== gapsIn(translations[text]))
    assert.deepEqual(unlike, [])
    const missing = english.filter((text) => typeof translations[text] !== 'string')
    assert.deepEqual(missing, [], `${language}: texts without their translation`)
    const crowded = english.filter((text) => /[\p{L}\d)}»"][;?!](?=\s|$)|[\p{L}\d)}»]:(?=\s|$)/u.test(translations[text] ?? ''))
    assert.deepEqual(language === 'fr' ? crowded.map((text) => translations[text]) : [], [], 'in French a blank stands before : ; ? and !')
  }
})

function gapsIn(text: string): string {
  return [...new Set(text.match(/\{\d+\}/g) ?? [])].sort().join()
}

test('findings in another language have no English left, and in French no article stands where it melts', async () => {
  const { languages, translationsOf } = await script()
  const problems = fixtures().flatMap((one) => one.problems)
  assert.ok(problems.length > 500)
  for (const language of languages) {
    const translate = translator(translationsOf(language) as Translations)
    const wrong = new Set<string>()
    for (const problem of problems) {
      for (const text of textsOf(problem)) {
        const shown = translate(text)
        const plain = shown.replace(/"[^"]*"|'[^']*'|« [^»]* »|[\w./*-]*[./_-][\w./*-]*/g, '…')
        if (/\b(the|of|is|are|it|has|have|which|this|that|with|from|by|be|was|cannot|does)\b/i.test(plain)) wrong.add(`${problem.rule}: ${shown}`)
        if (language === 'fr' && /(?<![\p{L}])(de|à) (le|les)(?![\p{L}])/u.test(plain)) wrong.add(`${problem.rule}: ${shown}`)
      }
    }
    assert.deepEqual([...wrong], [])
  }
})

test('what fills the gaps of findings is the same in every language', () => {
  // Of Kea's own languages: units of a rate, and message types.
  const others = 'minute hour day week month year DHCPACK DHCPINFORM DHCPDISCOVER missing-comma'
  const names = wordsIn(JSON.stringify(families) + JSON.stringify(dhcp4Options) + JSON.stringify(dhcp6Options) + others)
  const onlyGaps = translator(new Proxy({}, { get: (_all, template) => (String(template).match(/\{\d+\}/g) ?? []).join('¦') }))
  const hidden = new Map<string, string>()
  for (const { files, problems } of fixtures()) {
    const allowed = wordsIn(files.map((file) => file + readFileSync(file, 'utf8')).join(' '))
    for (const problem of problems) {
      for (const text of textsOf(problem)) {
        const words = [...wordsIn(onlyGaps(text))].filter((word) => !allowed.has(word) && !names.has(word))
        if (words.length > 0) hidden.set(`${problem.rule}: ${String(text)}`, words.join(' '))
      }
    }
  }
  assert.deepEqual([...hidden].map(([text, words]) => `${words}: in ${text}`), [])
})

function wordsIn(text: string): Set<string> {
  return new Set(text.toLowerCase().match(/[a-z]{3,}/g) ?? [])
}

test('no sentence of the server stands outside of say', async () => {
  const { plainSentences } = await script()
  // Kea's own words of limits and expressions, what is looked for in the messages of the expression's parser, and names of tables.
  const others = [' packets per ', ' packet per ', 'single quotes', 'text alone', ' and ', ' or ', 'not ', 'option-def type', 'tsig-keys algorithm']
  assert.deepEqual(plainSentences(['lint', 'net', 'deployment', 'schema', 'cli']).filter(({ text }) => !others.includes(text)), [])
})

interface Fixture {
  readonly files: readonly string[]
  readonly problems: readonly Problem[]
}

function fixtures(): Fixture[] {
  const folder = path.join(project, 'test-fixtures/lint')
  return readdirSync(folder).map((fixture) => {
    const files = readdirSync(path.join(folder, fixture), { recursive: true, withFileTypes: true }).filter((one) => one.isFile()).map((one) => path.join(one.parentPath, one.name))
    const parsed = files.map((file) => parseConfig(pathToFileURL(file).href, readFileSync(file, 'utf8'), { readFile: readTextFile, includeFolders: [] }))
    return { files, problems: (['2.2', '3.0'] as const).flatMap((release) => lint(parsed, { ...defaultLintOptions, release }).problems) }
  })
}

function textsOf({ message, help, related }: Problem): Text[] {
  return [message, help, ...related.map((one) => one.message)]
}
