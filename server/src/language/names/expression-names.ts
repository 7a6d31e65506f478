/** The classes and options that an expression names, also while it is only half written. */
import type { StringNode } from '../../config/tree'
import type { Name } from './name'

/** A quoted text of its own hides what looks like a name in it; an option behind a dot is one of another space. */
const pattern = /(?<ofOther>\.\s*)?\boption\s*\[\s*(?:(?<code>\d+)|(?<name>[A-Za-z][\w-]*))\s*\]|\bmember\s*\(\s*'(?<member>[^'\n]*)'|'[^'\n]*'/g

export function namesInExpression(node: StringNode | undefined, topSpace: string): Name[] {
  if (!node) return []
  const names: Name[] = []
  for (const { 0: whole, index, groups = {} } of node.value.matchAll(pattern)) {
    const { ofOther, code, name, member } = groups
    if (member !== undefined && member !== '') {
      const from = index + whole.lastIndexOf(member)
      names.push({ kind: 'class', key: member, node, part: { from, to: from + member.length }, role: 'use' })
    }
    const option = code ?? name
    if (option === undefined || ofOther !== undefined) continue
    const from = index + whole.lastIndexOf(option)
    const what = { space: topSpace, name, code: code === undefined ? undefined : Number(code), ofClass: '' }
    names.push({ kind: 'option', key: option, option: what, node, part: { from, to: from + option.length }, role: 'use' })
  }
  return names
}
