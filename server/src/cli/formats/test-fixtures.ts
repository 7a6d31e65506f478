/** For tests: one file of every rule's bad cases. */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

const fixtures = path.join(process.env['KEA_PROJECT'] ?? process.cwd(), 'test-fixtures', 'lint')

export function everyFixture(): [name: string, text: string][] {
  return readdirSync(fixtures).flatMap((rule): [string, string][] => {
    const bad = readdirSync(path.join(fixtures, rule)).find((name) => /^bad.*\.conf$/.test(name))
    return bad === undefined ? [] : [[`${rule}/${bad}`, readFileSync(path.join(fixtures, rule, bad), 'utf8')]]
  })
}
