/** Hover: what is known of the place under the mouse. */
import type { Hover, ServerCapabilities } from 'vscode-languageserver'
import { MarkupKind } from 'vscode-languageserver'
import { hoverAt } from '../language/hover/hover'
import { markdownOf, plainOf } from '../language/hover/page'
import { createHoverMemory } from '../language/hover/subject'
import type { Session } from './session'
import { rangeOf } from '../language/range'

export function hoverCapabilities(): ServerCapabilities {
  return { hoverProvider: true }
}

export function answerHover({ connection, client, documents, wholes, release, checked, translate }: Session): void {
  const memory = createHoverMemory()
  connection.onHover(({ textDocument: { uri }, position }): Hover | null => {
    const source = documents.file(uri)?.source
    if (!source) return null
    const context = { release: release(uri), deployments: checked()?.grouping?.deployments ?? [], memory }
    for (const file of wholes(uri)) {
      const found = hoverAt(file, uri, source.offsetAt(position), context)
      if (!found) continue
      const isMarkdown = client().textDocument?.hover?.contentFormat?.includes(MarkupKind.Markdown) === true
      const value = (isMarkdown ? markdownOf : plainOf)(found.blocks, uri, translate)
      const { start, end } = found.span
      return { contents: { kind: isMarkdown ? MarkupKind.Markdown : MarkupKind.PlainText, value }, range: rangeOf({ source, start, end }) }
    }
    return null
  })
}
