/** Hook libraries by name, and what of libdhcp_flex_id matters to a packet. */
import { compileString } from '../../expression/compile'
import { parseExpression } from '../../expression/parse'
import type { ParseContext } from '../../expression/parse'
import type { Plan } from '../plan-types'
import { flagOf, mapOf, mapsOf, PlanError, textOf } from './scope'
import type { ConfigMap } from './scope'

/** Without folder and extension, in the order in which they are loaded. */
export function hookNames(dhcp4: ConfigMap): string[] {
  return mapsOf(dhcp4, 'hooks-libraries').map(hookName)
}

function hookName(map: ConfigMap): string {
  return (textOf(map, 'library') ?? '').replace(/^.*[/\\]/, '').replace(/\.so$/, '')
}

export function planFlexId(dhcp4: ConfigMap, context: ParseContext): Plan['flexId'] {
  const libraries = mapsOf(dhcp4, 'hooks-libraries')
  const at = libraries.findIndex((map) => hookName(map) === 'libdhcp_flex_id')
  const library = libraries[at]
  if (!library) return undefined
  const parameters = mapOf(library, 'parameters')
  const text = textOf(parameters, 'identifier-expression') ?? ''
  const parsed = parseExpression(text, 'string', context)
  if (!parsed.ok) throw new PlanError(`/hooks-libraries/${at}/parameters/identifier-expression`, String(parsed.message))
  return { identifier: compileString(parsed.expression), replaceClientId: flagOf(parameters, 'replace-client-id') ?? false }
}
