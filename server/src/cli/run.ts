/** kea-lint from its arguments to its exit code; the machine it runs on is an argument. */
import path from 'node:path'
import { URI } from 'vscode-uri'
import type { ConfigFile } from '../config/config-file'
import { parseConfig } from '../config/parse'
import { defaultRelease } from '../config/release'
import { noSettings, readSettings, settingsFileName } from '../deployment/settings'
import type { ProjectSettings } from '../deployment/settings'
import { ruleEntries } from '../lint/rule-list'
import { createLintMemory, lintSteps } from '../lint/run'
import type { LintOptions, LintResult } from '../lint/run'
import { languageIn, readArguments } from './arguments'
import type { Arguments } from './arguments'
import { decode } from './decode'
import { discover } from './discover'
import { isTooMuch } from './fail'
import { languageOf } from './language'
import { render, renderSummary, renderText } from './render'
import { createProgress } from './progress'
import type { Progress } from './progress'
import { reasonOf } from './reason'
import { nameOf, placeOf } from './report'
import type { Report } from './report'
import { usage } from './usage'
import { visible } from './visible'
import type { World } from './world'
import { say, Text, translator } from '../text/text'
import type { Translate } from '../text/text'

/** 0: no error found; 1: at least one; 2: could not run, or not everything could be read. */
export type ExitCode = 0 | 1 | 2

export async function run(world: World): Promise<ExitCode> {
  const ids = ruleEntries.map((rule) => rule.id)
  const asked = readArguments(world.argv, ids)
  const language = asked instanceof Text ? languageIn(world.argv) : asked.language
  const inLanguage = translator(world.translations(languageOf(language, world.env)))
  // What a file holds is quoted in messages.
  const translate: Translate = (text) => visible(inLanguage(text))
  const complain = (sentence: Text): ExitCode => {
    world.stderr.write(`kea-lint: ${translate(sentence)}\n`)
    return 2
  }
  if (asked instanceof Text) return complain(say`${asked} "kea-lint --help" lists the options.`)
  if (asked.help) return print(world, inLanguage(usage))
  if (asked.version) return print(world, `${world.version}\n`)
  const settings = findSettings(asked, world, ids)
  if (settings instanceof Text) return complain(settings)

  const progress = createProgress(world, translate)
  const found = discover(asked.paths, world)
  const slips = [...found.slips]
  const files: ConfigFile[] = []
  const includeFolders = [...asked.includeFolders.map((folder) => uriOf(path.resolve(world.cwd, folder))), ...settings.includeFolders]
  const readFile = createReader(world)
  const open = (uri: string, bytes: Uint8Array): void => {
    const text = decode(bytes)
    if (typeof text === 'string') files.push(parseConfig(uri, text, { readFile, includeFolders }))
    else slips.push(say`${shown(uri, world.cwd)}: ${text.slip}`)
  }
  if (found.stdin) open(uriOf(path.resolve(world.cwd, asked.stdinFilename ?? 'stdin')), await world.readStdin())
  for (const [at, file] of found.files.entries()) {
    progress.reading(at, found.files.length)
    // What comes on standard input under a file's name stands in for that file: an editor's unsaved text.
    if (files.some((one) => one.uri === uriOf(file))) continue
    try {
      open(uriOf(file), world.readFile(file))
    } catch (error) {
      slips.push(say`${shown(uriOf(file), world.cwd)}: ${reasonOf(error)}.`)
    }
  }
  const release = asked.release ?? settings.keaVersion ?? defaultRelease
  const result = check(files, { release, severity: { ...settings.severity, ...asked.severity }, each: asked.each, deployment: settings }, progress)
  progress.clear()
  const problems = asked.quiet ? result.problems.filter((problem) => problem.severity === 'error') : result.problems
  const report: Report = { problems, grouping: result.grouping, files, release, cwd: world.cwd, translate, version: world.version }
  if (files.length > 0 || slips.length === 0) {
    try {
      await tell(report, asked, world)
    } catch (error) {
      return complain(say`${asked.output ?? ''}: ${reasonOf(error)}.`)
    }
  }
  for (const slip of slips) complain(slip)
  if (slips.length > 0) return 2
  return isTooMuch(result.problems, asked) ? 1 : 0
}

function check(files: readonly ConfigFile[], options: LintOptions, progress: Progress): LintResult {
  const steps = lintSteps(files, options, createLintMemory())
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
    progress.checking(files.length)
  }
}

/** The report where it was asked for; under GitHub Actions also the summary of the job. */
async function tell(report: Report, asked: Arguments, world: World): Promise<void> {
  const onGithub = world.env['GITHUB_ACTIONS'] === 'true'
  const format = asked.format ?? (onGithub && asked.output === undefined ? 'github' : 'text')
  if (asked.output === undefined) world.stdout.write(await render(format, report, asked.color, world))
  else {
    world.writeFile(path.resolve(world.cwd, asked.output), await render(format, report, false, world))
    world.stdout.write(renderText(report, asked.color, world))
  }
  const summary = world.env['GITHUB_STEP_SUMMARY']
  if (format === 'github' && summary) world.appendFile(summary, await renderSummary(report, world))
}

/** The settings, or the sentence that says why they cannot be used. */
function findSettings(asked: Arguments, world: World, ids: readonly string[]): ProjectSettings | Text {
  const file = asked.config === undefined ? nearestSettings(world) : path.resolve(world.cwd, asked.config)
  if (file === undefined) return noSettings
  let bytes
  try {
    bytes = world.readFile(file)
  } catch (error) {
    return say`${shown(uriOf(file), world.cwd)}: ${reasonOf(error)}.`
  }
  const text = new TextDecoder().decode(bytes)
  const { settings, problems } = readSettings(text, uriOf(file), ids)
  const [first] = problems
  if (!first) return settings
  const { line, column } = placeOf(first.at)
  return say`${shown(uriOf(file), world.cwd)}:${line}:${column}: ${first.message}`
}

function nearestSettings(world: World): string | undefined {
  for (let folder = world.cwd; ; folder = path.dirname(folder)) {
    const file = path.join(folder, settingsFileName)
    if (isThere(file, world)) return file
    if (folder === path.dirname(folder)) return undefined
  }
}

/** What may not be looked at is as good as not there: nobody asked for it by name. */
function isThere(file: string, world: World): boolean {
  try {
    return world.look(file) === 'file'
  } catch {
    return false
  }
}

/** Included files are read once, whoever includes them. */
function createReader(world: World): (uri: string) => string | undefined {
  const known = new Map<string, string | undefined>()
  return (uri) => {
    if (!known.has(uri)) {
      try {
        const text = decode(world.readFile(URI.parse(uri).fsPath))
        known.set(uri, typeof text === 'string' ? text : undefined)
      } catch {
        known.set(uri, undefined)
      }
    }
    return known.get(uri)
  }
}

function uriOf(file: string): string {
  return URI.file(file).toString()
}

function shown(uri: string, cwd: string): string {
  return visible(nameOf(uri, cwd))
}

function print(world: World, text: string): ExitCode {
  world.stdout.write(text)
  return 0
}
