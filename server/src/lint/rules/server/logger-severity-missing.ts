/** A logger without a severity. */
import { member, objectsIn } from '../../../config/tree'
import type { FileRule } from '../../rule'
import { isDhcpServer } from './reading'
import { say } from '../../../text/text'
import { drafted } from '../../drafted'

export const loggerSeverityMissing: FileRule = {
  id: 'logger-severity-missing',
  scope: 'file',
  severity: 'error',
  summary: 'Each logger has a severity.',
  why: 'The server does not start. Neither -t nor -T shows it.',
  manual: 'logging.html#logging',

  check(file, report) {
    if (!isDhcpServer(file)) return
    for (const logger of objectsIn(file.body, 'loggers')) {
      if (logger.incomplete || logger.members.length === 0 || member(logger, 'severity')) continue
      // A severity that is misspelt is told as such.
      report({ opening: logger }, {
        message: say`This logger has no severity.`,
        help: say`Kea takes the file with -t and then does not start: add "severity": "INFO", or another of FATAL, ERROR, WARN and DEBUG.`,
        refusedAt: 'start',
        fixes: () => drafted(say`Add "severity": "INFO"`, (draft) => draft.addMember(logger, 'severity', 'INFO', member(logger, 'name'))),
      })
    }
  },
}
