/** Formatting: what the text is afterwards. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { FormattingOptions } from 'vscode-languageserver-types'
import { parseConfig } from '../../config/parse'
import { formatBetween, formatText } from './format'
import { formatTyped } from './on-type'
import { styleOf } from './style'
import type { FormatSettings } from './style'
import { applied, joined } from './white-space'

const blanks: FormattingOptions = { tabSize: 2, insertSpaces: true }
const usual: FormatSettings = { spacesInBrackets: true, lineLength: 120 }

function formatted(text: string, options = blanks, settings = usual): string {
  const style = styleOf(text, options, settings)
  const once = applied(text, formatText(text, style))
  assert.equal(applied(once, formatText(once, style)), once, 'formatting twice is formatting once')
  return once
}

/** Text, what it becomes. */
const cases: Readonly<Record<string, readonly [string, string]>> = {
  'one blank behind a colon, none before, and blanks inside of brackets': ['{"a" :1,"b":[ "x","y"]}', '{ "a": 1, "b": [ "x", "y" ] }'],
  'what stands in one line stays in one, also in a map that does not': ['{\n"p":[{"pool":"192.0.2.0/24"}]\n}', '{\n  "p": [ { "pool": "192.0.2.0/24" } ]\n}'],
  'what stands in several lines has an entry a line': ['{\n"a": { "b": 1, "c": [ 1,\n2, 3 ] }\n}', '{\n  "a": {\n    "b": 1,\n    "c": [\n      1,\n      2,\n      3\n    ]\n  }\n}'],
  'brackets that share their lines with those of their entries keep doing so': [
    '{\n  "s": [{\n"id": 1\n},{\n    "id": 2 }]\n}',
    '{\n  "s": [ {\n    "id": 1\n  }, {\n    "id": 2\n  } ]\n}',
  ],
  'unless a comment stands between them': ['{\n  "s": [ { # first\n"id": 1\n}, # second\n{ "id": 2\n} ] }', '{\n  "s": [\n    { # first\n      "id": 1\n    }, # second\n    {\n      "id": 2\n    }\n  ]\n}'],
  'a bracket in a line of its own stays there': ['{\n  "a":\n\n   {\n  "b": 1\n}}', '{\n  "a":\n  {\n    "b": 1\n  }\n}'],
  'a plain value comes up to its key': ['{\n  "a":\n   1\n}', '{\n  "a": 1\n}'],
  'the braces of a file as Kea brings it': ['{\n"Dhcp4": {\n"a": 1\n}\n}\n', '{\n"Dhcp4": {\n  "a": 1\n}\n}\n'],
  'the braces of a file as Kea\'s examples have them': ['{ "Dhcp4":\n\n{\n    "a": 1\n}\n\n}\n', '{ "Dhcp4":\n{\n  "a": 1\n}\n}\n'],
  'one empty line stays, the others go, and none is before a closing bracket': ['{\n\n\n  "a": 1,\n\n\n\n  "b": 2\n\n}\n\n\n', '{\n\n  "a": 1,\n\n  "b": 2\n}\n'],
  'empty maps and lists stay as they are': ['{\n  "a": [],\n  "b": [   ],\n  "c": {\n\n},\n  "d": {}\n}', '{\n  "a": [],\n  "b": [ ],\n  "c": {\n  },\n  "d": {}\n}'],
  'comments at the ends of lines stay below each other': [
    '{\n  "a":1,     # one\n  "bcd":  2, # two\n  "e": 3 # three\n}',
    '{\n  "a": 1,   # one\n  "bcd": 2, # two\n  "e": 3 # three\n}',
  ],
  'comments between key, colon, value and comma': ['{\n  "a" /* k */ : /* v */ 1 /* w */ , /* b */ "b": 2\n}', '{\n  "a" /* k */: /* v */ 1 /* w */,\n  /* b */ "b": 2\n}'],
  'a comment to the end of the line before a comma and before a value': ['{\n"a": 1 # one\n, "b": # two\n2 // three\n}', '{\n  "a": 1 # one\n  , "b": # two\n    2 // three\n}'],
  'comments in empty maps, before the first and behind the last entry': ['{ # head\n   // first\n"a": 1 // last\n      /* tail */ }', '{ # head\n  // first\n  "a": 1 // last\n  /* tail */\n}'],
  'the lines of a comment that begin with stars move with it, others stay': ['{\n      /* a\n       * b\n       */\n  "x": 1\n/* c\n   d */\n}', '{\n  /* a\n   * b\n   */\n  "x": 1\n  /* c\n   d */\n}'],
  'blanks behind a comment go': ['{ "a": 1 } # end   \n', '{ "a": 1 } # end\n'],
  'includes and placeholders are entries, in lines of their own or not': [
    '{\n<?include "/etc/kea/a.inc"?>,\n      {% if ha %}\n"a":{{ value }},\n"b": [ {{ one }},"{{ two }}"],\n  {% endif %}\n"c": ${port}0\n}',
    '{\n<?include "/etc/kea/a.inc"?>,\n{% if ha %}\n"a": {{ value }},\n"b": [ {{ one }}, "{{ two }}" ],\n{% endif %}\n"c": ${port}0\n}'.replace(/\n(?!\}$)/g, '\n  '),
  ],
  'a comma too many stays': ['{\n"a":1,,\n"b":[1,2,],\n}', '{\n  "a": 1,,\n  "b": [ 1, 2, ],\n}'],
  'a missing comma does no harm': ['{\n    "a":1\n    "b":2\n}', '{\n  "a": 1\n  "b": 2\n}'],
  'a map with a slip stays as it is, what is in it and around it does not': ['{\n "x" :1,\n "m": {  "a"  1,\n      "l":[1,\n2]\n   }\n}', '{\n  "x": 1,\n  "m": {  "a"  1,\n      "l":[\n        1,\n        2\n      ]\n   }\n}'],
  'a placeholder over several lines stays as it is': ['{\n  "a": {{\n  x   y }},\n"b" :1\n}', '{\n  "a": {{\n  x   y }},\n  "b": 1\n}'],
  'nothing changes where a bracket is missing': ['{ "a" :{ "b":1\n }', '{ "a" :{ "b":1\n }'],
  'or a quote': ['{ "a" :"b\n, "c":1 }', '{ "a" :"b\n, "c":1 }'],
  'or the end of a comment': ['{ "a" :1 } /* ', '{ "a" :1 } /* '],
  'line ends stay': ['{\r\n"a":[\r\n1,2 ]\r\n\r\n\r\n,"b": 1 // c\r\n}\r\n', '{\r\n  "a": [\r\n    1,\r\n    2\r\n  ],\r\n  "b": 1 // c\r\n}\r\n'],
  'entries without brackets around them, as files to include hold': ['"a":1,\n   "b": {"c":2},"d": [\n1]\n', '"a": 1,\n"b": { "c": 2 }, "d": [\n  1\n]\n'],
  'signs that look like blanks stay': ['{\u00a0"a" :1 }', '{\u00a0"a": 1 }'],
}

for (const [name, [before, after]] of Object.entries(cases)) {
  test(name, () => assert.equal(formatted(before), after))
}

test('indentation in tabs, and with the size that the editor says', () => {
  assert.equal(formatted('{\n    "a": [\n1 ]\n}', { tabSize: 8, insertSpaces: false }), '{\n\t"a": [\n\t\t1\n\t]\n}')
  assert.equal(formatted('{\n\t"a": [\n1 ]\n}', { tabSize: 3, insertSpaces: true }), '{\n   "a": [\n      1\n   ]\n}')
})

test('the last line ends where the editor wants it to', () => {
  assert.equal(formatted('{ }'), '{ }')
  assert.equal(formatted('{ }', { ...blanks, insertFinalNewline: true }), '{ }\n')
})

test('brackets without blanks, as a setting has it', () => {
  assert.equal(formatted('{ "a": [ "x" ], "b": [ ] }', blanks, { ...usual, spacesInBrackets: false }), '{"a": ["x"], "b": [ ]}')
})

test('what reaches too far in one line is split, from the outside in', () => {
  const text = '{ "r": [ { "hw-address": "1a:1b:1c:1d:1e:1f", "ip-address": "192.0.2.10" }, { "client-id": "01:11:22" } ] }'
  assert.equal(
    formatted(text, blanks, { ...usual, lineLength: 80 }),
    '{\n  "r": [\n    { "hw-address": "1a:1b:1c:1d:1e:1f", "ip-address": "192.0.2.10" },\n    { "client-id": "01:11:22" }\n  ]\n}',
  )
  assert.equal(formatted(text, blanks, { ...usual, lineLength: 0 }), text)
})

test('changes are as small as can be, and many become few without another result', () => {
  const text = '{\n    "a": 1,\n  "b":2\n}'
  const changes = formatText(text, styleOf(text, blanks, usual))
  assert.deepEqual(changes, [{ start: 4, end: 6, text: '' }, { start: 20, end: 20, text: ' ' }])
  assert.deepEqual(joined(text, changes, 1), [{ start: 4, end: 20, text: '"a": 1,\n  "b": ' }])
})

/** Formats what is between two marks. */
function selected(marked: string): string {
  const from = marked.indexOf('|')
  const to = marked.lastIndexOf('|') - 1
  const text = marked.replaceAll('|', '')
  const file = parseConfig('file:///a', text)
  return applied(text, formatBetween(file.source, [file], from, to, styleOf(text, blanks, usual)))
}

test('a part alone, however the rest stands', () => {
  assert.equal(selected('{\n"a" :1,\n|     "b" :2|,\n"c" :3\n}'), '{\n"a" :1,\n  "b": 2,\n"c" :3\n}')
  assert.equal(selected('{ "s": [\n  {\n|"id" :1,|\n"x" :2 }\n] }'), '{ "s": [\n  {\n    "id": 1,\n"x" :2 }\n] }')
  assert.equal(selected('{\n  "s" :[\n|{ "id" :1 },\n{ "id" :2 }|\n] }'), '{\n  "s" :[\n    { "id": 1 },\n    { "id": 2 }\n] }')
})

test('a part of a long list is read without the rest of it', () => {
  const many = Array.from({ length: 3000 }, (_, id) => `      {"id":${id},\n"subnet" :"10.0.0.0/24"}`)
  many[1500] = '|      {"id":1500,\n"subnet" :"10.0.0.0/24"}|'
  const after = selected(`{\n  "Dhcp4": {\n    "subnet4": [\n${many.join(',\n')}\n    ]\n  }\n}\n`)
  many[1500] = '      {\n        "id": 1500,\n        "subnet": "10.0.0.0/24"\n      }'
  assert.equal(after, `{\n  "Dhcp4": {\n    "subnet4": [\n${many.join(',\n')}\n    ]\n  }\n}\n`)
})

/** What is typed stands before the mark. */
function typed(marked: string, sign: string): string {
  const offset = marked.indexOf('|')
  const text = marked.replace('|', '')
  const file = parseConfig('file:///a', text)
  return applied(text, formatTyped(file.source, [file], offset, sign, styleOf(text, blanks, usual)))
}

test('a new line is indented as its neighbours, a step further than its map, or as the bracket that closes it', () => {
  assert.equal(typed('{\n "x": {\n|\n}\n}', '\n'), '{\n "x": {\n   \n}\n}')
  assert.equal(typed('{\n "x": {\n       "a": 1,\n|\n}\n}', '\n'), '{\n "x": {\n       "a": 1,\n       \n}\n}')
  assert.equal(typed('{\n  "x": [ {\n|} ]\n}', '\n'), '{\n  "x": [ {\n  } ]\n}')
  assert.equal(typed('{\n"Dhcp4": {\n"a": {\n|', '\n'), '{\n"Dhcp4": {\n"a": {\n  ')
  assert.equal(typed('{\n|', '\n'), '{\n  ')
  assert.equal(typed('{\r\n  "a": {\r\n|}\r\n}', '\n'), '{\r\n  "a": {\r\n  }\r\n}')
})

test('a new line in a comment, behind a colon or where nothing is known stays', () => {
  for (const text of ['{\n  "x": {\n  /* a\n|\n  */ }\n}', '{\n  "x":\n|\n}', '\n|', '{ } \n|']) assert.equal(typed(text, '\n'), text.replace('|', ''))
})

test('a closing bracket stands below the line that opened it, and a comma puts the blanks of its line right', () => {
  assert.equal(typed('{\n  "x": {\n    "a": 1\n    }|\n}', '}'), '{\n  "x": {\n    "a": 1\n  }\n}')
  assert.equal(typed('{\n  "x": [\n    1\n      ]|\n}', ']'), '{\n  "x": [\n    1\n  ]\n}')
  assert.equal(typed('{\n  "x" :[1,2],|\n"y" :2\n}', ','), '{\n  "x": [ 1, 2 ],\n"y" :2\n}')
  assert.equal(typed('{\n  "x" :1, "y" :2,|\n  "z": 3\n}', ','), '{\n  "x": 1, "y": 2,\n  "z": 3\n}')
  assert.equal(typed('{\n  "x" :"a,|\n}', ','), '{\n  "x" :"a,\n}')
})
