/** What the command itself says to a person: on standard error, in their language. */
import { URI } from 'vscode-uri'
import { translator } from '../text/text'
import type { Part, Translate } from '../text/text'
import { languageOf } from './language'
import { nameOf } from './report'
import type { ExitCode } from './run'
import { visible } from './visible'
import type { World } from './world'

export function translatorFor(asked: string | undefined, world: World): Translate {
  return translator(world.translations(languageOf(asked, world.env)))
}

export function complain(world: World, translate: Translate, sentence: Part): ExitCode {
  tell(world, translate, sentence)
  return 2
}

export function print(world: World, text: string): ExitCode {
  world.stdout.write(text)
  return 0
}

/** A sentence that is no complaint. */
export function tell(world: World, translate: Translate, sentence: Part): void {
  world.stderr.write(`kea-lint: ${visible(translate(sentence))}\n`)
}

export function uriOf(file: string): string {
  return URI.file(file).toString()
}

export function shown(uri: string, cwd: string): string {
  return visible(nameOf(uri, cwd))
}
