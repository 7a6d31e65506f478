/** Mends files: sure fixes are written back, or shown as a patch. */
import { URI } from 'vscode-uri'
import { isTemplate } from '../config/placeholder'
import { applyFixes, isSureFix } from '../lint/apply-fixes'
import type { LintOptions, LintResult } from '../lint/run'
import { say } from '../text/text'
import type { Text } from '../text/text'
import { unifiedDiff } from '../text/unified-diff'
import { decode } from './decode'
import { editBytes, hasMark } from './edit-bytes'
import type { ByteEdit } from './edit-bytes'
import { relativeName } from './report'
import { reasonOf } from './reason'
import type { FilesRead } from './read-files'
import { shown } from './speak'
import type { World } from './world'

export interface Mended {
  /** What is left when the files are as they were asked to be. */
  readonly result: LintResult
  readonly said: Text
  readonly slips: readonly Text[]
  /** The text from standard input, mended. */
  readonly stdin: Uint8Array | undefined
  readonly patch: string
}

export function fixFiles(read: FilesRead, options: LintOptions, write: boolean, world: World): Mended {
  const templates = new Map<string, boolean>()
  const mayChange = (uri: string, text: string): boolean => {
    let known = templates.get(uri)
    if (known === undefined) templates.set(uri, (known = isTemplate(uri, text)))
    return !known
  }
  const { changed, unmarked, count, result } = applyFixes({
    files: read.files,
    options,
    environment: read.environment,
    isWanted: (problem, fix) => isSureFix(problem, fix) && [problem.at, ...fix.edits].every(({ source }) => mayChange(source.uri, source.text)),
  })
  const slips: Text[] = []
  const patches: string[] = []
  let stdin: Uint8Array | undefined
  let files = 0
  for (const uri of [...new Set([...changed.keys(), ...unmarked])].sort()) {
    const text = changed.get(uri)
    const edits = text?.edits() ?? []
    try {
      const before = read.bytes(uri)
      const after = editBytes(before, edits, unmarked.includes(uri))
      if (text && plainText(after) !== text.text) throw new Error('the file changed while it was read')
      files++
      patches.push(patchOf(uri, before, edits, unmarked.includes(uri), world.cwd))
      if (uri === read.stdin) stdin = after
      else if (write) world.writeFile(URI.parse(uri).fsPath, after)
    } catch (error) {
      slips.push(say`${shown(uri, world.cwd)}: ${reasonOf(error)}.`)
    }
  }
  if (read.stdin !== undefined) stdin ??= read.files.some((one) => one.uri === read.stdin) ? read.bytes(read.stdin) : undefined
  return { result, slips, stdin, patch: patches.join(''), said: sayMended(count, files, write) }
}

function sayMended(count: number, files: number, isWritten: boolean): Text {
  if (count === 0 || files === 0) return say`There is nothing to mend.`
  if (isWritten) {
    if (count === 1) return say`1 finding was mended.`
    return files === 1 ? say`${count} findings were mended in 1 file.` : say`${count} findings were mended in ${files} files.`
  }
  if (count === 1) return say`1 finding can be mended by --fix.`
  return files === 1 ? say`${count} findings can be mended by --fix in 1 file.` : say`${count} findings can be mended by --fix in ${files} files.`
}

function patchOf(uri: string, bytes: Uint8Array, edits: readonly ByteEdit[], dropMark: boolean, cwd: string): string {
  const decoded = decode(bytes)
  if (typeof decoded !== 'string') return ''
  const mark = hasMark(bytes) ? 1 : 0
  const moved = edits.map(({ start, end, text }) => ({ start: start + mark, end: end + mark, text }))
  return unifiedDiff(relativeName(uri, cwd), decoded, dropMark && mark > 0 ? [{ start: 0, end: 1, text: '' }, ...moved] : moved)
}

function plainText(bytes: Uint8Array): string | undefined {
  const text = decode(bytes)
  return typeof text === 'string' ? text.replace(/^\ufeff/, '') : undefined
}
