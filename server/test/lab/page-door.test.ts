/** Who may come to the page's door: a browser of this machine that has the token, and no other page in it. */
import assert from 'node:assert/strict'
import { mkdirSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { openPageDoor } from '../../src/pair/doors/page'
import type { PageDoor } from '../../src/pair/doors/page'
import { openOnlooker } from './onlooker'
import type { Onlooker } from './onlooker'

let onlooker: Onlooker
let door: PageDoor
let own: URL

before(async () => {
  onlooker = openOnlooker()
  const assets = path.join(onlooker.scratch, 'assets')
  mkdirSync(assets)
  writeFileSync(path.join(assets, 'page.js'), '1')
  writeFileSync(path.join(onlooker.scratch, 'secret.js'), '2')
  writeFileSync(path.join(assets, 'notes.txt'), '3')
  door = await openPageDoor({ lab: onlooker.lab, assets, port: 0 })
  own = new URL(door.url)
})
after(async () => {
  await door.close()
  await onlooker.close()
})

/** The status line and the head of the answer to what is said word for word. */
function say(target: string, headers: Readonly<Record<string, string>> = {}, method = 'GET'): Promise<{ readonly status: number; readonly head: string }> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(own.port), '127.0.0.1', () => {
      const all = { Host: own.host, ...headers }
      socket.write(`${method} ${target} HTTP/1.1\r\n${Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`)
    })
    let text = ''
    socket.on('error', reject)
    socket.on('close', () => reject(new Error(`it closed after: ${text}`)))
    socket.on('data', (part) => {
      text += part.toString('latin1')
      if (!text.includes('\r\n\r\n')) return
      socket.removeAllListeners('close').destroy()
      resolve({ status: Number(text.split(' ')[1]), head: text })
    })
  })
}

const page = (): string => `/${own.search}`

test('with the token the page comes, and nothing may frame it', async () => {
  const { status, head } = await say(page())
  assert.equal(status, 200)
  assert.match(head, /X-Frame-Options: DENY/)
  assert.match(head, /Content-Security-Policy/)
})

for (const [what, target, headers, expected] of [
  ['no token', () => '/', {}, 403],
  ['a token of its own', () => '/?token=AAAAAAAAAAAAAAAAAAAAAAAA', {}, 403],
  ['a name that leads here (DNS rebinding)', page, { Host: 'evil.example:8067' }, 403],
  ['the page of another site', page, { Origin: 'http://evil.example' }, 403],
  ['a page without an origin', page, { Origin: 'null' }, 403],
  ['the stream without a token', () => '/events', {}, 403],
  ['a script', () => '/page.js', {}, 200],
  ['a file outside', () => '/../secret.js', {}, 404],
  ['a file outside, spelled otherwise', () => '/%2e%2e%2fsecret.js', {}, 403],
  ['a file of another kind', () => '/notes.txt', {}, 404],
  ['what is no address', () => '//', {}, 400],
] as const) {
  test(`asked with ${what}: ${expected}`, async () => {
    assert.equal((await say(target(), headers)).status, expected)
    assert.equal((await say(page())).status, 200, 'it is there for others still')
  })
}

test('what is asked for counts on a connection that is there', async () => {
  assert.equal((await say(`/ask${own.search}`, { 'Content-Length': '0', 'X-Connection': 'nobody' }, 'POST')).status, 410)
})
