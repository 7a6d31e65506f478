/** Completion as an editor asks for it. */
import { InsertTextMode, MarkupKind } from 'vscode-languageserver'
import type { ClientCapabilities, CompletionItem, ServerCapabilities } from 'vscode-languageserver'
import type { Release } from '../config/release'
import { Source } from '../config/source'
import { complete } from '../language/completion/completion'
import { documentationOf } from '../language/completion/documentation'
import type { Abilities } from '../language/completion/edit'
import { createMemory } from '../language/completion/known'
import type { About } from '../language/completion/proposal'
import type { Session } from './session'

/** What an item is told with, and gets back when it is looked at. */
interface Described {
  readonly about: About
  readonly release: Release
}

export const suggestCommand = 'editor.action.triggerSuggest'

/** A quote asks for names, a colon for values; the others stand in expressions. */
const triggers = ['"', ':', "'", '[', '.']

export function completionCapabilities(): ServerCapabilities {
  return { completionProvider: { triggerCharacters: triggers, resolveProvider: true } }
}

export function answerCompletion({ connection, documents, client, commands, settings, release, translate, wholes }: Session): void {
  const memory = createMemory()
  connection.onCompletion(({ textDocument: { uri }, position, context }) => {
    const text = documents.text(uri)
    if (text === undefined) return null
    const files = wholes(uri)
    const source = documents.file(uri)?.source ?? new Source(uri, text)
    const list = complete({
      source,
      offset: source.offsetAt(position),
      wholes: files,
      files: documents.files(),
      release: release(uri),
      can: abilitiesOf(client(), settings(uri).completionSnippets, commands()),
      trigger: context?.triggerCharacter,
      memory,
      translate,
    })
    return { ...list, items: list.items.map((item) => (item.data === undefined ? item : { ...item, data: { about: item.data as About, release: release(uri) } satisfies Described })) }
  })
  connection.onCompletionResolve((item) => described(item, client(), translate))
}

export function abilitiesOf(client: ClientCapabilities, wantsSnippets: boolean, commands: readonly string[]): Abilities {
  const item = client.textDocument?.completion?.completionItem
  return {
    snippets: wantsSnippets && item?.snippetSupport === true,
    insertReplace: item?.insertReplaceSupport === true,
    tags: item?.tagSupport !== undefined,
    adjustsIndentation: item?.insertTextModeSupport?.valueSet.includes(InsertTextMode.adjustIndentation) === true,
    suggestCommand: commands.includes(suggestCommand) ? suggestCommand : undefined,
  }
}

function described(item: CompletionItem, client: ClientCapabilities, translate: Session['translate']): CompletionItem {
  const data = item.data as Described | undefined
  if (data === undefined) return item
  const paragraphs = documentationOf(data.about, data.release).map(translate)
  if (paragraphs.length === 0) return item
  const isMarkdown = client.textDocument?.completion?.completionItem?.documentationFormat?.includes(MarkupKind.Markdown) === true
  const value = isMarkdown ? paragraphs.join('\n\n') : paragraphs.join('\n').replaceAll('`', '').replace(/\[([^\]]*)\]\((https:[^)]*)\)/g, '$1: $2')
  return { ...item, documentation: { kind: isMarkdown ? MarkupKind.Markdown : MarkupKind.PlainText, value } }
}
