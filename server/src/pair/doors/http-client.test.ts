/** The client for partners beside answers of every form, and connections that end at any point. */
import assert from 'node:assert/strict'
import { createServer } from 'node:net'
import type { AddressInfo, Socket } from 'node:net'
import { test } from 'node:test'
import { createPeerClient, readAnswer } from './http-client'
import type { Answered, PeerClient } from './http-client'
import { openHttpDoor } from './http'

async function withPeer(onRequest: (socket: Socket, nth: number, octets: Buffer) => void, work: (client: PeerClient) => Promise<void>, connections = 1): Promise<void> {
  let nth = 0
  const server = createServer((socket) => {
    socket.on('error', () => undefined)
    socket.on('data', (octets) => onRequest(socket, ++nth, octets))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const client = createPeerClient({ host: '127.0.0.1', port: (server.address() as AddressInfo).port, connections, asksAhead: true, clock: Date.now })
  try {
    await work(client)
  } finally {
    client.close()
    server.close()
  }
}

function ask(client: PeerClient, timeoutMs = 2000): Promise<Answered> {
  return new Promise((resolve) => client.ask('{"command":"ha-heartbeat"}', timeoutMs, resolve))
}

const head = 'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n'
const forms: readonly (readonly [string, string])[] = [
  ['with a length', `${head}Content-Length: 5\r\n\r\n[ 1 ]`],
  ['in chunks', `${head}Transfer-Encoding: chunked\r\n\r\n2\r\n[ \r\n3;x=1\r\n1 ]\r\n0\r\n\r\n`],
  ['with names in other letters', `HTTP/1.1 200 OK\r\ncontent-LENGTH:5\r\n\r\n[ 1 ]`],
  ['with another status', 'HTTP/1.1 403 Forbidden\r\nContent-Length: 5\r\n\r\n[ 1 ]'],
]

for (const [name, text] of forms) {
  test(`an answer ${name}, whole and one octet at a time`, async () => {
    await withPeer((socket) => socket.write(text), async (client) => assert.deepEqual(await ask(client), { kind: 'body', text: '[ 1 ]' }))
    for (let cut = 0; cut < text.length; cut++) assert.equal(readAnswer(Buffer.from(text.slice(0, cut)), false), undefined, `after ${cut} octets`)
    assert.deepEqual(readAnswer(Buffer.from(text), false), { body: '[ 1 ]', keeps: true, ahead: 1, end: text.length })
  })
}

test('an answer up to the end of the connection', async () => {
  await withPeer((socket) => socket.end(`${head}\r\n[ 1 ]`), async (client) => {
    assert.deepEqual(await ask(client), { kind: 'body', text: '[ 1 ]' })
    assert.deepEqual(await ask(client), { kind: 'body', text: '[ 1 ]' }, 'on a new connection')
  })
})

test('what is no HTTP, half an answer, silence, nobody', async () => {
  await withPeer((socket) => socket.write('SSH-2.0'), async (client) => assert.match(reasonOf(await ask(client)), /not HTTP/))
  await withPeer((socket) => socket.end(`${head}Content-Length: 50\r\n\r\n[`), async (client) => assert.match(reasonOf(await ask(client)), /closed/))
  await withPeer(() => undefined, async (client) => assert.match(reasonOf(await ask(client, 200)), /no answer within 200 ms/))
  const nobody = createPeerClient({ host: '127.0.0.1', port: 1, connections: 2, asksAhead: true, clock: Date.now })
  assert.deepEqual(await Promise.all([ask(nobody), ask(nobody), ask(nobody)]), Array(3).fill({ kind: 'lost', reason: 'connection refused' }))
  nobody.close()
})

test('a kept connection that was closed meanwhile costs no answer', async () => {
  await withPeer((socket, nth) => (nth === 2 ? socket.destroy() : socket.write(`${head}Content-Length: 5\r\n\r\n[ 1 ]`)), async (client) => {
    assert.equal((await ask(client)).kind, 'body')
    assert.equal((await ask(client)).kind, 'body', 'the second is asked again on a new connection')
  })
})

for (const asksAhead of [true, false]) {
  test(`many requests over few connections, each answered once, ${asksAhead ? 'several' : 'one'} at a time`, async () => {
    let now = 0
    let most = 0
    const door = await openHttpDoor({ address: '127.0.0.1', port: 0 }, async (command) => {
      most = Math.max(most, ++now)
      await new Promise(setImmediate)
      now--
      return [{ result: 0, arguments: command.arguments }]
    })
    const client = createPeerClient({ host: '127.0.0.1', port: Number(new URL(door.address).port), connections: 3, asksAhead, clock: Date.now })
    const answers = await Promise.all(Array.from({ length: 500 }, (_, at) => new Promise<Answered>((resolve) => client.ask(JSON.stringify({ command: 'x', arguments: { at } }), 5000, resolve))))
    answers.forEach((answer, at) => assert.deepEqual(answer.kind === 'body' && (JSON.parse(answer.text) as unknown), [{ result: 0, arguments: { at } }]))
    if (asksAhead) assert.ok(most > 3, `${most} at a time`)
    else assert.ok(most <= 3, `${most} at a time`)
    client.close()
    await door.close()
  })
}

/** A peer that takes four ahead, and answers as `reply` says, which sees the bodies that came so far. */
async function withEager(reply: (bodies: readonly string[], socket: Socket) => void, work: (client: PeerClient, writes: readonly number[]) => Promise<void>): Promise<void> {
  const bodies: string[] = []
  const writes: number[] = []
  await withPeer((socket, _nth, octets) => {
    const found = octets.toString().split('POST / HTTP/1.1').slice(1).map((one) => one.slice(one.indexOf('\r\n\r\n') + 4))
    bodies.push(...found)
    writes.push(found.length)
    reply(bodies, socket)
  }, (client) => work(client, writes))
}

const eager = (body: string): string => `${head}Kea-Pair-Ahead: 4\r\nContent-Length: ${body.length}\r\n\r\n${body}`
const asked = (client: PeerClient, body: string, timeoutMs = 2000): Promise<Answered> => new Promise((resolve) => client.ask(body, timeoutMs, resolve))

test('a peer that takes requests ahead gets those of a turn in one write, and their answers are told apart by their order', async () => {
  let answered = 0
  let leaving = Promise.resolve()
  await withEager((bodies, socket) => {
    const text = bodies.slice(answered).map(eager).join('')
    answered = bodies.length
    // Cut where it hurts: in the middle of an answer.
    leaving = leaving.then(async () => {
      socket.write(text.slice(0, text.length / 2))
      await new Promise((resolve) => setTimeout(resolve, 5))
      socket.write(text.slice(text.length / 2))
    })
  }, async (client, writes) => {
    await asked(client, '0')
    const answers = await Promise.all(['1', '2', '3', '4', '5', '6'].map((body) => asked(client, body)))
    assert.deepEqual(answers, ['1', '2', '3', '4', '5', '6'].map((text) => ({ kind: 'body', text })))
    assert.deepEqual(writes.slice(0, 2), [1, 4])
  })
})

test('a connection that ends under four requests: what was answered is not asked again, what was not is, once', async () => {
  let ends = 0
  await withEager((bodies, socket) => {
    if (bodies.length === 1) socket.write(eager('0'))
    else if (ends++ === 0) socket.end(eager('1') + eager('2').slice(0, -1))
    else socket.write(eager(bodies.at(-1) ?? ''))
  }, async (client) => {
    await asked(client, '0')
    const answers = await Promise.all(['1', '2', '3', '4'].map((body) => asked(client, body)))
    assert.deepEqual(answers, [{ kind: 'body', text: '1' }, { kind: 'lost', reason: 'the connection was closed' }, { kind: 'body', text: '3' }, { kind: 'body', text: '4' }])
  })
})

test('one that is not answered in time takes only itself down', async () => {
  let silent: Socket | undefined
  await withEager((bodies, socket) => {
    if (bodies.at(-1) === 'silence') silent = socket
    if (socket !== silent) socket.write(eager(bodies.at(-1) ?? ''))
  }, async (client) => {
    await asked(client, '0')
    const [first, other] = await Promise.all([asked(client, 'silence', 200), new Promise<Answered>((resolve) => setTimeout(() => client.ask('other', 2000, resolve), 20))])
    assert.match(reasonOf(first), /no answer within 200 ms/)
    assert.equal(other.kind, 'body')
  })
})

function reasonOf(answered: Answered): string {
  return answered.kind === 'lost' ? answered.reason : `an answer: ${answered.text}`
}
