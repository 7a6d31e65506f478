/** Tells a Kea file by its first lines: a map whose top-level key names one of Kea's daemons. */

const daemonKeys: ReadonlySet<string> = new Set(['Dhcp4', 'Dhcp6', 'Control-agent', 'DhcpDdns', 'Netconf'])

/** Comments, include directives, texts, brackets; whatever else stands between them does not matter here. */
const tokens = /\/\/.*|#.*|\/\*[\s\S]*?(?:\*\/|$)|<\?[\s\S]*?(?:\?>|$)|"(?:[^"\\\n]|\\.)*"|[{}[\]]|[^\s,:]/y

/** `text` may be cut off anywhere: the beginning of a long file is enough. */
export function looksLikeKea(text: string): boolean {
  const token = new RegExp(tokens)
  const blank = /[\s,:\ufeff]*/y
  let depth = 0
  for (let at = 0; at < text.length; at = token.lastIndex) {
    blank.lastIndex = at
    blank.exec(text)
    token.lastIndex = blank.lastIndex
    const found = token.exec(text)?.[0]
    if (found === undefined) return false
    if (/^(?:\/[/*]|#|<\?)/.test(found)) continue
    if (depth === 0 && found !== '{') return false
    if (found === '{' || found === '[') depth++
    else if (found === '}' || found === ']') depth--
    else if (depth === 1 && daemonKeys.has(found.slice(1, -1)) && /^\s*:/.test(text.slice(token.lastIndex, token.lastIndex + 40))) return true
    if (depth === 0) return false
  }
  return false
}
