/** A key that stands there under both of its names. */
import { atLeast } from '../../../config/release'
import { member, objectsIn, valueOf } from '../../../config/tree'
import { subnetNodes } from '../../../config/dhcp4'
import type { Member, Node, ObjectNode } from '../../../config/tree'
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

  ofSubnets: [commentsBelow],

  check(file, report, { release, readPart }) {
    if (!file.body) return
    if (atLeast(release, '2.6')) for (const logger of objectsIn(file.body, 'loggers')) tellOutputs(logger, report)
    const many = new Set(subnetNodes(file))
    for (const found of commentsIn(file.body, many)) tell(found, report)
    for (const subnet of many) for (const found of readPart(commentsBelow, subnet)) tell(found, report)
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

interface TwoComments {
  readonly map: ObjectNode
  readonly comment: Member
  readonly inside: Member
}

function tell({ map, comment, inside }: TwoComments, report: Report): void {
  report(comment, {
    message: say`There is a comment in the user-context as well.`,
    help: say`Kea keeps a comment in the user-context, and refuses two: take one out.`,
    refusedAt: '-t',
    related: [related(inside, say`the other one`)],
    fixes: () => drafted(say`Take this one out`, (draft) => draft.replaceMember(map, comment)),
  })
}

function commentsBelow(subnet: ObjectNode): readonly TwoComments[] {
  const found = commentsIn(subnet, new Set())
  return found.length === 0 ? none : found
}

const none: readonly TwoComments[] = []

/** `comment` is put into the user context, if one stands there already: it may have none yet. */
function commentsIn(node: Node, without: ReadonlySet<Node>): TwoComments[] {
  const found: TwoComments[] = []
  const look = (at: Node): void => {
    if (without.has(at)) return
    if (at.kind === 'array') at.items.forEach(look)
    if (at.kind !== 'object') return
    const comment = member(at, 'comment')
    const inside = comment && member(valueOf(at, 'user-context'), 'comment')
    if (comment && inside && comment.keySpan.start > inside.keySpan.start) found.push({ map: at, comment, inside })
    for (const { key, value } of at.members) if (value && !freeForm.has(key)) look(value)
  }
  look(node)
  return found
}
