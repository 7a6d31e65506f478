/** What the command tells of rules without looking at a file: the list of them, and one explained. */
import { nearest } from '../config/nearest'
import { areaOf, areas } from '../lint/areas'
import { manualUrl, ruleEntries } from '../lint/rule-list'
import { presets, rulesIn } from '../lint/presets'
import { say, sayAs } from '../text/text'
import type { Text, Translate } from '../text/text'
import { ruleExamples } from './rule-examples'

export function listRules(isJson: boolean, version: string, translate: Translate): string {
  if (isJson) {
    const rules = ruleEntries.map(({ id, severity, summary, why, manual }) => ({
      rule: id,
      area: areaOf(id),
      severity,
      fix: ruleExamples[id]?.fix ?? null,
      summary: translate(sayAs(summary)),
      why: translate(sayAs(why)),
      manual: manualUrl(manual),
      presets: presets.filter((preset) => isIn(id, preset.picks)).map((preset) => preset.name),
    }))
    return JSON.stringify({ version, rules }, undefined, 2) + '\n'
  }
  const width = Math.max(...ruleEntries.map((rule) => rule.id.length))
  const lines = [...areas].flatMap(([area, ids]) => [
    '',
    area,
    ...ids.flatMap((id) => {
      const rule = ruleEntries.find((one) => one.id === id)
      const mark = { sure: 'fix', asked: 'help', none: '' }[ruleExamples[id]?.fix ?? 'none'].padEnd(4)
      return rule ? [`  ${id.padEnd(width)}  ${rule.severity.padEnd(7)}  ${mark}  ${translate(sayAs(rule.summary))}`] : []
    }),
  ])
  const notes: Text[] = [say`fix: --fix mends it. help: an editor offers a quick fix. "kea-lint explain RULE" tells more of a rule.`, say`The names at the left margin are areas, for --select and --ignore.`]
  return [...lines.slice(1), '', ...notes.map(translate), ''].join('\n')
}

function isIn(id: string, picks: readonly string[] | undefined): boolean {
  return picks === undefined || rulesIn(picks).includes(id)
}

/** The rule in a page, or the sentence that says that there is no such rule. */
export function explainRule(id: string, translate: Translate): { readonly text: string } | { readonly slip: Text } {
  const rule = ruleEntries.find((one) => one.id === id)
  if (!rule) {
    const near = nearest(id, ruleEntries.map((one) => one.id))
    const alike = ruleEntries.map((one) => one.id).filter((one) => one.includes(id) || id.split('-').every((word) => one.split('-').includes(word)))
    const meant = near[0] ?? alike[0]
    return { slip: meant === undefined ? say`There is no rule "${id}". "kea-lint --list-rules" lists them.` : say`There is no rule "${id}". Did you mean "${meant}"?` }
  }
  const example = ruleExamples[id]
  const named = presets.filter((one) => one.picks !== undefined && isIn(id, one.picks)).map((one) => one.name)
  const told: [Text, string | undefined][] = [
    [say`Severity`, rule.severity],
    [say`Area`, areaOf(id)],
    [say`Presets`, named.length > 0 ? named.join(', ') : undefined],
    [say`Refused`, example?.refusedAt && translate(refusals[example.refusedAt])],
    [say`Mended`, translate(mendings[example?.fix ?? 'none'])],
    [say`Manual`, manualUrl(rule.manual)],
  ]
  const width = Math.max(...told.map(([label]) => translate(label).length))
  const lines = [
    id,
    '',
    translate(sayAs(rule.summary)),
    translate(sayAs(rule.why)),
    '',
    ...told.flatMap(([label, value]) => (value === undefined ? [] : [`${translate(label).padEnd(width)}  ${value}`])),
    ...(example?.bad === undefined ? [] : ['', translate(say`Found in:`), '', indented(example.bad)]),
    ...(example?.good === undefined ? [] : ['', translate(say`Not found in:`), '', indented(example.good)]),
  ]
  return { text: lines.join('\n') + '\n' }
}

const refusals = {
  '-t': say`Kea refuses such a file (-t).`,
  '-T': say`Kea refuses such a file when it loads the hook libraries (-T).`,
  start: say`Kea does not start with such a file.`,
  sometimes: say`Kea refuses some of these files, and runs with the others.`,
  never: say`Kea runs with the mistake.`,
} as const

const mendings = {
  sure: say`by --fix, and by a quick fix in an editor`,
  asked: say`by a quick fix in an editor, where a person decides`,
  none: say`by hand`,
} as const

function indented(text: string): string {
  return text
    .trimEnd()
    .split('\n')
    .map((line) => (line === '' ? '' : `    ${line}`))
    .join('\n')
}
