/** High Availability as a ready-made entry of hooks-libraries; where the partner has its file already, with the partner's peers. */
import { say } from '../../text/text'
import type { Relationship } from '../../deployment/relationship'
import { partners } from './known'
import { hooksFolder } from './places'
import type { Piece } from './proposal'
import { entry, joined, listOf, mapOf, text } from './template-text'
import type { Site, Template } from './templates'

interface PeerText {
  readonly name: string
  readonly url: string
  readonly role: string
}

const usual: Readonly<Record<string, readonly PeerText[]>> = {
  'hot-standby': [
    { name: 'server1', url: 'http://192.0.2.1:8001/', role: 'primary' },
    { name: 'server2', url: 'http://192.0.2.2:8001/', role: 'standby' },
  ],
  'load-balancing': [
    { name: 'server1', url: 'http://192.0.2.1:8001/', role: 'primary' },
    { name: 'server2', url: 'http://192.0.2.2:8001/', role: 'secondary' },
  ],
}

export function haTemplates(site: Site): Template[] {
  const { own } = site.around
  if (site.daemon !== 'dhcp4' && site.daemon !== 'dhcp6') return []
  const isLoaded = own?.libraries().some((one) => one.endsWith('libdhcp_ha.so')) ?? false
  if (isLoaded) return []
  const lone = lonePartner(site)
  const modes = Object.keys(usual).map((mode) => ({ label: `High Availability: ${mode}`, detail: say`two servers`, pieces: library(site, mode, usual[mode] ?? [], 'server1', true) }))
  if (!lone) return modes
  const { mode, peers, self } = lone
  const other = peers.find((one) => one !== self && one.role?.value !== 'backup')?.name?.value ?? ''
  const texts = peers.map((one) => ({ name: one.name?.value ?? '', url: one.url?.value ?? '', role: one.role?.value ?? '' }))
  return [{ label: `High Availability: partner of ${self?.name?.value ?? ''}`, detail: say`the relationship of another file, seen from ${other}`, pieces: library(site, mode?.value ?? 'hot-standby', texts, other, false) }, ...modes]
}

/** The relationship of another file whose partner has no file yet. */
function lonePartner({ around }: Site): Relationship | undefined {
  const all = partners(around).flatMap((one) => one.relationships())
  const claimed = new Set(all.map((one) => one.thisServerName?.value))
  return all.find((one) => one.self !== undefined && one.peers.length > 1 && one.peers.every((peer) => peer.name && peer.url && peer.role) && one.peers.some((peer) => peer.role?.value !== 'backup' && !claimed.has(peer.name?.value)))
}

function library({ around }: Site, mode: string, peers: readonly PeerText[], self: string, asksOn: boolean): Piece[] {
  const folder = hooksFolder(around)
  const needsCommands = !(around.own?.libraries().some((one) => one.endsWith('libdhcp_lease_cmds.so')) ?? false)
  const commands = mapOf(entry('library', text(`${folder}libdhcp_lease_cmds.so`)))
  const name = (one: string): Piece[] => (asksOn ? text({ stop: one, name: one }) : text(one))
  const peer = (one: PeerText): Piece[] => mapOf(entry('name', name(one.name)), entry('url', asksOn ? text({ stop: one.url }) : text(one.url)), entry('role', text(one.role)))
  const relationship = mapOf(entry('this-server-name', name(self)), entry('mode', text(mode)), entry('peers', listOf(...peers.map(peer))))
  const ha = mapOf(entry('library', text(`${folder}libdhcp_ha.so`)), entry('parameters', mapOf(entry('high-availability', listOf(relationship)))))
  return needsCommands ? joined([commands, ha], ',\n') : ha
}
