/** How options and option spaces may be called: letters, digits, hyphens and underscores, and neither of these at an end. */

export function isSpaceName(name: string): boolean {
  return /^[A-Za-z0-9](?:[A-Za-z0-9_-]*[A-Za-z0-9])?$/.test(name)
}

/** The same signs make the name of an option. */
export const isOptionName = isSpaceName

/** `vendor-4491` → 4491; undefined for another space. */
export function enterpriseOf(space: string): number | undefined {
  const number = /^vendor-(\d+)$/.exec(space)?.[1]
  return number === undefined ? undefined : Number(number)
}
