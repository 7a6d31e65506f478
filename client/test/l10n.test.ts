/** What the extension says is said in every language: the manifest's texts, the code's, and the pages of the walkthrough. */
import assert from 'node:assert/strict'
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { pathToFileURL } from 'node:url'

const project = process.env['KEA_PROJECT'] ?? process.cwd()

interface Script {
  clientTexts(): readonly string[]
  manifestTexts(): readonly { readonly key: string; readonly text: string }[]
  bundleOf(language: string): string
  manifestTextsOf(language?: string): string
}

const languages = ['fr']
const script = (): Promise<Script> => import(pathToFileURL(path.join(project, 'server/scripts/l10n-client.mjs')).href) as Promise<Script>
const read = (file: string): Record<string, string | null> => JSON.parse(readFileSync(path.join(project, file), 'utf8')) as Record<string, string | null>

/** What may not be lost in another language: gaps, commands, settings, and Kea's own words. */
function fixed(text: string): string[] {
  return (text.match(/\{\d+\}|\(command:[^)]+\)|`[^`]+`/g) ?? []).sort()
}

function assertSame(english: Readonly<Record<string, string>>, other: Readonly<Record<string, string | null>>): void {
  for (const [key, text] of Object.entries(english)) {
    const translated = other[key]
    assert.ok(typeof translated === 'string' && translated !== '', `${key} has its translation`)
    assert.deepEqual(fixed(translated), fixed(text), key)
  }
}

test('every text of the manifest stands in package.nls.json, and in each language', async () => {
  const { manifestTexts, manifestTextsOf } = await script()
  const keys = manifestTexts().map(({ key, text }) => /^%(.+)%$/.exec(text)?.[1] ?? `${key} is still in package.json: npm run l10n moves it`)
  assert.ok(keys.length > 50)
  const english = read(manifestTextsOf()) as Record<string, string>
  assert.deepEqual(Object.keys(english).sort(), [...new Set(keys)].sort())
  assert.equal(keys.length, new Set(keys).size, 'no key stands for two texts')
  const places = readFileSync(path.join(project, 'package.json'), 'utf8').match(/"%[^"]+%"/g) ?? []
  assert.equal(places.length, keys.length, 'no name that other things refer to is a text')
  for (const language of languages) {
    const other = read(manifestTextsOf(language))
    assert.deepEqual(Object.keys(other), Object.keys(english), `${language}: npm run l10n brings the file up to date`)
    assertSame(english, other)
  }
})

test('every sentence of the extension\'s code is in the bundle of each language, and no other', async () => {
  const { clientTexts, bundleOf } = await script()
  const sentences = clientTexts()
  assert.ok(sentences.length > 80)
  for (const language of languages) {
    const bundle = read(bundleOf(language))
    assert.deepEqual(Object.keys(bundle).sort(), [...sentences].sort(), `${language}: npm run l10n brings the bundle up to date`)
    assertSame(Object.fromEntries(sentences.map((one) => [one, one])), bundle)
  }
})

test('each page of the walkthrough is there in each language, with the same pictures', () => {
  const folder = path.join(project, 'client/media/walkthrough')
  const pages = readdirSync(folder).filter((file) => file.endsWith('.md') && !file.includes('.nls.'))
  assert.ok(pages.length > 3)
  for (const language of languages) {
    for (const page of pages) {
      const other = page.replace(/\.md$/, `.nls.${language}.md`)
      assert.ok(existsSync(path.join(folder, other)), other)
      const [one, two] = [page, other].map((file) => [...readFileSync(path.join(folder, file), 'utf8').matchAll(/\]\(([^)]+)\)|^```[\s\S]*?^```/gm)].map((match) => match[1] ?? match[0]))
      assert.deepEqual(two, one, other)
    }
  }
})
