/** Tests of classes and expressions of hooks are in Kea's expression language. */
import { expressionFixes } from './expression-fixes'
import type { Release } from '../../../config/release'
import { expressionsIn } from '../../expressions'
import type { ExpressionOfFile } from '../../expressions'
import { nearest } from '../../../config/nearest'
import { knownWords } from '../../../expression/lex'
import type { ScopeRule } from '../../rule'
import { say } from '../../../text/text'
import type { Text } from '../../../text/text'

export const expressionInvalid: ScopeRule = {
  id: 'expression-invalid',
  scope: 'scope',
  kinds: ['global', 'subnet'],
  severity: 'error',
  summary: 'Every expression can be read by Kea.',
  why: 'Kea refuses the file: one slip in one test keeps the whole server from starting.',
  manual: 'classify.html#classification-using-expressions',

  check(scope, report) {
    for (const { text, parsed, refusedAt, ...one } of expressionsIn(scope)) {
      if (parsed.ok || parsed.of !== 'syntax') continue
      report(
        { text, from: parsed.start, to: parsed.end },
        { message: say`The expression cannot be read: ${parsed.message}.`, help: helpFor(text.value, String(parsed.message), one, scope.around.release), refusedAt, fixes: () => expressionFixes(text, parsed, one.reads, knownWords(scope.around.release)) },
      )
    }
  },
}

function helpFor(text: string, said: string, { wanted }: Pick<ExpressionOfFile, 'wanted'>, release: Release): Text {
  const word = /^(\S+) is no word of the language$/.exec(said)?.[1]
  const near = word === undefined ? undefined : nearest(word, knownWords(release))[0]
  if (near !== undefined) return say`Did you mean ${near}?`
  if (said.includes('single quotes')) return say`Write 'text'. The double quotes are those of the configuration around the expression.`
  if (said.includes('operator')) return say`Compare with ==, and turn a test around by not; and and or join tests.`
  if (said.includes('no IP address') && /[0-9a-fA-F]{2}:[0-9a-fA-F]{2}:/.test(text)) return say`Write a hardware address as 0x and its digits without colons, such as pkt4.mac == 0x010203040506.`
  if (said.includes('text alone')) return say`A test is true or false: say what the text is compared with, or ask for .exists.`
  return wanted === 'boolean'
    ? say`A test compares texts with ==, or asks member('…') or .exists; not, and, or and ( ) join tests.`
    : say`A text is wanted here: an option's .hex or .text, a field of the packet, 'text', 0x…, or a function such as concat() or substring().`
}
