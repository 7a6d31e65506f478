// Builds and runs the long fuzzer: npm run fuzz [packets] [seed].
import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { build } from 'esbuild'
import { common, root } from './build.mjs'

const outfile = path.join(root, 'out/fuzz-long.cjs')
await build({ ...common, entryPoints: ['server/test/fuzz-long.ts'], outfile })
process.exitCode = spawnSync(process.execPath, ['--expose-gc', outfile, ...process.argv.slice(2)], { stdio: 'inherit' }).status ?? 1
