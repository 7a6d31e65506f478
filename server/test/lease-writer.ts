/** A process that writes leases as fast as it can, cleans up all the while, and says what it has acknowledged: made to be killed. */
import { writeSync } from 'node:fs'
import { leaseFormat, writeRow } from '../src/dhcp/leases/csv'
import { openLeaseFile } from '../src/pair/lease-file'

const format = leaseFormat('3.0')
const file = openLeaseFile(process.argv[2] ?? '', format)
let count = 0

function turn(): void {
  const rows: string[] = []
  const told: string[] = []
  for (let at = 0; at < 20; at++) {
    count++
    const address = 0x0a000000 + (count % 997)
    const hostname = `h${count}`
    rows.push(writeRow({ address, hwaddr: 'abcdef', htype: 1, clientId: undefined, validLft: 4000, cltt: 1_700_000_000, subnetId: 1, poolId: 0, fqdnFwd: false, fqdnRev: false, hostname, state: 0, userContext: undefined }, format))
    told.push(`${address} ${hostname}\n`)
  }
  file.append(rows.join(''))
  writeSync(1, told.join(''))
  if (count % 400 === 0) void file.clean()
  setImmediate(turn)
}

turn()
