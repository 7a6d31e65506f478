/** Lines of scripts: what is one, and what is told of those that are none. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { readScript, runScript } from './script'
import type { Stage } from './script'
import { asWord, timeAt, wordsOfLine } from './script-words'

describe('lines that are as they are to be', () => {
  const lines = [
    'start one two', 'stop one', 'lose-leases one', 'cut one two', 'cut one to two', 'cut clients one', 'join one two', 'mend one to two', 'mend all', 'slow one two 10..200 ms', 'slow one two 0.5..1s', 'lose one two 20 %',
    'lose one to two 12.5%', 'skew two 45 s', 'skew two -1.5 min', 'lease alice', 'lease alice from one', 'lease alice within 200 ms', 'renew alice from nobody within 2 s', 'release alice', 'place alice 10.67.0.1 one',
    'expect one hot-standby', 'expect one down within 1 h', 'same one two', 'command one ha-maintenance-start', 'wait 3 s', 'wait 250ms', 'clients office 50 windows lives', 'act office#3 renew', 'load office renew 0.5/s', 'load none',
    'bound office 50', 'bound all 0 within 10 s', 'remove office', 'kill "Server 1"   # dies', 'wait 1 s\r',
  ]
  for (const line of lines) test(JSON.stringify(line), () => assert.equal(readScript(line).steps.length, 1))
})

describe('lines that say nothing are told with their number and how they are said', () => {
  const lines = [
    'start', 'kill', 'cut one', 'cut one to', 'cut one two three', 'cut one one', 'join', 'mend', 'slow one two', 'slow one two 10 ms', 'slow one two 10..200', 'slow one two 200..10 ms', 'slow one two 10 .. 200 ms', 'lose one two', 'lose one two 20',
    'lose one two 120 %', 'lose 1 2', 'skew one', 'skew one 45', 'skew one fast', 'lease', 'lease alice from', 'lease alice in 3 s', 'lease alice within 3', 'renew alice within', 'release', 'place alice', 'place alice 10.0.0.300 one', 'place alice 10.0.0.1',
    'expect one', 'expect one hot-standy', 'expect one hot-standby 5 s', 'expect one hot-standby within five', 'expect one hot-standby within 5', 'same one', 'command one', 'wait', 'wait 3', 'wait -3 s', 'wait 3 weeks', 'clients office', 'clients office 0',
    'clients office 1.5', 'clients all 5', 'clients none 5', 'clients office#1 5', 'act office', 'act', 'load office renew', 'load office renew 200', 'load none at all', 'remove', 'bound office', 'bound office 5 within', 'bound office 5 within 3',
  ]
  for (const line of lines) {
    test(line, () => assert.throws(() => readScript(`# first\n\n${line}`), (error: Error) => error.message.startsWith(`line 3: "${line}" says nothing that is known here; it is said as in: ${line.split(' ')[0] ?? ''}`)))
  }
  test('a verb that nobody knows', () => assert.throws(() => readScript('fly one'), { message: 'line 1: "fly one" says nothing that is known here' }))
})

test('a script about a server that is not there is not begun', async () => {
  const done: string[] = []
  const stage = {
    servers: ['one'],
    kill: (name: string) => Promise.resolve(void done.push(name)),
  } as unknown as Stage
  await assert.rejects(runScript(readScript('kill one\nkill two'), stage), { message: 'line 2, "kill two": there is no server two here: one' })
  assert.deepEqual(done, [])
})

test('times have units', () => {
  const said = (text: string): number | undefined => timeAt(text.split(' '), 0)?.ms
  assert.deepEqual(['3 s', '3s', '200 ms', '1.5 min', '2 h', '-4 s'].map(said), [3000, 3000, 200, 90_000, 7_200_000, -4000])
  assert.deepEqual(['3', 's', '3 x', '3sec', '', '1e3 s', 'NaN s'].map(said), Array(7).fill(undefined))
})

test('a name becomes one word, and comes back', () => {
  for (const name of ['one', 'Server 1', 'a "b" c', 'c:\\kea', 'back \\ slash', '#1', '']) assert.deepEqual(wordsOfLine(`kill ${asWord(name)}`), ['kill', name])
})
