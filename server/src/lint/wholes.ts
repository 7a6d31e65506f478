/** Which files are judged by themselves, and how what is found in them is put together. */
import type { ConfigFile } from '../config/config-file'
import type { Problem } from './problem'

/** A file that others include is judged as a part of these. */
export function withoutParts(files: readonly ConfigFile[]): readonly ConfigFile[] {
  const included = new Set(files.flatMap((file) => file.includes.map((include) => include.uri)))
  return files.filter((file) => file.daemon !== undefined || !included.has(file.uri))
}

/** Without spreading: there may be more than fit into one call. */
export function append(to: Problem[], problems: readonly Problem[]): void {
  for (const one of problems) to.push(one)
}
