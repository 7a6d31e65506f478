import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readHostIdentifier } from './host-identifier'

const read = (text: string): string | undefined => {
  const octets = readHostIdentifier(text)
  return octets && Buffer.from(octets).toString('hex')
}

test('identifiers as Kea 2.2, 2.6 and 3.0 read them', () => {
  const taken: Record<string, string> = {
    '1a:2B:3': '1a2b03', '1a 2b 3': '1a2b03', '1a2b3': '01a2b3', '0x1a2b': '1a2b', '0xa': '0a', a: '0a', 'a:b': '0a0b',
    "'abc'": '616263', "  ' abc ' ": '616263', "'é'": 'c3a9', "'a:b'": '613a62',
  }
  for (const [text, octets] of Object.entries(taken)) assert.equal(read(text), octets, text)
})

test('what Kea takes for no identifier', () => {
  const refused = ['', ' ', "'", "''", "' '", '0x', '0XAA', '0x0xa', '0x aa', '0xaa:bb', 'zz', '01::02', 'aa:bb:', 'aa  bb', ' aa:bb', 'aa:bbb', '01-02-03', '0102.0304', "'abc", '"abc"', 'é', '\taabb']
  for (const text of refused) assert.equal(read(text), undefined, text)
})
