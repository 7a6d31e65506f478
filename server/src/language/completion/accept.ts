/** An editor without windows for tests of completion: it marks the cursor, takes an item and shows the text that a person would then see. */
import type { CompletionItem } from 'vscode-languageserver-types'
import type { ConfigFile } from '../../config/config-file'
import { noFiles, parseConfig } from '../../config/parse'
import type { ParseEnvironment } from '../../config/parse'
import { defaultRelease } from '../../config/release'
import type { Release } from '../../config/release'
import { Source } from '../../config/source'
import { translator } from '../../text/text'
import { complete } from './completion'
import type { Abilities } from './edit'
import { createMemory } from './known'

export const allAbilities: Abilities = { snippets: true, insertReplace: true, tags: true, adjustsIndentation: true, suggestCommand: 'suggest' }

export interface Desk {
  readonly uri?: string
  readonly release?: Release
  readonly can?: Partial<Abilities>
  /** Other files of the workspace: uri → text. */
  readonly others?: Readonly<Record<string, string>>
  readonly trigger?: string
  /** In place of what stands at the cursor, or before it. */
  readonly mode?: 'replace' | 'insert'
}

export interface Offered {
  readonly items: readonly CompletionItem[]
  readonly labels: readonly string[]
  readonly isIncomplete: boolean
  /** The text once the item is accepted, with places filled by what stands there at first. */
  accept(label: string): string
}

export const home = 'file:///site/kea-dhcp4.conf'

/** `|` marks the cursor. */
export function offered(marked: string, desk: Desk = {}): Offered {
  const offset = marked.indexOf('|')
  return offeredAt(marked.slice(0, offset) + marked.slice(offset + 1), offset, desk)
}

export function offeredAt(text: string, offset: number, desk: Desk = {}): Offered {
  const uri = desk.uri ?? home
  const all = new Map([[uri, text], ...Object.entries(desk.others ?? {})])
  const environment: ParseEnvironment = { ...noFiles, readFile: (one) => all.get(one) }
  const files = [...all].map(([one, its]) => parseConfig(one, its, environment))
  const own = files.find((one) => one.uri === uri)
  const including = files.filter((one) => one.includes.some((each) => each.uri === uri))
  const wholes = own?.daemon !== undefined || including.length === 0 ? files.filter((one) => one === own) : including
  return ask(new Source(uri, text), offset, wholes, files, desk)
}

export function ask(source: Source, offset: number, wholes: readonly ConfigFile[], files: readonly ConfigFile[], desk: Desk = {}): Offered {
  const { text } = source
  const can = { ...allAbilities, ...desk.can }
  const list = complete({ source, offset, wholes, files, release: desk.release ?? defaultRelease, can, trigger: desk.trigger, memory: createMemory(), translate: translator() })
  return {
    items: list.items,
    labels: list.items.map((one) => one.label),
    isIncomplete: list.isIncomplete,
    accept(label) {
      const item = list.items.find((one) => one.label === label)
      if (!item) throw new Error(`"${label}" is not offered: ${list.items.map((one) => one.label).join(', ')}`)
      return accepted(source, offset, item, desk.mode)
    },
  }

  function accepted(of: Source, at: number, item: CompletionItem, mode: Desk['mode']): string {
    const edit = item.textEdit
    if (!edit) throw new Error('an item without an edit')
    const range = 'range' in edit ? edit.range : mode === 'insert' ? edit.insert : edit.replace
    if (range.start.line !== range.end.line) throw new Error(`the edit goes over lines: ${JSON.stringify(range)}`)
    const [start, end] = [of.offsetAt(range.start), of.offsetAt(range.end)]
    if (at < start || at > end) throw new Error(`the cursor is outside of the edit: ${start} to ${end}, cursor ${at}`)
    const filled = item.insertTextFormat === 2 ? fillIn(edit.newText) : edit.newText
    const indent = /^[ \t]*/.exec(of.lineText(range.start.line))?.[0] ?? ''
    const inserted = item.insertTextMode === 2 ? filled.replace(/\r\n|\n/g, (lineEnd) => lineEnd + indent) : filled
    const edits = [{ start, end, text: inserted }, ...(item.additionalTextEdits ?? []).map((one) => ({ start: of.offsetAt(one.range.start), end: of.offsetAt(one.range.end), text: one.newText }))]
    edits.sort((one, other) => other.start - one.start)
    for (const [index, one] of edits.entries()) {
      const before = edits[index + 1]
      if (before && (before.end > one.start || before.start === one.start)) throw new Error('edits overlap')
    }
    return edits.reduce((result, one) => result.slice(0, one.start) + one.text + result.slice(one.end), text)
  }
}

/** A snippet with what stands in its places at first. */
export function fillIn(snippet: string): string {
  const values = new Map<string, string>()
  const plain = (part: string): string => part.replace(/\\([\\$},|])/g, '$1')
  return snippet.replace(/\\([\\$}])|\$\{(\d+)\|((?:\\.|[^|\\])*)\|\}|\$\{(\d+):((?:\\.|[^}\\])*)\}|\$(\d+)/g, (_all, escaped?: string, choice?: string, choices?: string, stop?: string, preset?: string, again?: string) => {
    if (escaped !== undefined) return escaped
    if (choice !== undefined) return set(choice, plain(/^(?:\\.|[^,\\])*/.exec(choices ?? '')?.[0] ?? ''))
    if (stop !== undefined) return set(stop, plain(preset ?? ''))
    return values.get(again ?? '') ?? ''
  })

  function set(name: string, value: string): string {
    values.set(name, value)
    return value
  }
}
