/** The kea-lint.json that counts, and what it makes of the rules together with the arguments. */
import path from 'node:path'
import { URI } from 'vscode-uri'
import { defaultRelease } from '../config/release'
import { noSettings, settingsFileName } from '../deployment/settings'
import { resolveSettings } from '../deployment/settings-chain'
import type { ResolvedSettings } from '../deployment/settings-chain'
import { choose } from '../lint/choice'
import type { LevelOverride } from '../lint/levels'
import { knownNames } from '../lint/names'
import type { LintOptions } from '../lint/run'
import { say } from '../text/text'
import type { Text } from '../text/text'
import type { Arguments } from './arguments'
import { reasonOf } from './reason'
import { placeOf } from './report'
import { shown, uriOf } from './speak'
import type { World } from './world'

export interface FoundSettings extends Omit<ResolvedSettings, 'problems'> {
  /** Undefined: there is none. */
  readonly file: string | undefined
}

/** The settings, or the sentence that says why they cannot be used. */
export function findSettings(asked: Arguments, world: World): FoundSettings | Text {
  const file = asked.config === undefined ? nearestSettings(world) : path.resolve(world.cwd, asked.config)
  if (file === undefined) return { settings: noSettings, file: undefined, files: [], origins: new Map() }
  let text
  try {
    text = new TextDecoder().decode(world.readFile(file))
  } catch (error) {
    return say`${shown(uriOf(file), world.cwd)}: ${reasonOf(error)}.`
  }
  const { problems, ...resolved } = resolveSettings(uriOf(file), text, (uri) => textAt(uri, world), knownNames)
  const [first] = problems
  if (!first) return { ...resolved, file: uriOf(file) }
  const { line, column } = placeOf(first.at)
  return say`${shown(first.at.source.uri, world.cwd)}:${line}:${column}: ${first.message}`
}

/** Arguments go before settings, for every file. */
export function lintOptionsFor(asked: Arguments, { settings }: FoundSettings): LintOptions {
  const isAsked = asked.preset !== undefined || asked.select !== undefined
  const { release } = asked
  const last: LevelOverride = { from: '--severity', applies: () => true, severity: asked.severity, ...(release !== undefined && { release }) }
  return {
    release: release ?? settings.keaVersion ?? defaultRelease,
    severity: settings.severity,
    choice: choose({
      preset: asked.preset ?? settings.preset,
      select: asked.select ?? (isAsked ? undefined : settings.select),
      ignore: [...settings.ignore, ...asked.ignore],
    }),
    overrides: [...settings.overrides, last],
    each: asked.each,
    deployment: settings,
  }
}

function textAt(uri: string, world: World): string | undefined {
  try {
    return new TextDecoder().decode(world.readFile(URI.parse(uri).fsPath))
  } catch {
    return undefined
  }
}

function nearestSettings(world: World): string | undefined {
  for (let folder = world.cwd; ; folder = path.dirname(folder)) {
    const file = path.join(folder, settingsFileName)
    if (isThere(file, world)) return file
    if (folder === path.dirname(folder)) return undefined
  }
}

/** What may not be looked at is as good as not there: nobody asked for it by name. */
export function isThere(file: string, world: World): boolean {
  try {
    return world.look(file) === 'file'
  } catch {
    return false
  }
}
