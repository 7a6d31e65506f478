/** Builds a tree from tokens, and goes on after a slip: one missing sign is one problem, the rest is still read. */
import type { Include, SyntaxProblem } from './config-file'
import { closingCure, missingBracketProblem } from './missing-bracket'
import { isFilledIn } from './placeholder'
import { readNumber, readText, readWord } from './read-scalar'
import type { Source, Span } from './source'
import { createTokenStream } from './token-stream'
import type { OpenInclude } from './token-stream'
import { ArrayNode, Member, ObjectNode } from './tree'
import type { Container, Node } from './tree'
import { say } from '../text/text'

export interface Built {
  readonly root: Node | undefined
  readonly problems: SyntaxProblem[]
  readonly includes: Include[]
  /** True when brackets do not match: the text's shape is then a guess. */
  readonly unbalanced: boolean
  /** Brackets or quotes were put in to make sense of the text. */
  readonly guessed: boolean
  /** Where reading stopped: behind the closing bracket of the root. */
  readonly end: number
}

interface Seen {
  readonly entry: Member
  readonly statements: number
}

/** Deeper than any configuration goes; a stack of thousands of brackets must not exhaust ours. */
const deepest = 200

/** The map or list that was read from there before, if the text of it is still the same: it is taken as it is. */
export type Known = (start: number) => Container | undefined

/** Reads one value from `source` between `from` and `to`, and reports whatever follows it unless `part` is set. */
export function buildTree(source: Source, openInclude: OpenInclude, from = 0, to = source.length, part = false, known?: Known): Built {
  const tokens = createTokenStream(source, openInclude, from, to)
  const { problems, includes, tell, kind, here, behind, advance } = tokens
  let unbalanced = false
  let depth = 0
  /** Brackets still open at the end of the text, innermost first. */
  const unclosed: { bracket: '}' | ']'; open: Span }[] = []

  function startsValue(): boolean {
    const token = kind()
    return token === '{' || token === '[' || token === 'string' || token === 'number' || token === 'word'
  }

  function value(): Node | undefined {
    switch (kind()) {
      case '{':
        return container(object)
      case '[':
        return container(array)
      case 'string':
        return readText(tokens)
      case 'number':
        return readNumber(tokens)
      case 'word':
        return readWord(tokens)
      default:
        return undefined
    }
  }

  function container(build: () => ObjectNode | ArrayNode): Node | undefined {
    if (depth >= deepest) {
      tell('unexpected-text', here(), say`More than ${deepest} brackets stand inside each other here.`, say`No configuration goes that deep: look for a bracket too many.`)
      tokens.stop()
      return undefined
    }
    const same = known?.(here().start)
    if (same) {
      tokens.passTo(same.end)
      return same
    }
    depth++
    const node = build()
    depth--
    return node
  }

  function object(): ObjectNode {
    const open = here()
    const node = new ObjectNode(open.source, open.start, open.end)
    const seen = new Map<string, Seen>()
    tokens.closeHole()
    const statements = tokens.statements()
    advance()
    while (kind() !== '}') {
      if (kind() === ',') {
        if (tokens.hole()) node.incomplete = true
        comma(node.members.length === 0)
        continue
      }
      // A key that is filled in.
      if (kind() === ':' && tokens.mayBeValue()) {
        node.incomplete = true
        tokens.closeHole()
        advance()
        if (startsValue()) value()
      } else if (kind() === 'string' || kind() === 'word') readMember(node, seen)
      else if (!skipStray('}', open)) return close(node)
      if (!separator('}')) return close(node, open)
    }
    if (tokens.hole()) node.incomplete = true
    tokens.closeHole()
    node.moveTo(open.start, tokens.endIn(node.source))
    tokens.setStatements(statements)
    advance()
    return node
  }

  function array(): ArrayNode {
    const open = here()
    const node = new ArrayNode(open.source, open.start, open.end)
    tokens.closeHole()
    const statements = tokens.statements()
    advance()
    while (kind() !== ']') {
      if (kind() === ',') {
        if (tokens.hole()) node.incomplete = true
        comma(node.items.length === 0)
        continue
      }
      if (tokens.hole()) {
        node.incomplete = true
        tokens.closeHole()
      }
      if (startsValue()) {
        const item = value()
        if (item) {
          item.putInto(node, node.items.length)
          node.items.push(item)
        }
      } else if (!skipStray(']', open)) return close(node)
      if (!separator(']')) return close(node, open)
    }
    if (tokens.hole()) node.incomplete = true
    tokens.closeHole()
    node.moveTo(open.start, tokens.endIn(node.source))
    tokens.setStatements(statements)
    advance()
    return node
  }

  /** Ends a container whose bracket is missing; `open` tells the problem here, otherwise it was told. */
  function close<N extends ObjectNode | ArrayNode>(node: N, open?: Span): N {
    if (open) missingBracket(node.kind === 'object' ? '}' : ']', open)
    node.moveTo(node.start, Math.max(node.start + 1, tokens.lastIn(node.source) ?? node.end))
    node.incomplete = true
    node.unclosed = true
    return node
  }

  function missingBracket(bracket: '}' | ']', open: Span): void {
    if (tokens.stopped) return
    unbalanced = true
    if (kind() === 'end') unclosed.push({ bracket, open })
    else tellMissing(bracket, [open])
  }

  function tellMissing(bracket: '}' | ']', opened: readonly Span[]): void {
    const at = behind()
    problems.push({ ...missingBracketProblem(bracket, at, opened), cures: opened.every((one) => one.source === at.source) ? [closingCure(at.source, at.end, opened)] : [] })
  }

  /** A comma with nothing before it is an error in Kea, one with nothing behind it a warning. */
  function comma(leading: boolean): void {
    if (tokens.hole()) {
      tokens.closeHole()
      advance()
      return
    }
    if (leading) {
      tell('unexpected-text', here(), say`This comma has nothing before it.`, say`Kea refuses a comma right after an opening bracket: remove it.`)
    } else {
      tell('trailing-comma', here(), say`A comma too many.`, say`Kea reads on with a warning; other JSON tools refuse the file. Remove it.`)
    }
    advance()
  }

  /** After an entry: takes the comma, or tells that it is missing. False when the container must end without its bracket. */
  function separator(bracket: '}' | ']'): boolean {
    if (kind() === ',') {
      const at = here()
      advance()
      const next = kind()
      if (next === '}' || next === ']') {
        if (next === bracket && !tokens.hole()) {
          problems.push({ code: 'trailing-comma', at, message: say`A comma stands after the last entry.`, help: say`Kea reads on with a warning; other JSON tools refuse the file. Remove it.` })
        }
      }
      return next !== 'end' && (next === bracket || (next !== '}' && next !== ']'))
    }
    if (kind() === bracket) return true
    if (kind() === 'end' || kind() === '}' || kind() === ']') return false
    if (tokens.hole()) return true
    if (startsValue()) {
      tell('missing-comma', behind(), say`A comma is missing here.`, say`Entries are separated by commas. Kea reports this at the next entry, often a line further down.`)
      return true
    }
    return true
  }

  /** Something that no entry begins with. False when the container must end here. */
  function skipStray(bracket: '}' | ']', open: Span): boolean {
    const token = kind()
    if (token === 'end' || token === '}' || token === ']') {
      missingBracket(bracket, open)
      return false
    }
    const begin = here()
    while (!startsValue() && kind() !== ',' && kind() !== '}' && kind() !== ']' && kind() !== 'end') advance()
    if (bracket === '}' && kind() !== 'string' && kind() !== 'word') {
      while (kind() === 'number' || kind() === ':' || kind() === '{' || kind() === '[') {
        if (kind() === '{' || kind() === '[') value()
        else advance()
      }
    }
    tell('unexpected-text', { ...begin, end: Math.max(begin.end, tokens.lastIn(begin.source) ?? begin.end) }, bracket === '}' ? say`A key is expected here.` : say`A value is expected here.`, bracket === '}' ? say`Each entry of a map is written "key": value.` : say`Remove this, or put a value in its place.`)
    return true
  }

  function readMember(node: ObjectNode, seen: Map<string, Seen>): void {
    const keySpan = here()
    const entry = new Member(tokens.text(), node, keySpan.source, keySpan.start, keySpan.end)
    const quoted = kind() === 'string'
    if (tokens.hole()) node.incomplete = true
    tokens.closeHole()
    advance()
    if (!quoted) {
      tell('missing-quote', keySpan, say`The key ${entry.key} has no quotes.`, say`Kea wants every key in double quotes: "${entry.key}".`)
    }
    const previous = seen.get(entry.key)
    if (previous?.statements === tokens.statements() && !isFilledIn(entry.key)) {
      tell('duplicate-key', keySpan, say`"${entry.key}" is given twice in this map.`, say`Kea refuses the file: keep one of the two.`, [{ at: previous.entry.keySpan, message: say`given here first` }])
    }
    seen.set(entry.key, { entry, statements: tokens.statements() })
    node.members.push(entry)
    if (kind() === ':') {
      advance()
      if (kind() === ':') {
        tell('unexpected-text', here(), say`A colon too many.`, say`One colon stands between key and value.`)
        advance()
      }
    } else if (startsValue() && !tokens.hole()) {
      tell('missing-colon', behind(), say`A colon is missing after "${entry.key}".`, say`Each entry of a map is written "key": value.`)
    }
    if (tokens.hole()) {
      node.incomplete = true
      if (tokens.mayBeValue()) while (kind() === 'word' || kind() === 'number') advance()
      // One of several values, and not known which.
      else if (startsValue()) value()
    } else if (startsValue()) {
      entry.value = value()
      entry.value?.putInto(node, node.members.length - 1)
    } else {
      node.incomplete = true
      tell('missing-value', keySpan, say`"${entry.key}" has no value.`, say`Each entry of a map is written "key": value.`)
    }
  }

  let root: Node | undefined
  if (startsValue()) root = value()
  else if (!tokens.hole()) {
    const empty = kind() === 'end'
    tell(
      empty ? 'empty-file' : 'unexpected-text',
      empty ? { source, start: 0, end: Math.min(1, source.length) } : here(),
      empty ? say`The file holds no configuration.` : say`A map is expected here.`,
      say`A Kea file is one map with the daemon as its key, such as { "Dhcp4": { … } }.`,
    )
  }
  const innermost = unclosed[0]
  if (innermost) tellMissing(innermost.bracket, unclosed.map((one) => one.open))
  const end = tokens.lastIn(source) ?? to
  if (!part && kind() !== 'end') {
    const begin = here()
    unbalanced ||= kind() === '}' || kind() === ']' || kind() === ','
    tell('unexpected-text', begin, say`The configuration ended before this.`, say`A bracket too many closed it above, or this text does not belong to the file. Kea refuses anything after the closing bracket.`)
  }
  return { root, problems, includes, unbalanced, guessed: false, end }
}
