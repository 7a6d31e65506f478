/** A file that is no daemon's because its one key is misspelt, such as `dhcp4` for `Dhcp4`. */
import { daemonKeys } from '../config/config-file'
import type { ConfigFile } from '../config/config-file'
import { nearest } from '../config/nearest'
import type { Member } from '../config/tree'

/** Parts that other files include have keys of their own: only what is near a daemon's name is taken for one. */
export function misspeltDaemon(file: ConfigFile): { at: Member; meant: string } | undefined {
  if (file.daemon !== undefined || file.root?.kind !== 'object') return undefined
  for (const at of file.root.members) {
    const [meant] = nearest(at.key, Object.keys(daemonKeys))
    if (meant !== undefined) return { at, meant }
  }
  return undefined
}
