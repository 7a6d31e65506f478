/** What counts for one file, and who says so. */
import path from 'node:path'
import { createLevels } from '../lint/levels'
import type { LintOptions } from '../lint/run'
import { ruleEntries } from '../lint/rule-list'
import type { Arguments } from './arguments'
import type { FoundSettings } from './find-settings'
import { relativeName } from './report'
import { uriOf } from './speak'
import type { World } from './world'

interface Said {
  readonly value: unknown
  readonly from: string
}

export function printConfig(asked: Arguments, found: FoundSettings, options: LintOptions, world: World): string {
  const { settings, origins, file } = found
  const named = asked.stdinFilename ?? asked.paths.find((one) => one !== '-')
  const uri = uriOf(path.resolve(world.cwd, named ?? 'kea-dhcp4.conf'))
  const name = (one: string): string => relativeName(one, world.cwd)
  const origin = (key: string): string => name(origins.get(key) ?? '')
  const levels = createLevels(options)(uri)
  const own = (options.overrides ?? []).filter((one) => one.applies(uri))
  const byOverride = own.findLast((one) => one.release !== undefined)
  const said = (argument: unknown, option: string, key: 'preset' | 'select', fallback: unknown): Said =>
    argument !== undefined ? { value: argument, from: option } : settings[key] !== undefined ? { value: settings[key], from: origin(key) } : { value: fallback, from: 'default' }
  const release: Said = {
    value: levels.release,
    from: asked.release !== undefined ? '--kea-version' : byOverride ? `${name(byOverride.from)}#overrides` : settings.keaVersion !== undefined ? origin('keaVersion') : 'default',
  }
  const rules = Object.fromEntries(
    ruleEntries.map(({ id }) => {
      const value = levels.severity(id) ?? 'off'
      const override = own.findLast((one) => one.severity[id] !== undefined)
      const from =
        options.choice?.chosen?.has(id) === false
          ? 'unselected'
          : override
            ? override.from === '--severity' ? override.from : `${name(override.from)}#overrides`
            : settings.severity[id] !== undefined ? origin(`severity/${id}`) : options.choice?.isStrict ? 'preset:strict' : 'default'
      return [id, { severity: value, from }]
    }),
  )
  return (
    JSON.stringify(
      {
        file: named === undefined ? null : name(uri),
        settings: file === undefined ? null : name(file),
        extends: found.files.slice(1).map(name),
        keaVersion: release,
        preset: said(asked.preset, '--preset', 'preset', 'recommended'),
        select: asked.preset !== undefined && asked.select === undefined ? { value: null, from: 'default' } : said(asked.select, '--select', 'select', null),
        ignore: [...new Set([...settings.ignore, ...asked.ignore])],
        baseline: asked.baseline ?? (settings.baseline === undefined ? null : name(settings.baseline)),
        includeFolders: [...asked.includeFolders, ...settings.includeFolders.map(name)],
        rules,
      },
      undefined,
      2,
    ) + '\n'
  )
}
