/** Commands over HTTP and HTTPS: POST of JSON, an answer in a list (ARM, "HTTP Control Socket", "Control Agent"). */
import { STATUS_CODES, createServer as createHttpServer } from 'node:http'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { createServer as createHttpsServer } from 'node:https'
import type { AddressInfo, Socket } from 'node:net'
import { answerValue } from './handle'
import type { Answer, Door, HandleMany } from './handle'
import type { Credentials } from './credentials'
import { serveQuickly } from './quick-http'
import type { QuickReply, QuickRequest } from './quick-http'
import { readTls } from './secrets'

export interface HttpDoorOptions {
  readonly address: string
  /** 0: any. */
  readonly port: number
  readonly tls?: TlsFiles | undefined
  /** Without them everybody may ask. */
  readonly credentials?: Credentials | undefined
  /** Commands that the door lets through; without it, all. */
  readonly allows?: ((command: string) => boolean) | undefined
}

export interface TlsFiles {
  readonly trustAnchor: string
  readonly certFile: string
  readonly keyFile: string
  readonly certRequired: boolean
}

/** A header of ours: so many requests may be under way on a connection. Kea sends none, and takes one. */
export const aheadHeader = 'Kea-Pair-Ahead'
const ahead = '32'
const longestBody = 64 * 1024 * 1024
const requestMs = 10_000
const idleMs = 30_000

export function openHttpDoor(options: HttpDoorOptions, handle: HandleMany): Promise<Door> {
  const listener = (request: IncomingMessage, response: ServerResponse): void => {
    void serve(request, response, options, handle)
  }
  const server = options.tls ? createHttpsServer(tlsOf(options.tls), listener) : createHttpServer(listener)
  server.requestTimeout = requestMs
  server.keepAliveTimeout = idleMs
  const quick = beQuick(server, options.tls ? 'secureConnection' : 'connection', (request) => replyTo(request, options, handle))
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port, options.address, () => {
      const { port } = server.address() as AddressInfo
      resolve({
        address: `${options.tls ? 'https' : 'http'}://${options.address.includes(':') ? `[${options.address}]` : options.address}:${port}/`,
        close: () =>
          new Promise((done) => {
            server.close(() => {
              done()
            })
            server.closeAllConnections()
            for (const socket of quick) socket.destroy()
          }),
      })
    })
  })
}

function tlsOf(files: TlsFiles): Record<string, unknown> {
  return { ...readTls(files), requestCert: files.certRequired, rejectUnauthorized: files.certRequired }
}

/** Node's server sees the connections that have something else on them than partners send; the others are returned. */
function beQuick(server: Server, event: 'connection' | 'secureConnection', reply: (request: QuickRequest) => QuickReply | Promise<QuickReply>): ReadonlySet<Socket> {
  const sockets = new Set<Socket>()
  const nodes = server.listeners(event) as ((socket: Socket) => void)[]
  server.removeAllListeners(event)
  server.on(event, (socket: Socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
    serveQuickly(socket, {
      reply,
      handOver: () => {
        sockets.delete(socket)
        for (const listener of nodes) listener.call(server, socket)
        socket.resume()
      },
      reasons: STATUS_CODES,
      idleMs,
    })
  })
  return sockets
}

async function serve(request: IncomingMessage, response: ServerResponse, options: HttpDoorOptions, handle: HandleMany): Promise<void> {
  try {
    const { authorization, 'content-type': type } = request.headers
    const body = request.method === 'POST' ? await readBody(request) : undefined
    const { status, text, headers } = body === 'too long' ? refusal(413) : await replyTo({ type: body === undefined ? undefined : type, authorization, body: body ?? '' }, options, handle)
    response.writeHead(status, { 'Content-Length': Buffer.byteLength(text), ...headers })
    response.end(text)
  } catch {
    response.destroy()
  }
}

function replyTo({ type, authorization, body }: QuickRequest, options: HttpDoorOptions, handle: HandleMany): QuickReply | Promise<QuickReply> {
  const read = isJson(type) ? readJson(body) : undefined
  if (!read) return refusal(400)
  if (options.credentials?.accept(authorization) === false) return refusal(401, { 'WWW-Authenticate': `Basic realm="${options.credentials.realm}"` })
  if (isForbidden(read.value, options)) return refusal(403)
  if (body === '') return success([{ result: 1, text: 'Command processing failed: NULL command parameter' }])
  return answersTo(read.value, handle).then(success)
}

function isJson(type: string | undefined): boolean {
  return type === 'application/json' || type?.split(';')[0]?.trim().toLowerCase() === 'application/json'
}

const jsonHeaders = { 'Content-Type': 'application/json', [aheadHeader]: ahead }

function success(answers: readonly Answer[]): QuickReply {
  return { status: 200, text: JSON.stringify(answers), headers: jsonHeaders }
}

const refusals: Readonly<Record<number, string>> = { 400: 'Bad Request', 401: 'Unauthorized', 403: 'Forbidden', 413: 'Request Entity Too Large' }

function refusal(status: number, headers: Readonly<Record<string, string>> = {}): QuickReply {
  return { status, text: JSON.stringify({ result: status, text: refusals[status] }), headers: { ...jsonHeaders, ...headers } }
}

/** What names no command is let through: what would run it says what is wrong. */
function isForbidden(value: unknown, { allows }: HttpDoorOptions): boolean {
  return allows !== undefined && typeof value === 'object' && value !== null && 'command' in value && typeof value.command === 'string' && value.command !== '' && !allows(value.command)
}

async function answersTo(value: unknown, handle: HandleMany): Promise<readonly Answer[]> {
  const answers = await answerValue(value, handle)
  return isList(answers) ? answers : [answers]
}

function isList(answers: Answer | readonly Answer[]): answers is readonly Answer[] {
  return Array.isArray(answers)
}

/** undefined for what is no JSON. Nothing at all is taken too, and answered by what would run the command. */
function readJson(text: string): { readonly value: unknown } | undefined {
  if (text === '') return { value: undefined }
  try {
    return { value: JSON.parse(text) }
  } catch {
    return undefined
  }
}

function readBody(request: IncomingMessage): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let size = 0
    request.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size > longestBody) resolve('too long')
      else chunks.push(chunk)
    })
    request.on('end', () => resolve(chunks.length === 1 ? (chunks[0]?.toString('utf8') ?? '') : Buffer.concat(chunks).toString('utf8')))
    request.on('error', reject)
    request.on('close', () => {
      if (!request.complete) reject(new Error('the request was cut short'))
    })
  })
}
