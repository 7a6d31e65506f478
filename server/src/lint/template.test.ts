/** Templates are read as what they are: what is filled in later is unknown, and nothing is said of it. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parsed, ruleCases } from '../../test/rule-fixtures'
import { parseConfig } from '../config/parse'
import { pathOf, plain, pointerOf } from '../config/tree'
import type { Node } from '../config/tree'
import { looksLikeKea, nameSays } from '../files/kea-text'
import { defaultLintOptions, lint } from './run'
import type { Problem } from './problem'

const head = '"interfaces-config": { "interfaces": [ "eth0" ] }'

/** What stands in the daemon's map, and what is read of it; undefined: whatever. */
const templates: readonly [string, string, unknown?][] = [
  ['statements around entries of a list', `"subnet4": [\n{% for s in subnets %}\n{ "id": {{ s.id }}, "subnet": "{{ s.net }}" }{% if not loop.last %},{% endif %}\n{% endfor %}\n]`],
  ['statements around entries of a map', '{% if fast %}\n"valid-lifetime": 60,\n{% endif %}\n"renew-timer": 30', { 'valid-lifetime': 60, 'renew-timer': 30 }],
  ['a comma inside of a statement', '"renew-timer": 30{% if fast %},\n"valid-lifetime": 60{% endif %}'],
  ['one of two values', '"valid-lifetime": {% if fast %} 60 {% else %} 4000 {% endif %},\n"renew-timer": 30', { 'renew-timer': 30 }],
  ['one of two texts', '"server-tag": {% if fast %} "a" {% else %} "b" {% endif %},\n"renew-timer": 30', { 'renew-timer': 30 }],
  ['one of two entries', '{% if fast %}\n"valid-lifetime": 60,\n{% elif slow %}\n"valid-lifetime": 70,\n{% else %}\n"valid-lifetime": 80,\n{% endif %}\n"renew-timer": 30', { 'valid-lifetime': 60, 'renew-timer': 30 }],
  ['an entry for one case and for the other', '{% if fast %}"valid-lifetime": 60,{% endif %}\n{% if not fast %}"valid-lifetime": 4000,{% endif %}\n"renew-timer": 30'],
  ['branches inside of branches', '{% if a %}{% if b %}"valid-lifetime": 60,{% else %}"valid-lifetime": 61,{% endif %}{% else %}{% if c %}"valid-lifetime": 62,{% endif %}{% endif %} "renew-timer": 30', { 'valid-lifetime': 60, 'renew-timer': 30 }],
  ['comments', '{# one line #}\n"renew-timer": 30, {# "x" { #}\n{#\n several [ {{ x }}\n#}\n"valid-lifetime": 60', { 'renew-timer': 30, 'valid-lifetime': 60 }],
  ['statements over several lines', '{%- set lifetime = {\n  "a": 1\n} -%}\n"renew-timer": 30', { 'renew-timer': 30 }],
  ['a key', '"{{ key }}": 1, {{ other }}: 2, "renew-timer": 30'],
  ['the same key twice', '"{{ key }}": 1, "{{ key }}": 2'],
  ['inside of texts', '"server-tag": "a-{{ tag | default("x") }}-b", "boot-file-name": "<%= x["y"] %>", "next-server": "${NEXT}"'],
  ['numbers', '"valid-lifetime": {{ a }}00, "renew-timer": 1{{ b }}, "rebind-timer": -${C}, "t1-percent": 0.{{ d }}, "t2-percent": {{ a }}.{{ b }}', {}],
  ['whole lists and maps', '"subnet4": {{ subnets | to_json }}, "option-data": $OPTIONS, "client-classes": <%= classes.to_json %>, "hooks-libraries": @HOOKS@', {}],
  ['entries of a list', '"subnet4": [ {{ first }}, {{ second }}\n{{ third }} ], "option-data": [ ${A}, ${B} ]'],
  ['whole lines', '"renew-timer": 30,\n{{ include "part" . | indent 4 }}\n"valid-lifetime": 60\n{{ rest }}', { 'renew-timer': 30, 'valid-lifetime': 60 }],
  ['Helm', '{{- if .Values.fast }}\n"valid-lifetime": 60,\n{{- else }}\n"valid-lifetime": 4000,\n{{- end }}\n{{- /* a comment\n over lines */}}\n{{ $x := 1 }}\n"option-data": [ {{- range $i, $o := .Values.options }}{{ if $i }},{{ end }}\n{ "name": {{ $o.name | quote }}, "data": "{{ $o.data }}" }\n{{- end }} ],\n"renew-timer": 30'],
  ['ERB', '<% if fast %>\n"valid-lifetime": 60,\n<% else %>\n"valid-lifetime": 4000,\n<% end %>\n"option-data": [ <% options.each do |o| %>{ "name": "<%= o.name %>", "data": "<%= o.data %>" }<%= "," unless o == last %>\n<% end %>],\n"renew-timer": 30'],
  ['autoconf', '"server-tag": "@localstatedir@/lib/@PACKAGE@", "valid-lifetime": @LIFETIME@, "renew-timer": 30', { 'server-tag': '@localstatedir@/lib/@PACKAGE@', 'renew-timer': 30 }],
  ['brackets that branches open', '{% if a %}"option-data": [ {% else %}"client-classes": [ {% endif %} ], "renew-timer": 30'],
  ['brackets of one branch only', '{% if a %}"shared-networks": [ { "name": "n", {% endif %}"subnet4": [ ]{% if a %} } ]{% endif %}'],
]

const ofTemplates = ['template-placeholder', 'placeholder-value']

function findings(text: string): Problem[] {
  return lint([parseConfig('file:///site/kea-dhcp4.conf', text)], defaultLintOptions).problems
}

for (const [what, inner, expected] of templates) {
  for (const lineEnd of ['\n', '\r\n']) {
    test(`a template, ${what}${lineEnd === '\n' ? '' : ', with the line ends of Windows'}: nothing is said of what is filled in`, () => {
      const text = `{ "Dhcp4": { ${head},\n${inner}\n} }`.replace(/\n/g, lineEnd)
      const told = findings(text).filter((one) => !ofTemplates.includes(one.rule))
      assert.deepEqual(told.map((one) => `${one.rule}: ${String(one.message)}`), [])
      const { body } = parseConfig('file:///a.conf', text)
      if (expected === undefined || !body) return
      const rest = Object.entries(plain(body) as Record<string, unknown>).filter(([key]) => key !== 'interfaces-config')
      assert.deepEqual(Object.fromEntries(rest), expected)
    })
  }
}

test('what is no template is read as Kea reads it', () => {
  const logger = '"loggers": [ { "name": "kea-dhcp4", "severity": "INFO", "output-options": [ { "output": "stdout", "pattern": "%d{%y.%m.%d %H:%M:%S.%q} %-5p [%c/%i] %m\\n" } ] } ]'
  assert.deepEqual(findings(`{ "Dhcp4": { ${head}, ${logger} } }`), [])
  assert.deepEqual(findings(`{# a comment behind the bracket\n "Dhcp4": { ${head}\n#}\n} }`), [])
  assert.ok(findings(`{ "Dhcp4": { ${head}, "renew-timer": 1, "renew-timer": 2 } }`).some((one) => one.rule === 'duplicate-key'))
  assert.ok(findings(`{ "Dhcp4": { {% if a %}${head}, "renew-timer": 1, "renew-timer": 2{% endif %} } }`).some((one) => one.rule === 'duplicate-key'))
})

test('files of templates are found by name and by what they begin with', () => {
  for (const name of ['kea-dhcp4.conf.j2', 'kea-dhcp4.conf.erb', 'kea-dhcp6.json.tmpl', 'kea-ctrl-agent.conf.tpl', 'kea-dhcp4-site.conf.jinja']) assert.equal(nameSays(name), 'yes', name)
  assert.equal(nameSays('nginx.html.j2'), 'no')
  for (const text of ['{# ansible #}\n{ "Dhcp4": {} }', '{% set a = 1 %}\n{\n{% if a %}\n"Dhcp4": {} }', '{{- with .Values }}\n{ "Dhcp6": {} }', '<% x = 1 %>\n{ "Dhcp4": {} }']) assert.ok(looksLikeKea(text), text)
})

function* values(node: Node): Generator<Node> {
  yield node
  if (node.kind === 'array') for (const item of node.items) yield* values(item)
  if (node.kind === 'object') for (const { value } of node.members) if (value) yield* values(value)
}

/** The value, whole and in part. */
function filledIn(node: Node): string[] {
  return node.kind === 'string' ? ['{{ value }}', '"${VALUE}"'] : ['{{ value }}']
}

test('whatever value of a good file is filled in later, nothing is found besides', () => {
  const wrong: string[] = []
  const places = new Map<string, number>()
  let tried = 0
  for (const { rule, name, texts, release } of ruleCases()) {
    if (!name.startsWith('good') || rule.startsWith('include')) continue
    const files = parsed(texts)
    if (files.some((one) => one.includes.length > 0)) continue
    const options = { ...defaultLintOptions, release }
    const known = new Set(lint(files, options).problems.map((one) => one.rule))
    for (const file of files) {
      for (const node of file.root ? values(file.root) : []) {
        // The daemon's map is all there is.
        if (!node.parent || node === file.body) continue
        // Each kind of place in a few files is enough, and in one case of every rule about such places.
        const place = `${String(file.daemon)} ${pointerOf(pathOf(node)).replace(/\/\d+/g, '')} ${files.length}`
        const times = (places.get(place) ?? 0) + 1
        places.set(place, times)
        if (times > 12 && times % 4 > 0) continue
        for (const mark of filledIn(node)) {
          tried++
          const changed = file.source.text.slice(0, node.start) + mark + file.source.text.slice(node.end)
          const found = lint(files.map((one) => (one === file ? parseConfig(file.uri, changed) : one)), options).problems.filter((one) => !ofTemplates.includes(one.rule) && !known.has(one.rule))
          for (const one of found) wrong.push(`${one.rule}: ${rule}/${name} ${mark} for ${file.source.text.slice(node.start, Math.min(node.end, node.start + 40))}: ${String(one.message)}`)
        }
      }
    }
  }
  assert.ok(tried > 2000, String(tried))
  const first = new Map(wrong.map((one) => [one.split(':')[0], one]))
  assert.deepEqual([...first.values()], [], `${wrong.length} of ${tried}`)
})
