/** The end of the laboratory that the editor holds, against a process that only repeats what it is told. */
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, test } from 'node:test'
import { startLaboratory } from './laboratory'
import type { Laboratory } from './laboratory'
import type { Answer } from '../../../../server/src/lab/messages'
import { english } from '../../words'

/** Answers `text` with the file asked for, ends at `skew`, faults at `mend-links`, and never answers `presets`. */
const stand = `
const answer = (view, message) => process.send({ view, message })
process.on('disconnect', () => process.exit(0))
if (process.argv.includes('nowhere')) process.send({ failed: 'nowhere: there is no such file or folder' })
else if (process.argv.includes('broken')) throw new Error('broken from the start')
else process.send({ ready: true })
process.on('message', ({ view, connect, close, message }) => {
  if (connect || close) answer('witness', { log: { server: view, lines: [connect ? 'connected' : 'closed'] } })
  else if (message.look) answer(view, { log: { server: 'argv', lines: process.argv.slice(2) } })
  else if (message.ask === 'text') answer(view, { reply: message.id, result: { text: message.file } })
  else if (message.ask === 'mend-links') answer(view, { reply: message.id, fault: 'there is no link' })
  else if (message.ask === 'skew') { console.error('out of time'); process.exit(3) }
})
`
const folder = mkdtempSync(path.join(tmpdir(), 'kea-laboratory-'))
const module = path.join(folder, 'stand.cjs')
writeFileSync(module, stand)
after(() => rmSync(folder, { recursive: true }))

function start(paths: readonly string[], onCrash: (reason: string) => void = () => undefined, release?: string): Promise<Laboratory> {
  return startLaboratory({ module, paths, release, includeFolders: [], words: english, onCrash })
}

function isAlive(pid: number | undefined): boolean {
  try {
    return process.kill(pid ?? 0, 0)
  } catch {
    return false
  }
}

test('each view hears its own answers, and the process is gone after the end', async () => {
  const laboratory = await start(['one', 'two'], undefined, '2.6')
  const heard: Answer[] = []
  const argv = new Promise<Answer>((resolve) => laboratory.connect('log', resolve).look({ logs: true }))
  const panel = laboratory.connect('panel', (answer) => heard.push(answer))
  const tree = laboratory.connect('tree', () => undefined)
  assert.deepEqual(await argv, { log: { server: 'argv', lines: ['lab', '--release', '2.6', 'one', 'two'] } })
  panel.pass({ id: 7, ask: 'text', file: 'theirs' })
  assert.deepEqual(await tree.ask({ ask: 'text', file: 'ours' }), { text: 'ours' })
  await assert.rejects(tree.ask({ ask: 'mend-links' }), /^Error: there is no link$/)
  assert.deepEqual(heard, [{ reply: 7, result: { text: 'theirs' } }])
  assert.ok(isAlive(laboratory.pid))
  await laboratory.end()
  assert.ok(!isAlive(laboratory.pid))
})

test('a connection that closes frees its name', async () => {
  const laboratory = await start(['one'])
  const told: string[] = []
  laboratory.connect('witness', (answer) => 'log' in answer && told.push(`${answer.log.server} ${answer.log.lines.join()}`))
  const first = laboratory.connect('panel', () => assert.fail('closed'))
  first.close()
  const second = laboratory.connect('panel', () => undefined)
  assert.deepEqual(await second.ask({ ask: 'text', file: 'x' }), { text: 'x' })
  first.close()
  assert.deepEqual(await second.ask({ ask: 'text', file: 'y' }), { text: 'y' })
  assert.deepEqual(told, ['witness connected', 'panel connected', 'panel closed', 'panel connected'])
  await laboratory.end()
})

test('who waits for an answer learns that the laboratory ended', async () => {
  const laboratory = await start(['one'], () => assert.fail('it was asked to end'))
  const tree = laboratory.connect('tree', () => undefined)
  const waiting = assert.rejects(tree.ask({ ask: 'presets' }), /The test pair has ended/)
  await laboratory.end()
  await waiting
  await assert.rejects(tree.ask({ ask: 'presets' }), /The test pair has ended/)
})

test('an end that nobody asked for is told with its last words', async () => {
  const reason = new Promise<string>((resolve) => {
    void start(['one'], resolve).then((laboratory) => {
      laboratory.connect('tree', () => undefined).ask({ ask: 'skew', server: 'a', ms: 1 }).catch(() => undefined)
    })
  })
  assert.equal(await reason, 'out of time')
})

test('what it cannot begin with is told in its own sentence', async () => {
  await assert.rejects(start(['nowhere']), /^Error: nowhere: there is no such file or folder$/)
  await assert.rejects(start(['broken']), /^Error: Error: broken from the start$/)
})
