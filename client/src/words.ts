/** What a person reads, for modules that know nothing of the editor. */
export interface Words {
  /** A sentence in the editor's language; `{0}`, `{1}`, … are its gaps. */
  readonly t: (sentence: string, ...parts: (string | number | boolean)[]) => string
  /** How numbers are written: a language tag. */
  readonly language: string
}

export const english: Words = {
  t: (sentence, ...parts) => sentence.replace(/\{(\d+)\}/g, (gap, at: string) => String(parts[Number(at)] ?? gap)),
  language: 'en',
}

export function numeral(number: number, { language }: Words): string {
  return number.toLocaleString(language)
}
