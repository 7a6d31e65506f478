/** How a server names itself to a peer: one user and one password, each from one place. */
import type { Release } from '../../../config/release'
import { atLeast, hookLoad } from '../../../config/release'
import { isFilledIn } from '../../../config/placeholder'
import { member, stringOf } from '../../../config/tree'
import { relationshipsOf } from '../../../deployment/relationship'
import type { Peer } from '../../../deployment/relationship'
import { related } from '../../compare'
import type { FileRule, Report } from '../../rule'
import { say } from '../../../text/text'
import { drafted } from '../../drafted'

export const haCredentials: FileRule = {
  id: 'ha-credentials',
  scope: 'file',
  severity: 'error',
  summary: 'A peer has one basic-auth-user and one basic-auth-password, each given once.',
  why: 'The library does not load and the server does not start, or the peer refuses every request.',
  manual: 'hooks.html#hooks-high-availability',

  check(file, report, { release }) {
    for (const peer of relationshipsOf(file).flatMap(({ peers }) => peers)) {
      checkPlaces(peer, release, report)
      checkUser(peer, release, report)
    }
  },
}

function checkPlaces({ node, name }: Peer, release: Release, report: Report): void {
  for (const key of atLeast(release, '3.2') ? ['basic-auth-user', 'basic-auth-password'] : ['basic-auth-password']) {
    const text = member(node, key)
    const fileName = member(node, `${key}-file`)
    if (!text || !fileName) continue
    report(fileName, {
      message: say`${key} of ${name?.value ?? say`this peer`} is given in the file and by ${key}-file.`,
      help: say`The server does not start: keep one of the two.`,
      refusedAt: hookLoad(release),
      related: [related(text, say`the other`)],
      fixes: () => [fileName, text].flatMap((one) => drafted(say`Keep ${one === text ? fileName.key : text.key} alone`, (draft) => draft.replaceMember(node, one))),
    })
  }
}

function checkUser({ node, name }: Peer, release: Release, report: Report): void {
  const whose = name?.value ?? say`this peer`
  const user = stringOf(node, 'basic-auth-user')
  if (user?.value.includes(':') && !isFilledIn(user.value)) {
    report(user, { message: say`The user for ${whose} has a colon in its name.`, help: say`A colon ends the name in HTTP. The server does not start: use a name without one.`, refusedAt: hookLoad(release) })
  }
  const password = member(node, 'basic-auth-password') ?? member(node, 'basic-auth-password-file')
  const hasUser = (user !== undefined && user.value !== '') || member(node, 'basic-auth-user-file') !== undefined || (member(node, 'basic-auth-user') !== undefined && !user)
  if (password && !hasUser && !node.incomplete) {
    report(password, { message: say`There is a password for ${whose}, and no basic-auth-user.`, help: say`Kea then sends neither, and a peer that asks for them refuses every request. Give basic-auth-user.`, severity: 'warning' })
  }
}
