/** An entry of `interfaces` as Kea reads it. */
export interface InterfaceText {
  readonly name: string
  /** undefined where there is no slash. */
  readonly address: string | undefined
}

/** Blanks around the whole and around both parts do not count. */
export function readInterface(text: string): InterfaceText {
  const slash = text.indexOf('/')
  if (slash === -1) return { name: text.trim(), address: undefined }
  return { name: text.slice(0, slash).trim(), address: text.slice(slash + 1).trim() }
}
