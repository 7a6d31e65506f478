/** Formatting over real files, and over those of the fixtures: nothing but white space changes, and once is enough. */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { test } from 'node:test'
import { parseConfig } from '../../config/parse'
import { createScanner } from '../../config/scan'
import { plain } from '../../config/tree'
import { commentsBetween } from '../comments'
import { formatBetween, formatText } from './format'
import { formatTyped } from './on-type'
import { styleOf } from './style'
import { applied, joined } from './white-space'

const corpus = process.env['KEA_CORPUS'] ?? ''
const fixtures = path.join(process.env['KEA_PROJECT'] ?? '', 'test-fixtures')
const skip = corpus === '' ? 'KEA_CORPUS names no folder of real configurations' : false
const settings = { spacesInBrackets: true, lineLength: 120 }

function filesBelow(folder: string): string[] {
  return readdirSync(folder)
    .sort()
    .flatMap((name) => {
      const file = path.join(folder, name)
      return statSync(file).isDirectory() ? filesBelow(file) : /\.(tsv|md|script|txt)$/.test(name) ? [] : [file]
    })
}

/** Everything that is no white space, in its order: tokens as they are written, comments without the blanks that may move. */
function words(text: string): string[] {
  const found: string[] = []
  const scanner = createScanner(text, () => undefined)
  let last = 0
  for (;;) {
    const token = scanner.next()
    for (const { start, end } of commentsBetween(text, last, scanner.start)) found.push(text.slice(start, end).trimEnd().replace(/\n[ \t]*\*/g, '\n*'))
    if (token === 'end') return found
    found.push(text.slice(scanner.start, scanner.end))
    last = scanner.end
  }
}

function looked(text: string): unknown {
  const { root, problems, daemon } = parseConfig('file:///a', text)
  return { daemon, value: root && plain(root), problems: problems.map(({ code }) => code) }
}

function check(files: readonly string[]): number {
  let changed = 0
  for (const file of files) {
    const text = readFileSync(file, 'utf8').replace(/^\uFEFF/, '')
    for (const [tabSize, insertSpaces] of [[4, true], [8, false]] as const) {
      const style = styleOf(text, { tabSize, insertSpaces }, settings)
      const changes = formatText(text, style)
      const after = applied(text, changes)
      assert.deepEqual(words(after), words(text), file)
      assert.equal(applied(after, formatText(after, style)), after, `${file}: formatting again changes nothing`)
      assert.equal(applied(text, joined(text, changes, 3)), after, file)
      assert.ok(changes.every(({ start, end }, at) => start <= end && start >= (changes[at - 1]?.end ?? 0)), file)
      if (text.includes('\r\n') && !/(?<!\r)\n/.test(text)) assert.doesNotMatch(after, /(?<!\r)\n/, file)
      if (tabSize !== 4) continue
      assert.deepEqual(looked(after), looked(text), file)
      if (after !== text) changed++
    }
  }
  return changed
}

/** Parts and typed signs at places that follow from the text alone. */
function checkParts(files: readonly string[]): void {
  for (const [count, name] of files.entries()) {
    const text = readFileSync(name, 'utf8').replace(/^\uFEFF/, '')
    const file = parseConfig('file:///a', text)
    const style = styleOf(text, { tabSize: 4, insertSpaces: true }, settings)
    const step = Math.ceil(text.length / 6)
    for (let at = count % 97; at < text.length; at += step) {
      const to = Math.min(text.length, at + 137)
      const signs = ['\n', '}', ',']
      const part = formatBetween(file.source, [file], at, to, style)
      const typed = signs.map((sign) => formatTyped(file.source, [file], at, sign, style))
      for (const change of [...part, ...typed.flat()]) assert.match(text.slice(change.start, change.end) + change.text, /^\s*$/, `${name} at ${at}`)
      for (const change of typed.flat()) assert.ok(!`${text.slice(change.start, change.end)}${change.text}`.includes('\n'), `${name} at ${at}`)
      // To take the whole text apart again costs more than all the rest.
      if (count % 5 === 0) assert.deepEqual(words(applied(text, part)), words(text), `${name}: ${at} to ${to}`)
    }
  }
}

test('the files of the fixtures, and parts of them', () => {
  const files = filesBelow(fixtures).filter((file) => /\.(conf|json|inc)$/.test(file))
  assert.ok(files.length > 100)
  assert.ok(check(files) > 10)
  checkParts(files)
})

test('real files, and parts of them', { skip }, () => {
  const files = ['wild', 'upstream', 'seed', 'unit'].flatMap((folder) => filesBelow(path.join(corpus, folder)))
  assert.ok(files.length > 1000)
  assert.ok(check(files) > 300)
  checkParts(files)
})

test('a real file that is cut off, or lacks a sign, loses nothing', { skip }, () => {
  for (const [count, name] of filesBelow(path.join(corpus, 'upstream', '3.0')).entries()) {
    const text = readFileSync(name, 'utf8')
    const style = styleOf(text, { tabSize: 2, insertSpaces: true }, settings)
    for (let round = 1; round < 12; round++) {
      const at = (count * 37 + round * 1013) % text.length
      for (const broken of [text.slice(0, at), text.slice(0, at) + text.slice(at + 1)]) {
        const after = applied(broken, formatText(broken, style))
        assert.deepEqual(words(after), words(broken), `${name} at ${at}`)
        assert.equal(applied(after, formatText(after, style)), after, `${name} at ${at}`)
      }
    }
  }
})

const oracle = process.env['KEA_ORACLE'] ?? ''

test('real Kea says the same of a file when it is formatted', { skip: skip || (oracle === '' ? 'KEA_ORACLE names no real Kea' : false) }, () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'kea-format-'))
  try {
    const files = filesBelow(path.join(corpus, 'wild')).filter((file) => /\.(conf|json)$/.test(file)).filter((_, at) => at % 9 === 0)
    const names = files.map((file, at) => [`before-${at}.conf`, `after-${at}.conf`, file] as const)
    let accepted = 0
    for (const [before, after, file] of names) {
      const text = readFileSync(file, 'utf8')
      const style = styleOf(text, { tabSize: 4, insertSpaces: true }, settings)
      writeFileSync(path.join(folder, before), text)
      writeFileSync(path.join(folder, after), applied(text, formatText(text, style)))
      const [one, other] = [before, after].map((name) => {
        const { stdout, stderr } = spawnSync(oracle, ['check', '3.0', path.join(folder, name)], { encoding: 'utf8' })
        return `${stdout}${stderr}`
      })
      const accepts = (said: string | undefined): boolean => /\bok\b/i.test(said ?? '')
      if (accepts(one)) accepted++
      assert.equal(accepts(one), accepts(other), `${file}\n${one}\n${other}`)
    }
    assert.ok(accepted > 5, `of ${names.length} files, ${accepted} are accepted`)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
