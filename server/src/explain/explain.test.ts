/** Each kind of step says what the engine did, and points at the line that made it do so. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { deployments, fileOf, lineOf, serversIn, serversOf } from '../../test/explain/deployments'
import type { DeploymentName } from '../../test/explain/deployments'
import { presets } from '../clients/presets'
import { plainProfile } from '../clients/profile'
import type { ClientProfile } from '../clients/profile'
import { explain } from './explain'
import type { ExplainedAct, Explanation, ServerExplanation, Step, StepKind } from './explanation'

const all = new Map(deployments.map((name) => [name, serversOf(name)]))

function told(name: DeploymentName, change: Partial<ClientProfile>, act: ExplainedAct = 'dora'): Explanation {
  return explain({ servers: all.get(name) ?? [], profile: { ...plainProfile, ...change }, act, now: Date.UTC(2026, 0, 1) })
}

function of(explanation: Explanation, server: string): ServerExplanation {
  const found = explanation.servers.find((one) => one.server === server)
  assert.ok(found, server)
  return found
}

function allSteps(steps: readonly Step[]): Step[] {
  return steps.flatMap((step) => [step, ...allSteps(step.parts ?? [])])
}

const relay = (address: string, circuitId = '', remoteId = ''): ClientProfile['relay'] => ({ address, circuitId, remoteId, linkSelection: '' })
const pxe = { vendorClass: 'PXEClient:Arch:00007' }
const uefi = { ...pxe, options: [{ code: 93, data: '0007' }] }

interface Case {
  readonly of: DeploymentName
  readonly server: string
  readonly client: Partial<ClientProfile>
  readonly act?: ExplainedAct
  readonly kind: StepKind
  readonly verdict: Step['verdict']
  readonly text: string
  /** What stands in its line, each looked for behind the one before; undefined: it has no place. */
  readonly at?: readonly string[]
}

const inPair = { of: 'pair', server: 'primary' } as const
const inCampus = { of: 'campus', server: 'campus' } as const

const cases: readonly Case[] = [
  { ...inPair, client: {}, kind: 'received', verdict: 'info', text: "A DISCOVER from 02:00:00:00:00:01 is broadcast on the server's own link, at its interface eth0 (10.20.0.2).", at: ['"interfaces": ['] },
  { ...inPair, client: { relay: relay('10.20.3.1') }, kind: 'received', verdict: 'info', text: 'A DISCOVER from 02:00:00:00:00:01 comes through the relay 10.20.3.1 (giaddr).' },
  { ...inPair, client: { options: [{ code: 93, data: '00' }] }, kind: 'received', verdict: 'no', text: 'The message cannot be read: option 93 does not have the form that its definition asks for.' },
  { ...inPair, client: {}, act: 'renew', kind: 'received', verdict: 'info', text: 'A REQUEST from 02:00:00:00:00:01 that renews its lease comes straight from 10.20.0.10.' },
  { ...inPair, client: {}, kind: 'availability', verdict: 'yes', text: 'Hot standby: while both servers are up, primary answers every client. primary is that server.', at: ['"mode": "hot-standby"'] },
  { ...inPair, server: 'standby', client: {}, kind: 'availability', verdict: 'no', text: 'Hot standby: while both servers are up, primary answers every client. standby leaves this client alone while that server is up.', at: ['"mode": "hot-standby"'] },
  { ...inPair, server: 'standby', client: {}, kind: 'drop', verdict: 'no', text: 'The DISCOVER gets no answer: Its partner answers this client: the packet is in no scope that this server serves.' },
  { of: 'balanced', server: 'west', client: {}, kind: 'availability', verdict: 'yes', text: 'Load balancing: the hash of its hardware address 02:00:00:00:00:01 is 133 (RFC 3074), modulo 2 it is 1 (0 is east and 1 is west), so west answers this client. west is that server.', at: ['"mode": "load-balancing"'] },
  { of: 'balanced', server: 'east', client: { clientId: "'d'" }, kind: 'availability', verdict: 'no', text: 'Load balancing: the hash of its client identifier 00:64 is 45 (RFC 3074), modulo 2 it is 1 (0 is east and 1 is west), so west answers this client. east leaves this client alone while that server is up.', at: ['"mode": "load-balancing"'] },
  { ...inPair, client: uefi, kind: 'class', verdict: 'yes', text: 'pxe: its test is met.', at: ['"name": "pxe"', '"test"'] },
  { ...inPair, client: { ...pxe, options: [{ code: 93, data: '0006' }] }, kind: 'class', verdict: 'no', text: 'uefi: its test is not met: 0x0006 is not 0x0007.', at: ['"name": "uefi"', '"test"'] },
  { ...inPair, client: uefi, kind: 'class', verdict: 'no', text: 'numbers: its test is not met: it cannot be evaluated, since an integer of 8 bits has 1 octet, not 2.', at: ['"name": "numbers"', '"test"'] },
  { ...inPair, client: { ...uefi, relay: relay('10.20.3.1', 'rack-7') }, kind: 'class', verdict: 'yes', text: 'rack: its test is met.', at: ['"name": "rack"', '"test"'] },
  { ...inPair, client: {}, kind: 'class', verdict: 'yes', text: 'UNKNOWN: the client has no reservation.' },
  { ...inPair, client: pxe, kind: 'class', verdict: 'yes', text: 'VENDOR_CLASS_PXEClient:Arch:00007: the message has option 60 with that text.' },
  { ...inPair, client: { hwaddr: '02:20:00:00:00:01' }, kind: 'class', verdict: 'yes', text: 'staff: its reservation puts the client into it.', at: ['"name": "staff"'] },
  { ...inPair, client: {}, kind: 'class', verdict: 'no', text: 'staff: it has no test: only a reservation or evaluate-additional-classes puts clients into it.', at: ['"name": "staff"'] },
  { ...inPair, client: { relay: relay('10.20.4.1') }, kind: 'class', verdict: 'no', text: 'asked: it is evaluated only where a pool, subnet or shared network asks for it (only-in-additional-list), and none does here.', at: ['"name": "asked"', '"test"'] },
  { ...inPair, client: { hostname: 'blocked' }, kind: 'drop', verdict: 'no', text: 'The DISCOVER gets no answer: The client is in the class DROP.' },
  { ...inCampus, client: { options: [{ code: 77, data: '61626364' }] }, kind: 'class', verdict: 'yes', text: "kinds: its template gives 'abc' (0x616263)." },
  { ...inPair, client: uefi, kind: 'subnet', verdict: 'yes', text: 'Subnet 10.20.0.0/24 (id 1) is chosen: eth0 (10.20.0.2), where the message came in, is in it.', at: ['"subnet": "10.20.0.0/24"'] },
  { ...inPair, client: { relay: relay('10.99.0.2'), vendorClass: 'telephone' }, kind: 'subnet', verdict: 'yes', text: 'Subnet 10.20.2.0/24 (id 2) is chosen: it names the relay 10.99.0.2.', at: ['"subnet": "10.20.2.0/24"'] },
  { ...inPair, client: { relay: relay('10.99.0.2') }, kind: 'subnet', verdict: 'no', text: 'Subnet 10.20.2.0/24 (id 2): it is kept for phones or staff, and the client is not in any of these.', at: ['"subnet": "10.20.2.0/24"'] },
  { ...inPair, client: { relay: relay('10.99.0.9') }, kind: 'subnet', verdict: 'no', text: 'Subnet 10.20.2.0/24 (id 2): 10.99.0.9, the relay (giaddr), is not in it, and its relays are 10.99.0.1 and 10.99.0.2.', at: ['"subnet": "10.20.2.0/24"'] },
  { ...inPair, client: { relay: relay('10.99.0.9') }, kind: 'subnet', verdict: 'no', text: 'No subnet fits: 10.99.0.9, the relay (giaddr), is in none that takes the client.' },
  { ...inPair, client: { ...uefi, relay: relay('10.20.3.1') }, kind: 'subnet', verdict: 'yes', text: 'Subnet 10.20.3.0/24 is kept for uefi; the client is in it.', at: ['"subnet": "10.20.3.0/24"', '"client-classes"'] },
  { ...inCampus, client: {}, kind: 'subnet', verdict: 'yes', text: 'Subnet 10.40.0.0/24 (id 40, shared network hall) is chosen: its shared network hall names the interface eth1.', at: ['"subnet": "10.40.0.0/24"'] },
  { ...inCampus, client: {}, kind: 'subnet', verdict: 'yes', text: 'Subnet 10.41.0.0/24 (id 41, shared network hall) of the same shared network has the address for this client, so it is this one that counts.', at: ['"subnet": "10.41.0.0/24"'] },
  { ...inCampus, client: { relay: relay('10.98.0.1') }, kind: 'subnet', verdict: 'no', text: 'Subnet 10.43.0.0/24 (id 43, shared network yard): its shared network yard is kept for named or model-a, and the client is not in any of these.', at: ['"subnet": "10.43.0.0/24"'] },
  { ...inPair, client: { hwaddr: '02:20:00:00:00:01' }, kind: 'reservation', verdict: 'yes', text: 'By hw-address 02:20:00:00:00:01: the client has a reservation in subnet 10.20.0.0/24, with the address 10.20.0.200, the name printer, the class staff and options.', at: ['"hw-address": "02:20:00:00:00:01"'] },
  { ...inPair, client: { clientId: 'ff:00:00:00:09:00:03:00:01:02:20:00:00:00:05' }, kind: 'reservation', verdict: 'yes', text: 'By duid 00:03:00:01:02:20:00:00:00:05: the client has a reservation in subnet 10.20.0.0/24, with the address 10.20.0.205.', at: ['"duid": '] },
  { ...inPair, client: { relay: relay('10.20.0.1', "'port-3/1'") }, kind: 'reservation', verdict: 'yes', text: "By circuit-id 70:6f:72:74:2d:33:2f:31 ('port-3/1'): the client has a reservation in subnet 10.20.0.0/24, with the address 10.20.0.206.", at: ['"circuit-id": '] },
  { ...inPair, client: {}, kind: 'reservation', verdict: 'no', text: 'By client-id: the message has no client identifier (option 61).' },
  { ...inPair, client: { hwaddr: '02:20:00:00:00:01', relay: relay('10.20.3.1'), ...uefi }, kind: 'reservation', verdict: 'no', text: 'There is one in subnet 10.20.0.0/24, where this client is not.', at: ['"reservations": [', '{'] },
  { ...inPair, client: { relay: relay('10.20.4.1') }, kind: 'reservation', verdict: 'info', text: 'In subnet 10.20.4.0/24 reservations are not looked up (reservations-in-subnet and reservations-global are off).', at: ['"reservations-in-subnet"'] },
  { ...inCampus, client: { relay: relay('10.41.0.1', '', '44') }, kind: 'reservation', verdict: 'yes', text: "By flex-id 63:61:62:6c:65:2d:34:34 ('cable-44'): the client has a reservation globally, with the address 10.41.0.44.", at: ['"flex-id": '] },
  { ...inCampus, client: { hwaddr: '02:40:00:00:00:01', relay: relay('10.40.0.1') }, kind: 'reservation', verdict: 'no', text: 'There is a global one, and global reservations are off in subnet 10.40.0.0/24 (reservations-global).', at: ['"hw-address": "02:40:00:00:00:01"'] },
  { ...inPair, client: {}, kind: 'pool', verdict: 'yes', text: 'Pool 10.20.0.10 - 10.20.0.19: it is open to every client; 10 addresses, 1 of them reserved.', at: ['"pool": "10.20.0.10 - 10.20.0.19"'] },
  { ...inPair, client: {}, kind: 'pool', verdict: 'no', text: 'Pool 10.20.0.100 - 10.20.0.109: it is kept for pxe, and the client is not in that class.', at: ['"pool": "10.20.0.100 - 10.20.0.109"'] },
  { ...inPair, client: { relay: relay('10.20.4.1') }, kind: 'pool', verdict: 'no', text: 'Subnet 10.20.4.0/24 has no pools.', at: ['"subnet": "10.20.4.0/24"'] },
  { ...inPair, client: { hwaddr: '02:20:00:00:00:01' }, kind: 'address', verdict: 'yes', text: '10.20.0.200: it is reserved for this client.', at: ['"ip-address": "10.20.0.200"'] },
  { ...inPair, client: { requestedAddress: '10.20.0.12' }, kind: 'address', verdict: 'yes', text: '10.20.0.12: it is free, and the client asks for it (option 50).', at: ['"pool": "10.20.0.10 - 10.20.0.19"'] },
  { ...inPair, client: { requestedAddress: '10.20.0.15' }, kind: 'address', verdict: 'no', text: 'The client asks for 10.20.0.15 (option 50) and does not get it: it is reserved for another client.', at: ['"ip-address": "10.20.0.15"'] },
  { ...inPair, client: { requestedAddress: '10.20.0.101' }, kind: 'address', verdict: 'no', text: 'The client asks for 10.20.0.101 (option 50) and does not get it: its pool is kept for pxe, and the client is not in that class.', at: ['"pool": "10.20.0.100 - 10.20.0.109"'] },
  { ...inPair, client: {}, kind: 'address', verdict: 'yes', text: '10.20.0.10: the next free one, and nothing is leased yet; the allocator is iterative.', at: ['"pool": "10.20.0.10 - 10.20.0.19"'] },
  { ...inPair, client: {}, kind: 'lifetime', verdict: 'yes', text: 'The lease is valid for 3600 s, as the global scope says.', at: ['"valid-lifetime": 3600'] },
  { ...inPair, client: { relay: relay('10.99.0.1'), vendorClass: 'telephone' }, kind: 'lifetime', verdict: 'yes', text: 'The lease is valid for 600 s, as the class phones says.', at: ['"valid-lifetime": 600'] },
  { ...inPair, client: { options: [{ code: 51, data: '00010000' }] }, kind: 'lifetime', verdict: 'yes', text: 'The lease is valid for 7200 s, as the global scope says. The client asks for 65536 s; from 3600 s to 7200 s is allowed.', at: ['"max-valid-lifetime"'] },
  { ...inPair, client: {}, kind: 'lifetime', verdict: 'yes', text: 'T1: it is to renew after 900 s, as the global scope says.', at: ['"renew-timer": 900'] },
  { ...inPair, client: { relay: relay('10.99.0.1'), vendorClass: 'telephone' }, kind: 'lifetime', verdict: 'no', text: 'T1 is not sent: renew-timer is 1500 s, which is not shorter than T2 or the lifetime.', at: ['"renew-timer": 1500'] },
  { of: 'balanced', server: 'west', client: {}, kind: 'lifetime', verdict: 'yes', text: 'The lease is valid for 7200 s: no scope sets valid-lifetime, and 7200 s is Kea’s default.' },
  { of: 'balanced', server: 'west', client: {}, kind: 'lifetime', verdict: 'yes', text: 'T1: it is to renew after 1800 s, 0.25 of the lifetime (t1-percent).', at: ['"t1-percent"'] },
  { of: 'balanced', server: 'west', client: {}, kind: 'lifetime', verdict: 'yes', text: 'T2: it is to rebind after 6300 s, 0.875 of the lifetime (t2-percent).', at: ['"calculate-tee-times"'] },
  { ...inCampus, client: {}, kind: 'lifetime', verdict: 'yes', text: 'The lease is valid for 2400 s, as the shared network hall says.', at: ['"valid-lifetime": 2400'] },
  { ...inPair, client: {}, kind: 'option', verdict: 'yes', text: 'routers (3): 10.20.0.1, from the subnet 10.20.0.0/24, asked for.', at: ['"data": "10.20.0.1"'] },
  { ...inPair, client: { ...pxe, requestedAddress: '10.20.0.101' }, kind: 'option', verdict: 'yes', text: 'routers (3): 10.20.0.7, from the pool 10.20.0.100 - 10.20.0.109, asked for.', at: ['"data": "10.20.0.7"'] },
  { ...inPair, client: { ...pxe, requestedAddress: '10.20.0.101' }, kind: 'option', verdict: 'no', text: '10.20.0.1 from the subnet 10.20.0.0/24: the pool 10.20.0.100 - 10.20.0.109 goes before it.', at: ['"data": "10.20.0.1"'] },
  { ...inPair, client: { hwaddr: '02:20:00:00:00:01' }, kind: 'option', verdict: 'yes', text: 'domain-name (15): print.house.example, from the reservation, asked for.', at: ['"data": "print.house.example"'] },
  { ...inPair, client: { ...pxe, requestList: [66] }, kind: 'option', verdict: 'yes', text: 'tftp-server-name (66): boot.house.example, from the class pxe, asked for.', at: ['"data": "boot.house.example"'] },
  { ...inPair, client: {}, kind: 'option', verdict: 'yes', text: 'log-servers (7): 10.20.0.99, from the global scope, sent whether asked for or not (always-send).', at: ['"data": "10.20.0.99"'] },
  { ...inPair, client: { requestList: [] }, kind: 'option', verdict: 'yes', text: 'domain-name-servers (6): 10.20.0.53, 10.20.0.54, from the global scope, sent whether asked for or not, as Kea always does.', at: ['"data": "10.20.0.53'] },
  { ...inPair, client: {}, kind: 'option', verdict: 'no', text: 'ntp-servers (42): 10.20.0.123, from the global scope: not asked for, so not sent.', at: ['"data": "10.20.0.123"'] },
  { ...inPair, client: { requestList: [230] }, kind: 'option', verdict: 'yes', text: 'house-number (230): 7, from the global scope, asked for.', at: ['"data": "7"'] },
  { ...inPair, client: { requestList: [4] }, kind: 'option', verdict: 'no', text: 'time-servers (4): asked for and configured, but never sent (never-send).', at: ['"data": "10.20.0.37"'] },
  { ...inPair, client: { requestList: [69] }, kind: 'option', verdict: 'no', text: 'smtp-server (69): asked for and configured, but it is for clients in phones.', at: ['"data": "10.20.0.25"'] },
  { ...inPair, client: { requestList: [66] }, kind: 'option', verdict: 'no', text: 'The class phones has it, and the client is not in that class.', at: ['"data": "phones.house.example"'] },
  { ...inPair, client: { requestList: [70] }, kind: 'option', verdict: 'yes', text: 'pop-server (70): 10.20.0.110, from the class asked, asked for.', at: ['"data": "10.20.0.110"'] },
  { ...inPair, client: {}, kind: 'option', verdict: 'yes', text: 'subnet-mask (1): 255.255.255.0, from the prefix of the subnet 10.20.0.0/24.', at: ['"subnet": "10.20.0.0/24"'] },
  { ...inPair, client: { hwaddr: '02:20:00:00:00:01' }, kind: 'option', verdict: 'yes', text: 'host-name (12): printer, after the name of the reservation.', at: ['"hostname": "printer"'] },
  { ...inPair, client: {}, kind: 'field', verdict: 'yes', text: 'next-server (siaddr): 10.20.0.9, from the global scope.', at: ['"next-server": "10.20.0.9"'] },
  { ...inPair, client: pxe, kind: 'field', verdict: 'yes', text: 'next-server (siaddr): 10.20.0.70, from the class pxe.', at: ['"next-server": "10.20.0.70"'] },
  { ...inPair, client: { hwaddr: '02:20:00:00:00:01', ...pxe }, kind: 'field', verdict: 'yes', text: 'boot-file-name (file): printer.bin, from the reservation.', at: ['"boot-file-name": "printer.bin"'] },
  { ...inPair, client: { ...uefi, relay: relay('10.20.3.1') }, kind: 'field', verdict: 'yes', text: 'boot-file-name (file): pxelinux.0, from the class pxe.', at: ['"boot-file-name": "pxelinux.0"'] },
  { ...inCampus, client: {}, kind: 'field', verdict: 'yes', text: 'server-hostname (sname): hall.campus.example, from the shared network hall.', at: ['"server-hostname"'] },
  { ...inPair, client: { relay: relay('10.20.0.1') }, kind: 'answer', verdict: 'yes', text: 'The REQUEST is answered: an ACK with the address 10.20.0.10 goes to 10.20.0.1, port 67.' },
  { ...inPair, client: {}, act: 'inform', kind: 'answer', verdict: 'yes', text: 'The INFORM is answered: an ACK without an address goes to 10.20.0.10, port 68.' },
  { ...inPair, client: {}, act: 'renew', kind: 'address', verdict: 'yes', text: '10.20.0.10 is the address that it has, and it keeps it.' },
  { ...inPair, client: { relay: relay('10.99.0.9') }, kind: 'drop', verdict: 'no', text: 'The DISCOVER gets no answer: No subnet fits where the message came from.' },
]

for (const one of cases) {
  test(`${one.kind}: ${one.text}`, () => {
    const explanation = of(told(one.of, one.client, one.act), one.server)
    const found = allSteps(explanation.steps).filter((step) => step.kind === one.kind)
    const match = found.find((step) => step.text === one.text && step.verdict === one.verdict)
    assert.ok(match, `${explanation.summary}\n${found.map((step) => `${step.verdict} ${step.text}`).join('\n')}`)
    if (!one.at) return
    const server = all.get(one.of)?.find(({ name }) => name === one.server)
    assert.ok(server && match.place)
    assert.equal(match.place.file, fileOf(server))
    assert.equal(match.place.line, lineOf(fileOf(server), ...one.at))
  })
}

test('a class of an included file has its place in that file', () => {
  const step = of(told('campus', {}), 'campus').steps.find(({ text }) => text.startsWith('model-a:'))
  assert.match(step?.place?.file ?? '', /campus[/\\]classes\.json$/)
  assert.equal(step?.place?.line, 2)
})

test('with several relationships the subnet tells whose client it is', () => {
  const servers = serversIn('ha', 'hub')
  const tell = (address: string): readonly string[] => {
    const explanation = explain({ servers, profile: { ...plainProfile, relay: relay(address) }, act: 'dora', now: 0 })
    return explanation.servers.map(({ server, answer, steps }) => `${server} ${answer} ${steps.find(({ kind }) => kind === 'availability')?.verdict ?? ''}`)
  }
  assert.deepEqual(tell('10.66.0.1'), ['hub none no', 'north ACK yes', 'south none yes'])
  assert.deepEqual(tell('10.67.0.1'), ['hub none no', 'north none yes', 'south ACK yes'])
})

test('steps of one kind stand together, in the order of the recipe, whatever client asks and does', () => {
  const order: readonly StepKind[] = ['received', 'availability', 'class', 'subnet', 'reservation', 'pool', 'address', 'lifetime', 'option', 'field', 'answer', 'drop']
  assert.ok(presets.length > 0)
  for (const name of deployments) {
    for (const { profile } of presets) {
      for (const act of ['dora', 'renew', 'inform'] as const) {
        for (const { steps } of told(name, profile, act).servers) {
          const kinds = steps.map((step) => order.indexOf(step.kind))
          assert.deepEqual(kinds, [...kinds].sort((one, other) => one - other))
          assert.match(steps.at(-1)?.kind ?? '', /^(answer|drop)$/)
        }
      }
    }
  }
})

test('the summary names who answers, and the parts of a test stand below it', () => {
  const explanation = told('pair', uefi)
  assert.equal(explanation.summary, 'primary gives 10.20.0.10 in subnet 10.20.0.0/24 for 3600 s.')
  assert.deepEqual(explanation.servers.map(({ answer, address }) => [answer, address]), [['ACK', '10.20.0.10'], ['none', '']])
  const test93 = of(explanation, 'primary').steps.find(({ text }) => text.startsWith('uefi:'))
  assert.deepEqual(test93?.parts?.map(({ text, verdict }) => `${verdict} ${text}`), ["yes member('pxe'): true, since the client is in pxe", 'yes (option[93].hex == 0x0007 or option[93].hex == 0x0009): true'])
})

test('a server that the client does not reach says nothing, and a profile that cannot be read is told', () => {
  assert.equal(of(told('pair', { servers: ['standby'] }), 'primary').summary, 'The client does not reach primary.')
  assert.throws(() => told('pair', { hwaddr: 'nonsense' }), /hardware address/)
})
