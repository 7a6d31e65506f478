/**
 * Requests to a peer over kept connections, one at a time on each (RFC 9112). Node's own client and undici take 90 µs of CPU and more for
 * a lease update here, this one 40: with them a pair does not reach its aim. It reads what Kea's listeners and agents answer, and no more:
 * a body with a length, in chunks, or up to the end of the connection.
 */
import { connect } from 'node:net'
import type { Socket } from 'node:net'
import { connect as connectTls } from 'node:tls'

export interface PeerClientOptions {
  readonly host: string
  readonly port: number
  readonly connections: number
  /** Contents of the files. */
  readonly tls?: { readonly ca: readonly Buffer[]; readonly cert: Buffer; readonly key: Buffer } | undefined
  /** The value of the Authorization header. */
  readonly authorization?: string | undefined
  /** ms, from anywhere to measure durations by */
  readonly clock: () => number
}

export type Answered = { readonly kind: 'body'; readonly text: string } | { readonly kind: 'lost'; readonly reason: string }

export interface PeerClient {
  /** `done` is called once, never before this returns. */
  ask(body: string, timeoutMs: number, done: (answered: Answered) => void): void
  close(): void
}

interface Request {
  readonly body: string
  readonly deadline: number
  readonly timeoutMs: number
  readonly done: (answered: Answered) => void
  /** A kept connection was closed under it: once more on a new one. */
  isSecondTry: boolean
}

interface Connection {
  readonly socket: Socket
  isOpen: boolean
  /** Has carried an answer before. */
  isKept: boolean
  request: Request | undefined
  received: Buffer[]
}

const checkMs = 100
const longestAnswer = 256 * 1024 * 1024

export function createPeerClient(options: PeerClientOptions): PeerClient {
  const connections = new Set<Connection>()
  const idle: Connection[] = []
  const waiting: Request[] = []
  let isClosed = false

  const head = `POST / HTTP/1.1\r\nHost: ${options.host.includes(':') ? `[${options.host}]` : options.host}\r\nContent-Type: application/json\r\n${options.authorization === undefined ? '' : `Authorization: ${options.authorization}\r\n`}Content-Length: `

  const check = setInterval(() => {
    const now = options.clock()
    for (const connection of connections) if (connection.request && connection.request.deadline <= now) drop(connection, `no answer within ${connection.request.timeoutMs} ms`)
    while (waiting[0] && waiting[0].deadline <= now) {
      const late = waiting.shift()
      late?.done({ kind: 'lost', reason: `no connection was free within ${late.timeoutMs} ms` })
    }
  }, checkMs)
  check.unref()

  const send = (connection: Connection, request: Request): void => {
    connection.request = request
    const length = Buffer.byteLength(request.body)
    connection.socket.write(`${head}${length}\r\n\r\n${request.body}`)
  }
  const next = (): void => {
    while (waiting.length > 0) {
      const connection = idle.pop()
      if (!connection) break
      const request = waiting.shift()
      if (request) send(connection, request)
    }
    let opening = 0
    for (const connection of connections) if (!connection.isOpen) opening++
    while (waiting.length > opening && connections.size < options.connections) {
      open()
      opening++
    }
  }
  const drop = (connection: Connection, reason: string): void => {
    if (!connections.delete(connection)) return
    const at = idle.indexOf(connection)
    if (at >= 0) idle.splice(at, 1)
    connection.socket.destroy()
    const { request } = connection
    connection.request = undefined
    if (request && connection.isKept && !request.isSecondTry && connection.received.length === 0 && request.deadline > options.clock()) {
      request.isSecondTry = true
      waiting.unshift(request)
    } else if (request) request.done({ kind: 'lost', reason })
    // A door that lets nobody in keeps nobody waiting.
    if (!connection.isOpen && ![...connections].some((one) => one.isOpen)) for (const one of waiting.splice(0)) one.done({ kind: 'lost', reason })
    if (!isClosed) next()
  }
  const finish = (connection: Connection, text: string, keeps: boolean): void => {
    const { request } = connection
    connection.request = undefined
    connection.received = []
    connection.isKept = true
    if (keeps) idle.push(connection)
    else {
      connections.delete(connection)
      connection.socket.end()
    }
    request?.done({ kind: 'body', text })
    next()
  }
  const open = (): void => {
    const { host, port, tls } = options
    // A certificate tells who may speak, not where from: Kea compares no names.
    const socket = tls
      ? connectTls({ host, port, ca: [...tls.ca], cert: tls.cert, key: tls.key, checkServerIdentity: () => undefined })
      : connect({ host, port, noDelay: true })
    const connection: Connection = { socket, isOpen: false, isKept: false, request: undefined, received: [] }
    connections.add(connection)
    socket.once(tls ? 'secureConnect' : 'connect', () => {
      connection.isOpen = true
      socket.setNoDelay(true)
      idle.push(connection)
      next()
    })
    socket.on('data', (part: Buffer) => {
      connection.received.push(part)
      const whole = connection.received.length === 1 ? part : Buffer.concat(connection.received)
      if (connection.received.length > 1) connection.received = [whole]
      if (!connection.request || whole.length > longestAnswer) {
        drop(connection, connection.request ? 'the answer is too long' : 'it spoke without being asked')
        return
      }
      const read = readAnswer(whole, false)
      if (read === 'malformed') drop(connection, 'the answer is not HTTP')
      else if (read) finish(connection, read.body, read.keeps)
    })
    socket.once('end', () => {
      const read = connection.request ? readAnswer(Buffer.concat(connection.received), true) : undefined
      if (read && read !== 'malformed') finish(connection, read.body, false)
      else drop(connection, 'the connection was closed')
    })
    socket.once('error', (error: NodeJS.ErrnoException) => drop(connection, error.code === 'ECONNREFUSED' ? 'connection refused' : error.message))
    socket.once('close', () => drop(connection, 'the connection was closed'))
  }

  return {
    ask: (body, timeoutMs, done) => {
      if (isClosed) {
        setImmediate(done, { kind: 'lost', reason: 'this server is stopping' })
        return
      }
      waiting.push({ body, timeoutMs, deadline: options.clock() + timeoutMs, done, isSecondTry: false })
      next()
    },
    close: () => {
      isClosed = true
      clearInterval(check)
      for (const connection of [...connections]) drop(connection, 'this server is stopping')
      for (const one of waiting.splice(0)) one.done({ kind: 'lost', reason: 'this server is stopping' })
    },
  }
}

interface Read {
  readonly body: string
  readonly keeps: boolean
}

const blankLine = Buffer.from('\r\n\r\n')

/** undefined: more is to come. `isEnd`: nothing more will. */
export function readAnswer(octets: Buffer, isEnd: boolean): Read | 'malformed' | undefined {
  const end = octets.indexOf(blankLine)
  if (end < 0) return isEnd || !'HTTP'.startsWith(octets.toString('latin1', 0, 4)) ? 'malformed' : undefined
  const header = octets.toString('latin1', 0, end)
  if (!/^HTTP\/1\.[01] \d{3}/.test(header)) return 'malformed'
  const start = end + blankLine.length
  const keeps = header.startsWith('HTTP/1.1') ? !/\r\nconnection:[^\r\n]*close/i.test(header) : /\r\nconnection:[^\r\n]*keep-alive/i.test(header)
  const length = /\r\ncontent-length:[ \t]*(\d+)/i.exec(header)?.[1]
  if (/\r\ntransfer-encoding:[^\r\n]*chunked/i.test(header)) {
    const read = readChunks(octets, start)
    if (read === 'malformed' || (!read && isEnd)) return 'malformed'
    return read && { ...read, keeps }
  }
  if (length === undefined) return isEnd ? { body: octets.toString('utf8', start), keeps: false } : undefined
  const stop = start + Number(length)
  if (octets.length < stop) return isEnd ? 'malformed' : undefined
  return { body: octets.toString('utf8', start, stop), keeps }
}

function readChunks(octets: Buffer, start: number): { readonly body: string } | 'malformed' | undefined {
  const parts: Buffer[] = []
  for (let at = start; ; ) {
    const line = octets.indexOf('\r\n', at)
    if (line < 0) return undefined
    const size = /^[0-9a-fA-F]+/.exec(octets.toString('latin1', at, line))?.[0]
    if (size === undefined) return 'malformed'
    const length = parseInt(size, 16)
    const from = line + 2
    if (length === 0) return octets.indexOf('\r\n', from) < 0 ? undefined : { body: Buffer.concat(parts).toString('utf8') }
    if (octets.length < from + length + 2) return undefined
    parts.push(octets.subarray(from, from + length))
    at = from + length + 2
  }
}
