/** A comparison of octets that no packet can make true: of different length, or of letters that do not occur. */
import { changePart } from '../../fix'
import { constantOf } from '../../../expression/constant'
import { includes, lengthsOf } from '../../../expression/lengths'
import type { Lengths } from '../../../expression/lengths'
import type { StringExpression } from '../../../expression/syntax'
import { partsOf } from '../../../expression/walk'
import { fixedSize } from '../../../options/sizes'
import { expressionsIn } from '../../expressions'
import { definitionOf, knownLengths } from '../../known-lengths'
import type { Finding, ScopeRule } from '../../rule'
import type { Surroundings } from '../../scopes'
import { asInteger, asOctets, octetsIn } from './octets-in-words'
import { say } from '../../../text/text'

export const comparisonNeverTrue: ScopeRule = {
  id: 'comparison-never-true',
  scope: 'scope',
  kinds: ['global', 'subnet'],
  severity: 'warning',
  summary: 'Both sides of a comparison can be the same octets.',
  why: 'Kea compares octets, not numbers: a value of another length never matches, and nobody is in the class.',
  manual: 'classify.html#classification-using-expressions',

  check(scope, report) {
    for (const { text, parsed } of expressionsIn(scope)) {
      if (!parsed.ok) continue
      for (const part of partsOf(parsed.expression)) {
        if (part.kind !== 'equal') continue
        const found = judge(part.left, part.right, text.value, scope.around)
        if (!found) continue
        const { meant, ...told } = found
        report({ text, from: part.start, to: part.end }, { ...told, ...(meant && { fixes: () => changePart({ text, from: meant.at.start, to: meant.at.end }, meant.text) }) })
      }
    }
  },
}

function judge(left: StringExpression, right: StringExpression, text: string, around: Surroundings): Judged | undefined {
  const values = [constantOf(left), constantOf(right)] as const
  if (values[0] !== undefined && values[1] !== undefined) return judgeConstants(values[0] === values[1])
  const [constant, value, other] = values[0] !== undefined ? [left, values[0], right] : [right, values[1], left]
  const known = knownLengths(around)
  const lengths = lengthsOf(other, known)
  const compared: Compared = { value: value ?? '', constant, shown: shownPart(constant, text), other, otherShown: shownPart(other, text), lengths }
  if (value === undefined) return overlap(lengthsOf(left, known), lengthsOf(right, known)) ? undefined : lengthsDiffer(compared, lengthsOf(constant, known))
  if (!includes(lengths, value.length)) return lengthsDiffer(compared, [[value.length, value.length]])
  return ofNumbers(compared, around) ?? ofLetters(compared) ?? ofDescription(compared, around) ?? ofShorterText(compared)
}

/** A finding, and what the constant would have to be. */
interface Judged extends Omit<Finding, 'fixes'> {
  readonly meant?: { readonly at: StringExpression; readonly text: string } | undefined
}

interface Compared {
  readonly value: string
  readonly constant: StringExpression
  readonly shown: string
  readonly other: StringExpression
  readonly otherShown: string
  readonly lengths: Lengths
}

function shownPart({ start, end }: StringExpression, text: string): string {
  return text.slice(start, end).trim()
}

function judgeConstants(isEqual: boolean): Finding {
  return isEqual
    ? { message: say`Both sides are the same text: this is always true.`, help: say`Kea evaluates it as it stands. member('ALL') says the same plainly.`, severity: 'info' }
    : { message: say`Both sides are fixed texts that differ: this is never true.`, help: say`Kea runs with it, and the comparison holds for no packet. Compare with an option or a field of the packet.` }
}

function overlap(one: Lengths, other: Lengths): boolean {
  return one.some(([from, to]) => other.some(([otherFrom, otherTo]) => from <= otherTo && otherFrom <= to))
}

function lengthsDiffer(compared: Compared, ofConstant: Lengths): Judged {
  const meant = suggestion(compared)
  return {
    message: say`${compared.otherShown} has ${octetsIn(compared.lengths)}, ${compared.shown} has ${octetsIn(ofConstant)}: they are never equal.`,
    help: say`Kea compares octet by octet, so nothing matches.${meant === undefined ? '' : say` Write ${meant}.`}`,
    meant: meantAs(compared, meant),
  }
}

/** The same number in as many octets as the other side has; hexadecimal digits that stand there as text. */
function suggestion({ value, shown, lengths }: Compared): string | undefined {
  const size = lengths.map(([from, to]) => (from === to ? from : 0)).find((one) => one > 0)
  if (size === undefined) return undefined
  const digits = /^'(?:0x)?((?:[0-9a-fA-F]{2}[:-]?)+)'$/.exec(shown)?.[1]?.replace(/[:-]/g, '')
  if (digits !== undefined && digits.length === 2 * size) return `0x${digits}`
  if (/^'/.test(shown) || lengths.length > 2) return undefined
  const number = asInteger(value)
  return number !== undefined && number < 256 ** size ? asOctets(number, size) : undefined
}

function meantAs({ constant }: Compared, text: string | undefined): Judged['meant'] {
  return text === undefined ? undefined : { at: constant, text: text.trim() }
}

/** A plain number has four octets; an option with a list of smaller ones rarely has as many, and never a part of one. */
function ofNumbers(compared: Compared, around: Surroundings): Judged | undefined {
  const { value, shown, other, otherShown } = compared
  if (other.kind !== 'option' || other.form !== 'hex' || value === '') return undefined
  const definition = definitionOf(other.option, around)
  const size = definition?.array === true ? fixedSize(definition.type) : undefined
  if (size === undefined || value.length === size) return undefined
  const number = asInteger(value)
  const fits = number !== undefined && number < 256 ** size
  const written = fits && size <= 4 ? asOctets(number, size) : undefined
  const told = written === undefined ? '' : say` Write ${written}.`
  const meant = meantAs(compared, written)
  const octets = octetsIn([[value.length, value.length]])
  if (value.length % size !== 0) return { message: say`${otherShown} is a list of values of ${octetsIn([[size, size]])}, and ${shown} has ${octets}: they are never equal.`, help: say`Kea compares octet by octet, so nothing matches.${told}`, meant }
  if (!fits || size > 2) return undefined
  return { message: say`${otherShown} holds values of ${octetsIn([[size, size]])}, and ${shown} has ${octets}.`, help: say`Kea compares octet by octet, so a client with this one value does not match: it would have to send zero before it.${told}`, meant }
}

/** What functions give is in small or capital letters only. */
function ofLetters(compared: Compared): Judged | undefined {
  const { value, shown, other, otherShown } = compared
  const small = other.kind === 'hexstring' ? /[A-F]/ : other.kind === 'convert' && other.to === 'lcase' ? /[A-Z]/ : undefined
  const isCapital = other.kind === 'convert' && other.to === 'ucase' && /[a-z]/.test(value)
  if (!isCapital && small?.test(value) !== true) return undefined
  if (other.kind === 'hexstring' && constantOf(other.separator) !== undefined && /[A-F]/.test(constantOf(other.separator) ?? '')) return undefined
  return {
    message: say`${otherShown} has ${isCapital ? say`no small letters` : say`no capital letters`}, and ${shown} has.`,
    help: say`Kea compares octet by octet, so nothing matches. Write ${isCapital ? shown.toUpperCase() : shown.toLowerCase()}.`,
    meant: meantAs(compared, isCapital ? shown.toUpperCase() : shown.toLowerCase()),
  }
}

/** `.text` is the text of an option only where it is defined as a string; of others Kea gives a description such as in its logs. */
function ofDescription({ value, shown, other, otherShown }: Compared, around: Surroundings): Judged | undefined {
  if (other.kind !== 'option' || other.form !== 'text' || value === '' || value.startsWith('type=')) return undefined
  const definition = definitionOf(other.option, around)
  if (!definition || definition.type === 'string') return undefined
  return {
    message: say`${otherShown} is a description that begins with "type=", never ${shown}.`,
    help: say`Option ${definition.name} is defined as ${definition.type}, and only strings have a text of their own. Compare .hex with the octets that clients send.`,
  }
}

/** A text that is shorter than what is cut out matches only where the option ends there. */
function ofShorterText({ value, shown, other, otherShown }: Compared): Judged | undefined {
  if (other.kind !== 'substring' || other.length === 'all' || value === '' || value.length >= other.length) return undefined
  return {
    message: say`${otherShown} takes ${other.length} octets, and ${shown} has ${value.length}.`,
    help: say`It matches only where the value ends behind these ${value.length}. Take ${value.length} octets if what begins so is meant.`,
    severity: 'info',
  }
}
