/** Writes down what is done as a scenario, with the times in between. */

export interface Recorder {
  readonly isOn: boolean
  /** `at`: ms. Gives what was written since it was switched on. */
  switch(on: boolean, at: number): string
  note(line: string, at: number): void
}

/** Shorter pauses are nobody's intention, ms. */
const shortest = 100

export function createRecorder(): Recorder {
  let lines: string[] | undefined
  let last = 0
  return {
    get isOn() {
      return lines !== undefined
    },
    switch: (on, at) => {
      const text = lines ? `${lines.join('\n')}\n` : ''
      lines = on ? ['# Recorded in the laboratory: lines as they were done, and the time between.'] : undefined
      last = at
      return on ? '' : text
    },
    note: (line, at) => {
      if (!lines) return
      if (at - last >= shortest) lines.push(`wait ${Math.round((at - last) / 100) / 10} s`)
      last = at
      lines.push(line)
    },
  }
}
