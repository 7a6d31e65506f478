/** What is expected at the cursor: the fields of an option's data, the parameters of a function in an expression. */
import type { ParameterInformation, SignatureHelp, SignatureInformation } from 'vscode-languageserver-types'
import type { ConfigFile } from '../config/config-file'
import type { Release } from '../config/release'
import type { Source } from '../config/source'
import { booleanOf, stringOf } from '../config/tree'
import { lex } from '../expression/lex'
import type { Definition } from '../options/definition'
import { say } from '../text/text'
import type { Text, Translate } from '../text/text'
import { callAround, expressionPlace } from './completion/expression-values'
import type { Circumstances, Memory } from './completion/known'
import { definitionOf } from './completion/option-values'
import { mapOf, scopeAt, spotAt } from './completion/spot'
import type { Spot } from './completion/spot'
import { functionsIn } from './expression-words'
import { explanationOf, fieldAt, fieldsOf, typeText } from './option-fields'

export interface SignatureRequest {
  readonly source: Source
  readonly offset: number
  readonly wholes: readonly ConfigFile[]
  readonly release: Release
  readonly memory: Memory
  readonly translate: Translate
}

export function signatureHelp(request: SignatureRequest): SignatureHelp | undefined {
  for (const file of request.wholes) {
    const spot = spotAt(file, request.source, request.offset)
    if (!spot || spot.role !== 'value' || spot.word.form !== 'quoted' || spot.word.isBehind) continue
    const found = ofOption(spot, request) ?? ofFunction(spot, request)
    if (found) return found
  }
  return undefined
}

function ofOption(spot: Spot, { memory, release, translate }: SignatureRequest): SignatureHelp | undefined {
  const scope = scopeAt(spot)
  if (scope?.name !== 'option-data' || spot.key !== 'data' || !spot.file) return undefined
  const around: Circumstances = { release, own: memory.of(spot.file), others: [] }
  const [entry, ...outer] = spot.levels.filter((one) => one.kind === '{').flatMap((one) => mapOf(one) ?? [])
  if (booleanOf(entry, 'csv-format')?.value === false) return signature(stringOf(entry, 'name')?.value ?? '', [{ label: translate(typeText('binary')), about: explanationOf('binary') }], 0, undefined, translate, ' ')
  const definition = definitionOf(entry, around, outer)
  if (!definition) return undefined
  const before = decoded(spot.word.typed)
  const form = formOf(definition)
  if (form) return signature(definition.name, form, partAt(definition, before), undefined, translate, definition.code === 121 ? ' - ' : ', ')
  const fields = fieldsOf(definition)
  if (fields.length === 0) return signature(definition.name, [], undefined, say`This option has no data.`, translate, ', ')
  const parts = fields.map(({ type, repeats }) => ({ label: repeats ? `${translate(typeText(type))}, …` : translate(typeText(type)), about: explanationOf(type) }))
  return signature(definition.name, parts, fieldAt(definition, before), undefined, translate, ', ')
}

interface Part {
  readonly label: string
  readonly about: Text | undefined
}

/** Options that Kea reads in a form of their own (RFC 3442, RFC 9463). */
function formOf({ type, space, code }: Definition): Part[] | undefined {
  if (type !== 'internal') return undefined
  if (space === 'dhcp4' && code === 121) return [{ label: 'SUBNET/LENGTH', about: say`The network that the route leads to. Routes have commas between them.` }, { label: 'ROUTER', about: say`The address of the router.` }]
  const isV4 = space === 'dhcp4' && code === 162
  if (!isV4 && !(space === 'dhcp6' && code === 144)) return undefined
  return [
    { label: 'PRIORITY', about: isV4 ? say`A number from 0 to 65535; several resolvers have | between them.` : say`A number from 0 to 65535.` },
    { label: 'NAME', about: say`The domain name of the resolver.` },
    { label: 'ADDRESSES', about: say`Addresses of the resolver, with blanks between them.` },
    { label: 'KEY=VALUE', about: say`Parameters of the service with blanks between them: alpn, port, dohpath.` },
  ]
}

function partAt({ code }: Definition, before: string): number {
  if (code === 121) return before.slice(before.lastIndexOf(',') + 1).includes('-') ? 1 : 0
  return before.slice(before.lastIndexOf('|') + 1).split(',').length - 1
}

/** A text as JSON has it, as far as it is written. */
function decoded(raw: string): string {
  return raw.replace(/\\(["\\/])/g, '$1')
}

function ofFunction(spot: Spot, { release, translate }: SignatureRequest): SignatureHelp | undefined {
  if (!expressionPlace(scopeAt(spot), spot.key)) return undefined
  const call = callBefore(decoded(spot.word.typed), release)
  const known = call && functionsIn(release).find((one) => one.name === call.name)
  if (!known) return undefined
  const parts = known.parameters.map(({ name, about }) => ({ label: name, about }))
  return signature(known.name, parts, call.at, known.about, translate, ', ', ['(', ')'])
}

/** The call that the end of the text is in; inside of single quotes too. */
function callBefore(text: string, release: Release): ReturnType<typeof callAround> {
  const isInQuotes = text.split("'").length % 2 === 0
  const tokens = lex(isInQuotes ? `${text}'` : text, release).filter((one) => one.kind !== 'end' && one.kind !== 'fault')
  return callAround(tokens)
}

function signature(name: string, parts: readonly Part[], at: number | undefined, about: Text | undefined, translate: Translate, between: string, brackets: readonly [string, string] = [': ', '']): SignatureHelp {
  const parameters: ParameterInformation[] = []
  let label = name + (parts.length > 0 || brackets[1] !== '' ? brackets[0] : '')
  for (const [index, part] of parts.entries()) {
    if (index > 0) label += between
    parameters.push({ label: [label.length, label.length + part.label.length], ...(part.about && { documentation: translate(part.about) }) })
    label += part.label
  }
  const information: SignatureInformation = { label: label + brackets[1], parameters, ...(about && { documentation: translate(about) }) }
  // Behind the last one nothing is expected: editors mark nothing then.
  return { signatures: [information], activeSignature: 0, activeParameter: at !== undefined && at < parts.length ? at : parts.length }
}

