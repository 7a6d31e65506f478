/** The language server as a web worker: in an editor that runs in a browser and nowhere else. */
import { BrowserMessageReader, BrowserMessageWriter, LanguageClient } from 'vscode-languageclient/browser'
import type { MessageTransports } from 'vscode-languageclient/browser'
import type { CreateClient } from './language-client'

export { startLanguageServer } from './language-client'

/** The browser's, as far as it is used: the types of its page and of its workers exclude each other. */
declare class Worker {
  constructor(script: string)
  terminate(): void
}

/** `script`: address of its program. */
export function inWorker(script: string): CreateClient {
  return (id, name, options) => {
    let worker: Worker | undefined
    // A server that is started again needs a worker of its own, and leaves none behind.
    const start = (): Promise<MessageTransports> => {
      worker?.terminate()
      worker = new Worker(script)
      // The editor's workers are not the browser's own class, by which the client would know them.
      return Promise.resolve({ reader: new BrowserMessageReader(worker), writer: new BrowserMessageWriter(worker) })
    }
    return new LanguageClient(id, name, start, options)
  }
}
