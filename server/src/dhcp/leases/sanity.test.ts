import assert from 'node:assert/strict'
import { test } from 'node:test'
import { buildPlan } from '../plan/build'
import { checkLeases } from './sanity'
import { textOfAddress } from './csv'
import type { Lease } from './lease'

const base = { hwaddr: 'abcdef', htype: 1, clientId: undefined, validLft: 1, cltt: 1, poolId: 0, fqdnFwd: false, fqdnRev: false, hostname: '', state: 0, userContext: undefined }
const fitting: Lease = { ...base, address: 0x0a000005, subnetId: 1 }
const misplaced: Lease = { ...base, address: 0x0a000105, subnetId: 1 }
const homeless: Lease = { ...base, address: 0xc0000201, subnetId: 9 }

const expected: Readonly<Record<string, readonly (readonly [number, number])[]>> = {
  none: [[0x0a000005, 1], [0x0a000105, 1], [0xc0000201, 9]],
  warn: [[0x0a000005, 1], [0x0a000105, 1], [0xc0000201, 9]],
  fix: [[0x0a000005, 1], [0x0a000105, 2], [0xc0000201, 9]],
  'fix-del': [[0x0a000005, 1], [0x0a000105, 2]],
  del: [[0x0a000005, 1]],
}

for (const [mode, kept] of Object.entries(expected)) {
  test(`lease-checks ${mode}`, () => {
    const { plan } = buildPlan({ 'sanity-checks': { 'lease-checks': mode }, subnet4: [{ id: 1, subnet: '10.0.0.0/24' }, { id: 2, subnet: '10.0.1.0/24' }] }, '3.0')
    assert.ok(plan)
    const { leases, remarks } = checkLeases([fitting, misplaced, homeless], plan, textOfAddress)
    assert.deepEqual(leases.map((lease) => [lease.address, lease.subnetId]), kept)
    assert.equal(remarks.length, mode === 'none' ? 0 : 2)
  })
}
