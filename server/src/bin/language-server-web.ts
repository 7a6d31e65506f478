/** Starts the language server in a web worker of an editor that runs in a browser: it reads no file itself, and asks the editor for each. */
import { BrowserMessageReader, BrowserMessageWriter, createConnection, ProposedFeatures } from 'vscode-languageserver/browser'
import { startServer } from '../lsp/server'
import type { Translations } from '../text/text'

/** The build writes them into the program. */
declare const translationsByLanguage: Readonly<Record<string, Translations>>

/** The worker itself is what messages come from and go to. */
declare const self: ConstructorParameters<typeof BrowserMessageReader>[0]

const connection = createConnection(ProposedFeatures.all, new BrowserMessageReader(self), new BrowserMessageWriter(self))

startServer(connection, {
  now: () => performance.now(),
  after(delay, call) {
    const timer = setTimeout(call, delay)
    return () => clearTimeout(timer)
  },
  reads: () => false,
  readFile: () => undefined,
  isFile: () => false,
  findFiles: () => Promise.resolve([]),
  translations: (language) => translationsByLanguage[language],
})
