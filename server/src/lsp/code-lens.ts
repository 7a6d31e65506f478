/** The code lenses: addresses of a subnet, the files of partners, and "Explain a client" at every place of a file that speaks of clients. */
import type { CodeLens, ServerCapabilities } from 'vscode-languageserver'
import { CodeLensRefreshRequest } from 'vscode-languageserver'
import { URI } from 'vscode-uri'
import type { ConfigFile } from '../config/config-file'
import type { Span } from '../config/source'
import type { Deployment } from '../deployment/deployment'
import type { SubnetMemory } from '../language/address-book'
import { subnetLens, subnetPlaces } from '../language/lenses/address-lens'
import { placesToExplain } from '../language/lenses/explain-lens'
import { partnerPlaces } from '../language/lenses/partner-lens'
import type { LintResult } from '../lint/run'
import { say } from '../text/text'
import type { Translate } from '../text/text'
import type { Session } from './session'
import { rangeOf } from '../language/range'

export const explainCommand = 'kea.explain'
export const openFileCommand = 'kea.openFile'

export function codeLensCapabilities(): ServerCapabilities {
  return { codeLensProvider: { resolveProvider: true } }
}

export function answerCodeLens({ connection, commands, settings, wholes, checked, release, translate }: Session): void {
  const memory: SubnetMemory = new WeakMap()

  connection.onCodeLens(({ textDocument: { uri } }) => {
    const { addressLens, partnerLens, explainLens } = settings(uri)
    const files = wholes(uri)
    const deployments = checked()?.grouping?.deployments ?? []
    return [
      ...(addressLens ? addressLenses(uri, files) : []),
      ...(partnerLens && commands().includes(openFileCommand) ? partnerLenses(uri, files, deployments, translate) : []),
      ...(explainLens && commands().includes(explainCommand) ? explainLenses(uri, files, translate(say`Explain a client`)) : []),
    ]
  })

  // Asked for the lenses in view only: counting the reservations of every subnet would be felt.
  connection.onCodeLensResolve((lens) => {
    const uri: unknown = lens.data
    if (typeof uri !== 'string') return lens
    for (const file of wholes(uri)) {
      const place = subnetPlaces(file, uri).find(({ at }) => isAt(at, lens))
      const text = place && subnetLens(file, place.node, release(uri), memory)
      // Without a command it is a text that nobody can press.
      if (text) return { ...lens, command: { title: translate(text), command: '' } }
    }
    return { ...lens, command: { title: '', command: '' } }
  })
}

function isAt({ source, start }: Span, { range }: CodeLens): boolean {
  const { line, character } = source.positionAt(start)
  return line === range.start.line && character === range.start.character
}

/** After the settings were read anew. */
export function refreshCodeLens({ client, connection }: Session): void {
  if (client().workspace?.codeLens?.refreshSupport === true) void connection.sendRequest(CodeLensRefreshRequest.type)
}

/** After a check: the lenses of partners are others where servers found each other, or parted. */
export function refreshPartnerLenses(session: Session, before: LintResult | undefined): void {
  const { commands, checked } = session
  if (commands().includes(openFileCommand) && partnersOf(before) !== partnersOf(checked())) refreshCodeLens(session)
}

function partnersOf(result: LintResult | undefined): string {
  const deployments = result?.grouping?.deployments ?? []
  return JSON.stringify(deployments.map(({ servers }) => servers.map(({ file, relationship }) => [file.uri, relationship.thisServerName?.value])))
}

/** Their text comes when they are looked at. A file that both servers include is read twice. */
function addressLenses(uri: string, files: readonly ConfigFile[]): CodeLens[] {
  return onceEach(files.flatMap((file) => subnetPlaces(file, uri)), ({ at }) => [{ range: rangeOf(at), data: uri }])
}

function partnerLenses(uri: string, files: readonly ConfigFile[], deployments: readonly Deployment[], translate: Translate): CodeLens[] {
  return files.flatMap((file) => partnerPlaces(file, uri, deployments)).map(({ at, name, uri: theirs }) => ({
    range: rangeOf(at),
    command: { title: translate(say`Open the file of "${name}"`), command: openFileCommand, arguments: [theirs] },
  }))
}

/** `files`: those that the document is part of, itself or by an include. Only files on disk can be explained. */
export function explainLenses(uri: string, files: readonly ConfigFile[], title: string): CodeLens[] {
  const parsed = URI.parse(uri)
  if (parsed.scheme !== 'file') return []
  const file = parsed.fsPath
  return onceEach(files.flatMap((one) => placesToExplain(one, uri).map((at) => ({ at }))), ({ at }) => {
    const range = rangeOf(at)
    const command = { title, command: explainCommand, arguments: [{ file, line: range.start.line + 1, column: range.start.character + 1 }] }
    return [{ range, command }]
  })
}

function onceEach<P extends { readonly at: Span }>(places: readonly P[], lenses: (place: P) => CodeLens[]): CodeLens[] {
  const seen = new Set<number>()
  return places.flatMap((place) => {
    if (seen.has(place.at.start)) return []
    seen.add(place.at.start)
    return lenses(place)
  })
}
