/** Tells a Kea file by its beginning: a map whose top-level key names one of Kea's daemons. */
import { daemonKeys } from '../config/config-file'
import { createScanner } from '../config/scan'

/** `text` may be cut off anywhere: the beginning of a long file is enough. */
export function looksLikeKea(text: string): boolean {
  const scanner = createScanner(text.replace(/^\uFEFF/, ''), () => undefined)
  let depth = 0
  let key = ''
  for (let kind = scanner.next(); kind !== 'end'; kind = scanner.next()) {
    if (kind === 'placeholder') continue
    if (depth === 0 && kind !== '{' && kind !== 'include') return false
    if (kind === '{' || kind === '[') depth++
    else if (kind === '}' || kind === ']') depth--
    else if (kind === ':' && depth === 1 && Object.hasOwn(daemonKeys, key)) return true
    key = kind === 'string' ? scanner.value : ''
    if (depth === 0 && kind !== 'include') return false
  }
  return false
}

/** Whether the text could be a Kea file that is broken: it begins like a map. */
export function beginsLikeMap(text: string): boolean {
  const scanner = createScanner(text.replace(/^\uFEFF/, ''), () => undefined)
  let kind = scanner.next()
  while (kind === 'placeholder') kind = scanner.next()
  return kind === '{' || kind === 'end'
}

const ownNames = /^kea-(dhcp4|dhcp6|ctrl-agent|ca|dhcp-ddns|ddns|d2|netconf)([-_.].*)?\.(conf|json|jsonc)(\.(j2|jinja2?|tmpl|tpl|erb|epp|in|template))?$/i
const likelyNames = /\.(conf|json|jsonc|kea)(\.(j2|jinja2?|tmpl|tpl|erb|epp|in|template))?$|\.conf\.[\w-]+$/i

/** `yes`: whatever it holds; `maybe`: when it looks like Kea; `no`: not even then. */
export function nameSays(name: string): 'yes' | 'maybe' | 'no' {
  if (name === 'kea-lint.json') return 'no'
  if (ownNames.test(name)) return 'yes'
  return likelyNames.test(name) ? 'maybe' : 'no'
}
