/** A logger that is configured and never used. */
import { nearest } from '../../../config/nearest'
import { objectsIn } from '../../../config/tree'
import type { StringNode } from '../../../config/tree'
import type { Finding, FileRule } from '../../rule'
import { daemonNames, loggerParts } from './logger-names'
import { daemonName, textOf } from './reading'
import { say } from '../../../text/text'
import { drafted } from '../../drafted'

export const loggerNameUnknown: FileRule = {
  id: 'logger-name-unknown',
  scope: 'file',
  severity: 'warning',
  summary: 'Loggers are those of the daemon whose file it is.',
  why: 'Kea takes any name and says nothing: what the entry says has no effect.',
  manual: 'logging.html#logging',

  check(file, report) {
    const daemon = daemonName(file)
    const parts = loggerParts[daemon]
    if (!parts) return
    for (const logger of objectsIn(file.body, 'loggers')) {
      const name = textOf(logger, 'name')
      const found = name && name.value !== daemon ? judge(name, daemon, parts) : undefined
      if (name && found) report(name, { ...found, fixes: () => meantBy(name.value, daemon, parts).flatMap((one) => drafted(say`Change it to "${one}"`, (draft) => draft.replaceValue(name, one))) })
    }
  },
}

function judge(name: StringNode, daemon: string, parts: readonly string[]): Finding | undefined {
  const [root = '', ...rest] = name.value.split('.')
  const help = say`The entry has no effect: the loggers of this file are ${daemon} and its parts, such as ${daemon}.${parts[0] ?? ''}.`
  if (root !== daemon) {
    const isOther = daemonNames.includes(root)
    return { message: isOther ? say`"${name.value}" is a logger of ${root}, and this is the file of ${daemon}.` : say`"${name.value}" is no logger of ${daemon}.`, help }
  }
  const part = rest.join('.')
  if (parts.includes(part)) return undefined
  const [meant] = nearest(part, parts)
  if (meant !== undefined) return { message: say`${daemon} has no logger "${part}".`, help: say`The entry has no effect. Did you mean "${daemon}.${meant}"?` }
  // Hook libraries of others bring loggers with names of their own.
  return /hook|^$/.test(part) ? undefined : { message: say`${daemon} has no logger "${part}" of its own.`, help: say`Unless a hook library brings it, the entry has no effect.`, severity: 'info' }
}

/** Its own logger of the same part, or one whose name is near. */
function meantBy(name: string, daemon: string, parts: readonly string[]): string[] {
  const [root = '', ...rest] = name.split('.')
  const part = rest.join('.')
  const isOwn = root === daemon || daemonNames.includes(root) || nearest(root, [daemon]).length > 0
  if (part === '') return isOwn ? [daemon] : []
  if (!isOwn) return []
  return parts.includes(part) ? [`${daemon}.${part}`] : nearest(part, parts).map((one) => `${daemon}.${one}`)
}
