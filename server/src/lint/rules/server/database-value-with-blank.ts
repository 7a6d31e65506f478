/** Kea hands a database its parameters in one line, where blanks part them. */
import { hookLoad } from '../../../config/release'
import type { StringNode } from '../../../config/tree'
import { isFilledIn } from '../../../config/placeholder'
import type { FileRule } from '../../rule'
import { databaseName, databasesOf } from './reading'
import { say } from '../../../text/text'
import { drafted } from '../../drafted'

export const databaseValueWithBlank: FileRule = {
  id: 'database-value-with-blank',
  scope: 'file',
  severity: 'error',
  summary: 'Values for a database have no blanks; a password with blanks has no apostrophe.',
  why: 'Kea cannot take the line apart again, and does not start. -t shows it of the configuration database only.',
  manual: 'dhcp4-srv.html#database-configuration4',

  check(file, report, { release }) {
    for (const database of databasesOf(file)) {
      for (const { key, value } of database.node.members) {
        if (value?.kind !== 'string' || isFilledIn(value.value) || key === 'type' || isTakenApart(key, value)) continue
        const at = value.value.search(/[ \t]/)
        report(at === -1 ? value : { text: value, from: at, to: at + 1 }, {
          message: key === 'password' ? say`The password of ${databaseName(database)} has an apostrophe where Kea takes it for a quote.` : say`"${key}" of ${databaseName(database)} has a blank.`,
          help: key === 'password' ? say`Kea cannot tell where the password ends, and does not start: choose one without apostrophes.` : say`Kea cannot tell what belongs to ${key}, and does not start: use a name without blanks.`,
          // What the configuration database is given is taken apart when the file is read.
          fixes: () => (key !== 'password' && value.value.trim() !== '' && !/\s/.test(value.value.trim()) ? drafted(say`Remove the blank`, (draft) => draft.replaceValue(value, value.value.trim())) : []),
          refusedAt: database.use === 'configuration' ? '-t' : hookLoad(release),
        })
      }
    }
  },
}

/** Whether Kea finds its way back: a value with blanks is put into apostrophes, which only a password may have. */
function isTakenApart(key: string, { value }: StringNode): boolean {
  if (key === 'password') return /[ \t]/.test(value) ? !value.includes("'") || isPair(rest(value)) : !value.startsWith("'") || value.indexOf("'", 1) !== -1
  return value.split(/[ \t]/).every((token, at, tokens) => tokens.length === 1 || at === 0 || token.includes('='))
}

function rest(password: string): string {
  return password.slice(password.indexOf("'") + 1)
}

/** What follows the apostrophe would be read as further parameters. */
function isPair(text: string): boolean {
  return text.split(/[ \t]/).every((token) => token.includes('='))
}
