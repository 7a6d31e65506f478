/** Names of the world around the servers, as the files of the workspace have them: interfaces, sockets, urls, libraries, loggers, peers. */
import { CompletionItemKind } from 'vscode-languageserver-types'
import type { Daemon } from '../../config/config-file'
import { atLeast } from '../../config/release'
import { objectsIn, stringOf } from '../../config/tree'
import type { ObjectNode } from '../../config/tree'
import { isInRelease, knownLibraries } from '../../lint/hook-libraries'
import { say } from '../../text/text'
import type { Text } from '../../text/text'
import { allKnown, distinct, partners } from './known'
import type { Circumstances } from './known'
import { daemonFile } from './keys'
import type { Proposal } from './proposal'

function text(label: string, kind: CompletionItemKind, rank: number, detail?: Text): Proposal {
  return { label, pieces: [JSON.stringify(label)], kind, rank, detail }
}

export function interfaceProposals(around: Circumstances, present: readonly string[], withAll: boolean): Proposal[] {
  const names = distinct(allKnown(around).flatMap((one) => one.interfaces())).filter((one) => one !== '*' && one !== '' && !present.includes(one))
  return [...names.map((one) => text(one, CompletionItemKind.Value, 5)), ...(withAll && !present.includes('*') ? [text('*', CompletionItemKind.Value, 8, say`all interfaces`)] : [])]
}

const socketNames: Readonly<Partial<Record<Daemon, string>>> = { dhcp4: 'kea4-ctrl-socket', dhcp6: 'kea6-ctrl-socket', ddns: 'kea-ddns-ctrl-socket' }

/** Of which daemon the socket is that a map is about; `key`: the one of the agent's list of sockets. */
export function socketProposals(around: Circumstances, key: string | undefined): Proposal[] {
  const daemon = around.own?.file.daemon
  const of: Daemon | undefined = daemon === 'agent' ? (key === 'd2' ? 'ddns' : key === 'dhcp6' ? 'dhcp6' : 'dhcp4') : daemon
  const seen = allKnown(around).flatMap((one) => one.sockets().filter((socket) => socket.of === of).map((socket) => ({ name: socket.name, isOther: one !== around.own })))
  const usual = of === undefined ? undefined : usualSocket(around, of)
  return [
    ...distinct(seen.filter((one) => one.isOther).map((one) => one.name)).map((one) => text(one, CompletionItemKind.File, 4, say`socket of another file`)),
    ...(usual === undefined || seen.some((one) => one.isOther && one.name === usual) ? [] : [text(usual, CompletionItemKind.File, 6)]),
  ]
}

/** A bare name is taken in the folder of sockets since Kea 2.6.3; before, the whole path has to be there. */
export function usualSocket({ release }: Circumstances, of: Daemon): string | undefined {
  const name = socketNames[of]
  return name === undefined ? undefined : atLeast(release, '2.6') ? name : `/run/kea/${name}`
}

const usualFolder = '/usr/lib/x86_64-linux-gnu/kea/hooks/'

/** The folder that the libraries of the file are in, or those of other files; a bare name is enough since Kea 2.6. */
export function hooksFolder(around: Circumstances): string {
  const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/') + 1)
  for (const known of allKnown(around)) {
    const folders = known.libraries().map(folderOf)
    const most = distinct(folders).sort((one, other) => folders.filter((each) => each === other).length - folders.filter((each) => each === one).length)[0]
    if (most !== undefined) return most
  }
  return atLeast(around.release, '2.6') ? '' : usualFolder
}

/** Libraries that the daemon can load and does not load yet. */
export function libraries(around: Circumstances, except?: string): string[] {
  const daemon = around.own?.file.daemon
  const loaded = new Set((around.own?.libraries() ?? []).filter((one) => one !== except).map((one) => one.slice(one.lastIndexOf('/') + 1)))
  return Object.entries(knownLibraries).flatMap(([name, known]) =>
    daemon !== undefined && known.daemons.includes(daemon) && isInRelease(known, around.release) && !loaded.has(name) && !(name === 'libca_rbac.so' && daemon !== 'agent') ? [name] : [],
  )
}

export function libraryProposals(around: Circumstances, typed: string): Proposal[] {
  const folder = hooksFolder(around)
  return libraries(around, typed).map((name) => ({ ...text(folder + name, CompletionItemKind.Module, 5), label: name, filter: folder + name, detail: say`${folder}` }))
}

const partsOfDhcp = ['alloc-engine', 'auth', 'bad-packets', 'callouts', 'commands', 'database', 'ddns', 'dhcpsrv', 'eval', 'hooks', 'hosts', 'leases', 'options', 'packets', 'tcp']
const parts: Readonly<Partial<Record<Daemon, readonly string[]>>> = {
  dhcp4: [...partsOfDhcp, 'dhcp4'],
  dhcp6: [...partsOfDhcp, 'dhcp6'],
  ddns: ['asiodns', 'callouts', 'd2-to-dns', 'dctl', 'dhcp-to-d2', 'dhcpddns', 'hooks', 'libdhcp-ddns'],
  agent: ['auth', 'callouts', 'ctrl-agent', 'dctl', 'hooks', 'http'],
}

/** Loggers of a library that the file loads. */
function loggersOf(library: string): string[] {
  const name = library.slice(library.lastIndexOf('/') + 1).replace(/^lib[a-z0-9]+?_|\.so$/g, '')
  if (name === 'mysql' || name === 'pgsql') return ['lb', 'hb', 'cb'].map((one) => `${name}-${one}-hooks`)
  return knownLibraries[library.slice(library.lastIndexOf('/') + 1)] ? [`${name.replaceAll('_', '-')}-hooks`] : []
}

export function loggerNames({ own }: Circumstances, daemon = own?.file.daemon): string[] {
  if (daemon === undefined) return []
  const root = `kea-${daemonFile[daemon] ?? ''}`
  return [root, ...(parts[daemon] ?? []).map((one) => `${root}.${one}`), ...distinct((own?.libraries() ?? []).flatMap(loggersOf)).map((one) => `${root}.${one}`)]
}

export function loggerProposals(around: Circumstances, logger: ObjectNode | undefined): Proposal[] {
  const taken = new Set(objectsIn(around.own?.file.body, 'loggers').flatMap((one) => (one === logger ? [] : (stringOf(one, 'name')?.value ?? []))))
  return loggerNames(around).filter((one) => !taken.has(one)).map((one, at) => text(one, CompletionItemKind.Value, at === 0 ? 1 : /-hooks$/.test(one) ? 6 : 5))
}

export function outputProposals(around: Circumstances): Proposal[] {
  const seen = distinct(allKnown(around).flatMap((one) => one.texts('output')))
  const daemon = around.own?.file.daemon
  const file = daemon === undefined ? [] : [`/var/log/kea/kea-${daemonFile[daemon] ?? ''}.log`]
  return distinct(['stdout', 'stderr', 'syslog', ...file, ...seen]).map((one) => text(one, CompletionItemKind.Value, 5))
}

/** `this-server-name`: a peer of the relationship; the one that no other file claims first. */
export function thisServerProposals(around: Circumstances, relationship: ObjectNode | undefined): Proposal[] {
  const claimed = new Set(partners(around).flatMap((one) => one.relationships().flatMap((other) => other.thisServerName?.value ?? [])))
  const own = objectsIn(relationship, 'peers').flatMap((one) => stringOf(one, 'name')?.value ?? [])
  const theirs = partners(around).flatMap((one) => one.relationships().flatMap((other) => other.peers.flatMap((peer) => peer.name?.value ?? [])))
  return distinct(own.length > 0 ? own : theirs).map((one) => text(one, CompletionItemKind.Value, claimed.has(one) ? 8 : 2, claimed.has(one) ? say`the name of another file's server` : say`peer`))
}

export function peerNameProposals(around: Circumstances, relationship: ObjectNode | undefined, peer: ObjectNode | undefined): Proposal[] {
  const there = new Set(objectsIn(relationship, 'peers').flatMap((one) => (one === peer ? [] : (stringOf(one, 'name')?.value ?? []))))
  const own = stringOf(relationship, 'this-server-name')?.value
  const theirs = partners(around).flatMap((one) => one.relationships().flatMap((other) => other.peers.flatMap((each) => each.name?.value ?? [])))
  return distinct([...(own === undefined || own === '' ? [] : [own]), ...theirs]).filter((one) => !there.has(one)).map((one) => text(one, CompletionItemKind.Value, 4))
}

/** Of the same peer in other files first. */
export function peerUrlProposals(around: Circumstances, peer: ObjectNode | undefined): Proposal[] {
  const name = stringOf(peer, 'name')?.value
  const all = partners(around).flatMap((one) => one.relationships().flatMap((other) => other.peers))
  const of = all.filter((one) => one.name?.value === name && name !== undefined).flatMap((one) => one.url?.value ?? [])
  const used = new Set((around.own?.relationships() ?? []).flatMap((one) => one.peers.flatMap((each) => (each.node === peer ? [] : (each.url?.value ?? [])))))
  const others = all.flatMap((one) => one.url?.value ?? []).filter((one) => !used.has(one))
  return [...distinct(of).map((one) => text(one, CompletionItemKind.Value, 2, say`the url of this peer in another file`)), ...distinct(others).filter((one) => !of.includes(one)).map((one) => text(one, CompletionItemKind.Value, 6))]
}

const rolesOf: Readonly<Record<string, readonly string[]>> = { 'load-balancing': ['primary', 'secondary', 'backup'], 'hot-standby': ['primary', 'standby', 'backup'], 'passive-backup': ['primary', 'backup'] }

/** Those that the mode has; each but backup once. */
export function roleProposals(relationship: ObjectNode | undefined, peer: ObjectNode | undefined): Proposal[] {
  const mode = stringOf(relationship, 'mode')?.value ?? ''
  const taken = new Set(objectsIn(relationship, 'peers').flatMap((one) => (one === peer ? [] : (stringOf(one, 'role')?.value ?? []))))
  const roles = rolesOf[mode] ?? ['primary', 'secondary', 'standby', 'backup']
  return roles.filter((one) => one === 'backup' || !taken.has(one)).map((one, at) => text(one, CompletionItemKind.EnumMember, at))
}

export function tsigKeyProposals({ own }: Circumstances): Proposal[] {
  return distinct(own?.tsigKeys() ?? []).map((one) => text(one, CompletionItemKind.Value, 5))
}

/** Networks that another file has and this one lacks. */
export function networkProposals(around: Circumstances): Proposal[] {
  const own = new Set(around.own?.networks())
  return distinct(partners(around).flatMap((one) => one.networks())).filter((one) => !own.has(one)).map((one) => text(one, CompletionItemKind.Value, 5, say`shared network of another file`))
}

/** What stands at the key elsewhere. */
export function seenProposals(around: Circumstances, key: string): Proposal[] {
  return distinct(allKnown(around).flatMap((one) => one.texts(key))).slice(0, 100).map((one) => text(one, CompletionItemKind.Value, 12))
}
