// Writes RULES.md from the rules themselves.
import { build } from 'esbuild'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import os from 'node:os'
import path from 'node:path'
import { common, root } from './build.mjs'
import { compileSchemas } from './compile-schemas.mjs'

await compileSchemas()
const folder = mkdtempSync(path.join(os.tmpdir(), 'kea-rules-'))
try {
  const outfile = path.join(folder, 'rules.cjs')
  await build({ ...common, entryPoints: ['server/test/rule-reference.ts'], outfile })
  const { ruleEntries, manualUrl, fixability, examples } = createRequire(import.meta.url)(outfile)
  const marks = { sure: ' · fixed by --fix', asked: ' · with a quick fix' }
  const fixable = new Map([...fixability()].map(([rule, kind]) => [rule, marks[kind]]))
  const parts = ruleEntries.map(
    (rule) => `### ${rule.id}\n\n${rule.severity}${fixable.get(rule.id) ?? ''} · ${rule.summary}\n\n${rule.why} ([manual](${manualUrl(rule.manual)}))\n`,
  )
  writeFileSync(
    path.join(root, 'RULES.md'),
    `# Rules\n\nWritten by \`npm run rules\` from the rules themselves. Whether the target release of Kea would refuse the file is told with each finding. Rules with a quick fix offer one, or several, in an editor; those fixed by \`--fix\` have a fix that nothing else can be meant by.\n\n${parts.join('\n')}`,
  )
  // What "kea-lint explain" shows, without a look at the fixtures.
  writeFileSync(path.join(root, 'server/src/cli/rule-examples.json'), `{\n${Object.entries(examples()).map((one) => `  ${one.map((part) => JSON.stringify(part)).join(': ')}`).join(',\n')}\n}\n`)
  console.log(`${ruleEntries.length} rules`)
} finally {
  rmSync(folder, { recursive: true, force: true })
}
