/** Some libraries do not load without parameters. */
import { hookLoad } from '../../../config/release'
import { loadedHooks } from '../../hook-libraries'
import type { FileRule } from '../../rule'
import { say } from '../../../text/text'
import type { Part } from '../../../text/text'

/** What each must at least be given. */
const wanted: Readonly<Record<string, Part>> = {
  'libdhcp_ddns_tuning.so': say`an empty map will do, "parameters": { }`,
  'libdhcp_flex_id.so': '"identifier-expression"',
  'libdhcp_flex_option.so': '"options"',
  'libdhcp_ha.so': '"high-availability"',
  'libdhcp_lease_query.so': '"requesters"',
  'libdhcp_ping_check.so': say`an empty map will do, "parameters": { }`,
  'libdhcp_run_script.so': '"name"',
}

export const hookParametersMissing: FileRule = {
  id: 'hook-parameters-missing',
  scope: 'file',
  severity: 'error',
  summary: 'A hook library that needs parameters has them.',
  why: 'The library does not load, and the server does not start.',
  manual: 'hooks.html#configuring-hook-libraries',

  check(file, report, { release }) {
    if (file.daemon !== 'dhcp4' && file.daemon !== 'dhcp6') return
    for (const { node, library, name } of loadedHooks(file)) {
      const wants = Object.hasOwn(wanted, name) ? wanted[name] : undefined
      if (wants === undefined || node.incomplete || node.members.some((one) => one.key === 'parameters')) continue
      report(library, {
        message: say`${name} is loaded without parameters.`,
        help: say`The server does not start: the library wants ${wants}.`,
        refusedAt: hookLoad(release),
      })
    }
  },
}
