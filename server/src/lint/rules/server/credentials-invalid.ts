/** Who may send commands over HTTP: a user and a password, each given once. */
import { isFilledIn } from '../../../config/placeholder'
import { atLeast } from '../../../config/release'
import type { Release } from '../../../config/release'
import { member, objectOf, objectsIn, stringOf } from '../../../config/tree'
import type { ObjectNode } from '../../../config/tree'
import { related } from '../../compare'
import type { FileRule, Report } from '../../rule'
import { defaultPasswords, httpDoorsOf } from './reading'
import { say } from '../../../text/text'
import { drafted } from '../../drafted'

export const credentialsInvalid: FileRule = {
  id: 'credentials-invalid',
  scope: 'file',
  severity: 'error',
  summary: 'A client of basic HTTP authentication has one user and one password, and both can be used.',
  why: 'Kea refuses the file.',
  manual: 'agent.html#agent-configuration',

  check(file, report, { release }) {
    for (const door of httpDoorsOf(file, release)) {
      for (const client of objectsIn(objectOf(door.node, 'authentication'), 'clients')) {
        tellTwice(client, report)
        tellUnusable(client, release, report)
      }
    }
  },
}

function tellTwice(client: ObjectNode, report: Report): void {
  for (const key of ['user', 'password']) {
    const here = member(client, key)
    const inFile = member(client, `${key}-file`)
    if (!here || !inFile) continue
    report(here, {
      message: say`${key} and ${key}-file are both given.`,
      help: say`Kea does not choose between them: keep ${key}-file, which keeps it out of this file.`,
      refusedAt: '-t',
      related: [related(inFile, say`${key}-file`)],
      fixes: () => [here, inFile].flatMap((one) => drafted(say`Keep ${one === here ? inFile.key : here.key} alone`, (draft) => draft.replaceMember(client, one))),
    })
  }
}

function tellUnusable(client: ObjectNode, release: Release, report: Report): void {
  const user = stringOf(client, 'user')
  if (user && !isFilledIn(user.value) && user.value.includes(':')) {
    const at = user.value.indexOf(':')
    report({ text: user, from: at, to: at + 1 }, {
      message: say`The user "${user.value}" has a colon.`,
      help: say`In basic authentication the colon ends the user: Kea refuses the name. Put the password into password or password-file.`,
      refusedAt: '-t',
    })
  }
  const password = stringOf(client, 'password')
  if (password && atLeast(release, '3.0') && defaultPasswords.includes(password.value)) {
    report(password, {
      message: say`"${password.value}" is a password from Kea's examples.`,
      help: say`Kea refuses it since 2.7.6, because everybody knows it: choose another, best in a password-file.`,
      refusedAt: '-t',
    })
  }
  for (const key of ['user-file', 'password-file']) {
    const name = stringOf(client, key)
    if (!name || isFilledIn(name.value) || !(name.value === '' || name.value.endsWith('/'))) continue
    report(name, {
      message: say`"${key}" names no file.`,
      help: say`Kea reads it when it reads this file, and refuses a folder: name a file, below the directory of the authentication if it has one.`,
      refusedAt: '-t',
    })
  }
}
