/** Findings that a comment of the file hides: `# kea-lint-disable-next-line RULE -- reason`, and comments that hide nothing. */
import { nearest } from '../config/nearest'
import type { TextEdit } from '../config/rewrite'
import type { Source } from '../config/source'
import { say } from '../text/text'
import type { Text } from '../text/text'
import { fix } from './fix'
import type { Problem, Severity } from './problem'
import { suppressionsOf } from './suppressions'
import type { Suppression } from './suppressions'

export const suppressionRule = {
  scope: 'suppression',
  id: 'unused-suppression',
  severity: 'info',
  summary: 'A comment that hides findings hides some.',
  why: 'A comment that hides nothing now will hide the next finding of its rule, which nobody has looked at.',
  manual: 'config.html#json',
} as const

export interface SuppressionInput {
  readonly sources: readonly JudgedSource[]
  readonly ruleIds: readonly string[]
  /** Whether the rule is one that was run. */
  runs(rule: string, uri: string): boolean
  /** Of what is said of comments in that text; undefined: nothing is. */
  severity(uri: string): Severity | undefined
}

/** A text, and whether all that it holds was judged: what a comment hides may only come up in the whole file. */
export interface JudgedSource {
  readonly source: Source
  readonly isWhole: boolean
}

/** What is left of the problems, and the comments that hide none of them. */
export function withoutSuppressed(problems: readonly Problem[], input: SuppressionInput): Problem[] {
  const byUri = new Map<string, { isWhole: boolean; found: Suppression[] }>()
  for (const { source, isWhole } of input.sources) {
    const known = byUri.get(source.uri)
    if (known) known.isWhole &&= isWhole
    else byUri.set(source.uri, { isWhole, found: suppressionsOf(source) })
  }
  const used = new Set<Suppression>()
  const left = problems.filter(({ rule, at }) => {
    const hiding = (byUri.get(at.source.uri)?.found ?? []).filter((one) => one.rule === rule && one.from <= at.start && at.start < one.to)
    for (const one of hiding) used.add(one)
    return hiding.length === 0
  })
  for (const [uri, { isWhole, found }] of byUri) {
    const severity = found.length > 0 ? input.severity(uri) : undefined
    for (const one of found) {
      if (severity === undefined || used.has(one)) continue
      const said = whyUnused(one, isWhole, input)
      if (said) left.push(unused(one, said, severity, input.ruleIds))
    }
  }
  return left
}

interface Said {
  readonly message: Text
  readonly help: Text
}

function whyUnused({ rule, directive, source }: Suppression, isWhole: boolean, { ruleIds, runs }: SuppressionInput): Said | undefined {
  const { word, meant } = directive
  if (meant !== undefined) return { message: say`"${word}" is nothing that kea-lint knows.`, help: say`Did you mean "${meant}"?` }
  if (rule === undefined) return { message: say`This comment names no rule, so it hides nothing.`, help: say`Write the rule behind it, as in "${word} ${ruleIds[0] ?? ''}".` }
  if (!ruleIds.includes(rule)) {
    const [near] = nearest(rule, ruleIds)
    return { message: say`There is no rule "${rule}".`, help: near === undefined ? say`The comment hides nothing: remove it.` : say`Did you mean "${near}"?` }
  }
  if (!isWhole || !runs(rule, source.uri) || rule === suppressionRule.id) return undefined
  if (directive.kind === 'enable') return { message: say`"${rule}" is not switched off here.`, help: say`There is nothing to switch on again: remove the comment.` }
  return { message: say`This comment hides no ${rule}.`, help: say`It would hide the next one, which nobody has looked at: remove it.` }
}

function unused(one: Suppression, { message, help }: Said, severity: Severity, ruleIds: readonly string[]): Problem {
  const { source, directive } = one
  return {
    rule: suppressionRule.id,
    severity,
    refusedAt: null,
    at: { source, start: one.start, end: one.end },
    pointer: '',
    message,
    help,
    related: [],
    fixes: () => {
      const { meant } = directive
      const [near] = one.rule === undefined || ruleIds.includes(one.rule) ? [] : nearest(one.rule, ruleIds)
      const write = (word: string): TextEdit[] => [{ source, start: one.start, end: one.end, text: word }]
      return [
        ...(meant === undefined ? [] : fix(say`Change it to "${meant}"`, write(meant))),
        ...(near === undefined ? [] : fix(say`Change it to "${near}"`, write(near))),
        ...(meant === undefined ? fix(directive.names.length > 1 ? say`Remove "${one.rule ?? ''}" from the comment` : say`Remove the comment`, removal(one)) : []),
      ]
    },
  }
}

/** The name with its comma; of the last name, the whole comment, and the line where nothing else stands in it. */
function removal({ source, directive, start, end }: Suppression): TextEdit[] {
  const { text } = source
  const { names } = directive
  if (names.length > 1) {
    const at = names.findIndex((one) => one.start === start)
    const next = names[at + 1]
    const previous = names[at - 1]
    return [{ source, start: next ? start : (previous?.end ?? start), end: next ? next.start : end, text: '' }]
  }
  const { comment } = directive
  const before = /[ \t]*$/.exec(text.slice(Math.max(0, comment.start - 500), comment.start))?.[0].length ?? 0
  const lineStart = comment.start - before
  const behind = /^[ \t]*(\r\n|\n)/.exec(text.slice(comment.end, comment.end + 500))
  const isAlone = behind !== null && (lineStart === 0 || text[lineStart - 1] === '\n')
  return [{ source, start: lineStart, end: isAlone ? comment.end + behind[0].length : comment.end, text: '' }]
}
