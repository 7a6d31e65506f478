/** The doors of a server for commands: one map up to 2.6, a list since 3.0, which may hold the control agent's door as well. */
import { layoutOf, writeValue } from '../../config/layout'
import { indentAt } from '../../config/layout'
import { atLeast } from '../../config/release'
import { member, stringOf } from '../../config/tree'
import { takesCommands } from '../../lint/rules/server/reading'
import { say } from '../../text/text'
import type { Step } from './step'

/** `door`: what the server takes over from its control agent. */
export function changeControlSockets(step: Step, door: object | undefined): void {
  const { file, draft, to } = step
  const { body } = file
  if (!body || !takesCommands(file)) return
  if (!atLeast(to, '3.0')) return toSingle(step)
  const old = member(body, 'control-socket')
  const list = member(body, 'control-sockets')
  const about = say`the control agent's door → control-sockets`
  if (old?.value?.kind === 'object' && !list) {
    const { source, start } = old.value
    draft.about = say`control-socket → control-sockets`
    draft.renameKey(old, 'control-sockets')
    draft.wrap(old.value, '[ ', door ? '' : ' ]')
    if (!door) return
    draft.about = about
    draft.wrap(old.value, '', `, ${writeValue(door, layoutOf(source), indentAt(source, start))} ]`)
    return
  }
  if (!door) return
  draft.about = about
  if (list?.value?.kind === 'array') draft.addItem(list.value, door)
  else if (!list && !old) draft.addMember(body, 'control-sockets', [door])
  else step.decide((list ?? old ?? { keySpan: body }).keySpan, say`The control agent's door could not be put into control-sockets: what stands here could not be read.`)
}

function toSingle({ file: { body }, draft, decide, to }: Step): void {
  const list = member(body, 'control-sockets')
  if (!list?.value) return
  const items = list.value.kind === 'array' ? list.value.items : []
  const [first, second] = items
  const isUnix = first?.kind === 'object' && (stringOf(first, 'socket-type')?.value ?? 'unix') === 'unix'
  if (!first || second || !isUnix || member(body, 'control-socket')) {
    return decide(list.keySpan, say`Kea ${to} has one control socket, of type unix; commands over HTTP go through its control agent. Keep what is needed as control-socket.`)
  }
  const { source, start, end } = list.value
  // Only the brackets go: comments between them stay.
  draft.about = say`control-sockets → control-socket`
  draft.renameKey(list, 'control-socket')
  draft.cut(source, start, start + 1)
  draft.cut(source, end - 1, end)
  const comma = source.text.slice(first.end, end - 1)
  const at = /^\s*,/.exec(comma)
  if (at) draft.cut(source, first.end, first.end + at[0].length)
}
