/** Whether two texts name the same UNIX socket of one host. A bare name stands in the directory that Kea has for sockets: it is compared with the last part of a path. */
export function sameSocket(written: string, opened: string): boolean {
  // /var/run is a link to /run on the systems that Kea runs on.
  const one = written.replace(/^\/var\/run\//, '/run/')
  const other = opened.replace(/^\/var\/run\//, '/run/')
  if (one === other) return true
  const bare = !one.includes('/') || !other.includes('/')
  return bare && one.slice(one.lastIndexOf('/') + 1) === other.slice(other.lastIndexOf('/') + 1)
}
