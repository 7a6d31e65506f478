/** A prefix pool: where it begins, how long it and the delegated prefixes are, and what is excluded of each. */
import { atLeast } from '../../../config/release'
import { numberOf } from '../../../config/tree'
import type { NumberNode, ObjectNode } from '../../../config/tree'
import { related } from '../../compare'
import type { Report, ScopeRule } from '../../rule'
import { addressFault, addressText, knownText, prefixOf, readAddress } from './reading'
import { say } from '../../../text/text'
import { drafted, remove } from '../../drafted'

export const pdPoolInvalid: ScopeRule = {
  id: 'pd-pool-invalid',
  scope: 'scope',
  kinds: ['pd-pool'],
  severity: 'error',
  summary: 'Prefix pools hold prefixes that can be cut from them.',
  why: 'Kea refuses the file.',
  manual: 'dhcp6-srv.html#subnet-and-prefix-delegation-pools',

  check({ node, around }, report) {
    if (around.family !== 6) return
    const text = knownText(node, 'prefix')
    const address = text && readAddress(text.value)
    if (text && address === undefined) report(text, { message: say`"${text.value}" ${addressFault(text.value)}.`, help: say`Write the prefix without its length, such as 2001:db8:8::, and the length in prefix-len.`, refusedAt: '-t' })
    const length = lengthIn(node, 'prefix-len')
    const delegated = lengthIn(node, 'delegated-len')
    if (length && delegated && delegated.value < length.value) report(delegated, {
      message: say`Prefixes of length ${delegated.value} do not fit into one of length ${length.value}.`,
      help: say`Write a delegated-len that is not below prefix-len: 56 in 48 makes 256 prefixes.`,
      refusedAt: '-t',
      related: [related(length, say`the length of the pool`)],
    })
    else if (text && address !== undefined && length && atLeast(around.release, '2.4') && prefixOf(address, length.value).first !== address) report(text, {
      message: say`${text.value} is not the first address of a prefix of length ${length.value}.`,
      help: say`Write ${addressText(prefixOf(address, length.value).first)}, or another length.`,
      refusedAt: '-t',
      related: [related(length, say`the length`)],
      fixes: () => {
        const first = addressText(prefixOf(address, length.value).first)
        return drafted(say`Change it to ${first}`, (draft) => draft.replaceValue(text, first))
      },
    })
    else checkExcluded(node, delegated, report)
  },
}

function checkExcluded(node: ObjectNode, delegated: NumberNode | undefined, report: Report): void {
  const text = knownText(node, 'excluded-prefix')
  const address = text && readAddress(text.value)
  if (text && address === undefined) return report(text, { message: say`"${text.value}" ${addressFault(text.value)}.`, help: say`Write the excluded prefix without its length, such as 2001:db8:8:0:80::.`, refusedAt: '-t' })
  const length = numberOf(node, 'excluded-prefix-len')
  if (length && (!length.integer || length.value < 0 || length.value > 128)) return
  const isGiven = address !== undefined && address !== 0n
  const long = length?.value ?? 0
  // A text that is not known may be anything.
  if (!text && node.members.some(({ key }) => key === 'excluded-prefix')) return
  if (length && long > 0 && delegated && long <= delegated.value) return report(length, {
    message: say`An excluded prefix of length ${long} is not a part of a delegated one of length ${delegated.value}.`,
    help: say`Write an excluded-prefix-len above delegated-len.`,
    refusedAt: '-t',
    related: [related(delegated, say`the delegated length`)],
  })
  const lone = isGiven && long === 0 ? text : !isGiven && long > 0 ? length : undefined
  if (lone && !node.incomplete) return report(lone, {
    message: isGiven ? say`The excluded prefix has no length.` : say`There is a length of an excluded prefix, and no prefix.`,
    help: say`Write both excluded-prefix and excluded-prefix-len, or none of them.`,
    refusedAt: '-t',
    fixes: () => drafted(say`Remove it`, (draft) => remove(draft, node, isGiven ? 'excluded-prefix' : 'excluded-prefix-len')),
  })
  const pool = readAddress(knownText(node, 'prefix')?.value ?? '')
  if (!text || !isGiven || long === 0 || !delegated || pool === undefined) return
  const [first, excluded] = [prefixOf(pool, delegated.value), prefixOf(address, delegated.value)]
  if (first.first !== excluded.first) report(text, {
    message: say`${text.value} is no part of ${addressText(first.first)}/${delegated.value}, the first prefix of this pool.`,
    help: say`The excluded prefix is written within the first delegated prefix; the same part is left out of every other.`,
    refusedAt: '-t',
  })
}

/** Only where the schema has nothing to say against it. */
function lengthIn(node: ObjectNode, key: string): NumberNode | undefined {
  const length = numberOf(node, key)
  return length?.integer && length.value >= 1 && length.value <= 128 ? length : undefined
}
