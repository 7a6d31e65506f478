// Builds everything that ships: the schemas' validators, the command, the language server, the extension, the page.
import { build } from 'esbuild'
import { cpSync, rmSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { compileSchemas } from './compile-schemas.mjs'
import { knownTranslations, languages, writeTranslations } from './l10n.mjs'
import { writeLicenses } from './third-party.mjs'

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..')

const common = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  alias: {
    // Its UMD entry hides what it requires from a bundler.
    'jsonc-parser': 'jsonc-parser/lib/esm/main.js',
    // Its ES module asks for import.meta, which a CommonJS bundle does not have.
    tinyglobby: path.join(root, 'node_modules/tinyglobby/dist/index.cjs'),
  },
  logLevel: 'warning',
  sourcemap: 'linked',
}

/** `out`: the folder that stands for the project's root in what is written. What ships is minified and without source maps. */
export async function buildAll({ minify = false, out = root } = {}) {
  await compileSchemas()
  for (const folder of ['server/dist', 'client/dist']) rmSync(path.join(out, folder), { recursive: true, force: true })
  const shared = { ...common, ...shippedAs(minify) }
  const built = await Promise.all([
    build({
      ...shared,
      entryPoints: ['server/src/bin/kea-lint.ts', 'server/src/bin/kea-lint-main.ts', 'server/src/bin/kea-pair.ts', 'server/src/bin/language-server.ts'],
      outdir: path.join(out, 'server/dist'),
      banner: { js: '#!/usr/bin/env node' },
    }),
    build({ ...shared, entryPoints: ['client/src/extension.ts'], outdir: path.join(out, 'client/dist'), external: ['vscode'] }),
    ...buildForBrowsers(shared, out),
    buildPage({ minify, out }),
  ])
  writeTranslations(path.join(out, 'server/dist/l10n'))
  writeLicenses(root, path.join(out, 'server/dist', licenses), built.map((one) => one.metafile), ['@vscode/codicons'])
}

/** What others wrote and is bundled. */
export const licenses = 'THIRD-PARTY-LICENSES.txt'

function shippedAs(minify) {
  return { minify, metafile: true, ...(minify && { sourcemap: false, legalComments: 'none' }) }
}

/** The extension and its language server for an editor that runs in a browser: nothing of Node's is in them. */
function buildForBrowsers(shared, out) {
  const inBrowser = { ...shared, platform: 'browser', target: 'es2022', define: { global: 'globalThis' } }
  const translations = Object.fromEntries(languages.map((language) => [language, knownTranslations(language)]))
  return [
    build({ ...inBrowser, entryPoints: ['client/src/extension-web.ts'], outdir: path.join(out, 'client/dist'), external: ['vscode'] }),
    build({
      ...inBrowser,
      format: 'iife',
      entryPoints: ['server/src/bin/language-server-web.ts'],
      outdir: path.join(out, 'server/dist'),
      define: { ...inBrowser.define, translationsByLanguage: JSON.stringify(translations) },
    }),
  ]
}

/** What the editor's webview and a browser load: page.js, page.css, and the icons beside them. */
export async function buildPage({ minify = false, out = root } = {}) {
  const outdir = path.join(out, 'client/dist/webview')
  const built = await build({
    absWorkingDir: root,
    bundle: true,
    platform: 'browser',
    format: 'iife',
    target: 'es2022',
    logLevel: 'warning',
    sourcemap: 'linked',
    ...shippedAs(minify),
    tsconfig: 'client/webview/tsconfig.json',
    entryPoints: ['client/webview/page.ts', 'client/webview/page.css'],
    outdir,
  })
  for (const file of ['codicon.css', 'codicon.ttf']) cpSync(path.join(root, 'node_modules/@vscode/codicons/dist', file), path.join(outdir, file))
  return built
}

export { common }
