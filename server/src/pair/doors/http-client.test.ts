/** The client for partners beside answers of every form, and connections that end at any point. */
import assert from 'node:assert/strict'
import { createServer } from 'node:net'
import type { AddressInfo, Socket } from 'node:net'
import { test } from 'node:test'
import { createPeerClient, readAnswer } from './http-client'
import type { Answered, PeerClient } from './http-client'
import { openHttpDoor } from './http'

async function withPeer(onRequest: (socket: Socket, nth: number) => void, work: (client: PeerClient) => Promise<void>, connections = 1): Promise<void> {
  let nth = 0
  const server = createServer((socket) => {
    socket.on('error', () => undefined)
    socket.on('data', () => onRequest(socket, ++nth))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const client = createPeerClient({ host: '127.0.0.1', port: (server.address() as AddressInfo).port, connections, clock: Date.now })
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
    assert.deepEqual(readAnswer(Buffer.from(text), false), { body: '[ 1 ]', keeps: true })
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
  const nobody = createPeerClient({ host: '127.0.0.1', port: 1, connections: 2, clock: Date.now })
  assert.deepEqual(await Promise.all([ask(nobody), ask(nobody), ask(nobody)]), Array(3).fill({ kind: 'lost', reason: 'connection refused' }))
  nobody.close()
})

test('a kept connection that was closed meanwhile costs no answer', async () => {
  await withPeer((socket, nth) => (nth === 2 ? socket.destroy() : socket.write(`${head}Content-Length: 5\r\n\r\n[ 1 ]`)), async (client) => {
    assert.equal((await ask(client)).kind, 'body')
    assert.equal((await ask(client)).kind, 'body', 'the second is asked again on a new connection')
  })
})

test('many requests over few connections, each answered once', async () => {
  const door = await openHttpDoor({ address: '127.0.0.1', port: 0 }, (command) => Promise.resolve([{ result: 0, arguments: command.arguments }]))
  const client = createPeerClient({ host: '127.0.0.1', port: Number(new URL(door.address).port), connections: 3, clock: Date.now })
  const answers = await Promise.all(Array.from({ length: 500 }, (_, at) => new Promise<Answered>((resolve) => client.ask(JSON.stringify({ command: 'x', arguments: { at } }), 5000, resolve))))
  answers.forEach((answer, at) => assert.deepEqual(answer.kind === 'body' && (JSON.parse(answer.text) as unknown), [{ result: 0, arguments: { at } }]))
  client.close()
  await door.close()
})

function reasonOf(answered: Answered): string {
  return answered.kind === 'lost' ? answered.reason : `an answer: ${answered.text}`
}
