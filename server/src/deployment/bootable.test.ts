import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseConfig } from '../config/parse'
import { bootableTogether } from './bootable'
import { groupHosts } from './group'
import { noSettings } from './settings'

type Relationship = readonly [self: string, ...others: string[]]

function file(host: string, ...relationships: readonly Relationship[]): ReturnType<typeof parseConfig> {
  const list = relationships.map(([self, ...others]) => ({
    'this-server-name': self,
    mode: 'hot-standby',
    peers: [self, ...others].sort().map((name, at) => ({ name, url: `http://192.0.2.${name.length}:80/${name}`, role: at === 0 ? 'primary' : 'standby' })),
  }))
  const libraries = list.length > 0 ? [{ library: 'libdhcp_ha.so', parameters: { 'high-availability': list } }] : []
  const text = JSON.stringify({ Dhcp4: { 'hooks-libraries': libraries } })
  return parseConfig(`file:///site/${host}/kea-dhcp4.conf`, text, { readFile: () => undefined, includeFolders: [] })
}

function together(...files: ReturnType<typeof parseConfig>[]): string[] {
  return bootableTogether(groupHosts(files, noSettings)).map((hosts) => hosts.map((host) => host.name).join(' + '))
}

test('the servers of a pair stand together, and a server without a partner by itself', () => {
  assert.deepEqual(together(file('north', ['a', 'bb']), file('shop'), file('south', ['bb', 'a'])), ['north + south', 'shop'])
})

test('a host without a DHCPv4 server cannot be booted', () => {
  const agent = parseConfig('file:///site/door/kea-ctrl-agent.conf', '{ "Control-agent": {} }', { readFile: () => undefined, includeFolders: [] })
  assert.deepEqual(together(agent), [])
})

test('a hub stands with all of its spokes', () => {
  assert.deepEqual(together(file('hub', ['h', 'bb'], ['hub', 'cccc']), file('spoke1', ['bb', 'h']), file('spoke2', ['cccc', 'hub'])), ['hub + spoke1 + spoke2'])
})
