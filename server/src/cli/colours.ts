/** Colours of a terminal, or none. */
export interface Paint {
  red(text: string): string
  yellow(text: string): string
  blue(text: string): string
  green(text: string): string
  dim(text: string): string
  bold(text: string): string
  underline(text: string): string
}

export function colours(on: boolean): Paint {
  const paint =
    (open: number, close: number) =>
    (text: string): string =>
      on ? `\u001b[${open}m${text}\u001b[${close}m` : text
  return {
    red: paint(31, 39),
    yellow: paint(33, 39),
    blue: paint(34, 39),
    green: paint(32, 39),
    dim: paint(2, 22),
    bold: paint(1, 22),
    underline: paint(4, 24),
  }
}
