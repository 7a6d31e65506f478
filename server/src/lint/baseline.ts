/** Findings that were there when somebody began to look: they stay untold until they go, and new ones are told. */
import { findNodeAtLocation, parseTree } from 'jsonc-parser'
import type { Node } from 'jsonc-parser'
import { URI, Utils } from 'vscode-uri'
import { Source } from '../config/source'
import type { Span } from '../config/source'
import { relativeUri, resolveUri } from '../deployment/relative-uri'
import type { SettingsProblem } from '../deployment/settings-reader'
import { say } from '../text/text'
import type { Problem } from './problem'

export interface BaselineEntry {
  /** URI of the file that the finding is in. */
  readonly uri: string
  readonly rule: string
  readonly pointer: string
  /** In English: tells the same thing where it moved to in a list. */
  readonly message: string
  /** Where the file of the baseline holds it. */
  readonly at: Span
}

export interface Baseline {
  readonly uri: string
  readonly entries: readonly BaselineEntry[]
}

export interface Held {
  /** What is new. */
  readonly left: Problem[]
  /** Entries that nothing was found for, though their files and rules were looked at. */
  readonly stale: readonly BaselineEntry[]
}

export function readBaseline(text: string, uri: string): { readonly baseline: Baseline; readonly problems: readonly SettingsProblem[] } {
  const source = new Source(uri, text.replace(/^\ufeff/, ''))
  const root = parseTree(source.text)
  const list = root && findNodeAtLocation(root, ['findings'])
  const folder = Utils.dirname(URI.parse(uri)).toString()
  if (list?.type !== 'array') {
    const at = { source, start: 0, end: source.text.length }
    return { baseline: { uri, entries: [] }, problems: [{ at, message: say`This is no baseline of kea-lint: write it by --update-baseline.` }] }
  }
  const entries: BaselineEntry[] = []
  const problems: SettingsProblem[] = []
  for (const item of list.children ?? []) {
    const at = { source, start: item.offset, end: item.offset + item.length }
    const [file, rule, pointer, message] = ['file', 'rule', 'pointer', 'message'].map((key) => textAt(item, key))
    if (file === undefined || rule === undefined || pointer === undefined) problems.push({ at, message: say`An entry has a "file", a "rule" and a "pointer".` })
    else entries.push({ uri: resolveUri(folder, file), rule, pointer, message: message ?? '', at })
  }
  return { baseline: { uri, entries }, problems }
}

function textAt(item: Node, key: string): string | undefined {
  const value: unknown = item.type === 'object' ? findNodeAtLocation(item, [key])?.value : undefined
  return typeof value === 'string' ? value : undefined
}

type Entry = Pick<BaselineEntry, 'uri' | 'rule' | 'pointer' | 'message'>

export function entriesOf(problems: readonly Problem[]): Entry[] {
  return problems.map(({ at, rule, pointer, message }) => ({ uri: at.source.uri, rule, pointer, message: String(message) }))
}

/** The text of a baseline, one finding a line, so that two branches meet without trouble. */
export function writeBaseline(uri: string, entries: readonly Entry[]): string {
  const folder = Utils.dirname(URI.parse(uri)).toString()
  const lines = entries.map(({ uri: at, rule, pointer, message }) => JSON.stringify({ file: relativeUri(folder, at), rule, pointer, message })).sort()
  return lines.length === 0 ? '{\n  "findings": []\n}\n' : `{\n  "findings": [\n    ${lines.join(',\n    ')}\n  ]\n}\n`
}

/** `isJudged`: whether the rule was run over the file. */
export function holdAgainst(problems: readonly Problem[], { entries }: Baseline, isJudged: (uri: string, rule: string) => boolean): Held {
  const waiting = new Set(entries)
  // First by the very place; what is left, by what is said in the same lists, since entries move when others come and go.
  const unplaced = takeOut(problems, waiting, ({ uri, rule, pointer }) => [uri, rule, pointer].join('\n'))
  const left = new Set(takeOut(unplaced, waiting, ({ uri, rule, pointer, message }) => [uri, rule, pointer.replace(/\/\d+(?=\/|$)/g, '/*'), message].join('\n')))
  return { left: problems.filter((one) => left.has(one)), stale: [...waiting].filter(({ uri, rule }) => isJudged(uri, rule)) }
}

/** The problems that no entry stands for; each entry stands for one. */
function takeOut(problems: readonly Problem[], waiting: Set<BaselineEntry>, keyOf: (entry: Entry) => string): Problem[] {
  const byKey = new Map<string, BaselineEntry[]>()
  for (const entry of waiting) {
    const key = keyOf(entry)
    const list = byKey.get(key)
    if (list) list.push(entry)
    else byKey.set(key, [entry])
  }
  return problems.filter((problem) => {
    const [entry] = entriesOf([problem])
    const known = entry && byKey.get(keyOf(entry))?.shift()
    return known === undefined || !waiting.delete(known)
  })
}
