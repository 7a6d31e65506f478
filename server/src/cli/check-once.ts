/** One run: reads, checks, mends where asked, and reports. */
import path from 'node:path'
import { URI } from 'vscode-uri'
import type { ConfigFile } from '../config/config-file'
import { createLintMemory, lintSteps } from '../lint/run'
import type { LintOptions, LintResult } from '../lint/run'
import { say, Text } from '../text/text'
import type { Arguments } from './arguments'
import { findBaseline, pruned, sayStale, updated } from './baseline-file'
import { changedSince } from './changed-since'
import type { Changed } from './changed-since'
import { isTooMuch } from './fail'
import { findSettings, lintOptionsFor } from './find-settings'
import { fixFiles } from './fix-files'
import { printConfig } from './print-config'
import { createProgress } from './progress'
import type { Progress } from './progress'
import { readFiles } from './read-files'
import type { FilesRead } from './read-files'
import { reasonOf } from './reason'
import { render, renderSummary, renderText } from './render'
import type { Report } from './report'
import type { ExitCode } from './run'
import { complain, print, tell, translatorFor } from './speak'
import { visible } from './visible'
import type { World } from './world'

export interface Checked {
  readonly code: ExitCode
  /** Paths that this run looked at, beside what it may find anew. */
  readonly looked: readonly string[]
}

export async function checkOnce(asked: Arguments, world: World): Promise<Checked> {
  const translate = translatorFor(asked.language, world)
  const settings = findSettings(asked, world)
  if (settings instanceof Text) return { code: complain(world, translate, settings), looked: [] }
  const options = lintOptionsFor(asked, settings)
  if (asked.printConfig) return { code: print(world, printConfig(asked, settings, options, world)), looked: [] }
  const baseline = findBaseline(asked, settings, world)
  if (baseline instanceof Text) return { code: complain(world, translate, baseline), looked: [] }
  const progress = createProgress(world, translate)
  const lint = (given: readonly ConfigFile[], by: LintOptions): LintResult => check(given, by, progress)
  const read = await readFiles(asked, settings.settings.includeFolders, world, progress)
  const changed = asked.changedSince === undefined ? undefined : changedSince(asked.changedSince, read, world)
  if (changed && 'slip' in changed) return { code: complain(world, translate, changed.slip), looked: [] }
  const slips = [...read.slips, ...(changed?.slips ?? [])]
  const said: Text[] = []

  let { files } = read
  let judged = lint(files, { ...options, baseline: asked.baselineChange === 'update' ? undefined : baseline, before: changed?.before })
  const now = judged
  let stdin: Uint8Array | undefined
  let patch: string | undefined
  if (asked.fix !== undefined) {
    const mended = fixFiles(changed ? { ...read, files: files.filter((one) => changed.concerns(one)) } : read, { ...options, baseline }, asked.fix === 'write', world)
    slips.push(...mended.slips)
    said.push(mended.said)
    stdin = mended.stdin
    if (asked.fix === 'show') patch = mended.patch
    else {
      // What is told stands in the files as they are now.
      const again = await readFiles(asked, settings.settings.includeFolders, afterwards(world, read, stdin), progress)
      files = again.files
      judged = lint(files, { ...options, baseline, before: changed?.before })
    }
  }
  if (baseline && asked.baselineChange !== undefined) {
    const isUpdate = asked.baselineChange === 'update'
    const looked = new Set(files.flatMap((file) => [file.uri, ...file.includes.flatMap((include) => include.uri ?? [])]))
    try {
      world.writeFile(URI.parse(baseline.uri).fsPath, isUpdate ? updated(baseline, judged.problems, looked) : pruned(baseline, judged.stale))
    } catch (error) {
      return { code: complain(world, translate, say`${URI.parse(baseline.uri).fsPath}: ${reasonOf(error)}.`), looked: [] }
    }
    said.push(isUpdate ? sayUpdated(judged) : sayPruned(judged))
    if (isUpdate) judged = { ...judged, problems: [] }
  } else if (judged.stale.length > 0) said.push(sayStale(judged.stale, world.cwd))

  progress.clear()
  const found = changed ? judged.problems.filter((problem) => changed.tells(problem)) : judged.problems
  const problems = asked.quiet ? found.filter((problem) => problem.severity === 'error') : found
  const report: Report = { problems, grouping: judged.grouping, files, release: options.release, cwd: world.cwd, translate: (text) => visible(translate(text)), version: world.version }
  if (files.length > 0 || slips.length === 0) {
    try {
      if (patch !== undefined) print(world, patch)
      if (stdin !== undefined && asked.fix === 'write') world.stdout.write(stdin)
      // Standard output belongs to the mended text or to the patch.
      const isTaken = patch !== undefined || (stdin !== undefined && asked.fix === 'write')
      tellReport(report, asked, isTaken, world)
    } catch (error) {
      return { code: complain(world, translate, say`${asked.output ?? ''}: ${reasonOf(error)}.`), looked: [] }
    }
  }
  for (const sentence of [...slips, ...said]) tell(world, translate, sentence)
  const counted = asked.fix === 'show' ? kept(now, changed) : found
  const code = slips.length > 0 ? 2 : isTooMuch(counted, asked) ? 1 : 0
  return { code, looked: lookedAt(read, settings.files, baseline?.uri) }
}

function check(files: readonly ConfigFile[], options: LintOptions, progress: Progress): LintResult {
  const steps = lintSteps(files, options, createLintMemory())
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
    progress.checking(files.length)
  }
}

function kept(result: LintResult, changed: Changed | undefined): LintResult['problems'] {
  return changed ? result.problems.filter((problem) => changed.tells(problem)) : result.problems
}

function lookedAt({ files }: FilesRead, settings: readonly string[], baseline: string | undefined): string[] {
  const uris = [...files.flatMap((file) => [file.uri, ...file.includes.flatMap((include) => include.uri ?? [])]), ...settings, ...(baseline === undefined ? [] : [baseline])]
  return [...new Set(uris)].map((uri) => URI.parse(uri).fsPath)
}

/** The same machine, where standard input says what was mended of it. */
function afterwards(world: World, read: FilesRead, stdin: Uint8Array | undefined): World {
  const typed = stdin ?? (read.stdin === undefined ? new Uint8Array() : read.bytes(read.stdin))
  return { ...world, readStdin: () => Promise.resolve(typed) }
}

function sayUpdated({ problems }: LintResult): Text {
  return problems.length === 1 ? say`The baseline was written: 1 finding.` : say`The baseline was written: ${problems.length} findings.`
}

function sayPruned({ stale }: LintResult): Text {
  if (stale.length === 0) return say`Everything in the baseline is still found.`
  return stale.length === 1 ? say`1 entry was taken out of the baseline.` : say`${stale.length} entries were taken out of the baseline.`
}

/** The report where it was asked for; under GitHub Actions also the summary of the job. */
function tellReport(report: Report, asked: Arguments, isTaken: boolean, world: World): void {
  const onGithub = world.env['GITHUB_ACTIONS'] === 'true'
  const format = asked.format ?? (onGithub && asked.output === undefined && !isTaken ? 'github' : 'text')
  const terminal = isTaken ? { ...world, stdout: world.stderr } : world
  if (asked.output === undefined) terminal.stdout.write(render(format, report, asked.color, terminal))
  else {
    world.writeFile(path.resolve(world.cwd, asked.output), render(format, report, false, world))
    terminal.stdout.write(renderText(report, asked.color, terminal))
  }
  const summary = world.env['GITHUB_STEP_SUMMARY']
  if (format === 'github' && summary) world.appendFile(summary, renderSummary(report, world))
}

