/** Commands over HTTP and HTTPS: POST of JSON, an answer in a list (ARM, "HTTP Control Socket", "Control Agent"). */
import { readFileSync, readdirSync, statSync } from 'node:fs'
import { createServer as createHttpServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer as createHttpsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { answerText } from './handle'
import type { Answer, Door, HandleMany } from './handle'
import type { Credentials } from './credentials'

export interface HttpDoorOptions {
  readonly address: string
  /** 0: any. */
  readonly port: number
  readonly tls?: TlsFiles | undefined
  /** Without them everybody may ask. */
  readonly credentials?: Credentials | undefined
}

export interface TlsFiles {
  readonly trustAnchor: string
  readonly certFile: string
  readonly keyFile: string
  readonly certRequired: boolean
}

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

/** The trust anchor is a file or a folder of certificates. */
function tlsOf({ trustAnchor, certFile, keyFile, certRequired }: TlsFiles): Record<string, unknown> {
  const anchors = statSync(trustAnchor).isDirectory() ? readdirSync(trustAnchor).map((name) => path.join(trustAnchor, name)) : [trustAnchor]
  return {
    ca: anchors.map((file) => readFileSync(file)),
    cert: readFileSync(certFile),
    key: readFileSync(keyFile),
    requestCert: certRequired,
    rejectUnauthorized: certRequired,
  }
}

async function serve(request: IncomingMessage, response: ServerResponse, options: HttpDoorOptions, handle: HandleMany): Promise<void> {
  try {
    const type = (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase()
    const body = request.method === 'POST' && type === 'application/json' ? await readBody(request) : undefined
    if (body === 'too long') respond(response, 413, { result: 413, text: 'Request Entity Too Large' })
    else if (body === undefined || !isJson(body)) respond(response, 400, { result: 400, text: 'Bad Request' })
    else if (options.credentials?.accept(request.headers.authorization) === false) {
      respond(response, 401, { result: 401, text: 'Unauthorized' }, { 'WWW-Authenticate': `Basic realm="${options.credentials.realm}"` })
    } else if (body === '') respond(response, 200, [{ result: 1, text: 'Command processing failed: NULL command parameter' }])
    else respond(response, 200, await answersTo(body, handle))
  } catch {
    response.destroy()
  }
}

async function answersTo(body: string, handle: HandleMany): Promise<readonly Answer[]> {
  const answers = await answerText(body, handle)
  return isList(answers) ? answers : [answers]
}

function isList(answers: Answer | readonly Answer[]): answers is readonly Answer[] {
  return Array.isArray(answers)
}

/** Nothing at all is taken too, and answered by what would run the command. */
function isJson(text: string): boolean {
  if (text === '') return true
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request) {
    size += (chunk as Buffer).length
    if (size > longestBody) return 'too long'
    chunks.push(chunk as Buffer)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function respond(response: ServerResponse, status: number, body: Answer | readonly Answer[], headers: Record<string, string> = {}): void {
  const text = JSON.stringify(body)
  response.writeHead(status, { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(text), ...headers })
  response.end(text)
}
