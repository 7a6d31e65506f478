/** Files that are included from folders of their own: found when the pair boots, followed while it runs, and explained. */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, test } from 'node:test'

const root = process.env['KEA_PROJECT'] ?? process.cwd()
const folder = mkdtempSync(path.join(tmpdir(), 'kea-includes-'))
after(() => rmSync(folder, { recursive: true, force: true }))

const files = path.join(folder, 'etc')
const shared = path.join(folder, 'elsewhere')
mkdirSync(files)
mkdirSync(shared)
writeFileSync(path.join(files, 'kea-dhcp4.conf'), '{ "Dhcp4": { "interfaces-config": { "interfaces": [] }, "valid-lifetime": 600, "subnet4": [ <?include "office.inc"?> ] } }\n')
writeFileSync(path.join(shared, 'office.inc'), '{ "id": 7, "subnet": "10.7.0.0/24", "pools": [ { "pool": "10.7.0.10 - 10.7.0.20" } ] }\n')
const scenario = path.join(folder, 'one.kea-scenario')
writeFileSync(scenario, 'clients few 2 plain relay=10.7.0.1\nact few dora\nbound few 2 within 10 s\n')

function pair(...words: string[]): { status: number | null; text: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [path.join(root, 'server/dist/kea-pair.js'), ...words], { encoding: 'utf8', timeout: 60_000 })
  return { status, text: stdout + stderr }
}

for (const time of [[], ['--virtual']]) {
  test(`play ${time.join('')} finds them in a folder that is named`, () => {
    const played = pair('play', scenario, files, '--include-folder', shared, ...time, '--dhcp-port', '0', '--http-port', '0')
    assert.equal(played.status, 0, played.text)
  })
}

test('without that folder the file is refused, with the place of the directive', () => {
  const refused = pair('play', scenario, files, '--virtual')
  assert.equal(refused.status, 1)
  assert.match(refused.text, /kea-dhcp4\.conf:1:\d+: .*office\.inc/)
})

test('kea-lint.json names the folder too', () => {
  const settings = path.join(files, 'kea-lint.json')
  writeFileSync(settings, JSON.stringify({ includeFolders: ['../elsewhere'] }))
  try {
    const played = pair('play', scenario, files, '--dhcp-port', '0', '--http-port', '0')
    assert.equal(played.status, 0, played.text)
  } finally {
    rmSync(settings)
  }
})

test('explain leads into the included file', () => {
  const told = pair('explain', files, '--include-folder', shared, '--giaddr', '10.7.0.1')
  assert.equal(told.status, 0, told.text)
  assert.match(told.text, /Subnet 10\.7\.0\.0\/24 \(id 7\) is chosen.*office\.inc:1:/)
})
