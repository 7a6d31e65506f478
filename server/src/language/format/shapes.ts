/** How each map and list is laid out: in one line, an entry a line, wrapped tightly around what it holds, or left as it is. */
import { kinds } from './pieces'
import type { Pieces } from './pieces'

export const shapes = {
  /** All in one line. */
  flat: 0,
  /** An entry a line. */
  broken: 1,
  /** `[ {` … `}, {` … `} ]`: the brackets share lines with those of the entries, and no indentation of their own. */
  tight: 2,
  /** A slip stands directly in it: what is meant is not known, and nothing there is moved. */
  left: 3,
} as const
export type Shape = (typeof shapes)[keyof typeof shapes]

export interface Shapes {
  /** By the index of the opening bracket. */
  readonly shape: Uint8Array
  /** Characters of a map or list in one line, as they will stand there. */
  readonly width: Int32Array
  /** A slip between the outermost entries. */
  readonly outerIsLeft: boolean
}

/** Where one is in a map or list: before an entry, behind a key, behind its colon, behind an entry. */
const before = 0
const behindKey = 1
const behindColon = 2
const behind = 3

/** What the pieces stand in. */
export type Holder = 'map' | 'list' | 'file'

interface Frame {
  readonly open: number
  readonly holder: Holder
  readonly isOutermost: boolean
  state: number
  /** A placeholder or an include stood here: there may be more than is seen. */
  isLoose: boolean
  isLeft: boolean
  isTight: boolean
  entries: number
  width: number
  isOneLine: boolean
}

/** `flatGap`: the blanks before a piece in a line, as they will be. */
export function readShapes(text: string, pieces: Pieces, around: Holder, isWholeFile: boolean, flatGap: (at: number) => number): Shapes {
  const { count, kind, start, end, breaks, fixed } = pieces
  const shape = new Uint8Array(count)
  const width = new Int32Array(count)
  const frame = (open: number, holder: Holder, isOutermost: boolean): Frame => ({ open, holder, isOutermost, state: before, isLoose: false, isLeft: false, isTight: open >= 0, entries: 0, width: 0, isOneLine: true })
  const outer = frame(-1, around, false)
  let top = outer
  const frames: Frame[] = []
  for (let at = 0; at < count; at++) {
    const what = kind[at]
    const isBroken = (breaks[at] ?? 0) > 0
    if (isBroken) top.isOneLine = false
    top.width += flatGap(at) + (end[at] ?? 0) - (start[at] ?? 0)
    if (what === kinds.lineComment || what === kinds.blockComment) {
      if (what === kinds.lineComment || text.slice(start[at], end[at]).includes('\n')) top.isOneLine = false
      top.isTight = false
      continue
    }
    if (fixed[at] === 1) top.isTight = false
    if (what === kinds.close) {
      const isEnd = top.state === before || top.state === behind
      if (!isEnd) top.isLeft = true
      // The braces around a whole file may close in lines of their own, as in Kea's examples.
      if (top.state !== behind || top.entries === 0 || (isBroken && !top.isOutermost)) top.isTight = false
      const closed = top
      top = frames.pop() ?? outer
      width[closed.open] = closed.width + 1
      shape[closed.open] = closed.isLeft ? shapes.left : closed.isOneLine ? shapes.flat : closed.isTight ? shapes.tight : shapes.broken
      // The bracket that opened it was counted in the one around.
      top.width += closed.width
      if (!closed.isOneLine) top.isOneLine = false
      else if (top.open >= 0) top.isTight = false
      continue
    }
    enter(top, what, isBroken)
    if (what === kinds.open) {
      frames.push(top)
      top = frame(at, text[start[at] ?? 0] === '{' ? 'map' : 'list', isWholeFile && frames.length === 1)
    }
  }
  return { shape, width, outerIsLeft: outer.isLeft }
}

/** One more token directly in the map or list. */
function enter(frame: Frame, what: number | undefined, isBroken: boolean): void {
  const { state, isLoose, holder } = frame
  const slip = (next: number): void => {
    frame.isLeft = true
    frame.state = next
  }
  const isEntry = state === before || state === behindColon
  if (what === kinds.comma) {
    if (state === behindKey || state === behindColon) slip(before)
    if (state === before || isBroken) frame.isTight = false
    frame.state = before
    frame.isLoose = false
    return
  }
  if (what === kinds.colon) {
    if (state === behindKey || (state === behind && (isLoose || holder === 'file'))) frame.state = behindColon
    else slip(behindColon)
    return
  }
  if (what === kinds.hole) {
    frame.state = behind
    frame.isLoose = true
    frame.isTight = false
    return
  }
  if (what === kinds.open ? (isBroken && !(frame.isOutermost && state === behindColon)) || (holder === 'map' && state !== behindColon) : holder !== 'map' || isBroken || state !== before) frame.isTight = false
  if (state === before && ++frame.entries > 1 && holder === 'map') frame.isTight = false
  const isName = what === kinds.string || what === kinds.word
  if (holder === 'map') {
    if (state === before && isName) frame.state = behindKey
    else if (state === behindColon) frame.state = behind
    // A comma is missing, or something is filled in before the key.
    else if (state === behind && (what === kinds.string || isLoose)) frame.state = isName ? behindKey : behind
    else slip(behind)
    return
  }
  if (isEntry || isLoose || what === kinds.string || what === kinds.open) frame.state = behind
  else slip(behind)
}
