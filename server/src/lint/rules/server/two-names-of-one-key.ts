/** A key that stands there under both of its names. */
import { atLeast } from '../../../config/release'
import { member, objectsIn, valueOf } from '../../../config/tree'
import type { Node, ObjectNode } from '../../../config/tree'
import { related } from '../../compare'
import type { FileRule, Report } from '../../rule'
import { say } from '../../../text/text'
import { drafted } from '../../drafted'

/** What files of 10,000 subnets hold is free-form: nothing in it is looked at. */
const freeForm = new Set(['user-context', 'parameters'])

export const twoNamesOfOneKey: FileRule = {
  id: 'two-names-of-one-key',
  scope: 'file',
  severity: 'error',
  summary: 'A logger has its outputs under one name, and a map has one comment.',
  why: 'Kea takes both names for the same key, and refuses it the second time.',
  manual: 'config.html#user-context',

  check(file, report, { release }) {
    if (!file.body) return
    if (atLeast(release, '2.6')) for (const logger of objectsIn(file.body, 'loggers')) tellOutputs(logger, report)
    tellComments(file.body, report)
  },
}

function tellOutputs(logger: ObjectNode, report: Report): void {
  const old = member(logger, 'output_options')
  const now = member(logger, 'output-options')
  if (!old || !now) return
  report(old, {
    message: say`output_options is the older name of output-options, and both stand here.`,
    help: say`Move what it says into output-options.`,
    refusedAt: '-t',
    related: [related(now, say`output-options`)],
    fixes: () => drafted(say`Take output_options out`, (draft) => draft.replaceMember(logger, old)),
  })
}

/** `comment` is put into the user context, if one stands there already: it may have none yet. */
function tellComments(node: Node, report: Report): void {
  if (node.kind === 'array') for (const item of node.items) tellComments(item, report)
  if (node.kind !== 'object') return
  const comment = member(node, 'comment')
  const inside = comment && member(valueOf(node, 'user-context'), 'comment')
  if (comment && inside && comment.keySpan.start > inside.keySpan.start) {
    report(comment, {
      message: say`There is a comment in the user-context as well.`,
      help: say`Kea keeps a comment in the user-context, and refuses two: take one out.`,
      refusedAt: '-t',
      related: [related(inside, say`the other one`)],
      fixes: () => drafted(say`Take this one out`, (draft) => draft.replaceMember(node, comment)),
    })
  }
  for (const { key, value } of node.members) if (value && !freeForm.has(key)) tellComments(value, report)
}
