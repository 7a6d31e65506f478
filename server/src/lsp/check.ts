/** Checks the workspace a while after the last change, in slices, and starts afresh when something changes meanwhile. */
import { createLintMemory } from '../lint/run'
import type { LintMemory, LintResult } from '../lint/run'

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
}

/** Requests of the editor wait at most about this long, ms, for a slice to end. */
const slice = 12
/** Pause after the last change, ms: shorter than a person notices, longer than the gap between two keys. */
const shortestPause = 120
const longestPause = 600
/** A check that takes longer, ms, is told to be under way. */
const unnoticed = 300

export interface CheckInput {
  /** undefined while files are on their way: whoever brings the last one requests a check. */
  steps(memory: LintMemory): Generator<void, LintResult> | undefined
  /** Characters of all files, for the pause. */
  size(): number
  /** A check takes its time; and then: none does any more. */
  busy(isBusy: boolean): void
  done(result: LintResult): void
  failed(error: unknown): void
}

export function createCheck(input: CheckInput, clock: Clock): Check {
  const memory: LintMemory = createLintMemory()
  let stop: (() => void) | undefined
  let begun = 0
  let isBusy = false

  function setBusy(now: boolean): void {
    if (now !== isBusy) input.busy((isBusy = now))
  }

  function cancel(): void {
    stop?.()
    stop = undefined
  }

  function begin(): void {
    stop = undefined
    begun = clock.now()
    try {
      const steps = input.steps(memory)
      if (steps) advance(steps)
    } catch (error) {
      fail(error)
    }
  }

  function fail(error: unknown): void {
    stop = undefined
    setBusy(false)
    input.failed(error)
  }

  function advance(steps: Generator<void, LintResult>): void {
    try {
      for (const end = clock.now() + slice; clock.now() < end; ) {
        const step = steps.next()
        if (step.done) {
          stop = undefined
          setBusy(false)
          input.done(step.value)
          return
        }
      }
      if (clock.now() - begun > unnoticed) setBusy(true)
      stop = clock.after(0, () => advance(steps))
    } catch (error) {
      fail(error)
    }
  }

  return {
    cancel() {
      cancel()
      setBusy(false)
    },
    request() {
      cancel()
      const pause = Math.min(longestPause, shortestPause + input.size() / 20_000)
      stop = clock.after(pause, begin)
    },
  }
}
