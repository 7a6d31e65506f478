// Builds everything that ships: the schemas' validators, the command, the language server, the extension, the page.
import { build } from 'esbuild'
import { cpSync, rmSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { compileSchemas } from './compile-schemas.mjs'
import { knownTranslations, languages, writeTranslations } from './l10n.mjs'

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

export async function buildAll({ minify = false } = {}) {
  await compileSchemas()
  for (const folder of ['server/dist', 'client/dist']) rmSync(path.join(root, folder), { recursive: true, force: true })
  await Promise.all([
    build({
      ...common,
      minify,
      entryPoints: ['server/src/bin/kea-lint.ts', 'server/src/bin/kea-pair.ts', 'server/src/bin/language-server.ts'],
      outdir: 'server/dist',
      banner: { js: '#!/usr/bin/env node' },
    }),
    build({ ...common, minify, entryPoints: ['client/src/extension.ts'], outdir: 'client/dist', external: ['vscode'] }),
    buildForBrowsers({ minify }),
    buildPage({ minify }),
  ])
  writeTranslations(path.join(root, 'server/dist/l10n'))
}

/** The extension and its language server for an editor that runs in a browser: nothing of Node's is in them. */
async function buildForBrowsers({ minify }) {
  const inBrowser = { ...common, minify, platform: 'browser', target: 'es2022', define: { global: 'globalThis' } }
  const translations = Object.fromEntries(languages.map((language) => [language, knownTranslations(language)]))
  await Promise.all([
    build({ ...inBrowser, entryPoints: ['client/src/extension-web.ts'], outdir: 'client/dist', external: ['vscode'] }),
    build({
      ...inBrowser,
      format: 'iife',
      entryPoints: ['server/src/bin/language-server-web.ts'],
      outdir: 'server/dist',
      define: { ...inBrowser.define, translationsByLanguage: JSON.stringify(translations) },
    }),
  ])
}

/** What the editor's webview and a browser load: page.js, page.css, and the icons beside them. */
export async function buildPage({ minify = false } = {}) {
  const outdir = 'client/dist/webview'
  await build({
    absWorkingDir: root,
    bundle: true,
    platform: 'browser',
    format: 'iife',
    target: 'es2022',
    logLevel: 'warning',
    sourcemap: 'linked',
    minify,
    tsconfig: 'client/webview/tsconfig.json',
    entryPoints: ['client/webview/page.ts', 'client/webview/page.css'],
    outdir,
  })
  for (const file of ['codicon.css', 'codicon.ttf']) cpSync(path.join(root, 'node_modules/@vscode/codicons/dist', file), path.join(root, outdir, file))
}

export { common }
