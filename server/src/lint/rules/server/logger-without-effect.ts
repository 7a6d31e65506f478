/** Parts of a logger that do nothing. */
import { atLeast } from '../../../config/release'
import { member, numberOf, objectsIn, stringOf } from '../../../config/tree'
import type { ObjectNode, StringNode } from '../../../config/tree'
import { related } from '../../compare'
import type { FileRule, Report } from '../../rule'
import { daemonName, isDhcpServer, textOf } from './reading'
import { say } from '../../../text/text'
import { drafted, remove } from '../../drafted'

export const loggerWithoutEffect: FileRule = {
  id: 'logger-without-effect',
  scope: 'file',
  severity: 'warning',
  summary: 'A logger stands there once, writes somewhere, and has a debuglevel for severity DEBUG only.',
  why: 'Messages that are expected are missing when they are needed.',
  manual: 'logging.html#logging',

  check(file, report, { release }) {
    if (!isDhcpServer(file) && file.daemon !== 'agent') return
    const loggers = objectsIn(file.body, 'loggers')
    const first = new Map<string, StringNode>()
    for (const logger of loggers) {
      tellDebugLevel(logger, report)
      const name = textOf(logger, 'name')
      if (!name) continue
      const before = first.get(name.value)
      if (before) {
        report(name, {
          message: say`The logger ${name.value} is configured a second time.`,
          help: say`This entry replaces the one before, whose outputs are not written: put all outputs into one entry.`,
          related: [related(before, say`the first time`)],
        })
      } else first.set(name.value, name)
      if (name.value === daemonName(file) && atLeast(release, '2.4')) tellNoOutput(logger, name, report)
    }
  },
}

function tellNoOutput(logger: ObjectNode, name: StringNode, report: Report): void {
  if (logger.incomplete || logger.members.some((one) => /^output/.test(one.key))) return
  report(name, {
    message: say`The logger ${name.value} writes nowhere.`,
    help: say`Since Kea 2.4 an entry without output-options takes the usual outputs away: name stdout, syslog or a file of the log folder in its output-options.`,
    fixes: () => ['syslog', 'stdout'].flatMap((output) => drafted(say`Write to ${output}`, (draft) => draft.addMember(logger, 'output-options', [{ output }]))),
  })
}

function tellDebugLevel(logger: ObjectNode, report: Report): void {
  const level = numberOf(logger, 'debuglevel')
  const severity = stringOf(logger, 'severity')
  if (!level || !(level.value > 0 && level.value < 100) || !severity || !/^(info|warn|error|fatal|none)$/i.test(severity.value)) return
  report(member(logger, 'debuglevel') ?? level, {
    message: say`debuglevel ${level.value} has no effect at severity ${severity.value}.`,
    help: say`It counts at severity DEBUG only: set that, or take debuglevel out.`,
    severity: 'info',
    fixes: () => [...drafted(say`Take debuglevel out`, (draft) => remove(draft, logger, 'debuglevel')), ...drafted(say`Set the severity to DEBUG`, (draft) => draft.replaceValue(severity, 'DEBUG'))],
    related: [related(severity, say`the severity`)],
  })
}
