/** Finds what an include directive names: beside the file, or in a configured folder. */
import { Utils, URI } from 'vscode-uri'
import type { OpenInclude } from './token-stream'
import type { SyntaxProblem } from './config-file'
import type { ParseEnvironment } from './parse'
import { Source } from './source'
import type { Text } from '../text/text'
import { say } from '../text/text'

/** Kea's own limit of files that include each other. */
const deepest = 10

/** Files are read once per parse, however often they are named. `marked` hears of each that begins with a byte order mark. */
export function openIncludes(root: Source, environment: ParseEnvironment, marked: (source: Source) => void): OpenInclude {
  const sources = new Map<string, Source>([[root.uri, root]])

  return (directive, name, chain) => {
    const tell = (code: SyntaxProblem['code'], message: Text, help: Text): SyntaxProblem => ({ code, at: directive, message, help })
    const folder = Utils.dirname(URI.parse(directive.source.uri))
    const absolute = name.startsWith('/') || /^[A-Za-z]:[\\/]/.test(name)
    const found = candidates(name, absolute, folder, environment.includeFolders).find(
      (uri) => sources.has(uri) || load(uri),
    )
    if (found === undefined) {
      const problem = absolute
        ? tell(
            'include-not-here',
            say`${name} is not on this machine, so what it holds is not checked.`,
            say`Kea refuses the file when it is missing on the server too. Name a folder that holds a copy in includeFolders (kea-lint.json) or kea.include.folders.`,
          )
        : tell(
            'include-not-found',
            say`${name} is not there to include.`,
            say`It was looked for beside this file and in the configured include folders. Kea looks in its own working directory and refuses the file when it finds nothing.`,
          )
      return { source: undefined, problem }
    }
    const source = sources.get(found) ?? root
    if (chain.includes(source) || chain.length > deepest) {
      const problem = tell(
        'include-cycle',
        chain.includes(source) ? say`${name} includes itself.` : say`More than ${deepest} files include one another.`,
        say`Kea gives up with "Too many nested include": take this directive out.`,
      )
      return { source: undefined, problem }
    }
    if (absolute) return { source, problem: undefined }
    const problem = tell(
      'include-relative',
      say`${name} was read beside this file; Kea looks for it in its own working directory.`,
      say`Where the server is started elsewhere, Kea finds no such file and refuses the configuration: give the whole path.`,
    )
    return { source, problem }
  }

  function load(uri: string): boolean {
    const text = environment.readFile(uri)
    if (text === undefined) return false
    const isMarked = text.charCodeAt(0) === 0xfeff
    const source = new Source(uri, isMarked ? text.slice(1) : text)
    sources.set(uri, source)
    if (isMarked) marked(source)
    return true
  }
}

/** The places to look in, best first. An absolute name is also looked for by its last part: a repository rarely lies at /etc. */
function candidates(name: string, absolute: boolean, folder: URI, includeFolders: readonly string[]): string[] {
  // A text cut in the middle of a character is the name of no file, and of no URI either.
  if (!isWellFormed(name)) return []
  const folders = [folder, ...includeFolders.map((uri) => URI.parse(uri))]
  if (!absolute) return folders.map((base) => Utils.resolvePath(base, name).toString())
  const last = name.slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1)
  return [folder.with({ path: name.replace(/\\/g, '/') }).toString(), ...folders.map((base) => Utils.joinPath(base, last).toString())]
}

function isWellFormed(text: string): boolean {
  return !/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/.test(text)
}
