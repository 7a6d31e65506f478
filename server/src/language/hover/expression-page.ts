/** What an expression of the file means, and the part of it under the cursor. */
import { showOctets } from '../../expression/explain'
import type { Names } from '../../expression/option-words'
import type { Expression, OptionAccess } from '../../expression/syntax'
import { partsOf } from '../../expression/walk'
import { wordsOf } from '../../expression/words'
import { expressionsIn } from '../../lint/expressions'
import type { Surroundings } from '../../lint/scopes'
import { capital, say } from '../../text/text'
import { classBlocks } from './class-page'
import { meaningBlocks } from './expression-meaning'
import { namesFor } from './names'
import { optionWords } from './option-page'
import { heading, sentence, verbatim } from './page'
import type { Block } from './page'
import { scopeAround } from './scope-of'
import { aroundOf, classesOf } from './subject'
import type { Subject, TextSubject } from './subject'

/** Empty for a text that is no expression, or one that cannot be read. */
export function expressionPage(subject: TextSubject): Block[] {
  const around = aroundOf(subject)
  const expression = around && expressionAt(subject, around)
  if (!around || !expression) return []
  const text = subject.value.value
  const names = namesFor(around)
  const part = subject.at === undefined ? undefined : partAt(expression, subject.at)
  return [...(part && part !== expression ? partBlocks(part, text, names, subject, around) : []), ...meaningBlocks(expression, text, names)]
}

function expressionAt(subject: TextSubject, around: Surroundings): Expression | undefined {
  const scope = scopeAround(subject.map, around)
  const all = scope?.kind === 'subnet' ? expressionsIn(scope) : classesOf(subject)?.expressions
  const found = all?.find((one) => one.text === subject.value)
  return found?.parsed.ok ? found.parsed.expression : undefined
}

/** The innermost part that says something of its own: what only joins others says less than the whole. */
function partAt(expression: Expression, at: number): Expression | undefined {
  let found: Expression | undefined
  for (const part of partsOf(expression)) if (part.start <= at && at <= part.end) found = part
  return found
}

function partBlocks(part: Expression, text: string, names: Names, subject: Subject, around: Surroundings): Block[] {
  const head = heading(text.slice(part.start, part.end))
  switch (part.kind) {
    case 'and':
    case 'or':
    case 'not':
      return []
    case 'literal':
      return part.value === '' || showOctets(part.value) === text.slice(part.start, part.end).toLowerCase() ? [] : [head, verbatim(showOctets(part.value))]
    case 'member':
      return [head, ...classBlocks(subject, part.name)]
    case 'option':
    case 'option-exists':
      return [head, sentence(say`${capital(wordsOf(part, text, names))}.`), ...optionBlocks(part.option, names, around)]
    default:
      return [head, sentence(say`${capital(wordsOf(part, text, names))}.`)]
  }
}

function optionBlocks(access: OptionAccess, names: Names, around: Surroundings): Block[] {
  if (access.of !== 'packet') return access.of === 'relay6' ? optionWords('dhcp6', access.code, around) : []
  const space = names.family === 4 ? 'dhcp4' : 'dhcp6'
  if (access.sub === undefined) return optionWords(space, access.code, around)
  const inner = around.definitions().byCode(space, access.code)?.encapsulates ?? ''
  return inner === '' ? [] : optionWords(inner, access.sub, around)
}
