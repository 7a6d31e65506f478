/** What of a test pair is there on the machine: its processes, and whether a port is taken. */
import { execFileSync } from 'node:child_process'
import { createSocket } from 'node:dgram'
import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { createServer } from 'node:net'

/** Those that a process started, and what these started; undefined where the system does not tell. */
export function descendantsOf(pid: number): number[] | undefined {
  if (process.platform === 'win32') return undefined
  const parents = process.platform === 'linux' ? parentsInProc() : parentsByPs()
  const found: number[] = []
  for (let next = [pid]; next.length > 0; ) {
    next = [...parents].filter(([, parent]) => next.includes(parent)).map(([child]) => child)
    found.push(...next)
  }
  return found
}

function parentsInProc(): Map<number, number> {
  const parents = new Map<number, number>()
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue
    try {
      // The name of the program stands in brackets, and may hold any sign.
      const [, parent] = /^.*\) \S (\d+) /s.exec(readFileSync(`/proc/${name}/stat`, 'utf8')) ?? []
      if (parent !== undefined) parents.set(Number(name), Number(parent))
    } catch {
      // It ended meanwhile.
    }
  }
  return parents
}

function parentsByPs(): Map<number, number> {
  const lines = execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' }).trim().split('\n')
  return new Map(lines.map((line) => line.trim().split(/\s+/)).map(([pid, parent]) => [Number(pid), Number(parent)]))
}

/** One that has ended and that nobody has asked after is not. */
export function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0) && !(process.platform === 'linux' && /^.*\) Z/s.test(readFileSync(`/proc/${pid}/stat`, 'utf8')))
  } catch {
    return false
  }
}

/** What it has open, where the system tells. */
export function filesOf(pid: number): string[] {
  const folder = `/proc/${pid}/fd`
  return process.platform === 'linux' ? readdirSync(folder).map((name) => readlinkSync(`${folder}/${name}`)) : []
}

/** `127.0.0.1:6767` */
export function isPortFree(kind: 'udp' | 'tcp', at: string): Promise<boolean> {
  const [host = '', port = ''] = at.split(':')
  return new Promise((resolve) => {
    if (kind === 'tcp') {
      const server = createServer()
      server.once('error', () => resolve(false)).listen(Number(port), host, () => server.close(() => resolve(true)))
    } else {
      const socket = createSocket('udp4')
      socket.once('error', () => socket.close(() => resolve(false))).bind(Number(port), host, () => socket.close(() => resolve(true)))
    }
  })
}
