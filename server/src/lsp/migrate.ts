/** The request for a migration: the changes of the whole workspace as one edit, each with a note that the editor asks about. */
import type { AnnotatedTextEdit, ChangeAnnotation, DeleteFile, TextDocumentEdit, WorkspaceEdit } from 'vscode-languageserver'
import { isRelease } from '../config/release'
import type { Source, Span } from '../config/source'
import { filesAfter, newFindings } from '../language/migrate/after'
import { migrate } from '../language/migrate/migrate'
import type { Migration } from '../language/migrate/migrate'
import { say } from '../text/text'
import type { Text } from '../text/text'
import { migrateRequest } from './messages'
import type { MigrateDecision, MigrateParams, MigrateResult } from './messages'
import type { Session } from './session'
import { lspEdit } from '../language/range'

export function answerMigrate(session: Session): void {
  session.connection.onRequest(migrateRequest, ({ to }: MigrateParams): MigrateResult => {
    const from = session.release()
    if (!isRelease(to)) throw new Error(`${String(to)} is no release of Kea that files can be checked for.`)
    const { documents, translate } = session
    const files = documents.files()
    const options = session.options()
    const migration = migrate(files, from, to, options.deployment)
    const place = ({ source, start }: Span, message: Text): MigrateDecision => ({ uri: source.uri, line: source.positionAt(start).line + 1, message: translate(message) })
    const after = filesAfter(files, migration, documents.environment(files[0]?.uri ?? ''))
    const moved = (decision: MigrateDecision, { source, start }: Span): MigrateDecision => ({ ...decision, line: decision.line + linesBefore(migration, source, start) })
    return {
      from,
      edit: workspaceEdit(session, migration),
      files: migration.edits.size,
      needless: migration.needless.map(({ uri }) => uri),
      done: doneIn(migration, session),
      decisions: [
        ...migration.decisions.map(({ at, message }) => moved(place(at, message), at)),
        ...newFindings(files, after, from, to, options).map(({ at, message, help }) => place(at, say`${message} ${help}`)),
      ],
    }
  })
}

/** By how many lines what is changed before a place moves it. */
function linesBefore({ edits }: Migration, source: Source, offset: number): number {
  const count = (text: string): number => text.split('\n').length - 1
  return (edits.get(source.uri) ?? []).reduce((sum, { start, end, text }) => (end <= offset ? sum + count(text) - count(source.text.slice(start, end)) : sum), 0)
}

function doneIn({ edits }: Migration, { translate }: Session): MigrateResult['done'] {
  return [...edits].flatMap(([uri, list]) => {
    const counts = new Map<string, number>()
    for (const { about } of list) counts.set(labelOf(about, translate), (counts.get(labelOf(about, translate)) ?? 0) + 1)
    return [...counts].map(([what, count]) => ({ uri, what, count }))
  })
}

function labelOf(about: Text | undefined, translate: Session['translate']): string {
  return translate(about ?? say`changes`)
}

function workspaceEdit({ client, documents, translate }: Session, { edits, needless }: Migration): WorkspaceEdit {
  const support = client().workspace?.workspaceEdit
  const asksFirst = support?.changeAnnotationSupport !== undefined
  const changeAnnotations: Record<string, ChangeAnnotation> = {}
  const noted = (label: string, description?: string): { annotationId: string } => {
    changeAnnotations[label] = { label, needsConfirmation: true, ...(description !== undefined && { description }) }
    return { annotationId: label }
  }
  const inText = [...edits].map(([uri, list]): TextDocumentEdit => ({
    textDocument: { uri, version: documents.version(uri) ?? null },
    edits: list.map((one) => {
      const edit = lspEdit(one)
      return asksFirst ? ({ ...edit, ...noted(labelOf(one.about, translate)) } satisfies AnnotatedTextEdit) : edit
    }),
  }))
  if (support?.documentChanges !== true) return { changes: Object.fromEntries(inText.map(({ textDocument, edits: list }) => [textDocument.uri, list as AnnotatedTextEdit[]])) }
  const canDelete = support.resourceOperations?.includes('delete') === true
  const gone = canDelete
    ? needless.map(({ uri }): DeleteFile => ({
        kind: 'delete',
        uri,
        options: { ignoreIfNotExists: true },
        ...(asksFirst && noted(translate(say`Delete the control agent's file`), translate(say`The servers take commands over HTTP themselves.`))),
      }))
    : []
  return { documentChanges: [...inText, ...gone], ...(asksFirst && { changeAnnotations }) }
}
