// What the benchmarks of servers share: perfdhcp as the load, CPU time of processes, medians. KEA_ORACLE names the sandbox of real Kea.
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

const tick = Number(spawnSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }).stdout) || 100

/** The sandbox, and [SECONDS] [ROUNDS] of the command line; ends the process where there is no real Kea to measure against. */
export function readTask() {
  const oracle = process.env.KEA_ORACLE
  if (!oracle) {
    console.log('skipped: real Kea and perfdhcp are needed (KEA_ORACLE)')
    process.exit(0)
  }
  return { oracle, seconds: Number(process.argv[2] ?? 5), rounds: Number(process.argv[3] ?? 3) }
}

/** Clients that no server has seen; perfdhcp is a relay at 127.0.0.1. `rate`: exchanges a second, undefined for as many as it can. */
export function load(oracle, { port, answers, seconds, rate }) {
  const mac = ['02', ...Array.from({ length: 2 }, () => Math.floor(Math.random() * 256).toString(16).padStart(2, '0')), '00', '00', '00'].join(':')
  const pace = rate === undefined ? [] : ['-r', String(rate)]
  const run = spawnSync(oracle, ['exec', '3.0', 'perfdhcp', '-4', ...pace, '-p', String(seconds), '-R', '10000000', '-b', `mac=${mac}`, '-W', '1000000', '-l', '127.0.0.1', '-L', String(answers), '-N', String(port), '127.0.0.1'], { encoding: 'utf8', maxBuffer: 2 ** 26 })
  const numbers = (name) => [...run.stdout.matchAll(new RegExp(`^${name}: (\\d+)`, 'gm'))].map((found) => Number(found[1]))
  return { done: numbers('received packets')[1] ?? 0, sent: numbers('sent packets')[0] ?? 0 }
}

/** Seconds of CPU that processes have used. */
export function cpuOf(pids) {
  return pids.reduce((sum, pid) => {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /, '').split(' ')
    return sum + (Number(fields[11]) + Number(fields[12])) / tick
  }, 0)
}

export function median(values) {
  const sorted = [...values].sort((one, other) => one - other)
  return sorted[Math.floor(sorted.length / 2)] ?? 0
}
