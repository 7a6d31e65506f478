/** Each entry of libdhcp_flex_option.so does one thing. */
import { hookLoad } from '../../../config/release'
import { member, objectsIn, stringOf } from '../../../config/tree'
import type { Member, ObjectNode } from '../../../config/tree'
import { related } from '../../compare'
import { hooksCalled } from '../../hook-libraries'
import type { FileRule, Finding, Report } from '../../rule'
import { say } from '../../../text/text'
import type { Text } from '../../../text/text'
import { drafted } from '../../drafted'

export const flexOptionAction: FileRule = {
  id: 'flex-option-action',
  scope: 'file',
  severity: 'error',
  summary: 'Each entry of libdhcp_flex_option.so has one of add, supersede, remove or sub-options.',
  why: 'The library does not load, and the server does not start.',
  manual: 'hooks.html#hooks-flex-option',

  check(file, report, { release }) {
    const refusedAt = hookLoad(release)
    const refuse: Report = (at, finding) => report(at, { ...finding, refusedAt })
    for (const option of hooksCalled(file, 'libdhcp_flex_option.so').flatMap(({ parameters }) => objectsIn(parameters, 'options'))) {
      const subOptions = member(option, 'sub-options')
      const action = actionsOf(option)[0]
      if (!subOptions) checkOne(option, refuse)
      else if (action) refuse(action, both(action, subOptions))
      for (const one of objectsIn(option, 'sub-options')) checkOne(one, refuse)
    }
  },
}

function actionsOf(option: ObjectNode): Member[] {
  return ['add', 'supersede', 'remove'].flatMap((key) => member(option, key) ?? [])
}

function checkOne(option: ObjectNode, report: Report): void {
  const [first, ...others] = actionsOf(option)
  if (!first && !option.incomplete) report({ opening: option }, { message: say`${called(option)} has no action.`, help: say`The server does not start: give one of "add", "supersede" or "remove".` })
  for (const other of others) {
    report(other, {
      message: say`${called(option)} has two actions: ${first?.key ?? ''} and ${other.key}.`,
      help: say`The server does not start. Write an entry for each action.`,
      related: first ? [related(first, say`the other action`)] : [],
      fixes: () => [other, ...(first ? [first] : [])].flatMap((one) => drafted(say`Take ${one.key} out`, (draft) => draft.replaceMember(option, one))),
    })
  }
}

function both(action: Member, subOptions: Member): Finding {
  return {
    message: say`An entry with sub-options has no ${action.key} of its own.`,
    help: say`The server does not start. Write an entry for the option and one for its sub-options.`,
    related: [related(subOptions, say`its sub-options`)],
  }
}

function called(option: ObjectNode): Text {
  const name = stringOf(option, 'name')?.value
  const code = member(option, 'code')?.value
  return name !== undefined ? say`"${name}"` : code?.kind === 'number' ? say`The entry for option ${code.value}` : say`The entry`
}
