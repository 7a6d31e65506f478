/** A file of ten thousand subnets that is edited: what is remembered of its subnets follows the edits. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { carryEdit } from '../../config/edit'
import { parseConfig } from '../../config/parse'
import { translator } from '../../text/text'
import { allAbilities } from './accept'
import { complete } from './completion'
import { createMemory } from './known'

const uri = 'file:///site/kea-dhcp4.conf'

function large(): string {
  const subnets = Array.from({ length: 10_000 }, (_, at) => ({ id: at + 1, subnet: `10.${(at + 1) >> 8}.${(at + 1) & 255}.0/24`, pools: [{ pool: `10.${(at + 1) >> 8}.${(at + 1) & 255}.100 - 10.${(at + 1) >> 8}.${(at + 1) & 255}.199` }] }))
  return JSON.stringify({ Dhcp4: { 'client-classes': [{ name: 'pxe' }], subnet4: subnets } }, null, 2)
}

test('ids and prefixes that are free, classes and keys, before and after an edit', (context) => {
  const memory = createMemory()
  let file = parseConfig(uri, large())
  const labelsAt = (offset: number): string[] => {
    const begun = performance.now()
    const { items } = complete({ source: file.source, offset, wholes: [file], files: [file], release: '3.0', can: allAbilities, trigger: undefined, memory, translate: translator() })
    context.diagnostic(`${items.length} items in ${(performance.now() - begun).toFixed(0)} ms`)
    return items.map((one) => one.label)
  }
  const edit = (start: number, end: number, text: string): void => {
    const next = carryEdit(file, { start, end, text })
    assert.ok(next, 'the edit is carried over')
    file = next
  }
  const middle = file.source.text.indexOf('"id": 5000,')
  assert.ok(labelsAt(middle).includes('reservations'))
  assert.deepEqual(labelsAt(middle + 7), ['10001'])
  edit(middle + 6, middle + 10, '20000')
  assert.deepEqual(labelsAt(middle + 8), ['20001', '5000'])
  const prefix = file.source.text.lastIndexOf('/24"')
  assert.deepEqual(labelsAt(prefix), ['10.39.17.0/24'])
  edit(middle, middle, '"client-classes": [ "" ],\n      ')
  assert.ok(labelsAt(middle + 21).includes('pxe'))
})
