/** The marks of templates: what stands for an unknown value, what says which values there are, and what is a comment. */

/**
 * Jinja and Helm, shell and envsubst, ERB, autoconf. A statement may go over several lines; two braces only where no key
 * of Kea's can be meant.
 */
export const placeholderPattern =
  /\{\{[^\n]*?\}\}|\{\{-?\s*(?=[A-Za-z_.(/$])[^]{0,4000}?\}\}|\{%[^]{0,4000}?%\}|\$\{[^\n}]*\}|\$[A-Za-z_]\w*|@[A-Za-z_]\w*@|<%[^]{0,4000}?%>/y

const tagPattern = /\{%[^]{0,4000}?%\}|\{\{[^\n]*?\}\}|\{\{-?\s*(?=[A-Za-z_.(/$])[^]{0,4000}?\}\}|<%[^]{0,4000}?%>/g

export type StatementKind = 'open' | 'else' | 'end' | 'other'

/** What a mark does; undefined: it stands for a value. */
export function statementKind(mark: string): StatementKind | undefined {
  const jinja = /^\{%[-+]?\s*(\w*)/.exec(mark)?.[1]
  if (jinja !== undefined) {
    if (/^(el(se|if|sif))$/.test(jinja)) return 'else'
    if (/^end/.test(jinja)) return 'end'
    if (jinja === 'set') return /^\{%[-+]?\s*set\s+[\w.,\s]+=/.test(mark) ? 'other' : 'open'
    return /^(if|for|with|block|macro|filter|call|unless|case|autoescape|raw|while)$/.test(jinja) ? 'open' : 'other'
  }
  if (mark.startsWith('{{')) {
    const helm = /^\{\{-?\s*(\/\*|if|range|with|define|block|else|end|break|continue|\$\w+\s*:?=)(?![\w(])/.exec(mark)?.[1]
    if (helm === undefined) return undefined
    return helm === 'else' || helm === 'end' ? helm : /^(if|range|with|define|block)$/.test(helm) ? 'open' : 'other'
  }
  if (mark.startsWith('<%') && !/^<%-?=/.test(mark)) {
    const code = mark.replace(/^<%-?\s*/, '').replace(/\s*-?%>$/, '')
    if (/^(else|elsif|when)\b/.test(code)) return 'else'
    if (/^(end\b|\})/.test(code)) return 'end'
    return /^(if|unless|case|for|while|until|begin)\b/.test(code) || /(\bdo|\{)\s*(\|[^|]*\|)?$/.test(code) ? 'open' : 'other'
  }
  return undefined
}

/** Behind an `else`: where the whole statement ends. What else could stand there is not read, since both cannot be true. */
export function endOfStatement(text: string, from: number, to: number): number | undefined {
  let depth = 0
  tagPattern.lastIndex = from
  for (let tag = tagPattern.exec(text); tag && tag.index < to; tag = tagPattern.exec(text)) {
    const kind = statementKind(tag[0])
    if (kind === 'open') depth++
    else if (kind === 'end' && depth-- === 0) return tag.index + tag[0].length
  }
  return undefined
}

/** Behind `{# … #}`. Kea reads `{#` as a map and a comment: over several lines it is only taken for a template's in a template. */
export function commentEnd(text: string, at: number, to: number): number | undefined {
  const close = text.indexOf('#}', at + 2)
  if (close === -1 || close + 2 > to) return undefined
  const line = text.indexOf('\n', at)
  const isOneLine = line === -1 || close < line
  return isOneLine || /\{\{|\{%[^\n]*%\}/.test(text) ? close + 2 : undefined
}

/** Inside of a text: behind a mark, which may hold quotes of its own. */
export function stretchInText(text: string, at: number, to: number): number | undefined {
  const close = text.startsWith('{{', at) ? '}}' : text.startsWith('{%', at) ? '%}' : text.startsWith('<%', at) ? '%>' : undefined
  if (close === undefined) return undefined
  const end = text.indexOf(close, at + 2)
  const line = text.indexOf('\n', at)
  return end === -1 || end + 2 > to || (line !== -1 && line < end) ? undefined : end + 2
}

/** Whether something decides which parts of the text there are: its brackets need not match. */
export function hasStatements(text: string): boolean {
  if (!/\{\{|\{%|<%/.test(text)) return false
  tagPattern.lastIndex = 0
  for (let tag = tagPattern.exec(text); tag; tag = tagPattern.exec(text)) {
    const kind = statementKind(tag[0])
    if (kind === 'open' || kind === 'else') {
      tagPattern.lastIndex = 0
      return true
    }
  }
  return false
}
