/** What a person at a terminal sees while a long run goes on: one line, gone when it ends. */
import { say } from '../text/text'
import type { Text, Translate } from '../text/text'
import type { World } from './world'

export interface Progress {
  /** Often: shown now and then. */
  reading(done: number, of: number): void
  checking(files: number): void
  /** Before anything else is written. */
  clear(): void
}

/** Shorter runs show nothing: a line that flashes is noise. */
const patience = 700
const pause = 150

export function createProgress({ stderr, env, now }: Pick<World, 'stderr' | 'env' | 'now'>, translate: Translate): Progress {
  const isShown = stderr.isTerminal && env['TERM'] !== 'dumb'
  const begun = now()
  let last = begun + patience - pause
  let isOnScreen = false
  const show = (text: () => Text): void => {
    if (!isShown) return
    const time = now()
    if (time < last + pause) return
    last = time
    isOnScreen = true
    stderr.write(`\r\u001b[K${translate(text())}`)
  }
  return {
    reading: (done, of) => show(() => say`Reading files: ${done} of ${of}`),
    checking: (files) => show(() => (files === 1 ? say`Checking 1 file, ${Math.round((now() - begun) / 1000)} s` : say`Checking ${files} files, ${Math.round((now() - begun) / 1000)} s`)),
    clear: () => {
      if (isOnScreen) stderr.write('\r\u001b[K')
      isOnScreen = false
    },
  }
}
