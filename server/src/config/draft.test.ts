import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Draft } from './draft'
import { Copied } from './layout'
import { parseConfig } from './parse'
import { applyEdits } from './rewrite'
import { member, objectsIn, valueOf } from './tree'
import type { ObjectNode } from './tree'

function drafted(text: string, change: (draft: Draft, root: ObjectNode) => void): string {
  const { root, source } = parseConfig('file:///kea-dhcp4.conf', text, { readFile: () => undefined, includeFolders: [] })
  assert.equal(root?.kind, 'object')
  const draft = new Draft()
  change(draft, root)
  const result = applyEdits(source.text, draft.edits())
  assert.deepEqual(parseConfig('file:///kea-dhcp4.conf', result, { readFile: () => undefined, includeFolders: [] }).problems, [], result)
  return result
}

const swap = (draft: Draft, root: ObjectNode, key: string, ...members: [string, unknown][]): void => {
  const found = member(root, key)
  assert.ok(found)
  draft.replaceMember(root, found, ...members)
}

const lines = '{\n  "a": 1, # one\n  "b": 2, # two\n  "c": 3 # three\n}\n'

test('members that go side by side leave no comma behind', () => {
  assert.equal(drafted(lines, (draft, root) => ['b', 'c'].forEach((key) => swap(draft, root, key))), '{\n  "a": 1 # one\n}\n')
  assert.equal(drafted(lines, (draft, root) => ['a', 'b'].forEach((key) => swap(draft, root, key))), '{\n  "c": 3 # three\n}\n')
  assert.equal(drafted('{ "a": 1, "b": 2 }', (draft, root) => ['a', 'b'].forEach((key) => swap(draft, root, key))).replace(/\s/g, ''), '{}')
})

test('what comes stands behind what is left', () => {
  assert.equal(
    drafted(lines, (draft, root) => {
      swap(draft, root, 'c')
      draft.addMember(root, 'd', 4)
      draft.addMember(root, 'e', 5)
    }),
    '{\n  "a": 1, # one\n  "b": 2, # two\n  "d": 4,\n  "e": 5\n}\n',
  )
  assert.equal(
    drafted(lines, (draft, root) => {
      const a = member(root, 'a')
      draft.addMember(root, 'd', 4, a)
      draft.addMember(root, 'e', 5, a)
      draft.addMember(root, 'f', 6, member(root, 'c'))
      draft.addMember(root, 'g', 7)
    }),
    '{\n  "a": 1, # one\n  "d": 4,\n  "e": 5,\n  "b": 2, # two\n  "c": 3, # three\n  "f": 6,\n  "g": 7\n}\n',
  )
})

test('one member becomes several, and the only one another', () => {
  assert.equal(drafted(lines, (draft, root) => swap(draft, root, 'b', ['x', 1], ['y', [2]])), '{\n  "a": 1, # one\n  "x": 1,\n  "y": [ 2 ], # two\n  "c": 3 # three\n}\n')
  assert.equal(
    drafted('{ "a": 1 }', (draft, root) => {
      swap(draft, root, 'a')
      draft.addMember(root, 'b', 2)
    }),
    '{ "b": 2 }',
  )
})

test('a map is written elsewhere with its comments, indented for its new place', () => {
  const text = '{\n  "a": [\n    {\n      // why\n      "x": 1\n    }\n  ],\n  "b": [ ]\n}'
  assert.equal(
    drafted(text, (draft, root) => {
      const list = valueOf(root, 'b')
      const [map] = objectsIn(root, 'a')
      assert.ok(map && list?.kind === 'array')
      draft.addItem(list, new Copied(map))
    }),
    '{\n  "a": [\n    {\n      // why\n      "x": 1\n    }\n  ],\n  "b": [\n    {\n      // why\n      "x": 1\n    }\n  ]\n}',
  )
})

test('where entries come from several files, only what stays right whatever the others hold', () => {
  const text = '{\n  "a": 1,\n  <?include "part.json"?>\n}'
  const { root, source } = parseConfig('file:///kea-dhcp4.conf', text, { readFile: () => '"b": 2, "c": 3', includeFolders: [] })
  assert.equal(root?.kind, 'object')
  const draft = new Draft()
  const [a, b, c] = root.members
  assert.ok(a && b && c)
  draft.replaceMember(root, b)
  draft.replaceMember(root, c, ['x', 1])
  draft.addMember(root, 'd', 4)
  const { edits, left } = draft.written()
  assert.deepEqual(left, [])
  assert.equal(applyEdits(source.text, edits.filter((one) => one.source.uri === source.uri)), '{\n  "a": 1,\n  "d": 4,\n  <?include "part.json"?>\n}')
  assert.equal(applyEdits('"b": 2, "c": 3', edits.filter((one) => one.source.uri !== source.uri)), '"x": 1')
  const other = new Draft()
  other.replaceMember(root, a)
  other.replaceMember(root, c)
  assert.deepEqual(other.written().left, [root], 'the last of a file may be followed by anything')
})

test('what goes in at one place is one edit', () => {
  const text = '{ "a": { "x": 1 } }'
  const { root } = parseConfig('file:///kea-dhcp4.conf', text, { readFile: () => undefined, includeFolders: [] })
  assert.equal(root?.kind, 'object')
  const a = valueOf(root, 'a')
  assert.ok(a)
  const draft = new Draft()
  draft.addMember(root, 'b', 2)
  draft.wrap(a, '[ ', ' ]')
  assert.equal(new Set(draft.edits().map(({ start }) => start)).size, draft.edits().length)
  assert.equal(applyEdits(text, draft.edits()), '{ "a": [ { "x": 1 } ], "b": 2 }')
})
