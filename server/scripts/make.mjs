// `npm run build` in a fresh clone: installs what the build needs, then builds everything that ships.
import { ensureInstalled } from './install.mjs'

ensureInstalled()
const { buildAll } = await import('./build.mjs')
await buildAll({ minify: process.argv.includes('--minify') })
