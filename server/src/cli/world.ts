/** What the command needs from the machine it runs on: an argument, so that a test can stand in for it. */
import type { Deployment, DeploymentSettings } from '../deployment/deployment'
import type { ConfigFile } from '../config/config-file'
import type { ParseEnvironment } from '../config/parse'
import type { LintOptions } from '../lint/run'
import type { Problem } from '../lint/problem'
import type { Rule } from '../lint/rule'

export interface World {
  /** The arguments behind the command's name. */
  readonly argv: readonly string[]
  readonly cwd: string
  readonly env: Readonly<Record<string, string | undefined>>
  readonly files: Files
  readStdin(): Promise<Uint8Array>
  readonly stdout: Output
  readonly stderr: Output
}

export interface Output {
  write(text: string): void
  readonly isTerminal: boolean
  readonly columns: number | undefined
}

export interface Entry {
  readonly name: string
  readonly kind: 'file' | 'folder' | 'other'
}

/** Paths are absolute and in the machine's own notation. What cannot be done throws, as node:fs does. */
export interface Files {
  /** Undefined when nothing is there. */
  look(path: string): { kind: 'file' | 'folder' | 'other'; size: number } | undefined
  read(path: string): Uint8Array
  /** The first bytes of a file. */
  readHead(path: string, length: number): Uint8Array
  list(path: string): readonly Entry[]
  /** Absolute paths of the files that a pattern matches. */
  glob(pattern: string, cwd: string): readonly string[]
}

/** What is told of a rule beside its findings. */
export type RuleDescription = Pick<Rule, 'id' | 'severity' | 'summary' | 'why' | 'manual'>

/** What judges the files: the command only reads, asks and prints. */
export interface Engine {
  readonly version: string
  readonly rules: readonly RuleDescription[]
  parse(uri: string, text: string, environment: ParseEnvironment): ConfigFile
  lint(files: readonly ConfigFile[], options: LintOptions): readonly Problem[]
  findDeployments(files: readonly ConfigFile[], settings: DeploymentSettings): readonly Deployment[]
}
