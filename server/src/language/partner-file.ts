/** The other server of a High Availability pair, written from the one that is there: its name, its addresses, and all else the same. */
import { Utils, URI } from 'vscode-uri'
import type { ConfigFile } from '../config/config-file'
import { controlSocketsOf } from '../config/dhcp4'
import { Draft } from '../config/draft'
import { applyEdits } from '../config/rewrite'
import { numberOf, objectOf, objectsIn, stringOf, stringsIn } from '../config/tree'
import type { ObjectNode, StringNode } from '../config/tree'
import type { Host } from '../deployment/deployment'
import type { Grouping } from '../deployment/group'
import { relationshipsOf } from '../deployment/relationship'
import type { Peer, Relationship } from '../deployment/relationship'
import { parsePeerUrl } from '../net/peer-url'

export interface PartnerFiles {
  readonly peer: string
  readonly files: readonly { readonly uri: string; readonly text: string }[]
}

/** For each peer of the relationship whose file is not known. `exists`: whether there is a file of that name. */
export function partnerFiles(file: ConfigFile, relationship: Relationship, grouping: Grouping, exists: (uri: string) => boolean): PartnerFiles[] {
  const { self, thisServerName } = relationship
  // The other end of a hub is not another hub.
  if (!self?.name || !thisServerName || relationshipsOf(file).length > 1 || grouping.ambiguities.some(({ servers }) => servers.some((one) => one.file === file))) return []
  const host = grouping.hosts.find((one) => one.dhcp4 === file || one.dhcp6 === file)
  const servers = grouping.deployments.filter((one) => one.servers.some((server) => server.file === file)).flatMap((one) => one.servers)
  // Each is there, perhaps under a name that the files do not agree on.
  if (servers.length >= relationship.peers.length) return []
  const isThere = ({ name, url }: Peer): boolean => servers.some(({ relationship: { thisServerName, self: its } }) => thisServerName?.value === name?.value || (url !== undefined && its?.url?.value === url.value))
  return relationship.peers.flatMap((peer): PartnerFiles[] => {
    const name = peer.name?.value ?? ''
    if (peer === self || name === '' || isThere(peer)) return []
    const written = filesOf(file, host, self).flatMap((one) => {
      const text = textFor(one, relationship, self, peer)
      const uri = placeOf(one, self, peer, exists)
      return text !== undefined && uri !== undefined ? [{ uri, text, isServer: one === file }] : []
    })
    return written.some(({ isServer }) => isServer) ? [{ peer: name, files: written.map(({ uri, text }) => ({ uri, text })) }] : []
  })
}

/** The server's own, and those of its control agent and of kea-dhcp-ddns beside it. */
function filesOf(file: ConfigFile, host: Host | undefined, self: Peer): ConfigFile[] {
  return self.name ? [file, ...[host?.agent, host?.ddns].flatMap((one) => one ?? [])] : []
}

function hostOf({ url }: Peer): string | undefined {
  const parsed = url && parsePeerUrl(url.value)
  return parsed && !('fault' in parsed) && parsed.isAddress ? parsed.host.replace(/^\[|\]$/g, '') : undefined
}

/** undefined where a change would be in a file that it includes, which may be both servers'. */
function textFor(file: ConfigFile, { thisServerName }: Relationship, self: Peer, peer: Peer): string | undefined {
  const draft = new Draft()
  if (thisServerName && file.body && thisServerName.source.uri === file.source.uri) draft.replaceValue(thisServerName, peer.name?.value ?? '')
  else if (file.daemon === 'dhcp4' || file.daemon === 'dhcp6') return undefined
  const [from, to] = [hostOf(self), hostOf(peer)]
  if (from !== undefined && to !== undefined && from !== to) {
    for (const text of addressesOf(file)) {
      if (text.value === from) draft.replaceValue(text, to)
      else if (text.value.endsWith(`/${from}`)) draft.replaceValue(text, text.value.slice(0, -from.length) + to)
    }
  }
  const edits = draft.edits()
  return edits.every(({ source }) => source.uri === file.source.uri) ? applyEdits(file.source.text, edits) : undefined
}

const serverIdentifier = 54

/** Where a server says at which of its own addresses it listens, sends or is known. */
function addressesOf({ body, daemon, ...file }: ConfigFile): StringNode[] {
  const texts = (map: ObjectNode | undefined, ...keys: string[]): StringNode[] => keys.flatMap((key) => stringOf(map, key) ?? [])
  if (daemon === 'agent') return texts(body, 'http-host')
  const sockets = controlSocketsOf({ ...file, body, daemon }).flatMap(({ node }) => texts(node, 'socket-address'))
  if (daemon === 'ddns') return [...texts(body, 'ip-address'), ...sockets]
  const identifiers = objectsIn(body, 'option-data').filter((one) => stringOf(one, 'name')?.value === 'dhcp-server-identifier' || numberOf(one, 'code')?.value === serverIdentifier)
  return [
    ...sockets,
    ...stringsIn(objectOf(body, 'interfaces-config'), 'interfaces'),
    ...texts(objectOf(body, 'dhcp-ddns'), 'sender-ip', 'server-ip'),
    ...identifiers.flatMap((one) => texts(one, 'data')),
  ]
}

/** Beside this one, named as this one is: by the server's name or role in its path, else with the partner's name at its end. */
function placeOf(file: ConfigFile, self: Peer, peer: Peer, exists: (uri: string) => boolean): string | undefined {
  const uri = URI.parse(file.uri)
  const folder = Utils.dirname(uri)
  const name = Utils.basename(uri)
  const own = self.name?.value ?? ''
  const other = (peer.name?.value ?? '').replace(/[^\w.-]+/g, '-')
  const isMovable = file.includes.every((include) => include.name.startsWith('/'))
  const words: [string, string][] = [[own, other]]
  if (self.role && peer.role && peer.role.value !== 'backup' && self.role.value !== 'backup') words.push([self.role.value, peer.role.value])
  const candidates = words.flatMap(([one, its]) => [
    ...swapped(name, one, its).map((now) => Utils.joinPath(folder, now)),
    ...(isMovable ? swapped(Utils.basename(folder), one, its).map((now) => Utils.joinPath(Utils.dirname(folder), now, name)) : []),
  ])
  const withName = Utils.joinPath(folder, name.replace(/(\.[^.]*)?$/, (end) => `-${other}${end}`))
  const all = [...candidates, withName].map(String)
  // One that is there already tells that the others are named so too: nothing is written over it.
  return all[0] !== undefined && !exists(all[0]) ? all[0] : all.find((one) => one === withName.toString() && !exists(one))
}

/** The text with a word of it exchanged, if it has that word. */
function swapped(text: string, word: string, by: string): string[] {
  const found = word === '' ? -1 : text.toLowerCase().search(new RegExp(`(?<![a-z0-9])${word.toLowerCase().replace(/[^\w-]/g, '\\$&')}(?![a-z0-9])`))
  return found === -1 ? [] : [text.slice(0, found) + by + text.slice(found + word.length)]
}
