/** Over real files: whatever is accepted wherever the cursor is, the text has no new slip. */
import assert from 'node:assert/strict'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { pathToFileURL } from 'node:url'
import { noFiles, parseConfig } from '../../config/parse'
import { translator } from '../../text/text'
import { signatureHelp } from '../signature-help'
import { offeredAt } from './accept'
import { createMemory } from './known'

const corpus = process.env['KEA_CORPUS'] ?? ''
const skip = corpus === '' ? 'KEA_CORPUS names no folder of real configurations' : false

function filesBelow(folder: string): string[] {
  return readdirSync(folder).sort().flatMap((name) => {
    const file = path.join(folder, name)
    return statSync(file).isDirectory() ? filesBelow(file) : /\.(conf|json|inc|cfg)$/.test(name) ? [file] : []
  })
}

/** Each file's own, and always the same. */
function random(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state * 1664525 + 1013904223) >>> 0
    return state / 4294967296
  }
}

function slips(uri: string, text: string): number {
  return parseConfig(uri, text, noFiles).problems.filter((one) => one.code !== 'template-placeholder' && !one.code.startsWith('include')).length
}

for (const folder of ['wild', 'upstream']) {
  test(`accepted items leave the files of ${folder} as well formed as they were`, { skip }, () => {
    let accepted = 0
    const wrong: string[] = []
    const kinds = new Set<string>()
    for (const [at, file] of filesBelow(path.join(corpus, folder)).entries()) {
      const text = readFileSync(file, 'utf8')
      if (text.length > 60_000) continue
      const uri = pathToFileURL(file).href
      const before = slips(uri, text)
      const next = random(at + 1)
      for (let turn = 0; turn < 14; turn++) {
        const offset = Math.floor(next() * text.length)
        const desk = { can: { snippets: turn % 3 !== 0, insertReplace: turn % 2 === 0, adjustsIndentation: true } }
        const { items, labels, accept } = offeredAt(text, offset, { uri, ...desk })
        signatureHelp({ source: parseConfig(uri, text, noFiles).source, offset, wholes: [parseConfig(uri, text, noFiles)], release: '3.0', memory: createMemory(), translate: translator() })
        // A half-written file may be read otherwise with more in it.
        if (items.length === 0 || before > 0) continue
        const picked = new Map(items.map((one) => [one.kind, one.label]))
        for (const [kind, label] of [...picked, [undefined, labels[Math.floor(next() * labels.length)] ?? ''] as const]) {
          const result = accept(label)
          accepted++
          kinds.add(String(kind))
          if (slips(uri, result) > before) wrong.push(`${file} at ${offset}: "${label}" makes\n${result.slice(Math.max(0, offset - 200), offset + 300)}\n${parseConfig(uri, result, noFiles).problems.map((one) => `${one.code} ${one.at.start}`).join('\n')}`)
        }
      }
    }
    assert.deepEqual(wrong.slice(0, 3), [], `${wrong.length} of ${accepted}`)
    assert.ok(accepted > 1000 && kinds.size > 3, `${accepted} accepted`)
  })

  test(`cut off anywhere, the files of ${folder} are completed without a fault`, { skip }, () => {
    for (const [at, file] of filesBelow(path.join(corpus, folder)).entries()) {
      const text = readFileSync(file, 'utf8')
      if (text.length > 60_000) continue
      const uri = pathToFileURL(file).href
      const next = random(at + 7)
      for (let turn = 0; turn < 5; turn++) {
        const offset = Math.floor(next() * text.length)
        for (const half of [text.slice(0, offset), `${text.slice(0, offset)}"${text.slice(offset)}`]) {
          const { labels, accept } = offeredAt(half, half.length > offset ? offset + 1 : offset, { uri })
          for (const label of labels.slice(0, 3)) accept(label)
        }
      }
    }
  })
}
