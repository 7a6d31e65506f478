// A kea-dhcp4 file as large as asked for: what the benchmarks are run on.

/** A /24 each, with a pool, two options and five reservations; a value a line. 10,000 make 12 MB. */
export function largeFile(subnets) {
  const hex = (number, digits) => number.toString(16).padStart(digits, '0').match(/../g).join(':')
  const entries = []
  for (let id = 1; id <= subnets; id++) {
    const net = `10.${id >> 8}.${id & 255}`
    entries.push({
      id,
      subnet: `${net}.0/24`,
      pools: [{ pool: `${net}.100 - ${net}.199` }],
      'option-data': [
        { name: 'routers', data: `${net}.1` },
        { name: 'domain-name-servers', data: `${net}.2, ${net}.3` },
      ],
      reservations: [0, 1, 2, 3, 4].map((n) => ({
        'hw-address': hex(0x020000000000 + id * 8 + n, 12),
        'ip-address': `${net}.${10 + n}`,
        hostname: `host-${id}-${n}`,
      })),
    })
  }
  return JSON.stringify({ Dhcp4: { 'valid-lifetime': 4000, 'interfaces-config': { interfaces: ['*'] }, subnet4: entries } }, null, 2)
}
