/** A password that crosses a network in the clear is known to everybody there. */
import { member, stringOf } from '../../../config/tree'
import type { ObjectNode } from '../../../config/tree'
import { relationshipsOf } from '../../../deployment/relationship'
import { isLoopback, parsePeerUrl } from '../../../net/peer-url'
import type { FileRule } from '../../rule'
import { say } from '../../../text/text'

export const haPasswordInClear: FileRule = {
  id: 'ha-password-in-clear',
  scope: 'file',
  severity: 'info',
  summary: 'Passwords for peers travel by https.',
  why: 'User and password go with every request: without TLS, whoever listens can send commands to the servers too.',
  manual: 'hooks.html#ha-https-support',

  check(file, report) {
    for (const { peers, node } of relationshipsOf(file)) {
      for (const { node: peer, url, name } of peers) {
        const parsed = url && parsePeerUrl(url.value)
        const password = member(peer, 'basic-auth-password') ?? member(peer, 'basic-auth-password-file')
        const hasUser = (stringOf(peer, 'basic-auth-user')?.value ?? '') !== '' || member(peer, 'basic-auth-user-file') !== undefined
        if (!password || !hasUser || !parsed || 'fault' in parsed || isLoopback(parsed.host) || hasTls(node) || hasTls(peer)) continue
        report(password, {
          message: say`The password for ${name?.value ?? say`this peer`} is sent in the clear.`,
          help: say`Give trust-anchor, cert-file and key-file in the relationship and https in the urls, in all files; or keep the link between the servers apart from other networks.`,
        })
      }
    }
  },
}

/** Kea speaks TLS wherever it has these, whatever the url says. */
function hasTls(node: ObjectNode): boolean {
  return node.incomplete === true || ['trust-anchor', 'cert-file', 'key-file'].some((key) => member(node, key))
}
