/** Starts the language server in Node: over IPC from VS Code, over standard input and output from other editors. */
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node'
import { readTextFile, findKeaFiles, isFileOnDisk } from '../files/disk'
import { readTranslations } from '../files/translations'
import { startServer } from '../lsp/server'

const connection = createConnection(ProposedFeatures.all)

startServer(connection, {
  now: () => performance.now(),
  after(delay, call) {
    const timer = setTimeout(call, delay)
    return () => clearTimeout(timer)
  },
  readFile: readTextFile,
  isFile: isFileOnDisk,
  translations: readTranslations,
  findFiles: findKeaFiles,
})
