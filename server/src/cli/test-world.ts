/** A machine with a folder of its own, for tests of the command. */
import { spawnSync } from 'node:child_process'
import { appendFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { globSync } from 'tinyglobby'
import { keaFilesBelow } from '../files/disk'
import { run } from './run'
import type { World } from './world'

export interface Outcome {
  readonly code: number
  readonly out: string
  readonly outBytes: Uint8Array
  readonly err: string
}

export interface TestFolder {
  readonly path: string
  write(files: Readonly<Record<string, string | Uint8Array>>): void
  read(name: string): string
  bytes(name: string): Uint8Array
  has(name: string): boolean
  git(...argv: string[]): string
  lint(argv: readonly string[], options?: { readonly stdin?: string | Uint8Array; readonly cwd?: string; readonly world?: Partial<World> }): Promise<Outcome>
  remove(): void
}

export function createTestFolder(files: Readonly<Record<string, string | Uint8Array>> = {}): TestFolder {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'kea-lint-'))
  const at = (name: string): string => path.join(folder, name)
  const own: TestFolder = {
    path: folder,
    write(all) {
      for (const [name, content] of Object.entries(all)) {
        mkdirSync(path.dirname(at(name)), { recursive: true })
        writeFileSync(at(name), content)
      }
    },
    read: (name) => readFileSync(at(name), 'utf8'),
    bytes: (name) => readFileSync(at(name)),
    has: (name) => existsSync(at(name)),
    git(...argv) {
      const { status, stdout, stderr } = spawnSync('git', ['-C', folder, '-c', 'user.name=a', '-c', 'user.email=a@example.org', '-c', 'core.autocrlf=false', ...argv], { encoding: 'utf8' })
      if (status !== 0) throw new Error(stderr)
      return stdout
    },
    async lint(argv, { stdin = '', cwd = '.', world = {} } = {}) {
      const out: Buffer[] = []
      let err = ''
      const code = await run({
        argv,
        cwd: path.join(folder, cwd),
        env: {},
        version: '0.0.0',
        now: () => 0,
        stdout: { write: (content) => void out.push(Buffer.from(content)), isTerminal: false },
        stderr: { write: (content) => void (err += String(content)), isTerminal: false },
        readStdin: () => Promise.resolve(Buffer.from(stdin)),
        readFile: (file) => readFileSync(file),
        writeFile: (file, content) => writeFileSync(file, content),
        appendFile: (file, text) => appendFileSync(file, text),
        translations: () => undefined,
        look(file) {
          const found = statSync(file, { throwIfNoEntry: false })
          return found === undefined ? undefined : found.isDirectory() ? 'folder' : 'file'
        },
        findKeaFiles: keaFilesBelow,
        glob: (pattern) => globSync(pattern, { cwd: path.join(folder, cwd), absolute: true }),
        git(argv) {
          const { status, stdout, stderr } = spawnSync('git', argv)
          return { isGood: status === 0, out: stdout, error: stderr.toString() }
        },
        stamp(file) {
          const found = statSync(file, { throwIfNoEntry: false, bigint: true })
          return found === undefined ? '' : `${String(found.mtimeNs)} ${String(found.size)}`
        },
        pause: () => Promise.resolve(false),
        ...world,
      })
      const outBytes = Buffer.concat(out)
      return { code, out: outBytes.toString(), outBytes, err }
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
  own.write(files)
  return own
}

/** Findings as `file:line rule severity`. */
export async function told(folder: TestFolder, argv: readonly string[], options: Parameters<TestFolder['lint']>[1] = {}): Promise<string[]> {
  const { out, err } = await folder.lint(['--format', 'json', ...argv], options)
  if (out === '') throw new Error(err)
  const { findings } = JSON.parse(out) as { findings: { file: string; line: number; rule: string; severity: string }[] }
  return findings.map(({ file, line, rule, severity }) => `${file.split(path.sep).join('/')}:${line} ${rule} ${severity}`)
}
