/** What the command needs from the machine it runs on: an argument, so that a test can stand in for it. */
import type { Translations } from '../text/text'

export interface World {
  /** The arguments behind the command's name. */
  readonly argv: readonly string[]
  readonly cwd: string
  readonly env: Readonly<Record<string, string | undefined>>
  /** The package's own version. */
  readonly version: string
  /** Milliseconds. */
  now(): number
  readonly stdout: Output
  readonly stderr: Output
  readStdin(): Promise<Uint8Array>
  /** Throws as node:fs does. */
  readFile(file: string): Uint8Array
  /** These throw as node:fs does, too. */
  writeFile(file: string, text: string): void
  appendFile(file: string, text: string): void
  /** Of a language such as `fr`, where there are some. */
  translations(language: string): Translations | undefined
  /** Undefined when nothing is there; throws where it may not be known. */
  look(file: string): 'file' | 'folder' | undefined
  /** Kea files below a folder, by name and content, sorted. `closed` hears of folders that cannot be read. */
  findKeaFiles(folder: string, closed: (folder: string, error: unknown) => void): string[]
  /** Absolute paths that a pattern matches. */
  glob(pattern: string): string[]
}

export interface Output {
  write(text: string): void
  readonly isTerminal: boolean
}
