/** Hardware addresses of clients that are added group by group, so that no two groups share any. */

/** More than the most clients of a group. */
const groupSize = 0x20000

/** `02:00:00:00:00:01` moved on by so many groups within the lower three octets; what cannot be read stays as it is. */
export function hwaddrOfGroup(hwaddr: string, groups: number): string {
  const octets = hwaddr.split(':')
  const lower = Number.parseInt(octets.slice(3).join(''), 16)
  if (octets.length !== 6 || Number.isNaN(lower)) return hwaddr
  const moved = ((lower + groups * groupSize) % 0x1000000).toString(16).padStart(6, '0')
  return [...octets.slice(0, 3), moved.slice(0, 2), moved.slice(2, 4), moved.slice(4)].join(':')
}
