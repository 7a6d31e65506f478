/** A fix in the formats that carry one: its edits, followed as a reader follows them, give the text that was meant. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Source } from '../../config/source'
import type { TextEdit } from '../../config/rewrite'
import type { Problem } from '../../lint/problem'
import { say } from '../../text/text'
import type { Report } from '../report'
import { formatJson } from './json'
import { formatRdjsonl } from './rdjsonl'
import { formatSarif } from './sarif'

const main = new Source('file:///home/ann/a%20b.conf', '{\r\n  /* 中😀 */ "one": 1,\r\n  "two": 2\r\n}\r\n')
const part = new Source('file:///home/ann/part.inc', '"three": 3\n')

function edit(source: Source, old: string, text: string): TextEdit {
  const start = source.text.indexOf(old)
  return { source, start, end: start + old.length, text }
}

const within: readonly TextEdit[] = [edit(main, '"two"', '"zwei"'), edit(main, '"one"', '"😀"')]
const across: readonly TextEdit[] = [...within, edit(part, '"three": 3', '')]

function report(edits: readonly TextEdit[]): Report {
  const problem: Problem = {
    rule: 'unknown-key',
    severity: 'error',
    refusedAt: '-t',
    at: { source: main, start: main.text.indexOf('"one"'), end: main.text.indexOf('"one"') + 5 },
    pointer: '/one',
    message: say`It is wrong.`,
    help: say`Mend it.`,
    related: [],
    fixes: () => [{ title: say`Mend it`, edits, isSure: true }, { title: say`Read the manual`, edits: [], isSure: false }],
  }
  return { problems: [problem], grouping: undefined, files: [], release: '3.0', cwd: '/home/ann', translate: String, version: '1.2.3' }
}

interface Place {
  readonly line: number
  readonly column: number
}

/** Lines end with LF or CR LF; `column` is counted by the reader's own measure. */
function replaced(text: string, start: Place, end: Place, by: string, columnOf: (line: string, column: number) => number): string {
  const lines = text.split(/(?<=\n)/)
  const offset = ({ line, column }: Place): number => lines.slice(0, line - 1).join('').length + columnOf(lines[line - 1] ?? '', column)
  return text.slice(0, offset(start)) + by + text.slice(offset(end))
}

const meant = main.text.replace('"one"', '"😀"').replace('"two"', '"zwei"')

test('SARIF: one change a file, columns in UTF-16 code units', () => {
  interface Region { readonly startLine: number; readonly startColumn: number; readonly endLine: number; readonly endColumn: number }
  interface Change { readonly artifactLocation: { readonly uri: string }; readonly replacements: readonly { readonly deletedRegion: Region; readonly insertedContent?: { readonly text: string } }[] }
  const log = JSON.parse(formatSarif(report(across))) as { runs: [{ results: [{ fixes: { description: { text: string }; artifactChanges: Change[] }[] }] }] }
  const [fix, ...more] = log.runs[0].results[0].fixes
  assert.deepEqual(more, [], 'advice without a change is no fix')
  assert.equal(fix?.description.text, 'Mend it')
  assert.deepEqual(fix.artifactChanges.map((one) => one.artifactLocation.uri), ['a%20b.conf', 'part.inc'])
  const byPlace = [...(fix.artifactChanges[0]?.replacements ?? [])].sort((a, b) => b.deletedRegion.startLine - a.deletedRegion.startLine)
  const text = byPlace.reduce(
    (all, { deletedRegion: at, insertedContent }) => replaced(all, { line: at.startLine, column: at.startColumn }, { line: at.endLine, column: at.endColumn }, insertedContent?.text ?? '', (_line, column) => column - 1),
    main.text,
  )
  assert.equal(text, meant)
  assert.equal(fix.artifactChanges[1]?.replacements[0]?.insertedContent, undefined)
})

test('Reviewdog: one suggestion for all edits of a fix, columns in octets', () => {
  interface Suggestion { readonly range: { readonly start: Place; readonly end: Place }; readonly text: string }
  const { suggestions } = JSON.parse(formatRdjsonl(report(within))) as { suggestions: Suggestion[] }
  assert.equal(suggestions.length, 1)
  const [only] = suggestions
  assert.ok(only)
  assert.equal(replaced(main.text, only.range.start, only.range.end, only.text, (line, column) => Buffer.from(line).subarray(0, column - 1).toString().length), meant)
  assert.equal((JSON.parse(formatRdjsonl(report(across))) as { suggestions?: unknown }).suggestions, undefined, 'a suggestion changes one file')
})

test('JSON: every edit with its file and text', () => {
  interface Edit { readonly file: string; readonly line: number; readonly text: string }
  const { findings } = JSON.parse(formatJson(report(across))) as { findings: [{ fixes: [{ title: string; isSure: boolean; edits: Edit[] }] }] }
  assert.equal(findings[0].fixes.length, 1)
  assert.deepEqual(findings[0].fixes[0].edits.map(({ file, line, text }) => [file, line, text]), [['a b.conf', 3, '"zwei"'], ['a b.conf', 2, '"😀"'], ['part.inc', 1, '']])
})
