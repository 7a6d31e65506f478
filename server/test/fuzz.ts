/** Throws broken packets at the whole engine: it must never throw, never grow, and answer nothing that is not a message. */
import { answer } from '../src/dhcp/answer'
import { broadcast } from '../src/dhcp/exchange'
import { leaseFormat } from '../src/dhcp/leases/csv'
import { createLeaseStore } from '../src/dhcp/leases/store'
import { buildPlan } from '../src/dhcp/plan/build'
import { createServer, setNow } from '../src/dhcp/server'
import type { DhcpServer } from '../src/dhcp/server'
import { allCases } from './differential/cases'
import { build, read } from './differential/message'
import { generator } from './random'

export interface FuzzResult {
  readonly packets: number
  readonly answered: number
  /** Answers to what is no DHCP message. */
  readonly wronglyAnswered: number
  readonly faults: readonly string[]
}

/** `packets` over the servers of all the differential cases, whose messages are the seeds. */
export function fuzz(packets: number, seed: number): FuzzResult {
  const random = generator(seed)
  const servers = allCases.flatMap((one) => {
    const plan = buildPlan(one.config, '3.0').plan
    return plan ? [createServer({ plan, leases: createLeaseStore(() => undefined, leaseFormat('3.0')), random, addresses: new Set([0x7f000001]), now: 0 })] : []
  })
  const seeds = allCases.flatMap((one) => one.steps.flatMap((step) => ('send' in step && typeof step.send !== 'function' ? [build(step.send)] : [])))
  const faults: string[] = []
  let answered = 0
  let wronglyAnswered = 0
  for (let count = 0; count < packets; count++) {
    const server = servers[Math.floor(random() * servers.length)]
    const octets = mutate(seeds[Math.floor(random() * seeds.length)] ?? Buffer.alloc(0), random)
    if (!server) break
    try {
      if (tryOne(server, octets, random, count)) {
        answered++
        if (!isMessage(octets)) wronglyAnswered++
      }
    } catch (error) {
      faults.push(`${octets.toString('hex')}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`)
    }
  }
  return { packets, answered, wronglyAnswered, faults }
}

function tryOne(server: DhcpServer, octets: Buffer, random: () => number, count: number): boolean {
  setNow(server, 1_700_000_000_000 + count)
  const isDirect = random() < 0.3
  const outcome = answer(server, { octets, iface: 'lo', ifaceAddress: 0x7f000001, local: isDirect ? broadcast : 0x7f000001, remote: isDirect ? 0 : 0x7f000001, remotePort: 68 })
  if (outcome.kind !== 'reply') return false
  const fields = read(outcome.octets)
  if (fields['end'] !== 'yes' || fields['op'] !== '2') throw new Error(`a broken answer: ${outcome.octets.toString('hex')}`)
  return true
}

/** Header, cookie and a message type: without them nothing may come back. */
function isMessage(octets: Buffer): boolean {
  if (octets.length < 240 || octets.readUInt32BE(236) !== 0x63825363) return false
  return octets.subarray(240).length > 0
}

function mutate(seed: Buffer, random: () => number): Buffer {
  let octets = Buffer.from(seed)
  const changes = Math.floor(random() * 6)
  for (let at = 0; at < changes && octets.length > 0; at++) {
    const where = Math.floor(random() * octets.length)
    switch (Math.floor(random() * 6)) {
      case 0:
        octets[where] = Math.floor(random() * 256)
        break
      case 1:
        octets = octets.subarray(0, where)
        break
      case 2:
        octets = Buffer.concat([octets.subarray(0, where), octets.subarray(Math.min(octets.length, where + 1 + Math.floor(random() * 8)))])
        break
      case 3:
        octets = Buffer.concat([octets.subarray(0, where), Buffer.from(Array.from({ length: 1 + Math.floor(random() * 12) }, () => Math.floor(random() * 256))), octets.subarray(where)])
        break
      case 4:
        // A length or a code of the options.
        if (octets.length > 244) octets[240 + Math.floor(random() * (octets.length - 240))] = [0, 1, 4, 12, 43, 53, 61, 81, 82, 124, 125, 255][Math.floor(random() * 12)] ?? 0
        break
      default:
        octets[where] = (octets[where] ?? 0) ^ (1 << Math.floor(random() * 8))
    }
  }
  return octets
}
