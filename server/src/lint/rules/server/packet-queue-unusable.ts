/** The queue for received packets, which only a single-threaded server has. */
import { isMultiThreaded } from '../../../config/dhcp4'
import { atLeast, hookLoad } from '../../../config/release'
import { booleanOf, numberOf, objectOf, valueOf } from '../../../config/tree'
import type { ObjectNode } from '../../../config/tree'
import { related } from '../../compare'
import type { FileRule, Report, Target } from '../../rule'
import { isDhcpServer, textOf } from './reading'
import { say } from '../../../text/text'
import { drafted } from '../../drafted'

export const packetQueueUnusable: FileRule = {
  id: 'packet-queue-unusable',
  scope: 'file',
  severity: 'error',
  summary: 'A packet queue is of a kind that exists, and the server works in one thread.',
  why: 'The server does not start, or works without the queue.',
  manual: 'dhcp4-srv.html#dhcp4-multi-threading-settings',

  check(file, report, target) {
    const control = objectOf(file.body, 'dhcp-queue-control')
    if (!isDhcpServer(file) || !control || booleanOf(control, 'enable-queue')?.value !== true) return
    if (isMultiThreaded(file, atLeast(target.release, '2.4'))) {
      const threads = objectOf(file.body, 'multi-threading')
      const on = valueOf(control, 'enable-queue')
      if (!on) return
      report(on, {
        message: say`The packet queue is not used: the server works in several threads.`,
        help: say`Kea turns it off with multi-threading${threads ? '' : say`, which is on by default since 2.4`}: set enable-queue to false, or enable-multi-threading to false.`,
        severity: 'info',
        fixes: () => drafted(say`Turn the queue off`, (draft) => draft.replaceValue(on, false)),
        related: threads ? [related(threads, say`multi-threading`)] : [],
      })
    } else tellSingleThreaded(control, file.daemon === 'dhcp6' ? 'kea-ring6' : 'kea-ring4', target, report)
  },
}

function tellSingleThreaded(control: ObjectNode, builtIn: string, { release }: Target, report: Report): void {
  const type = textOf(control, 'queue-type')
  const refusedAt = hookLoad(release)
  // Others may come from a hook library.
  if (type && type.value !== builtIn && (type.value === '' || /^kea-ring[46]$/.test(type.value) || !hasHooks(control))) {
    report(type, {
      message: say`There is no packet queue of type "${type.value}".`,
      help: say`The server does not start: ${builtIn} is the one that it brings.`,
      refusedAt,
      fixes: () => drafted(say`Change it to "${builtIn}"`, (draft) => draft.replaceValue(type, builtIn)),
    })
  }
  const capacity = numberOf(control, 'capacity')
  if (!capacity?.integer || capacity.value >= 5) return
  report(capacity, {
    message: say`A packet queue for ${capacity.value} packets holds none to speak of.`,
    help: say`${capacity.value < 0 ? say`The server does not start` : say`Most packets of a busy moment are lost`}: 64 is usual, and 5 the least that makes sense.`,
    fixes: () => drafted(say`Change it to 64`, (draft) => draft.replaceValue(capacity, 64)),
    ...(capacity.value < 0 ? { refusedAt } : { severity: 'warning' as const }),
  })
}

function hasHooks(control: ObjectNode): boolean {
  const list = control.parent?.kind === 'object' ? valueOf(control.parent, 'hooks-libraries') : undefined
  return list?.kind === 'array' && (list.items.length > 0 || list.incomplete === true)
}
