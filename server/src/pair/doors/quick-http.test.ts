/** The door beside requests in every cut and order: those that partners send, and those that Node's server takes over. */
import assert from 'node:assert/strict'
import { connect } from 'node:net'
import { test } from 'node:test'
import { openHttpDoor } from './http'
import { readAnswer } from './http-client'

const post = (body: string, more = ''): string => `POST / HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n${more}Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`
const command = (at: number | string): string => JSON.stringify({ command: 'x', arguments: at })
const chunked = (body: string): string => `POST / HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n${body.length.toString(16)}\r\n${body}\r\n0\r\n\r\n`

/** What comes back for the parts, each written by itself; `count` answers, or all up to the end. */
async function talk(parts: readonly string[], { count, halfClose = false }: { count: number; halfClose?: boolean }): Promise<{ status: number; body: unknown }[]> {
  const door = await openHttpDoor({ address: '127.0.0.1', port: 0 }, async ({ arguments: at }) => {
    if (at === 'slow') await new Promise((resolve) => setTimeout(resolve, 30))
    return [{ result: 0, arguments: at }]
  })
  const socket = connect({ host: '127.0.0.1', port: Number(new URL(door.address).port), noDelay: true })
  try {
    return await new Promise((resolve, reject) => {
      const answers: { status: number; body: unknown }[] = []
      let received = Buffer.alloc(0)
      socket.setTimeout(5000, () => reject(new Error(`${answers.length} of ${count} answers`)))
      socket.on('error', reject)
      socket.on('data', (part) => {
        received = Buffer.concat([received, part])
        if (received.toString('latin1', 9, 12) === '100') received = received.subarray(received.indexOf('\r\n\r\n') + 4)
        for (let read = readAnswer(received, false); read && read !== 'malformed'; read = received.length > 0 ? readAnswer(received, false) : undefined) {
          answers.push({ status: Number(received.toString('latin1', 9, 12)), body: read.body === '' ? '' : JSON.parse(read.body) })
          received = received.subarray(read.end)
        }
        if (answers.length >= count && !halfClose) resolve(answers)
      })
      socket.on('end', () => resolve(answers))
      void (async () => {
        for (const part of parts) {
          socket.write(part)
          if (parts.length > 1) await new Promise(setImmediate)
        }
        if (halfClose) socket.end()
      })()
    })
  } finally {
    socket.destroy()
    await door.close()
  }
}

const ok = (at: number | string): { status: number; body: unknown } => ({ status: 200, body: [{ result: 0, arguments: at }] })

test('a request one octet at a time, and two that share their parts', async () => {
  assert.deepEqual(await talk(post(command('ä')).split(''), { count: 1 }), [ok('ä')])
  const both = post(command(1)) + post(command(2))
  for (let cut = 1; cut < both.length; cut += 7) assert.deepEqual(await talk([both.slice(0, cut), both.slice(cut)], { count: 2 }), [ok(1), ok(2)], `cut after ${cut}`)
})

test('answers come in the order of the requests, however long one takes', async () => {
  assert.deepEqual(await talk([post(command('slow')) + post(command(1)) + post(command(2))], { count: 3 }), [ok('slow'), ok(1), ok(2)])
})

test('a request of another form goes to Node with all that follows it, after the answers before it', async () => {
  const get = 'GET / HTTP/1.1\r\nHost: x\r\n\r\n'
  const bad = { status: 400, body: { result: 400, text: 'Bad Request' } }
  assert.deepEqual(await talk([post(command('slow')) + get + post(command(1))], { count: 3 }), [ok('slow'), bad, ok(1)])
  assert.deepEqual(await talk([post(command(1)), chunked(command(2)), post(command(3)), get], { count: 4 }), [ok(1), ok(2), ok(3), bad])
  assert.deepEqual(await talk(get.split(''), { count: 1 }), [bad])
  assert.deepEqual(await talk([post(command(1), 'Expect: 100-continue\r\n')], { count: 1 }), [ok(1)])
})

test('what is wrong with a request is said, and the connection lives on', async () => {
  const bad = { status: 400, body: { result: 400, text: 'Bad Request' } }
  assert.deepEqual(await talk([post('{') + post(command(1)).replace('application/json', 'text/plain') + post(command(2))], { count: 3 }), [bad, bad, ok(2)])
})

test('the connection ends where the client wants it to', async () => {
  assert.deepEqual(await talk([post(command(1), 'Connection: close\r\n')], { count: 9 }), [ok(1)])
  assert.deepEqual(await talk([post(command('slow'))], { count: 1, halfClose: true }), [ok('slow')])
})

test('two lengths, a length that is none, and no host are refused by Node', async () => {
  for (const more of ['Content-Length: 3\r\n', 'Transfer-Encoding: chunked\r\n']) {
    const [answer, ...others] = await talk([post(command(1), more)], { count: 1, halfClose: true })
    assert.equal(answer?.status ?? 400, 400)
    assert.deepEqual(others, [])
  }
  const [hostless] = await talk([post(command(1)).replace('Host: x\r\n', '')], { count: 1, halfClose: true })
  assert.equal(hostless?.status ?? 400, 400)
})

test('a client that is gone before its answers leaves the door open to others', async () => {
  let asked = 0
  const door = await openHttpDoor({ address: '127.0.0.1', port: 0 }, async ({ arguments: at }) => {
    asked++
    await new Promise((resolve) => setTimeout(resolve, 30))
    return [{ result: 0, arguments: at }]
  })
  const port = Number(new URL(door.address).port)
  for (const rest of ['', 'GET / HTTP/1.1\r\nHost: x\r\n\r\n', post(command(2)).slice(0, -3)]) {
    const before = asked
    const socket = connect({ host: '127.0.0.1', port })
    socket.on('error', () => undefined)
    socket.write(post(command(1)) + rest)
    while (asked === before) await new Promise((resolve) => setTimeout(resolve, 1))
    socket.resetAndDestroy()
    await new Promise((resolve) => setTimeout(resolve, 60))
  }
  const answer = await fetch(door.address, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: command(3) })
  assert.deepEqual(await answer.json(), [{ result: 0, arguments: 3 }])
  await door.close()
})

test('more than partners say in a request is taken too', async () => {
  const long = 'x'.repeat(2 * 1024 * 1024)
  assert.deepEqual(await talk([post(command(long)), post(command(1))], { count: 2 }), [ok(long), ok(1)])
  assert.deepEqual(await talk([post(command(1), `X-Long: ${'y'.repeat(6000)}\r\n`)], { count: 1 }), [ok(1)])
})
