/** The grammar of scenarios, likewise. */
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { loadGrammar } from './scopes'
import type { ScopesAt } from './scopes'

let scopesAt: ScopesAt

before(async () => {
  scopesAt = await loadGrammar('kea-scenario')
})

const places: readonly (readonly [what: string, marked: string, scope: string | undefined])[] = [
  ['comment on its own line', '«# a failover»', 'comment.line.number-sign'],
  ['comment behind a step', 'kill one «# it burns»', 'comment.line.number-sign'],
  ['# inside a name is no comment', 'act «office#3» renew', undefined],
  ['what is done', '«kill» one', 'keyword.control'],
  ['a longer word than another', '«lose-leases» one', 'keyword.control'],
  ['a word that nothing is done by', '«kil» one', undefined],
  ['a server that is called like a step', 'kill «start»', undefined],
  ['state', 'expect one «partner-down» within 5 s', 'constant.language.state'],
  ['condition', 'lease alice «from» nobody', 'keyword.operator.word'],
  ['number', 'wait «3.5» s', 'constant.numeric'],
  ['range', 'slow one two «10..200» ms', 'constant.numeric'],
  ['unit', 'wait 3 «s»', 'keyword.other.unit'],
  ['unit without a space', 'load office renew 200«/s»', 'keyword.other.unit'],
  ['address', 'place alice «10.67.0.1» one', 'constant.other.address'],
  ['what a client is like', 'clients office 50 «hostname»=pc', 'support.type.property-name'],
  ['a hardware address', 'clients office 50 hwaddr=«02:00:00:00:00:01»', 'constant.other.address'],
  ['text', 'clients office 50 vendor-class=«"MSFT 5.0"»', 'string.quoted.double'],
]

for (const [what, marked, scope] of places) {
  test(what, () => {
    const own = scopesAt(marked).slice(1)
    assert.deepEqual(own, scope === undefined ? [] : [`${scope}.kea-scenario`])
  })
}
