/** Checks the workspace a while after the last change, in slices, and starts afresh when something changes meanwhile. */
import type { ConfigFile } from '../config/config-file'
import { createLintMemory, lintSteps } from '../lint/run'
import type { LintMemory, LintOptions, LintResult } from '../lint/run'

/** Time comes from outside, so that a test decides when it passes. */
export interface Clock {
  now(): number
  /** Calls back after `delay` ms; the answer cancels it. */
  after(delay: number, call: () => void): () => void
}

export interface Check {
  /** Something changed: check again after a pause that suits the size of the files. */
  request(): void
  /** Drops what is under way or planned. */
  cancel(): void
  /** Runs at once what waits to be checked. False where that takes longer than a person waits. */
  catchUp(): boolean
}

/** Characters of all files up to which a check goes through while an editor waits for its answer. */
const mostAtOnce = 3_000_000

/** Requests of the editor wait at most about this long, ms, for a slice to end. */
const slice = 12
/** Pause after the last change, ms: shorter than a person notices, longer than the gap between two keys. */
const shortestPause = 120
const longestPause = 600

export interface CheckInput {
  files(): ConfigFile[]
  options(): LintOptions
  /** Characters of all files, for the pause. */
  size(): number
  done(result: LintResult): void
  failed(error: unknown): void
}

export function createCheck(input: CheckInput, clock: Clock): Check {
  const memory: LintMemory = createLintMemory()
  let stop: (() => void) | undefined
  let isStale = true

  function cancel(): void {
    stop?.()
    stop = undefined
    isStale = true
  }

  function finish(result: LintResult): void {
    stop = undefined
    isStale = false
    input.done(result)
  }

  function begin(): void {
    try {
      advance(lintSteps(input.files(), input.options(), memory))
    } catch (error) {
      stop = undefined
      input.failed(error)
    }
  }

  function advance(steps: Generator<void, LintResult>): void {
    try {
      for (const end = clock.now() + slice; clock.now() < end; ) {
        const step = steps.next()
        if (step.done) {
          finish(step.value)
          return
        }
      }
      stop = clock.after(0, () => advance(steps))
    } catch (error) {
      stop = undefined
      input.failed(error)
    }
  }

  function catchUp(): boolean {
    if (!isStale) return true
    if (input.size() > mostAtOnce) return false
    cancel()
    try {
      const steps = lintSteps(input.files(), input.options(), memory)
      for (;;) {
        const step = steps.next()
        if (!step.done) continue
        finish(step.value)
        return true
      }
    } catch (error) {
      input.failed(error)
      return false
    }
  }

  return {
    cancel,
    catchUp,
    request() {
      cancel()
      const pause = Math.min(longestPause, shortestPause + input.size() / 20_000)
      stop = clock.after(pause, begin)
    },
  }
}
