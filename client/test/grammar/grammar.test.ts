/** The grammar colours what a person must tell apart: small texts, and the scope that stands at a marked place. */
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { loadGrammar } from './scopes'
import type { ScopesAt } from './scopes'

let scopesAt: ScopesAt

before(async () => {
  scopesAt = await loadGrammar('kea')
})

const places: readonly (readonly [what: string, marked: string, scope: string])[] = [
  ['comment after #', '{ «# a comment { "x": 1»', 'comment.line.number-sign.kea'],
  ['comment after //', '{ «// a comment»', 'comment.line.double-slash.kea'],
  ['comment between /* and */', '{ /* one\n  «two» */ "a": 1 }', 'comment.block.kea'],
  ['key after a block comment', '{ /* one */ «"a"»: 1 }', 'support.type.property-name.kea'],
  ['# inside a text is no comment', '{ "a": "«# b»" }', 'string.quoted.double.kea'],
  ['// inside a text is no comment', '{ "url": "http:«//10.0.0.1:8001/»" }', 'string.quoted.double.kea'],
  ['include', '{ <?«include» "subnets.json"?> }', 'keyword.control.directive.include.kea'],
  ['name of an included file', '{ <?include «"subnets.json"»?> }', 'string.quoted.double.include.kea'],
  ['include as a value', '"subnet4": «<?include "subnets.json"?>»', 'meta.preprocessor.include.kea'],
  ['key', '{ «"valid-lifetime"»: 3600 }', 'support.type.property-name.kea'],
  ['value', '{ "name": «"routers"» }', 'string.quoted.double.kea'],
  ['number', '{ "valid-lifetime": «3600» }', 'constant.numeric.kea'],
  ['negative number', '{ "x": «-1.5e3» }', 'constant.numeric.kea'],
  ['constant', '{ "auto-failover": «true» }', 'constant.language.kea'],
  ['word that is no constant', '{ "auto-failover": «yes» }', 'invalid.illegal.word.kea'],
  ['escape', '{ "x": "a«\\"»b" }', 'constant.character.escape.kea'],
  ['escape that Kea does not know', '{ "x": "a«\\q»b" }', 'invalid.illegal.escape.kea'],
  ['text without its closing quote ends with the line', '{ "x": "abc\n  «"y"»: 1', 'support.type.property-name.kea'],
  ['function', '{ "test": "«substring»(option[60].hex,0,4) == \'abcd\'" }', 'support.function.kea'],
  ['option in an expression', '{ "test": "«option»[60].hex == 0x01" }', 'variable.language.option.kea'],
  ['number of an option', '{ "test": "option[«60»].hex == 0x01" }', 'constant.numeric.kea'],
  ['name of an option', '{ "test": "option[«host-name»].text == \'a\'" }', 'constant.other.option-name.kea'],
  ['part of an option', '{ "test": "option[60].«hex» == 0x01" }', 'variable.other.property.kea'],
  ['bytes', '{ "test": "option[60].hex == «0x01ab»" }', 'constant.numeric.hex.kea'],
  ['address', '{ "test": "pkt4.giaddr == «192.0.2.1»" }', 'constant.numeric.address.kea'],
  ['IPv6 address', '{ "test": "relay6[0].linkaddr == «2001:db8::1»" }', 'constant.numeric.address.kea'],
  ['packet', '{ "test": "«pkt4».mac == 0x01" }', 'variable.language.packet.kea'],
  ['field of a packet', '{ "test": "pkt4.«mac» == 0x01" }', 'variable.other.property.kea'],
  ['class in member()', '{ "test": "member(\'«HA_alpha»\')" }', 'entity.name.type.class.kea'],
  ['text in an expression', '{ "test": "option[12].text == «\'a and b\'»" }', 'string.quoted.single.kea'],
  ['comparison', '{ "test": "pkt.len «==» 300" }', 'keyword.operator.comparison.kea'],
  ['comparison that Kea does not have', '{ "test": "pkt.len «!=» 300" }', 'invalid.illegal.operator.kea'],
  ['logical operator', '{ "test": "not member(\'A\') «and» option[1].exists" }', 'keyword.operator.logical.kea'],
  ['any vendor', '{ "test": "vendor[«*»].option[1].exists" }', 'keyword.operator.any.kea'],
  ['vendor class', '{ "test": "«vendor-class»[4491].data == \'x\'" }', 'variable.language.option.kea'],
  ['expression in template-test', '{ "template-test": "«lcase»(option[12].text)" }', 'support.function.kea'],
  ['expression of a hook', '{ "identifier-expression": "«concat»(pkt4.mac, \'x\')" }', 'support.function.kea'],
  ['expression on the line after its key', '{ "test":\n    // why\n    "«ifelse»(member(\'A\'),\'1\',\'2\') == \'1\'" }', 'support.function.kea'],
  ['key after an expression', '{ "test": "member(\'A\')", «"name"»: "x" }', 'support.type.property-name.kea'],
  ['expression without its closing quote ends with the line', '{ "test": "member(\'A\n  «"name"»: "x" }', 'support.type.property-name.kea'],
  ['value of another key is no expression', '{ "name": "«member»" }', 'string.quoted.double.kea'],
  ['a test that is no text', '{ "test": «12», "name": 1 }', 'constant.numeric.kea'],
]

for (const [what, marked, scope] of places) {
  test(what, () => {
    const scopes = scopesAt(marked)
    assert.ok(scopes.includes(scope), `${scopes.join(' ')} has no ${scope}`)
  })
}

test('a value outside expressions has no expression scopes', () => {
  assert.deepEqual(scopesAt('{ "name": "«member»" }'), ['source.kea', 'string.quoted.double.kea'])
})
