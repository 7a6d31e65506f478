/** The command kea-lint: its code is kept compiled from one run to the next, where Node.js can do that (22.1 and newer). */
import module, { createRequire } from 'node:module'

const { enableCompileCache } = module as { enableCompileCache?: () => unknown }
enableCompileCache?.()
createRequire(__filename)('./kea-lint-main.js')
