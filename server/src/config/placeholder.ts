/** Templates leave marks inside texts that something else fills in: such a value is not known yet. */
export function isFilledIn(text: string): boolean {
  return /\{\{|\$\{|\$[A-Za-z_]|<%|@[A-Za-z_]\w*@/.test(text)
}
