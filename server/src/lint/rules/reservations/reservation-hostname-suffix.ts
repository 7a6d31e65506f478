/** A host name that does not end with ddns-qualifying-suffix gets it appended, whole names too. */
import { changeTo } from '../../fix'
import { isFilledIn } from '../../../config/placeholder'
import { stringOf } from '../../../config/tree'
import type { StringNode } from '../../../config/tree'
import { related } from '../../compare'
import type { ScopeRule } from '../../rule'
import { inherited } from '../../scopes'
import type { Scope } from '../../scopes'
import { say } from '../../../text/text'

export const reservationHostnameSuffix: ScopeRule = {
  id: 'reservation-hostname-suffix',
  scope: 'scope',
  kinds: ['reservation'],
  keys: ['hostname'],
  severity: 'warning',
  summary: 'A whole domain name in a reservation ends with ddns-qualifying-suffix.',
  why: 'Kea appends the suffix to it, and the client gets a name that nobody meant.',
  manual: 'dhcp4-srv.html#reservation4-hostname',

  check(scope, report) {
    const text = stringOf(scope.node, 'hostname')
    const suffix = text && suffixFor(scope)
    if (scope.around.family !== 4 || !suffix || isFilledIn(text.value) || !isWhole(text.value, suffix.value) || endsWith(text.value, suffix.value)) return
    const sent = `${text.value}${text.value.endsWith('.') ? '' : '.'}${suffix.value}`.replace(/\.$/, '').toLowerCase()
    report(text, {
      message: say`Kea makes "${sent}" of this host name.`,
      help: say`The name does not end with ddns-qualifying-suffix, so the suffix is appended, a dot at the end or not. Write the first part of the name alone, or give the subnet another suffix.`,
      related: [related(suffix, say`The suffix`)],
      fixes: () => changeTo(text, text.value.split('.')[0] ?? ''),
    })
  },
}

/** A global reservation meets the suffixes of all subnets. */
function suffixFor(scope: Scope): StringNode | undefined {
  const suffix = scope.outer?.kind === 'subnet' ? inherited(scope.outer, 'ddns-qualifying-suffix')?.value : undefined
  return suffix?.kind === 'string' && suffix.value.replace(/\.$/, '') !== '' && !isFilledIn(suffix.value) ? suffix : undefined
}

/** With a dot at its end, or under the top-level domain of the suffix: a name in parts, such as `printer.floor1`, is not whole. */
function isWhole(name: string, suffix: string): boolean {
  return /[^.]\.$/.test(name) || (name.includes('.') && topOf(name) === topOf(suffix))
}

function topOf(name: string): string {
  return (name.replace(/\.$/, '').split('.').at(-1) ?? '').toLowerCase()
}

/** Kea tells capitals from small letters here. */
function endsWith(name: string, suffix: string): boolean {
  const [end, of] = [suffix.replace(/\.$/, ''), name.replace(/\.$/, '')]
  return of === end || of.endsWith(`.${end}`)
}
