/** Asks real Kea, and keeps what it said: a verdict on the same text never changes. */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { Release } from '../../src/config/release'
import type { Case, Phase, Verdict } from './case'

export interface RealKea {
  /** In the order of the cases; undefined where there is no answer. */
  verdicts(cases: readonly Case[], progress?: (done: number) => void): (Verdict | undefined)[]
}

const filesPerCall = 250

/** `oracle`: the program that runs a real server; `memory`: a file that keeps answers, '' for none. */
export function realKea(oracle: string, memory: string): RealKea {
  const remembered = (): [string, Verdict][] => (memory !== '' && existsSync(memory) ? (JSON.parse(readFileSync(memory, 'utf8')) as [string, Verdict][]) : [])
  const known = new Map(remembered())
  const ask = (cases: readonly Case[], progress: (done: number) => void): void => {
    const groups = new Map<string, Case[]>()
    for (const one of cases) {
      const key = `${one.release} ${one.phase}`
      groups.set(key, [...(groups.get(key) ?? []), one])
    }
    let done = 0
    for (const group of groups.values()) {
      for (let at = 0; at < group.length; at += filesPerCall) {
        const part = group.slice(at, at + filesPerCall)
        const first = part[0]
        if (first) for (const [nth, verdict] of check(oracle, first.release, first.phase, part.map((one) => one.text))) known.set(keyOf(part[nth] ?? first), verdict)
        progress((done += part.length))
      }
    }
  }
  return {
    verdicts: (cases, progress = () => undefined) => {
      const open = [...new Map(cases.filter((one) => !one.recorded && !known.has(keyOf(one))).map((one) => [keyOf(one), one])).values()]
      if (oracle !== '' && open.length > 0) {
        ask(open, progress)
        if (memory !== '') {
          // Another run may have kept answers meanwhile, and may be reading now.
          writeFileSync(`${memory}.${process.pid}`, JSON.stringify([...new Map([...remembered(), ...known])]))
          renameSync(`${memory}.${process.pid}`, memory)
        }
      }
      return cases.map((one) => one.recorded ?? known.get(keyOf(one)))
    },
  }
}

function keyOf({ release, phase, text }: Case): string {
  return createHash('sha1').update(`${release} ${phase} ${text}`).digest('base64')
}

function check(oracle: string, release: Release, phase: Phase, texts: readonly string[]): [number, Verdict][] {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'kea-verdicts-'))
  try {
    const files = texts.map((text, at) => {
      const file = path.join(folder, `${at}.json`)
      writeFileSync(file, text)
      return file
    })
    const { stdout } = spawnSync(oracle, ['check', ...(phase === '-T' ? ['--full'] : []), '-j', '2', release, ...files], { encoding: 'utf8', maxBuffer: 1e9 })
    return stdout
      .split('\n')
      .map((line) => line.split('\t'))
      // A server that crashed under load has no verdict; one that aborts does so each time.
      .filter((cells) => cells.length === 4 && !/^(killed by signal 11|no answer within)/.test(cells[3] ?? ''))
      .map(([file = '', , verdict, message = '']) => [Number(path.basename(file, '.json')), { isRefused: verdict !== 'ok', message }])
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
