/**
 * Requests to a peer over kept connections (RFC 9112). Node's own client and undici take 90 µs of CPU and more for a lease update here, this
 * one 40. It reads what Kea's listeners and agents answer, and no more: a body with a length, in chunks, or up to the end of the connection.
 *
 * Kea answers one request at a time on a connection. A listener of ours says in its answers how many it takes ahead; then the requests of a
 * turn go out in one write (RFC 9112, 9.3.2), at 10 µs each.
 */
import { connect } from 'node:net'
import type { Socket } from 'node:net'
import { connect as connectTls } from 'node:tls'
import { aheadHeader } from './http'

export interface PeerClientOptions {
  readonly host: string
  readonly port: number
  readonly connections: number
  /** Several requests on one connection where the peer takes them: they wait for each other. */
  readonly asksAhead: boolean
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
  /** How many requests the peer takes at a time. */
  ahead: number
  /** Answers come in this order. */
  readonly requests: Request[]
  /** What leaves at the end of this turn, or with the next answer. */
  leaving: string
  timer: NodeJS.Timeout | undefined
  received: Buffer | undefined
}

const checkMs = 100
const gatheringMs = 1
const longestAnswer = 256 * 1024 * 1024

export function createPeerClient(options: PeerClientOptions): PeerClient {
  const connections = new Set<Connection>()
  const waiting: Request[] = []
  let isClosed = false

  const head = `POST / HTTP/1.1\r\nHost: ${options.host.includes(':') ? `[${options.host}]` : options.host}\r\nContent-Type: application/json\r\n${options.authorization === undefined ? '' : `Authorization: ${options.authorization}\r\n`}Content-Length: `

  const check = setInterval(() => {
    const now = options.clock()
    for (const connection of connections) {
      const late = connection.requests.find((one) => one.deadline <= now)
      if (late) drop(connection, `no answer within ${late.timeoutMs} ms`)
    }
    while (waiting[0] && waiting[0].deadline <= now) {
      const late = waiting.shift()
      late?.done({ kind: 'lost', reason: `no connection was free within ${late.timeoutMs} ms` })
    }
  }, checkMs)
  check.unref()

  const send = (connection: Connection, request: Request): void => {
    connection.requests.push(request)
    if (connection.leaving === '') {
      // While others are on their way, more of them gather (as Nagle's algorithm does, RFC 896).
      if (connection.requests.length > 1) connection.timer = setTimeout(flush, gatheringMs, connection)
      else queueMicrotask(() => flush(connection))
    }
    connection.leaving += `${head}${Buffer.byteLength(request.body)}\r\n\r\n${request.body}`
  }
  const flush = (connection: Connection): void => {
    clearTimeout(connection.timer)
    if (connection.leaving !== '' && connections.has(connection)) connection.socket.write(connection.leaving)
    connection.leaving = ''
  }
  /** The one that is busiest and has room: what goes together costs least. */
  const roomy = (): Connection | undefined => {
    let best: Connection | undefined
    for (const one of connections) if (one.isOpen && one.requests.length < one.ahead && (!best || one.requests.length > best.requests.length)) best = one
    return best
  }
  const next = (): void => {
    while (waiting.length > 0) {
      const connection = roomy()
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
    connection.socket.destroy()
    const again: Request[] = []
    for (const [at, request] of connection.requests.splice(0).entries()) {
      const isUnanswered = at > 0 || !connection.received
      if (connection.isKept && !request.isSecondTry && isUnanswered && request.deadline > options.clock() && !isClosed) {
        request.isSecondTry = true
        again.push(request)
      } else request.done({ kind: 'lost', reason })
    }
    waiting.unshift(...again)
    // A door that lets nobody in keeps nobody waiting.
    if (!connection.isOpen && ![...connections].some((one) => one.isOpen)) for (const one of waiting.splice(0)) one.done({ kind: 'lost', reason })
    if (!isClosed) next()
  }
  /** Takes the answers that are whole. */
  const take = (connection: Connection, isEnd: boolean): void => {
    const octets = connection.received ?? Buffer.alloc(0)
    let at = 0
    connection.received = undefined
    while (at < octets.length && connections.has(connection)) {
      const rest = at === 0 ? octets : octets.subarray(at)
      const [request] = connection.requests
      const read = readAnswer(rest, isEnd)
      if (!request || read === 'malformed' || (!read && rest.length > longestAnswer)) {
        connection.received = rest
        drop(connection, !request ? 'it spoke without being asked' : isEnd ? 'the connection was closed' : read ? 'the answer is not HTTP' : 'the answer is too long')
        return
      }
      if (!read) {
        connection.received = rest
        return
      }
      at += read.end
      connection.requests.shift()
      connection.isKept = true
      if (options.asksAhead && connection.ahead === 1) connection.ahead = read.ahead
      if (!read.keeps) drop(connection, 'the connection was closed')
      request.done({ kind: 'body', text: read.body })
    }
    next()
    if (connection.leaving !== '') queueMicrotask(() => flush(connection))
  }
  const open = (): void => {
    const { host, port, tls } = options
    // A certificate tells who may speak, not where from: Kea compares no names.
    const socket = tls
      ? connectTls({ host, port, ca: [...tls.ca], cert: tls.cert, key: tls.key, checkServerIdentity: () => undefined })
      : connect({ host, port, noDelay: true })
    const connection: Connection = { socket, isOpen: false, isKept: false, ahead: 1, requests: [], leaving: '', timer: undefined, received: undefined }
    connections.add(connection)
    socket.once(tls ? 'secureConnect' : 'connect', () => {
      connection.isOpen = true
      socket.setNoDelay(true)
      next()
    })
    socket.on('data', (part: Buffer) => {
      connection.received = connection.received ? Buffer.concat([connection.received, part]) : part
      take(connection, false)
    })
    socket.once('end', () => {
      take(connection, true)
      drop(connection, 'the connection was closed')
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
  /** Requests that the peer takes at a time. */
  readonly ahead: number
  /** Octets of the answer. */
  readonly end: number
}

const blankLine = Buffer.from('\r\n\r\n')
const aheadLine = new RegExp(`\\r\\n${aheadHeader}:[ \\t]*(\\d+)`, 'i')

/** The first answer in the octets; undefined: more of it is to come. `isEnd`: nothing more will. */
export function readAnswer(octets: Buffer, isEnd: boolean): Read | 'malformed' | undefined {
  const blank = octets.indexOf(blankLine)
  if (blank < 0) return isEnd || !'HTTP'.startsWith(octets.toString('latin1', 0, 4)) ? 'malformed' : undefined
  const header = octets.toString('latin1', 0, blank)
  if (!/^HTTP\/1\.[01] \d{3}/.test(header)) return 'malformed'
  const start = blank + blankLine.length
  const keeps = header.startsWith('HTTP/1.1') ? !/\r\nconnection:[^\r\n]*close/i.test(header) : /\r\nconnection:[^\r\n]*keep-alive/i.test(header)
  const ahead = Number(aheadLine.exec(header)?.[1] ?? 1)
  const length = /\r\ncontent-length:[ \t]*(\d+)/i.exec(header)?.[1]
  if (/\r\ntransfer-encoding:[^\r\n]*chunked/i.test(header)) {
    const read = readChunks(octets, start)
    if (read === 'malformed' || (!read && isEnd)) return 'malformed'
    return read && { ...read, keeps, ahead }
  }
  if (length === undefined) return isEnd ? { body: octets.toString('utf8', start), keeps: false, ahead, end: octets.length } : undefined
  const end = start + Number(length)
  if (octets.length < end) return isEnd ? 'malformed' : undefined
  return { body: octets.toString('utf8', start, end), keeps, ahead, end }
}

function readChunks(octets: Buffer, start: number): { readonly body: string; readonly end: number } | 'malformed' | undefined {
  const parts: Buffer[] = []
  for (let at = start; ; ) {
    const line = octets.indexOf('\r\n', at)
    if (line < 0) return undefined
    const size = /^[0-9a-fA-F]+/.exec(octets.toString('latin1', at, line))?.[0]
    if (size === undefined) return 'malformed'
    const length = parseInt(size, 16)
    const from = line + 2
    if (length === 0) {
      const end = octets.indexOf('\r\n', from)
      return end < 0 ? undefined : { body: Buffer.concat(parts).toString('utf8'), end: end + 2 }
    }
    if (octets.length < from + length + 2) return undefined
    parts.push(octets.subarray(from, from + length))
    at = from + length + 2
  }
}
