// The project's verdicts beside real Kea's: npm run verdicts [-- WORD] [--brief] [--fresh]; npm run verdicts:mutate [-- COUNT SEED].
import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { build } from 'esbuild'
import { common, root } from './build.mjs'
import { compileSchemas } from './compile-schemas.mjs'

const [entry, ...rest] = process.argv.slice(2)
await compileSchemas()
const outfile = path.join(root, `out/verdicts-${entry}.cjs`)
await build({ ...common, entryPoints: [`server/test/verdicts/${entry}.ts`], outfile })
process.exitCode = spawnSync(process.execPath, ['--max-old-space-size=4096', outfile, ...rest], { stdio: 'inherit', cwd: root }).status ?? 1
