/** Commands over HTTP and HTTPS: POST of JSON, an answer in a list (ARM, "HTTP Control Socket", "Control Agent"). */
import { createServer as createHttpServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer as createHttpsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { answerValue } from './handle'
import type { Answer, Door, HandleMany } from './handle'
import type { Credentials } from './credentials'
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
          }),
      })
    })
  })
}

function tlsOf(files: TlsFiles): Record<string, unknown> {
  return { ...readTls(files), requestCert: files.certRequired, rejectUnauthorized: files.certRequired }
}

async function serve(request: IncomingMessage, response: ServerResponse, options: HttpDoorOptions, handle: HandleMany): Promise<void> {
  try {
    const type = (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase()
    const body = request.method === 'POST' && type === 'application/json' ? await readBody(request) : undefined
    const read = body === undefined || body === 'too long' ? undefined : readJson(body)
    if (body === 'too long') respond(response, 413, { result: 413, text: 'Request Entity Too Large' })
    else if (!read) respond(response, 400, { result: 400, text: 'Bad Request' })
    else if (options.credentials?.accept(request.headers.authorization) === false) {
      respond(response, 401, { result: 401, text: 'Unauthorized' }, { 'WWW-Authenticate': `Basic realm="${options.credentials.realm}"` })
    } else if (isForbidden(read.value, options)) respond(response, 403, { result: 403, text: 'Forbidden' })
    else if (body === '') respond(response, 200, [{ result: 1, text: 'Command processing failed: NULL command parameter' }])
    else respond(response, 200, await answersTo(read.value, handle))
  } catch {
    response.destroy()
  }
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

function respond(response: ServerResponse, status: number, body: Answer | readonly Answer[], headers: Record<string, string> = {}): void {
  const text = JSON.stringify(body)
  const { socket } = response
  // The answers of a turn leave in one write.
  if (socket && socket.writableCorked === 0) {
    socket.cork()
    process.nextTick(() => socket.uncork())
  }
  response.writeHead(status, { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(text), [aheadHeader]: ahead, ...headers })
  response.end(text)
}
