/** Which parts of a tree stand in one document: the whole tree, or what an included file adds to it. */
import { buildTree } from '../config/build-tree'
import type { ConfigFile } from '../config/config-file'
import { mapTree } from '../config/map-back'
import { Source } from '../config/source'
import type { Container, Member, Node } from '../config/tree'
import { childrenOf } from './place-at'

/** Values of the document that stand in no other value of it, in the order of the text. */
export function partsOf(file: ConfigFile, uri: string): readonly Node[] {
  if (!file.root) return []
  if (file.root.source.uri === uri) return [file.root]
  const found: Node[] = []
  const look = (node: Node): void => {
    if (!isContainer(node)) return
    for (const child of childrenOf(node)) {
      if (child.source.uri === uri) found.push(child)
      else if (holdsInclude(child, file)) look(child)
    }
  }
  look(file.root)
  return found
}

/** Only what has a directive between its ends can hold a part of another file. */
export function holdsInclude(node: Node, file: ConfigFile): boolean {
  return file.includes.some(({ at }) => at.source === node.source && at.start >= node.start && at.end <= node.end)
}

/** A member or an item of a map or list, as far as it stands in the document. */
export interface Entry {
  readonly start: number
  readonly end: number
  readonly member: Member | undefined
  readonly value: Node | undefined
}

export function entriesOf(container: Container, uri: string): Entry[] {
  if (container.kind === 'array') return container.items.flatMap((value) => (value.source.uri === uri ? [{ start: value.start, end: value.end, member: undefined, value }] : []))
  return container.members.flatMap((member) => entryOf(member, uri) ?? [])
}

function entryOf(member: Member, uri: string): Entry | undefined {
  const { keySpan, value } = member
  const valueHere = value?.source.uri === uri ? value : undefined
  if (keySpan.source.uri !== uri) return valueHere && { start: valueHere.start, end: valueHere.end, member, value: valueHere }
  return { start: keySpan.start, end: valueHere?.end ?? keySpan.end, member, value: valueHere }
}

export function isContainer(node: Node | undefined): node is Container {
  return node?.kind === 'object' || node?.kind === 'array'
}

/** The outermost values of a document, by the first of the files that it is part of. */
export function rootsOf(source: Source, files: readonly ConfigFile[]): readonly Node[] {
  for (const file of files) {
    const parts = partsOf(file, source.uri)
    if (parts.some(isContainer)) return parts
  }
  const own = files.find((one) => one.uri === source.uri)
  return own ? readFragment(own) : []
}

/** A file of entries without brackets around them, which no known file includes: read as what it would be inside of some. */
function readFragment({ source, root }: ConfigFile): readonly Node[] {
  const [open, close] = root?.kind === 'string' ? ['{', '\n}'] : ['[', '\n]']
  const own = new Source(source.uri, open + source.text + close)
  const read = buildTree(own, () => ({ source: undefined, problem: undefined })).root
  if (!isContainer(read)) return []
  own.replaceText(source.text)
  mapTree(read, own, [
    { at: 0, length: 0, text: open },
    { at: source.length + 1, length: 0, text: close },
  ])
  return childrenOf(read)
}
