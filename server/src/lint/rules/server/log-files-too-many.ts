/** How many rotated log files are kept. */
import { numberOf, objectsIn } from '../../../config/tree'
import type { FileRule } from '../../rule'
import { isDhcpServer } from './reading'
import { say } from '../../../text/text'
import { drafted } from '../../drafted'

const most = 2 ** 31 - 1

export const logFilesTooMany: FileRule = {
  id: 'log-files-too-many',
  scope: 'file',
  severity: 'error',
  summary: 'A logger keeps 2147483647 rotated files at most.',
  why: 'Kea cannot store the number.',
  manual: 'logging.html#the-maxver-integer-option',

  check(file, report) {
    for (const logger of objectsIn(file.body, 'loggers')) {
      for (const output of ['output-options', 'output_options'].flatMap((key) => objectsIn(logger, key))) {
        const maxver = numberOf(output, 'maxver')
        if (!maxver?.integer || maxver.value <= most) continue
        report(maxver, {
          message: say`"maxver" is above ${most}.`,
          help: say`Kea says no more of it than "bad lexical cast". A handful of old log files is usual.`,
          fixes: () => drafted(say`Keep 10 old files`, (draft) => draft.replaceValue(maxver, 10)),
          refusedAt: isDhcpServer(file) ? 'start' : '-t',
        })
      }
    }
  },
}
