/** A grammar as the editor runs it: the scopes that hold at a marked place of a small text. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { OnigScanner, OnigString, loadWASM } from 'vscode-oniguruma'
import { INITIAL, Registry, parseRawGrammar } from 'vscode-textmate'

const project = process.env['KEA_PROJECT'] ?? process.cwd()

/** The scopes that hold for all of the piece between `«` and `»`, outermost first. */
export type ScopesAt = (marked: string) => readonly string[]

export async function loadGrammar(name: string): Promise<ScopesAt> {
  const wasm = createRequire(path.join(project, 'package.json')).resolve('vscode-oniguruma/release/onig.wasm')
  const bytes = readFileSync(wasm)
  await loadWASM(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength))
  const file = path.join(project, `syntaxes/${name}.tmLanguage.json`)
  const registry = new Registry({
    onigLib: Promise.resolve({ createOnigScanner: (sources) => new OnigScanner(sources), createOnigString: (text) => new OnigString(text) }),
    loadGrammar: () => Promise.resolve(parseRawGrammar(readFileSync(file, 'utf8'), file)),
  })
  const grammar = await registry.loadGrammar(`source.${name}`)
  assert.ok(grammar)
  return (marked) => {
    let stack = INITIAL
    for (const line of marked.split('\n')) {
      const start = line.indexOf('«')
      const end = line.indexOf('»') - 1
      const result = grammar.tokenizeLine(line.replace(/[«»]/g, ''), stack)
      stack = result.ruleStack
      if (start < 0) continue
      const covering = result.tokens.filter((token) => token.startIndex < end && token.endIndex > start)
      const shared = covering[0]?.scopes.filter((scope) => covering.every((token) => token.scopes.includes(scope)))
      return shared ?? []
    }
    throw new Error('no mark in the text')
  }
}
