// `npm run package`: the package for npm and the extension (.vsix), each from a folder that holds what ships and nothing else.
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { ensureInstalled } from './install.mjs'

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..')

/** Of the extension alone: no command needs any of it. */
const ofTheEditor = ['client/dist/extension.js', 'client/dist/extension-web.js', 'client/media', 'syntaxes', 'server/dist/language-server-web.js', 'l10n', 'package.nls.json', 'package.nls.fr.json']
const fieldsOfNpm = ['name', 'version', 'description', 'license', 'keywords', 'repository', 'bugs', 'homepage', 'bin']

/** Both packages in `folder`; their paths. */
export async function makePackages(folder) {
  ensureInstalled()
  const { buildAll } = await import('./build.mjs')
  rmSync(folder, { recursive: true, force: true })
  const built = path.join(folder, 'built')
  await buildAll({ minify: true, out: built })
  const { scripts: _scripts, devDependencies: _tools, files, ...manifest } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'))

  const npm = path.join(folder, 'npm')
  stage(npm, files.filter((one) => !ofTheEditor.includes(one)), built)
  const lean = Object.fromEntries(fieldsOfNpm.filter((field) => field in manifest).map((field) => [field, manifest[field]]))
  writeManifest(npm, { ...lean, engines: { node: manifest.engines.node } })
  const tarball = path.join(folder, `${manifest.name}-${manifest.version}.tgz`)
  runNpm(['pack', '--ignore-scripts', '--loglevel=error', '--pack-destination', folder], npm)

  const vsix = path.join(folder, `${manifest.name}-${manifest.version}.vsix`)
  const extension = path.join(folder, 'extension')
  stage(extension, files, built)
  writeManifest(extension, manifest)
  const vsce = path.join(root, 'node_modules/@vscode/vsce/vsce')
  // A package without a public repository has no address to make relative links absolute with.
  finish(spawnSync(process.execPath, [vsce, 'package', '--no-dependencies', '--allow-missing-repository', '--no-rewrite-relative-links', '--out', vsix], { cwd: extension, encoding: 'utf8' }), 'vsce package')
  return { tarball, vsix, npm, extension }
}

/** What is built comes from `built`, everything else from the project. */
function stage(folder, files, built) {
  mkdirSync(folder, { recursive: true })
  for (const name of [...files, 'README.md', 'LICENSE']) {
    const from = [path.join(built, name), path.join(root, name)].find((one) => existsSync(one))
    if (from === undefined) throw new Error(`package.json lists ${name} among its files, and there is no such file`)
    cpSync(from, path.join(folder, name), { recursive: true })
  }
}

function writeManifest(folder, manifest) {
  writeFileSync(path.join(folder, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`)
}

function runNpm(argv, cwd) {
  const [command, ...first] = process.env.npm_execpath ? [process.execPath, process.env.npm_execpath] : ['npm']
  finish(spawnSync(command, [...first, ...argv], { cwd, encoding: 'utf8', shell: process.platform === 'win32' && first.length === 0 }), `npm ${argv[0]}`)
}

function finish({ status, stdout, stderr, error }, what) {
  if (status !== 0) throw new Error(`${what} failed: ${stdout ?? ''}${stderr ?? ''}${error?.message ?? ''}`)
}


if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { tarball, vsix } = await makePackages(path.resolve(process.argv[2] ?? path.join(root, 'out/package')))
  for (const file of [tarball, vsix]) console.log(`${path.relative(process.cwd(), file)}  ${(statSync(file).size / 1024 / 1024).toFixed(2)} MB`)
}
