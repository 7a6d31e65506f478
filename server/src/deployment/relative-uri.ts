/** Names of files as seen from a folder, both ways. */
import { URI, Utils } from 'vscode-uri'

/** With forward slashes on every system; the whole URI where there is no way from the one to the other. */
export function relativeUri(folder: string, uri: string): string {
  const from = URI.parse(folder)
  const to = URI.parse(uri)
  if (from.scheme !== to.scheme || from.authority !== to.authority) return uri
  const base = from.path.split('/').filter((part) => part !== '')
  const target = to.path.split('/').filter((part) => part !== '')
  // Another drive of Windows.
  if (/^[a-z]:$/i.test(base[0] ?? '') && base[0]?.toLowerCase() !== target[0]?.toLowerCase()) return uri
  let same = 0
  while (same < base.length && same < target.length - 1 && base[same] === target[same]) same++
  return [...base.slice(same).map(() => '..'), ...target.slice(same)].join('/')
}

export function resolveUri(folder: string, name: string): string {
  return /^[a-z][a-z0-9+.-]+:\/\//i.test(name) ? name : Utils.joinPath(URI.parse(folder), name).toString()
}
