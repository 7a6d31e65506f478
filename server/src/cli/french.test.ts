/** kea-lint in French, as the build makes it. */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { after, test } from 'node:test'

const command = path.join(process.env['KEA_PROJECT'] ?? process.cwd(), 'server', 'dist', 'kea-lint.js')
const folder = mkdtempSync(path.join(os.tmpdir(), 'kea-lint-'))
after(() => rmSync(folder, { recursive: true, force: true }))
for (const [name, text] of [['wrong/kea-dhcp4.conf', '{ "Dhcp4": { "valid-lifetme": 4000 } }\n'], ['broken/kea-lint.json', '{ "keaVersion": "1.0" }']] as const) {
  mkdirSync(path.dirname(path.join(folder, name)))
  writeFileSync(path.join(folder, name), text)
}

test('the built command speaks French where it is asked to, or where the environment is French', () => {
  const plain = { PATH: process.env['PATH'] ?? '' }
  const ask = (argv: string[], env: Record<string, string> = {}): { out: string; err: string } => {
    const { stdout, stderr } = spawnSync(process.execPath, [command, ...argv], { encoding: 'utf8', cwd: folder, env: { ...plain, ...env } })
    return { out: stdout, err: stderr }
  }
  const finding = /"valid-lifetme" n'est pas une clé dans /
  for (const { out } of [ask(['--lang', 'fr', 'wrong']), ask(['wrong'], { LANG: 'fr_FR.UTF-8' }), ask(['wrong'], { LC_ALL: 'fr_CA.UTF-8', LANG: 'C' })]) {
    assert.match(out, finding)
    assert.match(out, /1 erreur/)
  }
  assert.match(ask(['--lang', 'en', 'wrong'], { LANG: 'fr_FR.UTF-8' }).out, /is no key of/)
  assert.match(ask(['--help'], { LANG: 'fr_FR.UTF-8' }).out, /^Vérifie les configurations d'ISC Kea DHCP/)
  assert.match(ask(['--lang=fr', '--formt', 'json']).err, /^kea-lint: Il n'y a pas d'option --formt\. Vouliez-vous dire --format \? "kea-lint --help" énumère les options\.$/m)
  assert.match(ask(['nowhere.conf'], { LANG: 'fr_FR.UTF-8' }).err, /nowhere\.conf : ce fichier ou dossier n'existe pas\.$/m)
  assert.match(ask(['--config', 'broken/kea-lint.json', 'wrong'], { LANG: 'fr_FR.UTF-8' }).err, /"keaVersion" est l'un de "2\.2", /)
})

test('the usage fits a terminal of 80 columns, in French too', () => {
  for (const language of ['en', 'fr']) {
    const { stdout } = spawnSync(process.execPath, [command, '--help', '--lang', language], { encoding: 'utf8' })
    assert.deepEqual(stdout.split('\n').filter((line) => line.length > 80), [])
  }
})
