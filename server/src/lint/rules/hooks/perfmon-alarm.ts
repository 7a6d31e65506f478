/** Alarms of libdhcp_perfmon.so: levels in order, messages that follow each other, each once. */
import { isFilledIn } from '../../../config/placeholder'
import { nearest } from '../../../config/nearest'
import { hookLoad } from '../../../config/release'
import { numberOf, objectOf, objectsIn, stringOf } from '../../../config/tree'
import type { ObjectNode, StringNode } from '../../../config/tree'
import { related } from '../../compare'
import { hooksCalled } from '../../hook-libraries'
import type { FileRule, Report } from '../../rule'
import { say } from '../../../text/text'
import type { Text } from '../../../text/text'
import { drafted } from '../../drafted'

export const perfmonAlarm: FileRule = {
  id: 'perfmon-alarm',
  scope: 'file',
  severity: 'error',
  summary: 'Alarms of libdhcp_perfmon.so have levels in order and messages that belong together.',
  why: 'The library does not load, and the server does not start.',
  manual: 'hooks.html#hooks-perfmon',

  check(file, report, { release }) {
    if (file.daemon !== 'dhcp4') return
    const refuse: Report = (at, finding) => report(at, { ...finding, refusedAt: hookLoad(release) })
    const seen = new Map<string, ObjectNode>()
    for (const alarm of hooksCalled(file, 'libdhcp_perfmon.so').flatMap(({ parameters }) => objectsIn(parameters, 'alarms'))) {
      const key = objectOf(alarm, 'duration-key')
      checkLevels(alarm, refuse)
      if (key && checkMessages(key, refuse)) checkOnce(key, seen, refuse)
    }
  },
}

function checkLevels(alarm: ObjectNode, report: Report): void {
  const high = numberOf(alarm, 'high-water-ms')
  const low = numberOf(alarm, 'low-water-ms')
  if (!high || !low || high.value <= 0 || low.value <= 0 || low.value < high.value) return
  report(low, {
    message: say`low-water-ms (${low.value}) is not below high-water-ms (${high.value}).`,
    help: say`The server does not start: an alarm is raised above the one and cleared below the other.`,
    related: [related(high, say`high-water-ms`)],
    fixes: () => (low.value === high.value ? [] : drafted(say`Swap the two`, (draft) => {
      draft.replaceValue(low, high.value)
      draft.replaceValue(high, low.value)
    })),
  })
}

const anyMessage = ['', '*']

/** Query → the responses that can follow it. */
const responses: Readonly<Record<string, readonly string[]>> = {
  '*': ['DHCPOFFER', 'DHCPACK', 'DHCPNAK'],
  DHCPDISCOVER: ['DHCPOFFER', 'DHCPNAK'],
  DHCPREQUEST: ['DHCPACK', 'DHCPNAK'],
  DHCPINFORM: ['DHCPACK'],
}

/** Whether both are known, and belong together. */
function checkMessages(key: ObjectNode, report: Report): boolean {
  const query = stringOf(key, 'query-type')
  const response = stringOf(key, 'response-type')
  if ([query, response].some((one) => one && isFilledIn(one.value))) return false
  const name = query && (anyMessage.includes(query.value) ? '*' : query.value)
  const isKnown = name === undefined || Object.hasOwn(responses, name)
  if (query && !isKnown) report(query, { message: say`"${query.value}" is no query whose time is measured.`, help: help(query, Object.keys(responses)) })
  const possible = isKnown && name !== undefined ? (responses[name] ?? []) : (responses['*'] ?? [])
  const fits = !response || anyMessage.includes(response.value) || possible.includes(response.value)
  if (response && !fits) report(response, { message: say`"${response.value}" is no response${isKnown && name !== undefined && name !== '*' ? say` to ${name}` : say` whose time is measured`}.`, help: help(response, [...possible, '*']) })
  return isKnown && fits && query !== undefined && response !== undefined
}

function help({ value }: StringNode, possible: readonly string[]): Text {
  const [near] = nearest(`DHCP${value.replace(/^dhcp/i, '').toUpperCase()}`, possible)
  return say`The server does not start. ${near !== undefined ? say`Did you mean "${near}"? ` : ''}It takes ${possible.map((one) => `"${one}"`).join(', ')}.`
}

function checkOnce(key: ObjectNode, seen: Map<string, ObjectNode>, report: Report): void {
  const text = (name: string): string => stringOf(key, name)?.value ?? ''
  const message = (name: string): string => (anyMessage.includes(text(name)) ? '*' : text(name))
  const id = JSON.stringify([message('query-type'), message('response-type'), text('start-event'), text('stop-event'), numberOf(key, 'subnet-id')?.value ?? 0])
  const first = seen.get(id)
  if (!first) seen.set(id, key)
  else report({ opening: key }, { message: say`Another alarm watches the same.`, help: say`The server does not start: each pair of messages and events has one alarm in a subnet.`, related: [related(first, say`watched here first`)] })
}
