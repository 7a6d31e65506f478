/** The control socket: one command a connection, as soon as its JSON is whole; the answer, then the end (ARM, "UNIX Control Socket"). */
import { rmSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import type { Socket } from 'node:net'
import { answerText } from './handle'
import type { Answer, Command, Door, Handle } from './handle'

const longestCommand = 64 * 1024 * 1024
const idleMs = 10_000

/** On Windows `path` is a named pipe, `\\.\pipe\…`. */
export function openUnixDoor(path: string, handle: Handle): Promise<Door> {
  const open = new Set<Socket>()
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    open.add(socket)
    socket.on('close', () => open.delete(socket))
    socket.on('error', () => socket.destroy())
    serve(socket, handle)
  })
  if (process.platform !== 'win32') rmSync(path, { force: true })
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(path, () => {
      resolve({
        address: path,
        close: () =>
          new Promise((done) => {
            for (const socket of open) socket.destroy()
            server.close(() => {
              done()
            })
          }),
      })
    })
  })
}

function serve(socket: Socket, handle: Handle): void {
  let text = ''
  let begun = false
  const finish = (): void => {
    if (begun) return
    begun = true
    void answerText(text, handle).then((answer) => {
      socket.end(JSON.stringify(answer))
    })
  }
  socket.setTimeout(idleMs, () => socket.destroy())
  socket.setEncoding('utf8')
  socket.on('data', (part: string) => {
    text += part
    if (text.length > longestCommand) socket.destroy()
    else if (isWhole(text)) finish()
  })
  socket.on('end', finish)
}

/** Whether the brackets of the first value are closed, outside of strings. */
export function isWhole(text: string): boolean {
  let depth = 0
  let inString = false
  for (let at = 0; at < text.length; at++) {
    const char = text.charCodeAt(at)
    if (inString) {
      if (char === 0x5c) at++
      else if (char === 0x22) inString = false
    } else if (char === 0x22) inString = true
    else if (char === 0x7b || char === 0x5b) depth++
    else if (char === 0x7d || char === 0x5d) {
      depth--
      if (depth <= 0) return true
    }
  }
  return false
}

/** Asks one command; throws where nobody answers in time. */
export function askUnix(path: string, command: Command, timeoutMs: number): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const socket = connect(path)
    let text = ''
    socket.setTimeout(timeoutMs, () => socket.destroy(new Error(`no answer within ${timeoutMs} ms`)))
    socket.setEncoding('utf8')
    socket.on('connect', () => socket.write(JSON.stringify(command)))
    socket.on('data', (part: string) => (text += part))
    socket.on('error', reject)
    socket.on('end', () => {
      try {
        resolve(JSON.parse(text) as Answer)
      } catch {
        reject(new Error('the answer is no JSON'))
      }
      socket.destroy()
    })
  })
}
