import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ConfigFile } from './config-file'
import { carryEdit, editConfig } from './edit'
import { noFiles, parseConfig } from './parse'
import type { Node } from './tree'

const text = `{ "Dhcp4": {
  # timers
  "renew-timer": 900, /* half */ "valid-lifetime": 3600,
  "subnet4": [
    { "id": 1, "subnet": "192.0.2.0/24", "pools": [ { "pool": "192.0.2.10 - 192.0.2.20" } ] },
    { "id": 2, "subnet": "198.51.100.0/24", "reservations": [ { "hw-address": "02:00:00:00:00:01" }, ] }, // two
    { "id": 3, "subnet": "203.0.113.0/24" }
  ],
  "loggers": [ { "name": "kea-dhcp4", "severity": "INFO" } ]
} }
`

function shape(node: Node | undefined): unknown {
  if (!node) return undefined
  const place = [node.kind, node.start, node.end, node.index]
  if (node.kind === 'array') {
    for (const item of node.items) assert.equal(item.parent, node)
    return [place, node.items.map(shape)]
  }
  if (node.kind === 'object') {
    for (const one of node.members) if (one.value) assert.equal(one.value.parent, node)
    return [place, node.members.map((one) => [one.key, one.keySpan.start, one.keySpan.end, shape(one.value)])]
  }
  return [place, 'value' in node ? node.value : null]
}

function summary(file: ConfigFile): unknown {
  return [shape(file.root), file.problems.map((one) => [one.code, one.at.start, one.at.end]).sort()]
}

/** A small linear congruential generator: the same edits on every run. */
function random(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state * 1103515245 + 12345) % 2147483648
    return Math.floor((state / 2147483648) * below)
  }
}

test('an edited file equals the same text read afresh, whatever is typed', () => {
  const pieces = ['', '', 'x', '"', '{', '}', '[', ']', ',', ':', '#', '//', '/*', '*/', '\n', '1', '"a": 1,', '{ "id": 4 },', ' ', '\\']
  for (let seed = 1; seed <= 60; seed++) {
    const next = random(seed)
    let file = parseConfig('file:///a.conf', text)
    for (let step = 0; step < 25; step++) {
      const length = file.source.text.length
      const start = next(length)
      const end = Math.min(length, start + (next(3) === 0 ? next(6) : 0))
      const edit = { start, end, text: pieces[next(pieces.length)] ?? '' }
      const expected = file.source.text.slice(0, start) + edit.text + file.source.text.slice(end)
      file = editConfig(file, edit, noFiles)
      assert.equal(file.source.text, expected)
      assert.deepEqual(summary(file), summary(parseConfig('file:///a.conf', expected)), `seed ${seed} step ${step}`)
    }
  }
})

test('what an edit does not touch stays the same object', () => {
  const file = parseConfig('file:///a.conf', text)
  const subnets = file.body?.members.find((one) => one.key === 'subnet4')?.value
  assert.ok(subnets?.kind === 'array')
  const [first, second, third] = subnets.items
  const at = text.indexOf('198.51.100.0')
  const edited = editConfig(file, { start: at, end: at, text: '1' }, noFiles)
  const now = edited.body?.members.find((one) => one.key === 'subnet4')?.value
  assert.ok(now?.kind === 'array')
  assert.equal(now.items[0], first)
  assert.notEqual(now.items[1], second)
  assert.equal(now.items[2], third)
  assert.equal(edited.source.text.slice(third?.start, third?.end), '{ "id": 3, "subnet": "203.0.113.0/24" }')
})

test('a long text that is edited anywhere, whatever its brackets are, equals the same text read afresh', () => {
  const pieces = ['', '', '', 'x', '"', '{', '}', '[', ']', ',', '#', '/*', '*/', '\n', '"a": 1,', '{ "id": 4 },', '{{', '}}', ' ']
  // Longer than what is searched for signs to put in; most of it is one comment, so that it is read quickly.
  const long = text.replace('# timers', `/* ${'x'.repeat(1_000_100)} */`)
  const begin = long.indexOf('*/')
  for (let seed = 1; seed <= 40; seed++) {
    const next = random(seed)
    let file = parseConfig('file:///a.conf', long)
    let known = false
    for (let step = 0; step < 20; step++) {
      const { length } = file.source
      const start = Math.min(length, next(8) === 0 ? next(3) : begin + next(length - begin))
      const end = Math.min(length, start + (next(3) === 0 ? next(6) : 0))
      const edit = { start, end, text: pieces[next(pieces.length)] ?? '' }
      const expected = file.source.text.slice(0, start) + edit.text + file.source.text.slice(end)
      const carried = carryEdit(file, edit)
      known ||= carried !== undefined
      file = carried ?? parseConfig('file:///a.conf', expected)
      assert.equal(file.source.text, expected)
      const fresh = parseConfig('file:///a.conf', expected)
      assert.deepEqual(summary(file), summary(fresh), `seed ${seed} step ${step} ${JSON.stringify(edit)} ${expected.slice(begin)}`)
      assert.deepEqual([file.guessed, file.doubtfulFrom], [fresh.guessed, fresh.doubtfulFrom])
    }
    assert.ok(known)
  }
})
