/** What is known of the place under the cursor: the meaning of a key, and what a value comes to. */
import type { ConfigFile } from '../../config/config-file'
import type { Span } from '../../config/source'
import type { StringNode } from '../../config/tree'
import { say } from '../../text/text'
import { placeAt } from '../place-at'
import type { PlaceAt } from '../place-at'
import { keyPage } from './key-page'
import { heading, sentence } from './page'
import type { Block } from './page'
import type { HoverContext, Subject } from './subject'
import { textPage, valuePage } from './value-page'

export interface HoverPage {
  readonly blocks: readonly Block[]
  /** What it is about, in the document. */
  readonly span: Span
}

/** `uri`: of the document that the offset counts in: the file itself, or one that it includes. */
export function hoverAt(file: ConfigFile, uri: string, offset: number, context: HoverContext): HoverPage | undefined {
  const include = includeAt(file, uri, offset)
  if (include) return include
  const place = placeAt(file, uri, offset)
  if (!place?.member || !place.map) return undefined
  const subject: Subject = { file, context, map: place.map, scope: place.scope, key: place.member.key }
  const span = place.isKey ? place.member.keySpan : place.node
  if (span.source.uri !== uri || offset < span.start || offset > span.end) return undefined
  const blocks = place.isKey ? keyPage(subject) : valueBlocks(place, subject, offset)
  return blocks.length === 0 ? undefined : { blocks, span }
}

function valueBlocks({ node }: PlaceAt, subject: Subject, offset: number): Block[] {
  if (node.kind === 'object' || node.kind === 'array') return []
  if (node.kind !== 'string') return valuePage({ ...subject, value: node })
  return textPage({ ...subject, value: node, at: indexIn(node, offset) })
}

/** Behind an escape the characters of the text are not those of the file. */
function indexIn({ value, start, end }: StringNode, offset: number): number | undefined {
  return value.length === end - start - 2 ? Math.min(Math.max(offset - start - 1, 0), value.length) : undefined
}

function includeAt(file: ConfigFile, uri: string, offset: number): HoverPage | undefined {
  const found = file.includes.find(({ at }) => at.source.uri === uri && at.start <= offset && offset < at.end)
  // What is not there is told as a finding.
  if (found?.uri === undefined) return undefined
  return {
    blocks: [heading(found.name, say`included file`), sentence(say`What it holds stands in place of this directive.`), { kind: 'link', text: say`Open the file`, url: found.uri }],
    span: found.at,
  }
}

