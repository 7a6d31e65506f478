/** An editor that is shown in French gets everything in French. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import type { CodeLens, Diagnostic, Hover } from 'vscode-languageserver'
import type { Translations } from '../text/text'
import { open, startEditor } from './test-editor'
import type { Editor } from './test-editor'

const uri = 'file:///site/kea-dhcp4.conf'
const text = `{ "Dhcp4": {
  "valid-lifetme": 4000,
  "renew-timer": 1000,
  "client-classes": [ { "name": "phones", "test": "substring(option[60].hex,0,3) == 'abc' and pkt4.hlen == 6" } ],
  "subnet4": [ { "id": 1, "subnet": "192.0.2.0/24", "pools": [ { "pool": "192.0.3.10 - 192.0.3.20" } ] } ]
} }
`

/** As the build writes them. */
const translations = JSON.parse(readFileSync(path.join(process.env['KEA_PROJECT'] ?? process.cwd(), 'server/dist/l10n/fr.json'), 'utf8')) as Translations

async function inFrench(locale: string): Promise<Editor> {
  const editor = await startEditor({ [uri]: text }, { commands: ['kea.explain'] }, { initialize: { locale }, translations })
  await open(editor, uri)
  return editor
}

async function hover(editor: Editor, line: number, character: number): Promise<string> {
  const found = await editor.client.sendRequest<Hover | null>('textDocument/hover', { textDocument: { uri }, position: { line, character } })
  assert.ok(found && typeof found.contents === 'object' && 'value' in found.contents)
  return found.contents.value
}

function messageOf(found: readonly Diagnostic[], code: string): string {
  const message = found.find((one) => one.code === code)?.message
  assert.ok(typeof message === 'string')
  return message
}

test('findings are in French, in any French', async () => {
  for (const locale of ['fr', 'fr-CA']) {
    const editor = await inFrench(locale)
    const found = await editor.until(uri, (codes) => codes.includes('pool-outside-subnet') && codes.includes('unknown-key'))
    const message = (code: string): string => messageOf(found, code)
    assert.match(message('unknown-key'), /^"valid-lifetme" n'est pas une clé dans .*\nVouliez-vous dire "valid-lifetime" \?\nKea 3\.0 refuse ce fichier \(-t\)\.$/)
    assert.match(message('pool-outside-subnet'), /^La plage 192\.0\.3\.10 - 192\.0\.3\.20 est hors de son sous-réseau 192\.0\.2\.0\/24\.\n/)
    assert.equal(found.find((one) => one.code === 'pool-outside-subnet')?.relatedInformation?.[0]?.message, 'Le sous-réseau')
  }
})

test('hover and lenses are in French', async () => {
  const editor = await inFrench('fr')
  assert.match(await hover(editor, 2, 6), /^renew-timer · nombre entier de secondes\n\nT1 : moment où un client demande à son serveur de renouveler le bail\./)
  const expression = await hover(editor, 3, 60)
  assert.match(expression, /Elle est vraie si tout ceci :\n.*l'option 60 \(vendor-class-identifier\) commence par 'abc'\n.*la longueur de l'adresse matérielle \(hlen\) vaut 6/s)
  assert.doesNotMatch(expression, /\b(the|is|of)\b/)
  const lenses = await editor.client.sendRequest<CodeLens[]>('textDocument/codeLens', { textDocument: { uri } })
  assert.ok(lenses.some((one) => one.command?.title === 'Expliquer un client'), JSON.stringify(lenses))
})

test('an editor in a language that nobody has translated to gets English', async () => {
  const editor = await startEditor({ [uri]: text }, {}, { initialize: { locale: 'de' } })
  await open(editor, uri)
  const found = await editor.until(uri, (codes) => codes.includes('unknown-key'))
  assert.match(messageOf(found, 'unknown-key'), /^"valid-lifetme" is no key of /)
})
