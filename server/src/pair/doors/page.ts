/** The page of the laboratory in a browser: its files, frames as server-sent events, and what it asks by POST. On loopback, and only with the token. */
import { randomBytes, timingSafeEqual } from 'node:crypto'
import { createReadStream, statSync } from 'node:fs'
import { createServer } from 'node:http'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import type { Lab, LabConnection } from '../../lab/lab'
import type { Ask, HostSays, Look } from '../../lab/messages'
import { pageHtml } from '../../lab/page-html'

export interface PageDoor {
  /** With the token: whoever has it may look on and act. */
  readonly url: string
  close(): Promise<void>
}

export interface PageDoorOptions {
  readonly lab: Lab
  /** The folder of page.js and what goes with it. */
  readonly assets: string
  /** On 127.0.0.1; 0: any. */
  readonly port: number
}

const types: Readonly<Record<string, string>> = { '.js': 'text/javascript; charset=utf-8', '.css': 'text/css; charset=utf-8', '.ttf': 'font/ttf', '.map': 'application/json', '.svg': 'image/svg+xml' }
const longestAsk = 4 * 1024 * 1024
/** A page that is so far behind gets no further frame, octets. */
const mostWaiting = 1024 * 1024

interface Listener {
  readonly response: ServerResponse
  readonly connection: LabConnection
}

/** Throws where the port is taken. */
export function openPageDoor({ lab, assets, port }: PageDoorOptions): Promise<PageDoor> {
  const token = randomBytes(18).toString('base64url')
  const listeners = new Map<string, Listener>()
  let origins: readonly string[] = []

  const listen = (response: ServerResponse): void => {
    response.writeHead(200, { ...common, 'Content-Type': 'text/event-stream', Connection: 'keep-alive' })
    const id = randomBytes(12).toString('base64url')
    const say = (message: unknown): void => void response.write(`data: ${JSON.stringify(message)}\n\n`)
    say({ connection: id })
    say({ hosted: 'browser', canBoot: true } satisfies HostSays)
    const connection = lab.connect(say, () => response.writableLength < mostWaiting)
    listeners.set(id, { response, connection })
    response.on('close', () => {
      connection.close()
      listeners.delete(id)
    })
    // A page that goes in the middle of a frame.
    response.on('error', () => undefined)
  }
  const take = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const listener = listeners.get(String(request.headers['x-connection']))
    const message = listener && readMessage(await readBody(request))
    if (!message) {
      refuse(response, listener ? 400 : 410)
      return
    }
    listener.connection.receive(message)
    response.writeHead(204, common).end()
  }
  const serve = (request: IncomingMessage, response: ServerResponse): void => {
    const url = parseUrl(request.url ?? '/')
    if (!url) {
      refuse(response, 400)
      return
    }
    // Another site must not reach it through a name that leads here, nor by a form of its own.
    const isOurs = origins.includes(`http://${request.headers.host ?? ''}`) && (request.headers.origin === undefined || origins.includes(request.headers.origin))
    if (!isOurs) refuse(response, 403)
    else if (request.method === 'GET' && /^\/[\w-]+\.\w+$/.test(url.pathname)) sendFile(path.join(assets, url.pathname.slice(1)), response)
    else if (!isToken(url.searchParams.get('token'), token)) refuse(response, 403)
    else if (request.method === 'GET' && url.pathname === '/') {
      const html = pageHtml({ script: 'page.js', style: 'page.css', codiconStyle: 'codicon.css', cspSource: "'self'", title: `Kea test pair: ${lab.parts.title}` })
      response.writeHead(200, { ...common, 'Content-Type': 'text/html; charset=utf-8' }).end(html)
    } else if (request.method === 'GET' && url.pathname === '/events') listen(response)
    else if (request.method === 'POST' && url.pathname === '/ask') take(request, response).catch(() => refuse(response, 400))
    else refuse(response, 404)
  }
  const server: Server = createServer(serve)
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      const own = (server.address() as AddressInfo).port
      origins = [`http://127.0.0.1:${own}`, `http://localhost:${own}`]
      resolve({
        url: `http://127.0.0.1:${own}/?token=${token}`,
        close: () =>
          new Promise((done) => {
            for (const { response } of listeners.values()) response.end()
            server.close(() => done())
            server.closeAllConnections()
          }),
      })
    })
  })
}

const common = { 'Cache-Control': 'no-store', 'X-Content-Type-Options': 'nosniff', 'Referrer-Policy': 'no-referrer', 'X-Frame-Options': 'DENY', 'Cross-Origin-Resource-Policy': 'same-origin' }

/** undefined: whoever asked for that is no browser that follows the page, or means ill (`//`). */
function parseUrl(target: string): URL | undefined {
  try {
    return new URL(target, 'http://127.0.0.1')
  } catch {
    return undefined
  }
}

function refuse(response: ServerResponse, status: number): void {
  if (response.headersSent) response.destroy()
  else response.writeHead(status, common).end()
}

function isToken(given: string | null, token: string): boolean {
  const [one, other] = [Buffer.from(given ?? ''), Buffer.from(token)]
  return one.length === other.length && timingSafeEqual(one, other)
}

function sendFile(file: string, response: ServerResponse): void {
  const type = types[path.extname(file)]
  const isThere = statSync(file, { throwIfNoEntry: false })?.isFile() === true
  if (type === undefined || !isThere) {
    refuse(response, 404)
    return
  }
  response.writeHead(200, { ...common, 'Content-Type': type })
  createReadStream(file).on('error', () => response.destroy()).pipe(response)
}

function readMessage(text: string): Look | Ask | undefined {
  const value: unknown = JSON.parse(text)
  const isMessage = (one: unknown): one is Look | Ask => typeof one === 'object' && one !== null && ('look' in one || ('ask' in one && 'id' in one))
  return isMessage(value) ? value : undefined
}

async function readBody(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length
    if (size > longestAsk) throw new Error('too long')
    parts.push(part)
  }
  return Buffer.concat(parts).toString('utf8')
}
