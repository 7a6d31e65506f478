/** Checks again whenever a file changes, until the command is ended. */
import { say, Text } from '../text/text'
import type { Arguments } from './arguments'
import { checkOnce } from './check-once'
import { discover } from './discover'
import { findSettings } from './find-settings'
import type { ExitCode } from './run'
import { tell, translatorFor } from './speak'
import type { World } from './world'

/** Looked at so often, ms: asking for the time of a file works on every system, and on shared folders, where events do not. */
const pause = 500

export async function watch(asked: Arguments, world: World): Promise<ExitCode> {
  const translate = translatorFor(asked.language, world)
  for (;;) {
    if (world.stdout.isTerminal && asked.output === undefined) world.stdout.write('\u001b[2J\u001b[3J\u001b[H')
    // Taken before the files are read: what is written meanwhile counts as a change.
    let seen = look([])
    const { code, looked } = await checkOnce(asked, world)
    seen = new Map([...look(looked), ...seen])
    tell(world, translate, say`Waiting for a change. Ctrl-C ends this.`)
    do {
      if (!(await world.pause(pause))) return code
    } while (isSame(seen, look(looked)))
  }

  function look(looked: readonly string[]): Map<string, string> {
    const settings = findSettings(asked, world)
    const files = [...discover(asked.paths, world).files, ...looked, ...(asked.config === undefined ? [] : [asked.config])]
    const stamps = new Map(files.map((file) => [file, world.stamp(file)]))
    // A kea-lint.json that comes or goes.
    stamps.set('', settings instanceof Text ? String(settings) : settings.files.join('\n'))
    return stamps
  }
}

function isSame(one: ReadonlyMap<string, string>, other: ReadonlyMap<string, string>): boolean {
  return one.size === other.size && [...one].every(([file, stamp]) => other.get(file) === stamp)
}
