import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createRandom } from '../../test/random'
import { Source } from './source'
import type { TextFact } from './source'

test('an edited text has the lines, parts and places of the same text made anew', () => {
  const random = createRandom(3)
  const written = ['', '\n', '\r', '\r\n', '\n\r', 'x', 'one\ntwo', '\r\r\n', '–', 'x'.repeat(40_000)]
  for (let run = 0; run < 60; run++) {
    const source = new Source('file:///a.conf', run % 3 === 0 ? '{ "a":\r\n 1 }\n'.repeat(random.below(6000)) : 'a\r\nb\rc\nd')
    let { text } = source
    // Without lines that somebody asked for there are none to move.
    if (run % 2 === 0) source.positionAt(0)
    for (let step = 0; step < 40; step++) {
      const start = random.below(text.length + 1)
      const end = Math.min(text.length, start + random.below(random.below(4) === 0 ? 50_000 : 3))
      const inserted = written[random.below(written.length)] ?? ''
      text = text.slice(0, start) + inserted + text.slice(end)
      source.edit(start, end, inserted)
      if (step % 7 === 0) assert.equal(source.text, text)
      const fresh = new Source('file:///a.conf', text)
      assert.equal(source.length, text.length)
      assert.equal(source.lineCount, fresh.lineCount, JSON.stringify({ run, step, start, end, inserted: inserted.slice(0, 10) }))
      for (let look = 0; look < 5; look++) {
        const offset = random.below(text.length + 1)
        assert.deepEqual(source.positionAt(offset), fresh.positionAt(offset))
        assert.equal(source.offsetAt(fresh.positionAt(offset)), offset)
        assert.equal(source.slice(offset, offset + 40_000), text.slice(offset, offset + 40_000))
        const line = random.below(fresh.lineCount + 1)
        assert.equal(source.lineText(line), fresh.lineText(line))
        assert.equal(source.offsetAt({ line, character: 2 }), fresh.offsetAt({ line, character: 2 }))
      }
    }
    assert.equal(source.text, text)
  }
})

test('a fact about the text is kept over edits, and looked for again where one may have changed it', () => {
  let looks = 0
  const fact: TextFact<boolean> = {
    of(text) {
      looks++
      return text.includes('ab')
    },
    afterEdit: (before, around) => (before ? undefined : around.includes('ab')),
    reach: 1,
  }
  const source = new Source('file:///x', 'xx a xx')
  assert.equal(source.fact(fact), false)
  source.edit(1, 1, 'y')
  assert.deepEqual([source.fact(fact), looks], [false, 1])
  source.edit(5, 6, 'b')
  assert.deepEqual([source.text, source.fact(fact), looks], ['xyx abxx', true, 1])
  source.edit(5, 6, '')
  assert.deepEqual([source.text, source.fact(fact), looks], ['xyx axx', false, 2])
  source.edit(0, 4, '')
  source.edit(1, 3, 'b')
  assert.deepEqual([source.text, source.fact(fact), looks], ['ab', true, 2])
  source.replaceText('b')
  assert.deepEqual([source.fact(fact), looks], [false, 3])
  source.edit(0, 0, 'a')
  assert.deepEqual([source.text, source.fact(fact), looks], ['ab', true, 3])
})
