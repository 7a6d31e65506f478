/** Checks the workspace after a change: what can be told at once is told at once, the rest after a pause, all in slices. */
import type { Edit } from '../config/edit'
import type { Source } from '../config/source'
import { moveProblems } from '../lint/moved'
import { createLintMemory } from '../lint/run'
import type { LintMemory, LintResult } from '../lint/run'
import { hasteOfRuns, keyOfRuns, stepsOfRuns } from './runs'
import type { Run } from './runs'

/** Time comes from outside, so that a test decides when it passes. */
export interface Clock {
  now(): number
  /** Calls back after `delay` ms; the answer cancels it. */
  after(delay: number, call: () => void): () => void
}

export interface Check {
  /** Something changed: check again. */
  request(): void
  /** Drops what is under way or planned, unless somebody waits for it. */
  cancel(): void
  /** A text was edited; `source` is the text after it. */
  moved(source: Source, edit: Edit): void
  /** The result for the files as they stand, without a pause before what is still to be done. */
  upToDate(): Promise<LintResult>
  /** The same where it takes no time; else what can be told of an edit at once: findings across scopes and files are those from before, without their fixes. */
  soon(): Promise<LintResult>
}


/** Requests of the editor wait at most about this long, ms, for a slice to end. */
const slice = 12
/** A check that takes longer than this, ms, is told to be under way. */
const unnoticed = 300
/** A whole check that takes no longer, ms, is waited for by what is shown while somebody types. */
const unnoticeable = 6
/** Pause before what takes long, ms: longer than the gap between two keys. What is done within a slice does not wait. */
const longestPause = 500

export interface CheckInput {
  /** Undefined while something is on its way without which nothing can be told: it asks for a check when it has come. */
  runs(): readonly Run[] | undefined
  /** A check takes its time; and then: none does any more. */
  busy(isBusy: boolean): void
  /** Told twice after an edit: what was found at once, and all. */
  done(result: LintResult): void
  failed(error: unknown): void
}

interface Waiting {
  resolve(result: LintResult): void
  reject(error: unknown): void
}

interface Earlier extends Pick<LintResult, 'grouping' | 'across'> {
  /** The options that it was found with. */
  readonly key: string
}

export function createCheck(input: CheckInput, clock: Clock): Check {
  const memory: LintMemory = createLintMemory()
  let stop: (() => void) | undefined
  let earlier: Earlier | undefined
  /** Set while everything is checked and nothing has changed since. */
  let latest: LintResult | undefined
  /** Told since the last change, whole or not. */
  let told: LintResult | undefined
  /** How long the last whole check took, ms. */
  let lasted = longestPause
  let isBusy = false
  const waiting: Waiting[] = []
  const hasty: Waiting[] = []

  function setBusy(now: boolean): void {
    if (now !== isBusy) input.busy((isBusy = now))
  }

  function halt(): void {
    stop?.()
    stop = undefined
    latest = undefined
  }

  function tell(result: LintResult): void {
    told = result
    input.done(result)
    for (const one of hasty.splice(0)) one.resolve(result)
  }

  /** At once, and in slices. */
  function run(steps: () => Generator<void, LintResult> | undefined, done: (result: LintResult, took: number) => void): void {
    let took = 0
    let under: Generator<void, LintResult> | undefined
    const advance = (): void => {
      stop = undefined
      try {
        under ??= steps()
        // Who waits for the result gets it once what is missing has come.
        if (!under) return
        const begun = clock.now()
        do {
          const step = under.next()
          if (!step.done) continue
          setBusy(false)
          done(step.value, took + clock.now() - begun)
          return
        } while (clock.now() < begun + slice)
        took += clock.now() - begun
        if (took > unnoticed) setBusy(true)
        stop = clock.after(0, advance)
      } catch (error) {
        setBusy(false)
        input.failed(error)
        for (const one of [...waiting.splice(0), ...hasty.splice(0)]) one.reject(error)
      }
    }
    stop = clock.after(0, advance)
  }

  function checkAtOnce(known: Earlier): void {
    run(
      () => {
        const runs = input.runs()
        return runs && hasteOfRuns(runs, memory, known)
      },
      (result) => {
        tell(result)
        if (waiting.length > 0) checkAll()
        else stop = clock.after(lasted <= slice ? 0 : Math.min(longestPause, lasted), checkAll)
      },
    )
  }

  function checkAll(): void {
    let key = ''
    run(
      () => {
        const runs = input.runs()
        key = runs ? keyOfRuns(runs) : ''
        return runs && stepsOfRuns(runs, memory)
      },
      (result, took) => {
        lasted = took
        earlier = { key, grouping: result.grouping, across: result.across }
        latest = result
        tell(result)
        for (const one of waiting.splice(0)) one.resolve(result)
      },
    )
  }

  function request(): void {
    halt()
    told = undefined
    const runs = input.runs()
    if (!runs) return
    if (earlier?.key === keyOfRuns(runs)) checkAtOnce(earlier)
    else checkAll()
  }

  function upToDate(): Promise<LintResult> {
    if (latest) return Promise.resolve(latest)
    return new Promise((resolve, reject) => {
      waiting.push({ resolve, reject })
      if (waiting.length > 1) return
      halt()
      checkAll()
    })
  }

  return {
    request,
    cancel() {
      halt()
      told = undefined
      setBusy(false)
      if (waiting.length > 0 || hasty.length > 0) checkAll()
    },
    moved(source, edit) {
      if (earlier) earlier = { ...earlier, across: moveProblems(earlier.across, source, edit) }
    },
    upToDate,
    soon() {
      if (lasted <= unnoticeable) return upToDate()
      if (told) return Promise.resolve(told)
      return new Promise((resolve, reject) => {
        hasty.push({ resolve, reject })
        if (!stop) request()
      })
    },
  }
}
