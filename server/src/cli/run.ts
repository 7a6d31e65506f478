/** kea-lint from its arguments to its exit code; the machine it runs on is an argument. */
import { knownNames } from '../lint/names'
import { say, Text } from '../text/text'
import { languageIn, readArguments } from './arguments'
import { checkOnce } from './check-once'
import { explainRule, listRules } from './rules-told'
import { complain, print, translatorFor } from './speak'
import { usage } from './usage'
import { watch } from './watch'
import type { World } from './world'

/** 0: no error found; 1: at least one; 2: could not run, or not everything could be read. */
export type ExitCode = 0 | 1 | 2

export async function run(world: World): Promise<ExitCode> {
  const asked = readArguments(world.argv, knownNames)
  const translate = translatorFor(asked instanceof Text ? languageIn(world.argv) : asked.language, world)
  if (asked instanceof Text) return complain(world, translate, say`${asked} "kea-lint --help" lists the options.`)
  if (asked.help) return print(world, translate(usage))
  if (asked.version) return print(world, `${world.version}\n`)
  if (asked.explain !== undefined) {
    const told = explainRule(asked.explain, translate)
    return 'slip' in told ? complain(world, translate, told.slip) : print(world, told.text)
  }
  if (asked.listRules) return print(world, listRules(asked.format === 'json', world.version, translate))
  return asked.watch ? watch(asked, world) : (await checkOnce(asked, world)).code
}
