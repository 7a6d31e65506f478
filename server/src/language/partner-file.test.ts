import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { parseConfig } from '../config/parse'
import { groupHosts } from '../deployment/group'
import { relationshipsOf } from '../deployment/relationship'
import { defaultLintOptions, lint, noDeploymentSettings } from '../lint/run'
import { partnerFiles } from './partner-file'
import type { PartnerFiles } from './partner-file'

const environment = { readFile: () => undefined, includeFolders: [] }

function created(texts: Readonly<Record<string, string>>, uri: string): PartnerFiles[] {
  const files = Object.entries(texts).map(([at, text]) => parseConfig(at, text, environment))
  const file = files.find((one) => one.uri === uri)
  const [relationship] = file ? relationshipsOf(file) : []
  assert.ok(file && relationship)
  return partnerFiles(file, relationship, groupHosts(files, noDeploymentSettings), (at) => at in texts)
}

function server(name: string, more = ''): string {
  return `// of "${name}"
{ "Dhcp4": {
  "interfaces-config": { "interfaces": [ "eth0/192.0.2.1" ] }, # where clients are
  "control-sockets": [ { "socket-type": "http", "socket-address": "192.0.2.1", "socket-port": 8000 } ],
  "hooks-libraries": [
    { "library": "libdhcp_lease_cmds.so" },
    { "library": "libdhcp_ha.so", "parameters": { "high-availability": [ {
      "this-server-name": "${name}",
      "mode": "hot-standby",
      "peers": [
        { "name": "alpha", "url": "http://192.0.2.1:8001/", "role": "primary" },
        { "name": "beta", "url": "http://192.0.2.2:8001/", "role": "standby" }
      ]
    } ] } }
  ]${more}
} }
`
}

const uri = 'file:///site/alpha/kea-dhcp4.conf'

test('the partner has its own name and addresses, and all else with its comments', () => {
  const [found] = created({ [uri]: server('alpha') }, uri)
  assert.equal(found?.peer, 'beta')
  const [file] = found.files
  assert.equal(file?.uri, 'file:///site/beta/kea-dhcp4.conf')
  assert.equal(file.text, server('alpha').replace('"this-server-name": "alpha"', '"this-server-name": "beta"').replace('eth0/192.0.2.1', 'eth0/192.0.2.2').replace('"socket-address": "192.0.2.1"', '"socket-address": "192.0.2.2"'))
})

test('a partner that is there is not written again, whatever name or door its file gives it', () => {
  const partner = 'file:///site/beta/kea-dhcp4.conf'
  assert.deepEqual(created({ [uri]: server('alpha'), [partner]: server('beta') }, uri), [])
  assert.deepEqual(created({ [uri]: server('alpha'), [partner]: server('betta').replace('"beta"', '"betta"') }, uri), [])
  const withBackup = (text: string): string => text.replace('"role": "standby" }', '"role": "standby" }, { "name": "gamma", "url": "http://192.0.2.3:8001/", "role": "backup" }')
  assert.deepEqual(created({ [uri]: withBackup(server('alpha')), [partner]: withBackup(server('betta').replace('"beta"', '"betta"')) }, uri).map((one) => one.peer), ['gamma'])
})

test('its place goes by name or role in the path, else the name is added; nothing is written over a file', () => {
  const place = (at: string, ...others: string[]): string | undefined => created({ [at]: server('alpha'), ...Object.fromEntries(others.map((one) => [one, ''])) }, at)[0]?.files[0]?.uri
  assert.equal(place('file:///site/primary/kea-dhcp4.conf'), 'file:///site/standby/kea-dhcp4.conf')
  assert.equal(place('file:///etc/kea/kea-dhcp4-alpha.conf'), 'file:///etc/kea/kea-dhcp4-beta.conf')
  assert.equal(place('file:///etc/kea/kea-dhcp4.conf'), 'file:///etc/kea/kea-dhcp4-beta.conf')
  assert.equal(place('file:///site/alpha/kea-dhcp4.conf', 'file:///site/beta/kea-dhcp4.conf'), 'file:///site/alpha/kea-dhcp4-beta.conf')
  assert.equal(place('file:///etc/kea/kea-dhcp4.conf', 'file:///etc/kea/kea-dhcp4-beta.conf'), undefined)
})

test('nothing is offered where the partner has a file, or it is not clear who this is', () => {
  assert.deepEqual(created({ [uri]: server('alpha'), 'file:///site/beta/kea-dhcp4.conf': server('beta') }, uri), [])
  assert.deepEqual(created({ [uri]: server('gamma') }, uri), [])
})

test('the control agent and kea-dhcp-ddns beside it come with it', () => {
  const agent = '{ "Control-agent": { "http-host": "192.0.2.1", "http-port": 8010 } }'
  const ddns = '{ "DhcpDdns": { "ip-address": "127.0.0.1" } }'
  const [found] = created({ [uri]: server('alpha'), 'file:///site/alpha/kea-ctrl-agent.conf': agent, 'file:///site/alpha/kea-dhcp-ddns.conf': ddns }, uri)
  assert.deepEqual(found?.files.slice(1), [
    { uri: 'file:///site/beta/kea-ctrl-agent.conf', text: agent.replace('192.0.2.1', '192.0.2.2') },
    { uri: 'file:///site/beta/kea-dhcp-ddns.conf', text: ddns },
  ])
})

test('both files together have no finding that the one did not have', () => {
  const folder = path.join(process.env['KEA_PROJECT'] ?? process.cwd(), 'test-fixtures', 'workspaces', 'clean-pair')
  for (const [own, other] of [['primary', 'standby'], ['standby', 'primary']] as const) {
    const texts = Object.fromEntries(readdirSync(path.join(folder, own)).map((name) => [`file:///site/${own}/${name}`, readFileSync(path.join(folder, own, name), 'utf8')]))
    const [found] = created(texts, `file:///site/${own}/kea-dhcp4.conf`)
    assert.ok(found)
    assert.ok(found.files.length === 3 && found.files.every((file) => file.uri.startsWith(`file:///site/${other}/`)))
    const all = [...Object.entries(texts), ...found.files.map((file) => [file.uri, file.text] as const)].map(([at, text]) => parseConfig(at, text, environment))
    const { grouping, problems } = lint(all, defaultLintOptions)
    assert.equal(grouping?.deployments.length, 1)
    assert.deepEqual(problems.filter((one) => one.rule !== 'agent-deprecated').map((one) => `${one.rule} ${String(one.message)}`), [])
  }
})
