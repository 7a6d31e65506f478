/** What ships: the package for npm, installed and run without its sources, and the extension's file, whole and small. */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { inflateRawSync } from 'node:zlib'
import { packages, project } from './packages'


const manifest = JSON.parse(readFileSync(path.join(project, 'package.json'), 'utf8')) as Manifest
const megabyte = 1024 * 1024

interface Manifest {
  readonly version: string
  readonly main: string
  readonly icon: string
  readonly bin: Readonly<Record<string, string>>
  readonly dependencies?: object
  readonly contributes: object
}

let folder = ''

before(() => void (folder = mkdtempSync(path.join(os.tmpdir(), 'kea-package-'))))

after(() => rmSync(folder, { recursive: true, force: true }))

/** Names and contents of a ZIP file, by its directory at the end. */
function readZip(file: string): Map<string, Buffer> {
  const bytes = readFileSync(file)
  const end = bytes.lastIndexOf(Buffer.from('PK\u0005\u0006', 'latin1'))
  const found = new Map<string, Buffer>()
  let at = bytes.readUInt32LE(end + 16)
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left--) {
    const [method, packed, nameLength, local] = [bytes.readUInt16LE(at + 10), bytes.readUInt32LE(at + 20), bytes.readUInt16LE(at + 28), bytes.readUInt32LE(at + 42)]
    const begin = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28)
    const data = bytes.subarray(begin, begin + packed)
    found.set(bytes.toString('utf8', at + 46, at + 46 + nameLength), method === 8 ? inflateRawSync(data) : data)
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
  }
  return found
}

/** Sources, tests, maps and what builds them. */
const mayNotShip = /(\.(ts|tsx|mjs|map|tgz|vsix)$)|(^|\/)(src|test|test-fixtures|scripts|node_modules|out)\/|package-lock|tsconfig|eslint|\.(git|ci)|\.test\./

function filesNamedIn(value: unknown): string[] {
  if (typeof value === 'string') return /^\.?\/?(client|server|syntaxes|schemas)\/[\w./-]+\.\w+$/.test(value) ? [value.replace(/^\.\//, '')] : []
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(filesNamedIn) : []
}

test('the extension is small, has every file that its manifest names, and nothing that only builds it', (t) => {
  const size = statSync(packages.vsix).size
  t.diagnostic(`${(size / megabyte).toFixed(2)} MB`)
  assert.ok(size < 3 * megabyte, `${size} bytes`)
  const files = readZip(packages.vsix)
  const names = [...files.keys()].filter((name) => name.startsWith('extension/')).map((name) => name.slice('extension/'.length))
  const named = [...filesNamedIn(manifest.contributes), ...filesNamedIn([manifest.main, manifest.icon, ...Object.values(manifest.bin)])]
  assert.ok(named.length > 15)
  for (const file of [...named, 'server/dist/language-server.js', 'server/dist/l10n/fr.json', 'l10n/bundle.l10n.fr.json', 'package.nls.json', 'package.nls.fr.json', 'client/media/walkthrough/open.nls.fr.md', 'client/dist/webview/page.js', 'server/dist/THIRD-PARTY-LICENSES.txt', 'readme.md', 'changelog.md', 'LICENSE.txt', 'SECURITY.md']) {
    assert.ok(names.includes(file), file)
  }
  assert.deepEqual(names.filter((name) => mayNotShip.test(name)), [])
  const shipped = JSON.parse(files.get('extension/package.json')?.toString() ?? '') as Manifest & { readonly devDependencies?: object }
  assert.deepEqual([shipped.version, shipped.devDependencies, shipped.dependencies], [manifest.version, undefined, undefined])
  for (const [name, bytes] of files) if (name.endsWith('.js')) assert.doesNotMatch(bytes.subarray(-200).toString(), /sourceMappingURL/, name)
})

test('every package that is bundled is in the list of licences', () => {
  const list = readZip(packages.vsix).get('extension/server/dist/THIRD-PARTY-LICENSES.txt')?.toString() ?? ''
  for (const name of ['vscode-languageserver', 'vscode-languageclient', 'vscode-uri', 'jsonc-parser', 'tinyglobby', 'lit', 'uplot', '@vscode/codicons', '@vscode-elements/elements']) {
    assert.match(list, new RegExp(`^${name} \\d+\\.\\d+\\.\\d+ \\(`, 'm'), name)
  }
  for (const entry of list.split(/^={100}$/m).slice(1)) assert.ok(entry.length > 300, entry.slice(0, 80))
})

test('the package for npm installs without a network, and runs with every Node.js at hand', (t) => {
  const home = path.join(folder, 'home')
  mkdirSync(home)
  writeFileSync(path.join(home, 'package.json'), '{ "private": true }')
  writeFileSync(path.join(home, 'kea-dhcp4.conf'), '{ "Dhcp4": { "valid-lifetme": 4000 } }\n')
  const [npm = '', ...first] = process.env['npm_execpath'] ? [process.execPath, process.env['npm_execpath']] : ['npm']
  const env = { ...process.env, npm_config_cache: path.join(folder, 'cache') }
  const installed = spawnSync(npm, [...first, 'install', '--offline', '--no-audit', '--no-fund', packages.tarball], { cwd: home, env, encoding: 'utf8' })
  assert.equal(installed.status, 0, installed.stderr)
  assert.match(installed.stdout, /added 1 package/)
  const nodes = [process.execPath, ...(process.env['KEA_NODES'] ?? '').split(path.delimiter).filter(Boolean)]
  for (const node of nodes) {
    const run = (name: string, ...argv: string[]): ReturnType<typeof spawnSync> & { stdout: string; stderr: string } =>
      spawnSync(node, [path.join(home, 'node_modules/.bin', name), ...argv], { cwd: home, env: { ...env, LANG: 'C', LC_ALL: '' }, encoding: 'utf8' })
    const version = spawnSync(node, ['--version'], { encoding: 'utf8' }).stdout.trim()
    assert.equal(run('kea-lint', '--version').stdout, `${manifest.version}\n`, version)
    const checked = run('kea-lint', 'kea-dhcp4.conf', '--format', 'concise')
    assert.deepEqual([checked.status, checked.stderr], [1, ''], version)
    assert.match(checked.stdout, /^kea-dhcp4\.conf:1:14: error: .* \[unknown-key\]\n/m)
    assert.match(run('kea-lint', 'kea-dhcp4.conf', '--lang', 'fr').stdout, /fichier/, 'the translations are in it')
    const help = run('kea-pair', '--help')
    assert.deepEqual([help.status, help.stderr], [0, ''], version)
    assert.match(help.stdout, /kea-pair up/)
    t.diagnostic(`Node.js ${version}`)
  }
  const shipped = JSON.parse(readFileSync(path.join(home, 'node_modules/kea-dhcp/package.json'), 'utf8')) as Manifest & { readonly devDependencies?: object }
  assert.deepEqual([shipped.dependencies, shipped.devDependencies], [undefined, undefined])
})
