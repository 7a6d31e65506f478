/** The fixtures of rules as cases: each file and each folder of a rule's folder is judged by itself. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { ConfigFile } from '../src/config/config-file'
import { parseConfig } from '../src/config/parse'
import type { ParseEnvironment } from '../src/config/parse'
import { defaultRelease, isRelease } from '../src/config/release'
import type { Release } from '../src/config/release'
import { ruleEntries } from '../src/lint/rule-list'

const project = process.env['KEA_PROJECT'] ?? process.cwd()
const folder = path.join(project, 'test-fixtures', 'lint')

export interface RuleCase {
  readonly rule: string
  readonly name: string
  /** By URI, the parts that only others include left out. */
  readonly texts: ReadonlyMap<string, string>
  readonly release: Release
}

export function ruleCases(): RuleCase[] {
  return ruleEntries.flatMap(({ id }) => {
    if (!existsSync(path.join(folder, id))) return []
    return readdirSync(path.join(folder, id))
      .filter((name) => !isAside(name))
      .sort()
      .map((name): RuleCase => {
        const texts = new Map(filesBelow(path.join(folder, id, name)).filter((file) => !isAside(file)).map((file) => [pathToFileURL(file).href, readFileSync(file, 'utf8')]))
        const asked = [...texts.values()].flatMap((text) => /^#\s*release:\s*(\S+)/.exec(text)?.[1] ?? [])[0] ?? ''
        return { rule: id, name, texts, release: isRelease(asked) ? asked : defaultRelease }
      })
  })
}

/** What is no case by itself: parts that others include, and files as they were. */
function isAside(name: string): boolean {
  return name.endsWith('.part') || name.endsWith('.before')
}

function filesBelow(at: string): string[] {
  if (!statSync(at).isDirectory()) return [at]
  return readdirSync(at).sort().flatMap((name) => filesBelow(path.join(at, name)))
}

/** The files of a case that stand as `NAME.before` beside what they became, by the URI of the latter. */
export function beforeOf(texts: ReadonlyMap<string, string>): ReadonlyMap<string, ConfigFile> | undefined {
  const before = [...texts.keys()].flatMap((uri): [string, ConfigFile][] => {
    const old = `${fileURLToPath(uri)}.before`
    return existsSync(old) ? [[uri, parseConfig(uri, readFileSync(old, 'utf8'), diskBehind(new Map()))]] : []
  })
  return before.length === 0 ? undefined : new Map(before)
}

/** Files on disk, behind texts that were changed. */
export function diskBehind(texts: ReadonlyMap<string, string>): ParseEnvironment {
  return {
    includeFolders: [],
    readFile(uri) {
      const known = texts.get(uri)
      if (known !== undefined) return known
      const file = fileURLToPath(uri)
      return existsSync(file) ? readFileSync(file, 'utf8') : undefined
    },
  }
}

export function parsed(texts: ReadonlyMap<string, string>, changed: ReadonlyMap<string, string> = new Map()): ConfigFile[] {
  const environment = diskBehind(changed)
  return [...texts].map(([uri, text]) => parseConfig(uri, changed.get(uri) ?? text, environment))
}
