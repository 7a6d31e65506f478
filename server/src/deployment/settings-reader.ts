/** Looks at the nodes of one settings file and collects what is wrong with them. */
import type { Node } from 'jsonc-parser'
import { URI, Utils } from 'vscode-uri'
import { nearest } from '../config/nearest'
import type { Source, Span } from '../config/source'
import { commas, listed } from '../text/listed'
import { say } from '../text/text'
import type { Text } from '../text/text'

export interface SettingsProblem {
  readonly at: Span
  readonly message: Text
}

export class Reader {
  constructor(
    private readonly source: Source,
    private readonly problems: SettingsProblem[],
  ) {}

  report(node: Node, message: Text): void {
    this.problems.push({ at: { source: this.source, start: node.offset, end: node.offset + node.length }, message })
  }

  items(node: Node | undefined, expected: Text): readonly Node[] {
    if (node && node.type !== 'array') this.report(node, expected)
    return node?.type === 'array' ? (node.children ?? []) : []
  }

  /** `expected`: what is said of anything else. */
  texts(node: Node | undefined, expected: Text): { value: string; node: Node }[] {
    return this.items(node, expected).flatMap((item) => {
      const value: unknown = item.value
      if (typeof value === 'string' && value !== '') return [{ value, node: item }]
      this.report(item, expected)
      return []
    })
  }

  /** One of some words; undefined where it is another or not there. */
  word<W extends string>(node: Node | undefined, key: string, known: readonly W[]): W | undefined {
    if (!node) return undefined
    const found = known.find((one) => one === node.value)
    if (found === undefined) this.report(node, say`"${key}" is one of ${listed(known.map((one) => `"${one}"`), 'or')}.`)
    return found
  }

  /** Names of rules and areas. Where `known` is not given, any will do. */
  names(node: Node | undefined, key: string, known: readonly string[] | undefined): string[] {
    return this.texts(node, say`"${key}" is a list of rules and areas.`).flatMap(({ value, node: item }) => {
      if (!known || known.includes(value)) return [value]
      this.report(item, noSuchName(value, known))
      return []
    })
  }

  expectKeys(node: Node, known: readonly string[]): void {
    for (const [key] of entriesOf(node)) {
      if (known.includes(String(key.value))) continue
      this.report(key, say`"${String(key.value)}" means nothing here; known are ${commas(known)}.`)
    }
  }

  /** A path from the file's folder, as a URI without a slash at its end. */
  locate(path: string): string {
    const plain = path.replace(/\\/g, '/').replace(/(.)\/+$/, '$1')
    const absolute = /^(\/|[A-Za-z]:\/)/.test(plain)
    return (absolute ? URI.file(plain) : Utils.joinPath(Utils.dirname(URI.parse(this.source.uri)), plain)).toString()
  }
}

export function noSuchName(name: string, known: readonly string[]): Text {
  const [near] = nearest(name, known)
  return near === undefined ? say`There is no rule or area "${name}".` : say`There is no rule or area "${name}". Did you mean "${near}"?`
}

export function entriesOf(node: Node): (readonly [Node, Node | undefined])[] {
  return (node.children ?? []).flatMap((property) => {
    const [key, value] = property.children ?? []
    return key ? [[key, value] as const] : []
  })
}
