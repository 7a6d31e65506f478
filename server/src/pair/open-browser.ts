/** Opens a page in the browser of this machine, where it has one. */
import { spawn } from 'node:child_process'

/** Whoever has no browser reads the url. */
export function openBrowser(url: string): void {
  const [command, words] = process.platform === 'darwin' ? ['open', [url]] : process.platform === 'win32' ? ['rundll32', ['url.dll,FileProtocolHandler', url]] : ['xdg-open', [url]]
  const child = spawn(command, words, { stdio: 'ignore', detached: true })
  child.on('error', () => undefined)
  child.unref()
}
