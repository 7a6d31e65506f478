/** A test the other way round: what a client must send so that it is met. What cannot be solved is left to chance and to the check that follows. */
import { conversions } from '../expression/syntax'
import type { BooleanExpression, OptionAccess, StringExpression } from '../expression/syntax'
import { option } from '../dhcp/packet/codes'
import { compileString, EvaluationFault } from '../expression/compile'
import type { Subject } from '../expression/subject'
import { parseAddress } from '../net/ipv4'
import type { Definition } from '../options/definition'
import { fixedSize } from '../options/sizes'
import { withNeed, without, wholeOf } from './draft'
import type { Draft, Need, Pattern } from './draft'

/** What a test refers to. */
export interface TestWorld {
  /** Drafts of clients that are in a class, or not. */
  inClass(name: string, wanted: boolean, draft: Draft): Iterable<Draft>
  definition(code: number): Definition | undefined
}

/** Drafts that go on from one, the likeliest first; none where the test contradicts what is needed already. */
export function* solveTest(test: BooleanExpression, wanted: boolean, draft: Draft, world: TestWorld): Generator<Draft> {
  switch (test.kind) {
    case 'not':
      yield* solveTest(test.operand, !wanted, draft, world)
      return
    case 'and':
    case 'or': {
      const both = (test.kind === 'and') === wanted
      if (both) for (const one of solveTest(test.left, wanted, draft, world)) yield* solveTest(test.right, wanted, one, world)
      else {
        yield* solveTest(test.left, wanted, draft, world)
        yield* solveTest(test.right, wanted, draft, world)
      }
      return
    }
    case 'equal':
      yield* solveEqual(test.left, test.right, wanted, draft, world)
      return
    case 'member':
      yield* world.inClass(test.name, wanted, draft)
      return
    case 'match': {
      const sample = wanted ? sampleOf(test.pattern) : undefined
      yield* sample === undefined ? [draft] : solveValue(test.operand, wholeOf(sample), draft, world)
      return
    }
    case 'option-exists':
      yield* solveExists(test.option, wanted, draft, world)
  }
}

function* solveEqual(left: StringExpression, right: StringExpression, wanted: boolean, draft: Draft, world: TestWorld): Generator<Draft> {
  const [value, other] = isConstant(right) ? [constant(right), left] : isConstant(left) ? [constant(left), right] : [undefined, left]
  if (value === undefined) yield draft
  else if (wanted) yield* solveValue(other, wholeOf(value), draft, world)
  else {
    // Without the option there is nothing, which differs from any value but nothing itself.
    if (value !== '') yield draft
    yield* solveValue(other, wholeOf(value === 'x' ? 'y' : 'x'), draft, world)
  }
}

/** What makes a text have the pattern. */
export function* solveValue(text: StringExpression, pattern: Pattern, draft: Draft, world: TestWorld): Generator<Draft> {
  const needed = (need: Need): Draft[] => {
    const next = withNeed(draft, need, pattern)
    return next ? [next] : []
  }
  const whole = wholeText(pattern)
  switch (text.kind) {
    case 'option':
      yield* solveOption(text.option, text.form, pattern, draft, world)
      return
    case 'field':
      if (text.field === 'mac') yield* needed('mac')
      else if (text.field === 'giaddr') yield* needed('giaddr')
      else yield draft
      return
    case 'vendor-class-data':
      yield* text.index === 0 ? needed(`vendor-class ${text.enterprise ?? anyEnterprise}`) : [draft]
      return
    case 'vendor-enterprise':
    case 'vendor-class-enterprise': {
      const enterprise = whole?.length === 4 ? Buffer.from(whole, 'latin1').readUInt32BE() : anyEnterprise
      const next = withNeed(draft, text.kind === 'vendor-enterprise' ? `vendor ${enterprise} 1` : `vendor-class ${enterprise}`, { octets: [0x78], isWhole: false })
      yield* next ? [next] : []
      return
    }
    case 'substring': {
      const inner = around(pattern, text.from, text.length)
      if (inner) yield* solveValue(text.operand, inner, draft, world)
      return
    }
    case 'split': {
      const delimiter = isConstant(text.delimiters) ? constant(text.delimiters).slice(0, 1) : ''
      if (whole !== undefined && text.field >= 1) yield* solveValue(text.operand, wholeOf(`x${delimiter}`.repeat(text.field - 1) + whole), draft, world)
      return
    }
    case 'concat':
      yield* solveConcat(text.left, text.right, whole, draft, world)
      return
    case 'ifelse':
      for (const one of solveTest(text.test, true, draft, world)) yield* solveValue(text.then, pattern, one, world)
      for (const one of solveTest(text.test, false, draft, world)) yield* solveValue(text.otherwise, pattern, one, world)
      return
    case 'hexstring': {
      const octets = unhexed(pattern, isConstant(text.separator) ? constant(text.separator) : '')
      if (octets) yield* solveValue(text.operand, octets, draft, world)
      return
    }
    case 'convert': {
      const before = whole === undefined ? undefined : unconverted(text.to, whole)
      if (before !== undefined) yield* solveValue(text.operand, wholeOf(before), draft, world)
      return
    }
    case 'literal':
      if (whole === undefined || whole === text.value) yield draft
      return
    case 'relay6-address':
  }
}

const anyEnterprise = 4491

function* solveOption(access: OptionAccess, form: 'text' | 'hex', pattern: Pattern, draft: Draft, world: TestWorld): Generator<Draft> {
  const need = needOf(access)
  if (!need) return
  const definition = access.of === 'packet' && access.sub === undefined ? world.definition(access.code) : undefined
  // Of options that are no texts, the text is a description with the value in it.
  if (form === 'text' && definition && definition.type !== 'string') {
    yield draft
    return
  }
  const next = pattern.octets.length === 0 && pattern.isWhole ? without(draft, need) : withNeed(draft, need, pattern)
  if (next) yield next
}

function* solveExists(access: OptionAccess, wanted: boolean, draft: Draft, world: TestWorld): Generator<Draft> {
  if (wanted && access.of === 'packet' && access.sub === undefined && alwaysThere.includes(access.code)) {
    yield draft
    return
  }
  const need = access.of === 'vendor' && access.sub === undefined ? (`vendor ${access.enterprise ?? anyEnterprise} 1` as const) : needOf(access)
  if (!need) return
  const next = wanted ? withNeed(draft, need, { octets: likely(access.of === 'packet' && access.sub === undefined ? world.definition(access.code) : undefined), isWhole: false }) : without(draft, need)
  if (next) yield next
}

/** What a plain client sends anyway. */
const alwaysThere: readonly number[] = [option.messageType, option.parameterRequestList]

function needOf(access: OptionAccess): Need | undefined {
  switch (access.of) {
    case 'packet':
      return access.sub === undefined ? `option ${access.code}` : `sub ${access.code} ${access.sub}`
    case 'vendor':
      return access.sub === undefined ? undefined : `vendor ${access.enterprise ?? anyEnterprise} ${access.sub}`
    case 'vendor-class':
      return `vendor-class ${access.enterprise ?? anyEnterprise}`
    case 'relay6':
      return undefined
  }
}

/** Four octets of the enterprise and a length (RFC 3925). */
const ofEnterprise: readonly number[] = [option.vendorIdentifyingClass, option.vendorIdentifyingOptions]

/** As many octets as the definition asks for at least, so that the server does not drop the message for its form. */
function likely(definition: Definition | undefined): (number | undefined)[] {
  if (definition?.space === 'dhcp4' && ofEnterprise.includes(definition.code)) return [0, 0, 0, 0, 0]
  const size = definition?.type === 'record' ? definition.fields.reduce((sum, field) => sum + (fixedSize(field) ?? 0), 0) : definition && fixedSize(definition.type)
  return size === undefined || size === 0 ? [undefined] : Array.from({ length: size }, () => 0)
}

/** What stands around a part of it. */
function around(pattern: Pattern, from: number, length: number | 'all'): Pattern | undefined {
  const count = pattern.octets.length
  if (count === 0) return undefined
  if (length !== 'all' && (length < 0 || length < count)) return undefined
  if (from < 0) return count <= -from ? { octets: [...pattern.octets, ...Array.from({ length: length === 'all' ? 0 : -from - count }, () => undefined)], isWhole: true } : undefined
  const octets = [...Array.from({ length: from }, () => undefined), ...pattern.octets]
  // A part that is shorter than what is cut out ends where the whole ends.
  return { octets, isWhole: pattern.isWhole && (length === 'all' || length > count) }
}

function* solveConcat(left: StringExpression, right: StringExpression, whole: string | undefined, draft: Draft, world: TestWorld): Generator<Draft> {
  if (whole === undefined) return
  if (isConstant(left)) {
    const head = constant(left)
    if (whole.startsWith(head)) yield* solveValue(right, wholeOf(whole.slice(head.length)), draft, world)
  } else if (isConstant(right)) {
    const tail = constant(right)
    if (whole.endsWith(tail)) yield* solveValue(left, wholeOf(whole.slice(0, whole.length - tail.length)), draft, world)
  } else for (const one of solveValue(left, wholeOf(whole), draft, world)) yield* solveValue(right, wholeOf(''), one, world)
}

function wholeText({ octets, isWhole }: Pattern): string | undefined {
  return isWhole && octets.every((octet) => octet !== undefined) ? String.fromCharCode(...octets) : undefined
}

/** The octets whose digits a text begins with, or is; half an octet is filled up. */
function unhexed({ octets, isWhole }: Pattern, separator: string): Pattern | undefined {
  if (!octets.every((octet) => octet !== undefined)) return undefined
  const text = String.fromCharCode(...octets)
  const digits = separator === '' ? text : text.split(separator).join('')
  if (!/^[0-9a-f]*$/.test(digits) || (isWhole && digits.length % 2 !== 0)) return undefined
  return { octets: [...Buffer.from(digits.length % 2 === 0 ? digits : `${digits}0`, 'hex')], isWhole }
}

function unconverted(to: (typeof conversions)[number], text: string): string | undefined {
  if (to === 'lcase' || to === 'ucase') return text
  if (to === 'addrtotext') {
    const address = parseAddress(text)
    return address === undefined ? undefined : integer(address, 4)
  }
  const bits = Number(/\d+/.exec(to)?.[0])
  return /^-?\d+$/.test(text) && Number.isSafeInteger(Number(text)) ? integer(Number(text), bits / 8) : undefined
}

function integer(value: number, size: number): string {
  const octets = Buffer.alloc(8)
  octets.writeBigInt64BE(BigInt(value))
  return octets.subarray(8 - size).toString('latin1')
}

function isConstant(text: StringExpression): boolean {
  switch (text.kind) {
    case 'literal':
      return true
    case 'concat':
      return isConstant(text.left) && isConstant(text.right)
    case 'substring':
    case 'convert':
      return isConstant(text.operand)
    default:
      return false
  }
}

function constant(text: StringExpression): string {
  try {
    return compileString(text)(nobody)
  } catch (error) {
    if (error instanceof EvaluationFault) return ''
    throw error
  }
}

/** A text that the pattern matches, for patterns of the usual kind; undefined where none is at hand. */
function sampleOf(pattern: string): string | undefined {
  const simple = pattern
    .replace(/^\^|\$$/g, '')
    .replace(/\(\?:|\(/g, '(')
    .replace(/\(([^()|]*)(\|[^()]*)?\)/g, '$1')
    .replace(/\\d(\{(\d+)[^}]*\}|[+*])?/g, (_, __, count: string | undefined) => '1'.repeat(Number(count ?? 1)))
    .replace(/\[\^?(.)[^\]]*\](\{(\d+)[^}]*\}|[+*])?/g, (_, first: string, __, count: string | undefined) => first.repeat(Number(count ?? 1)))
    .replace(/\.[*?]/g, '')
    .replace(/(?<!\\)\.\+?/g, 'x')
    .replace(/\|.*$/, '')
    .replace(/\\(.)/g, '$1')
  return new RegExp(`^(?:${pattern})$`, 's').test(simple) ? simple : undefined
}

/** Constants look at no packet. */
const nobody: Subject = {
  iface: '', source: 0, destination: 0, length: 0, mac: '', htype: 0, hlen: 0, ciaddr: 0, giaddr: 0, yiaddr: 0, siaddr: 0, messageType: 0, transactionId: 0,
  option: () => undefined,
  optionText: () => undefined,
  subOption: () => undefined,
  subOptionText: () => undefined,
  vendors: [],
  vendorOption: () => undefined,
  vendorOptionText: () => undefined,
  vendorClassData: () => undefined,
  vendorClasses: [],
  isMember: () => false,
}
