/** What a hover shows: a heading, sentences, places in files and links; written as Markdown, or plain where an editor has none. */
import { Utils, URI } from 'vscode-uri'
import type { Span } from '../../config/source'
import { say } from '../../text/text'
import type { Text, Translate } from '../../text/text'

export type Block =
  /** What it is about: the name as it stands in the file, and what kind of thing it is. */
  | { readonly kind: 'heading'; readonly name: string; readonly words?: Text | undefined }
  | { readonly kind: 'sentence'; readonly text: Text; readonly at?: Span | undefined }
  /** A line of a list; `depth` 1 is a line below another one. */
  | { readonly kind: 'item'; readonly text: Text; readonly at?: Span | undefined; readonly depth?: number | undefined }
  /** As it stands, in letters of one width. */
  | { readonly kind: 'verbatim'; readonly text: string }
  | { readonly kind: 'link'; readonly text: Text; readonly url: string }

export function heading(name: string, words?: Text): Block {
  return { kind: 'heading', name, words }
}

export function sentence(text: Text, at?: Span): Block {
  return { kind: 'sentence', text, at }
}

export function item(text: Text, at?: Span, depth = 0): Block {
  return { kind: 'item', text, at, depth }
}

export function verbatim(text: string): Block {
  return { kind: 'verbatim', text }
}

/** As many items as can be looked over; the rest is counted. */
export function itemsUpTo(most: number, items: readonly Block[]): Block[] {
  const more = items.length - most
  return more > 0 ? [...items.slice(0, most), item(say`and ${more} more`)] : [...items]
}

/** `uri`: the document that is looked at; a place elsewhere is told with its file. */
export function markdownOf(blocks: readonly Block[], uri: string, translate: Translate): string {
  return joined(blocks, (block) => {
    switch (block.kind) {
      case 'heading':
        return `**${code(block.name)}**${block.words ? ` · ${escaped(translate(block.words))}` : ''}`
      case 'sentence':
        return withPlace(escaped(translate(block.text)), linkTo(block.at, uri, translate))
      case 'item':
        return `${'  '.repeat(block.depth ?? 0)}- ${escaped(translate(block.text))}${linkTo(block.at, uri, translate)}`
      case 'verbatim':
        return fenced(block.text)
      case 'link':
        return `[${escaped(translate(block.text))}](${block.url})`
    }
  })
}

export function plainOf(blocks: readonly Block[], uri: string, translate: Translate): string {
  return joined(blocks, (block) => {
    switch (block.kind) {
      case 'heading':
        return block.words ? `${block.name} · ${translate(block.words)}` : block.name
      case 'sentence':
        return withPlace(translate(block.text), placeIn(block.at, uri, translate))
      case 'item':
        return `${'  '.repeat(block.depth ?? 0)}- ${translate(block.text)}${placeIn(block.at, uri, translate)}`
      case 'verbatim':
        return block.text
      case 'link':
        return `${translate(block.text)}: ${block.url}`
    }
  })
}

/** Lines of a list follow each other; all else has an empty line between. */
function joined(blocks: readonly Block[], write: (block: Block) => string): string {
  return blocks.reduce((text, block, at) => {
    const isNext = block.kind === 'item' && blocks[at - 1]?.kind === 'item'
    return text === '' ? write(block) : `${text}${isNext ? '\n' : '\n\n'}${write(block)}`
  }, '')
}

/** The place belongs to the sentence, and stands before its end. */
function withPlace(text: string, place: string): string {
  const end = place === '' ? '' : (/[.:]$/.exec(text)?.[0] ?? '')
  return text.slice(0, text.length - end.length) + place + end
}

function placeName({ source, start }: Span, uri: string, translate: Translate): string {
  const line = source.positionAt(start).line + 1
  const file = Utils.basename(URI.parse(source.uri))
  return translate(source.uri === uri ? say`line ${line}` : say`${file}, line ${line}`)
}

function placeIn(at: Span | undefined, uri: string, translate: Translate): string {
  return at ? ` (${placeName(at, uri, translate)})` : ''
}

/** Editors open `#L12,5` of a file at that place. */
function linkTo(at: Span | undefined, uri: string, translate: Translate): string {
  if (!at) return ''
  const { line, character } = at.source.positionAt(at.start)
  return ` ([${escaped(placeName(at, uri, translate))}](${at.source.uri.replace(/[()]/g, encodeURIComponent)}#L${line + 1},${character + 1}))`
}

/** What stands in a file is never read as Markdown or HTML. */
function escaped(text: string): string {
  return text.replace(/[\\`*_{}[\]<>#|~&$]/g, '\\$&').replace(/\r?\n|\r/g, ' ').replace(/^(\s*)([-+]|\d+[.)])(?=\s)/, '$1\\$2').replace(/:\/\//g, ':\u2060//')
}

function code(text: string): string {
  const one = text.replace(/\r?\n|\r/g, ' ')
  const fence = '`'.repeat(longestRun(one) + 1)
  return one.includes('`') ? `${fence} ${one} ${fence}` : `${fence}${one}${fence}`
}

function fenced(text: string): string {
  const fence = '`'.repeat(Math.max(3, longestRun(text) + 1))
  return `${fence}text\n${text}\n${fence}`
}

function longestRun(text: string): number {
  return Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length))
}
