/** Starts the language server in Node: over IPC from VS Code, over standard input and output, a socket or a pipe from other editors. */
import { setFlagsFromString } from 'node:v8'
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node'
import { readTextFile, findKeaFiles, isFileOnDisk } from '../files/disk'
import { readTranslations } from '../files/translations'
import { startServer } from '../lsp/server'

const usage = `kea-language-server: checks ISC Kea DHCP configurations in an editor that speaks the Language Server Protocol.

  --stdio          messages over standard input and output (the default)
  --socket=PORT    … over a connection to this port of this machine
  --pipe=NAME      … over a pipe or a Unix socket
  --help           this text

docs/editors.md of the project shows how editors are set up.
`

/**
 * The heap grows by so many percent before what is no longer needed is cleared away. By default it doubles: texts of 12 MB, one
 * for each edit, would take a gigabyte.
 */
const heapGrowth = 40

const words = process.argv.slice(2)
if (words.includes('--help') || words.includes('-h')) process.stdout.write(usage)
else start()

function start(): void {
  setFlagsFromString(`--heap-growing-percent=${heapGrowth}`)
  // The library reads the rest of the command line itself.
  if (!words.some((word) => /^--(stdio|node-ipc|socket|pipe)\b/.test(word))) process.argv.push('--stdio')
  startServer(createConnection(ProposedFeatures.all), {
    now: () => performance.now(),
    after(delay, call) {
      const timer = setTimeout(call, delay)
      return () => clearTimeout(timer)
    },
    reads: (uri) => uri.startsWith('file:'),
    readFile: readTextFile,
    isFile: isFileOnDisk,
    translations: readTranslations,
    findFiles: findKeaFiles,
  })
}
