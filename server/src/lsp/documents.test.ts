import assert from 'node:assert/strict'
import { test } from 'node:test'
import { plain } from '../config/tree'
import { createDocuments } from './documents'

const uri = 'file:///site/kea-dhcp4.conf'

test('many edits that no tree can be carried over are read once, however many they are', () => {
  let read = 0
  const documents = createDocuments(() => ({
    includeFolders: [],
    readFile(asked) {
      if (!asked.endsWith('part.json')) return undefined
      read++
      return '[ ]'
    },
  }))
  documents.open(uri, 1, '\n{ "Dhcp4": { "subnet4": <?include "part.json"?> } }')
  documents.files()
  read = 0
  for (const [at, letter] of '# fourteen keys'.match(/./g)?.entries() ?? []) {
    const place = { line: 0, character: at }
    documents.change(uri, at + 2, [{ range: { start: place, end: place }, text: letter }])
  }
  const [file] = documents.files()
  assert.equal(read, 1)
  assert.deepEqual(file?.root && plain(file.root), { Dhcp4: { subnet4: [] } })
})

test('edits inside and outside a subnet in one go leave the tree of the text as it stands', () => {
  const documents = createDocuments(() => ({ includeFolders: [], readFile: () => undefined }))
  documents.open(uri, 1, '{ "Dhcp4": { "subnet4": [ { "id": 1, "subnet": "192.0.2.0/24", "pools": [ ] } ], "loggers": [ ] } }')
  documents.files()
  const insert = (version: number, character: number, text: string): void => {
    const place = { line: 0, character }
    documents.change(uri, version, [{ range: { start: place, end: place }, text }])
  }
  insert(2, 35, '2')
  insert(3, 13, '"valid-lifetime": 1, ')
  const [file] = documents.files()
  assert.deepEqual(file?.root && plain(file.root), {
    Dhcp4: { 'valid-lifetime': 1, subnet4: [{ id: 12, subnet: '192.0.2.0/24', pools: [] }], loggers: [] },
  })
})
