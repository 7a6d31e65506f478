import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseConfig } from './parse'
import { addItem, addMember, applyEdits, removeItem, removeMember, renameKey, replaceValue } from './rewrite'
import type { TextEdit } from './rewrite'
import { member, valueOf } from './tree'
import type { ArrayNode, Node, ObjectNode } from './tree'

function edited(text: string, change: (root: ObjectNode) => TextEdit[] | undefined): string | undefined {
  const { root } = parseConfig('file:///kea-dhcp4.conf', text, { readFile: () => undefined, includeFolders: [] })
  assert.equal(root?.kind, 'object')
  const edits = change(root)
  return edits && applyEdits(text, edits)
}

function list(node: Node | undefined, key: string): ArrayNode {
  const found = valueOf(node, key)
  assert.equal(found?.kind, 'array')
  return found
}

const lines = '{\n  "a": 1, # one\n  "b": [ ] # two\n}\n'

test('a member comes behind the last one, and the comment stays with what it is about', () => {
  assert.equal(edited(lines, (root) => addMember(root, 'c', true)), '{\n  "a": 1, # one\n  "b": [ ], # two\n  "c": true\n}\n')
  assert.equal(edited('{ "a": 1 }', (root) => addMember(root, 'b', 'x')), '{ "a": 1, "b": "x" }')
  assert.equal(edited('{ "a": 1, }', (root) => addMember(root, 'b', 'x')), '{ "a": 1, "b": "x" }')
  assert.equal(edited('{\r\n\t"a": 1\r\n}', (root) => addMember(root, 'b', 2)), '{\r\n\t"a": 1,\r\n\t"b": 2\r\n}')
})

test('a member comes before or behind another one', () => {
  const behind = (key: string) => (root: ObjectNode) => {
    const found = member(root, key)
    return found && addMember(root, 'c', 3, { behind: found })
  }
  assert.equal(edited(lines, behind('a')), '{\n  "a": 1, # one\n  "c": 3,\n  "b": [ ] # two\n}\n')
  assert.equal(edited(lines, (root) => addMember(root, 'c', 3, root.members[0] && { before: root.members[0] })), '{\n  "c": 3,\n  "a": 1, # one\n  "b": [ ] # two\n}\n')
})

test('an empty map or list is filled in its own manner', () => {
  assert.equal(edited('{ }', (root) => addMember(root, 'a', 1)), '{ "a": 1 }')
  assert.equal(edited('{\n}', (root) => addMember(root, 'a', 1)), '{\n    "a": 1\n}')
  assert.equal(edited('{\n  # nothing yet\n}', (root) => addMember(root, 'a', 1)), '{\n  # nothing yet\n    "a": 1\n}')
  assert.equal(edited(lines, (root) => addItem(list(root, 'b'), { id: 1 })), '{\n  "a": 1, # one\n  "b": [ { "id": 1 } ] # two\n}\n')
})

test('a larger value takes lines of its own', () => {
  const value = { pools: [{ pool: '192.0.2.10 - 192.0.2.20' }], id: 1 }
  assert.equal(
    edited('{\n  "s": [\n  ]\n}', (root) => addItem(list(root, 's'), value)),
    '{\n  "s": [\n    {\n      "pools": [\n        { "pool": "192.0.2.10 - 192.0.2.20" }\n      ],\n      "id": 1\n    }\n  ]\n}',
  )
})

test('what is removed takes its comma with it', () => {
  const without = (key: string) => (root: ObjectNode) => {
    const found = member(root, key)
    return found && removeMember(root, found)
  }
  assert.equal(edited(lines, without('a')), '{\n  "b": [ ] # two\n}\n')
  assert.equal(edited(lines, without('b')), '{\n  "a": 1 # one\n}\n')
  assert.equal(edited('{ "a": 1, "b": 2, "c": 3 }', without('b')), '{ "a": 1, "c": 3 }')
  assert.equal(edited('{ "a": 1, "b": 2 }', without('b')), '{ "a": 1 }')
  assert.equal(edited('{ "a": [ 1, 2 ] }', (root) => { const [, two] = list(root, 'a').items; return two && removeItem(two) }), '{ "a": [ 1 ] }')
})

test('keys and values are exchanged where they stand', () => {
  assert.equal(edited(lines, (root) => root.members[0] && renameKey(root.members[0], 'z')), lines.replace('"a"', '"z"'))
  assert.equal(edited(lines, (root) => { const b = valueOf(root, 'b'); return b && replaceValue(b, ['x']) }), lines.replace('[ ]', '[ "x" ]'))
})

test('a map that comes from two files is left alone', () => {
  const text = '{ "a": 1, <?include "part.json"?> }'
  const { root } = parseConfig('file:///kea-dhcp4.conf', text, { readFile: () => '"b": 2', includeFolders: [] })
  assert.equal(root?.kind, 'object')
  if (root?.members.length === 2) assert.equal(addMember(root, 'c', 3), undefined)
})
