/** Links from a document to files: what it includes, and what it names of those that are at hand. */
import type { DocumentLink } from 'vscode-languageserver-types'
import { URI, Utils } from 'vscode-uri'
import type { ConfigFile } from '../config/config-file'
import type { Span } from '../config/source'
import { stringOf } from '../config/tree'
import type { Node, ObjectNode, StringNode } from '../config/tree'
import { libraryName } from '../deployment/relationship'
import { rangeOf } from './range'

/** Keys whose text is the path of a file that a person may want to read. */
const pathKeys: ReadonlySet<string> = new Set([
  'password-file', 'user-file', 'secret-file', 'cert-file', 'key-file', 'trust-anchor', 'basic-auth-user-file', 'basic-auth-password-file', 'client-keytab', 'credentials-cache', 'dictionary',
])

/** These hold no path of a file, and may be very many. */
const passedOver: ReadonlySet<string> = new Set(['subnet4', 'subnet6', 'shared-networks', 'reservations', 'client-classes', 'option-data', 'option-def', 'user-context', 'loggers'])

/** `files`: those that the document is part of. `isFile`: whether there is one of that URI; asked for few of them. */
export function linksIn(uri: string, files: readonly ConfigFile[], isFile: ((uri: string) => boolean) | undefined): DocumentLink[] {
  const links = new Map<number, DocumentLink>()
  const add = (at: Span, target: string): void => {
    if (!links.has(at.start)) links.set(at.start, { range: rangeOf(at), target })
  }
  for (const file of files) {
    for (const { at, name, uri: target } of file.includes) if (at.source.uri === uri && target !== undefined) add(nameWithin(at, name), target)
    if (!isFile || !file.body) continue
    for (const text of pathsIn(file.body)) {
      if (text.source.uri !== uri) continue
      const target = candidates(text, uri).find(isFile)
      if (target !== undefined) add({ source: text.source, start: text.start + 1, end: text.end - 1 }, target)
    }
  }
  return [...links.values()]
}

function nameWithin(at: Span, name: string): Span {
  const from = at.source.text.slice(at.start, at.end).indexOf(name)
  return from < 0 || name === '' ? at : { source: at.source, start: at.start + from, end: at.start + from + name.length }
}

function* pathsIn(node: Node): Generator<StringNode> {
  if (node.kind === 'array') for (const item of node.items) yield* pathsIn(item)
  if (node.kind !== 'object') return
  yield* namedFile(node)
  for (const { key, value } of node.members) {
    if (!value || passedOver.has(key)) continue
    if (value.kind === 'string' && pathKeys.has(key) && value.value !== '') yield value
    else yield* pathsIn(value)
  }
}

/** The lease file, and the script that a hook runs: both are called `name`. */
function namedFile(node: ObjectNode): StringNode[] {
  const type = stringOf(node, 'type')?.value
  const leases = type === 'memfile' ? stringOf(node, 'name') : undefined
  const script = libraryName(node) === 'libdhcp_run_script.so' ? stringOf(node.members.find(({ key }) => key === 'parameters')?.value, 'name') : undefined
  return [leases, script].filter((one): one is StringNode => one !== undefined && one.value !== '')
}

/** The path itself; else, as for an included file, one of that name beside the document: a repository rarely lies at /etc. */
function candidates(text: StringNode, uri: string): string[] {
  const { value } = text
  const here = URI.parse(uri)
  if (/[\ud800-\udfff]/.test(value)) return []
  const folder = Utils.dirname(here)
  if (value.startsWith('/')) return [here.with({ path: value }).toString(), Utils.joinPath(folder, value.slice(value.lastIndexOf('/') + 1)).toString()]
  const directory = text.parent?.parent?.parent ? stringOf(text.parent.parent.parent, 'directory')?.value : undefined
  return [...(directory?.startsWith('/') === true ? [Utils.joinPath(here.with({ path: directory }), value).toString()] : []), Utils.resolvePath(folder, value).toString()]
}
