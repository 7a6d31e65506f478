/** Options and sub-options of libdhcp_flex_option.so are looked up when the library is loaded. */
import type { ConfigFile } from '../../../config/config-file'
import { isFilledIn } from '../../../config/placeholder'
import { hookLoad } from '../../../config/release'
import { booleanOf, member, numberOf, objectsIn, stringOf, valueOf } from '../../../config/tree'
import type { ObjectNode } from '../../../config/tree'
import { nearest } from '../../../config/nearest'
import type { Definition, Definitions } from '../../../options/definition'
import { standardOptions } from '../../../options/standard'
import { related } from '../../compare'
import { hooksCalled } from '../../hook-libraries'
import type { FileRule, Finding, Place } from '../../rule'
import { surroundingsOf } from '../../scopes'
import { say } from '../../../text/text'
import { drafted, remove } from '../../drafted'

export const flexOptionUnknown: FileRule = {
  id: 'flex-option-unknown',
  scope: 'file',
  severity: 'error',
  summary: 'libdhcp_flex_option.so is given options and sub-options that are defined.',
  why: 'The library does not load, and the server does not start.',
  manual: 'hooks.html#hooks-flex-option',

  check(file, report, { release }) {
    const entries = hooksCalled(file, 'libdhcp_flex_option.so').flatMap(({ parameters }) => objectsIn(parameters, 'options'))
    const around = surroundingsOf(file, release)
    if (entries.length === 0 || around?.family !== 4) return
    const lookUp: LookUp = {
      definitions: around.definitions(),
      names: (space) => [...standardOptions, ...around.ownDefinitions()].filter((one) => one.space === space).map((one) => one.name),
      isWhole: isDefinitionListWhole(file),
      report: (at, finding) => report(at, { ...finding, refusedAt: hookLoad(release) }),
    }
    const seen = new Map<string, ObjectNode>()
    for (const entry of entries) checkOption(entry, lookUp, seen)
  },
}

interface LookUp {
  readonly definitions: Definitions
  readonly names: (space: string) => string[]
  /** Whether every option-def of the file could be read. */
  readonly isWhole: boolean
  readonly report: (at: Place, finding: Finding) => void
}

const noStart = say`The server does not start.`

function checkOption(entry: ObjectNode, lookUp: LookUp, seen: Map<string, ObjectNode>): void {
  const space = stringOf(entry, 'space')?.value ?? 'dhcp4'
  if (isBadSpace(entry, lookUp) || isReserved(entry, space, lookUp)) return
  const definition = checkDefined(entry, space, 'option', lookUp)
  const code = definition?.code ?? numberOf(entry, 'code')?.value
  for (const one of objectsIn(entry, 'sub-options')) checkSubOption(one, entry, definition, code, lookUp, seen)
}

function checkSubOption(one: ObjectNode, entry: ObjectNode, container: Definition | undefined, code: number | undefined, lookUp: LookUp, seen: Map<string, ObjectNode>): void {
  if (isBadSpace(one, lookUp)) return
  const given = member(one, 'space')
  const space = given ? stringOf(one, 'space')?.value : container?.encapsulates
  if (!given && (space === undefined || space === '')) {
    if (!lookUp.isWhole || code === undefined) return
    lookUp.report(stringOf(one, 'name') ?? valueOf(one, 'code') ?? { opening: one }, {
      message: container ? say`${container.name} (${code}) has no space of sub-options.` : say`Option ${code} is not defined, so that the space of its sub-options is not known.`,
      help: say`${noStart} Give the sub-option's "space", or define the option with one.`,
      related: [related(entry, say`the option`)],
    })
    return
  }
  if (space === undefined) return
  const sub = checkDefined(one, space, 'sub-option', lookUp)?.code ?? numberOf(one, 'code')?.value
  if (sub === undefined || code === undefined) return
  const key = `${code} ${sub}`
  const first = seen.get(key)
  if (!first) seen.set(key, one)
  else lookUp.report(stringOf(one, 'name') ?? valueOf(one, 'code') ?? one, { message: say`Sub-option ${sub} of option ${code} is given twice.`, help: say`${noStart} A sub-option has one entry, over all options of the list.`, related: [related(first, say`given here first`)] })
}

/** What the entry stands for; undefined where it is not defined or that cannot be told. */
function checkDefined(entry: ObjectNode, space: string, kind: 'option' | 'sub-option', { definitions, names, isWhole, report }: LookUp): Definition | undefined {
  const name = stringOf(entry, 'name')
  const code = numberOf(entry, 'code')
  const isSure = isWhole && !isFilledIn(space) && !(kind === 'option' && space.startsWith('vendor-'))
  if (name) {
    if (name.value === '' || isFilledIn(name.value)) return undefined
    const found = definitions.byName(space, name.value)
    if (!found) {
      const [near] = nearest(name.value, names(space))
      if (isSure) report(name, { message: say`There is no ${kind} "${name.value}" in ${space}.`, help: say`${noStart} ${near !== undefined ? say`Did you mean "${near}"?` : say`Use one of Kea's names, or define it with option-def.`}`, fixes: () => nearest(name.value, names(space)).flatMap((one) => drafted(say`Change it to "${one}"`, (draft) => draft.replaceValue(name, one))) })
    } else if (code && code.value !== found.code) {
      report(code, { message: say`"${name.value}" has the code ${found.code}, not ${code.value}.`, help: say`${noStart} Give the name or the code alone.`, related: [related(name, say`the name`)], fixes: () => [...drafted(say`Change it to ${found.code}`, (draft) => draft.replaceValue(code, found.code)), ...drafted(say`Take the code out`, (draft) => remove(draft, entry, 'code'))] })
    }
    return found
  }
  const found = code && definitions.byCode(space, code.value)
  const csv = booleanOf(entry, 'csv-format')
  if (code && !found && csv?.value === true && isSure && code.value <= 255 && !(space === 'dhcp4' && valueOf(entry, 'sub-options'))) {
    report(code, { message: say`${kind === 'option' ? say`Option` : say`Sub-option`} ${code.value} is not defined in ${space}, and csv-format asks how its data is written.`, help: say`${noStart} Define it with option-def, or give its bytes with "csv-format": false.`, related: [related(csv, say`csv-format`)] })
  }
  return found
}

function isBadSpace(entry: ObjectNode, { report }: LookUp): boolean {
  const space = stringOf(entry, 'space')
  if (!space || space.value === '' || isFilledIn(space.value)) return false
  const isBad = !/^[A-Za-z0-9]([\w-]*[A-Za-z0-9])?$/.test(space.value)
  if (isBad) report(space, { message: say`"${space.value}" cannot be the name of an option space.`, help: say`${noStart} Such names have letters, digits, - and _, and begin and end with a letter or digit.` })
  return isBad
}

function isReserved(entry: ObjectNode, space: string, { report }: LookUp): boolean {
  const code = numberOf(entry, 'code')
  if (space !== 'dhcp4' || (code?.value !== 0 && code?.value !== 255)) return false
  report(code, { message: say`Option ${code.value} is ${code.value === 0 ? 'PAD' : 'END'}, and no option of its own.`, help: say`${noStart} Options of ${space} have codes from 1 to 254.` })
  return true
}

function isDefinitionListWhole(file: ConfigFile): boolean {
  const list = valueOf(file.body, 'option-def')
  return file.body?.incomplete !== true && (list === undefined || (list.kind === 'array' && list.incomplete !== true))
}
