/** Names, links and outlines of real files, where they are at hand: nothing throws, and what is found agrees with itself. */
import assert from 'node:assert/strict'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { pathToFileURL } from 'node:url'
import { applyEdits } from '../config/rewrite'
import { parseConfig } from '../config/parse'
import { Text } from '../text/text'
import { linksIn } from './document-links'
import { definitionsAt, highlightsAt, referencesAt } from './navigate'
import { namesOf } from './names/test-site'
import type { Names } from './names/things'
import { rename, renamedAt } from './rename'
import { outlineOf } from './symbols/outline'
import { search } from './symbols/search'

const corpus = process.env['KEA_CORPUS'] ?? ''
const skip = corpus === '' ? 'KEA_CORPUS names no folder of real configurations' : false

function workspacesOf(kind: string): Map<string, string>[] {
  const byFolder = new Map<string, Map<string, string>>()
  const visit = (folder: string, top: string): void => {
    for (const name of readdirSync(folder)) {
      const file = path.join(folder, name)
      if (statSync(file).isDirectory()) visit(file, top === '' ? file : top)
      else if (!/\.(tsv|md)$/.test(name) && statSync(file).size < 150_000) {
        // The made-up site takes files with this ending for whole ones.
        const uri = `${pathToFileURL(file).href.replace(/\.(conf|json)$/, '')}.conf`
        const key = top === '' ? file : path.dirname(file)
        byFolder.set(key, (byFolder.get(key) ?? new Map<string, string>()).set(uri, readFileSync(file, 'utf8')))
      }
    }
  }
  visit(path.join(corpus, kind), '')
  return [...byFolder.values()]
}

const same = (one: { range: object; uri: string }): string => JSON.stringify([one.uri, one.range])

function checkAt(uri: string, offset: number, texts: ReadonlyMap<string, string>, names: Names): boolean {
  const definitions = definitionsAt(uri, offset, names)
  const references = new Set(referencesAt(uri, offset, true, names).map(same))
  const highlights = highlightsAt(uri, offset, names)
  for (const one of definitions) if (references.size > 0) assert.ok(references.has(same({ uri: one.targetUri, range: one.targetSelectionRange })), `a definition from ${uri}:${offset} is no reference`)
  if (references.size > 0) for (const { range } of highlights) assert.ok(references.has(same({ uri, range })), `a highlight of ${uri}:${offset} is no reference`)
  const asked = renamedAt(uri, offset, names)
  if (!asked || asked instanceof Text) return false
  const wanted = `${asked.placeholder}-renamed`
  const edits = rename(uri, offset, wanted, names)
  if (!Array.isArray(edits)) return false
  const changed = new Map([...texts].map(([one, text]) => [one, applyEdits(text, edits.filter(({ source }) => source.uri === one))]))
  const moved = edits.filter(({ source, end }) => source.uri === uri && end < offset).length * '-renamed'.length
  const back = rename(uri, offset + moved, asked.placeholder, namesOf(changed).names)
  assert.ok(Array.isArray(back), `${uri}:${offset} cannot be renamed back: ${back instanceof Text ? String(back) : 'no name'}`)
  for (const [one, text] of changed) assert.equal(applyEdits(text, back.filter(({ source }) => source.uri === one)), texts.get(one), `${one} after renaming ${asked.placeholder} there and back`)
  return true
}

for (const kind of ['seed', 'upstream', 'wild']) {
  test(`names in the real files of ${kind}`, { skip }, () => {
    let renamed = 0
    let files = 0
    for (const texts of workspacesOf(kind)) {
      // Copies of one server in many versions are no deployment, and cost the square of their number.
      if (texts.size > 12) continue
      const { names } = namesOf(texts)
      for (const [uri, text] of texts) {
        files++
        const done = new Set<string>()
        for (const { 0: quoted, index } of text.matchAll(/"[^"\n]*"|\b\d+\b/g)) {
          definitionsAt(uri, index + 1, names)
          highlightsAt(uri, index + 1, names)
          if (done.has(quoted) || done.size > 60) continue
          done.add(quoted)
          if (checkAt(uri, index + Math.min(1, quoted.length - 1), texts, names)) renamed++
        }
      }
    }
    assert.ok(renamed > files / 20, `${renamed} names in ${files} files`)
  })

  test(`outlines, links and searches in the real files of ${kind}`, { skip }, () => {
    for (const texts of workspacesOf(kind)) {
      for (const [uri, text] of texts) {
        for (const cut of [text.length, text.length >> 1, text.length >> 2]) {
          const file = parseConfig(uri, text.slice(0, cut))
          const stack = [...outlineOf(file, uri)]
          for (let one = stack.pop(); one; one = stack.pop()) {
            assert.notEqual(one.name, '')
            const { range, selectionRange } = one
            assert.ok(file.source.offsetAt(range.start) <= file.source.offsetAt(selectionRange.start) && file.source.offsetAt(selectionRange.end) <= file.source.offsetAt(range.end), `${one.name} of ${uri}`)
            stack.push(...(one.children ?? []))
          }
          linksIn(uri, [file], () => true)
          search('a', [file], new WeakMap())
        }
      }
    }
  })
}
