/** A text that a person reads, kept apart from its language: the English sentence with gaps, and what fills them. */

/** What fills a gap: another text, which is translated with it, or something that is the same in every language (a name, a value, a number). */
export type Part = Text | string | number | bigint | boolean

export class Text {
  /**
   * @param template the English sentence with `{0}`, `{1}`, … for its gaps; it is also the key of its translations
   * @param parts what fills the gaps, in their order
   * @param isCapital it begins a sentence, whatever it begins with
   */
  constructor(
    readonly template: string,
    readonly parts: readonly Part[] = [],
    readonly isCapital = false,
  ) {}

  /** In English. */
  toString(): string {
    return filled(this.template, this, String)
  }
}

/**
 * Marks a sentence for translation: say`The pool ${pool} is empty.`
 * Words that a person reads may not hide in a gap as plain strings: they stay English there. A number that changes the sentence
 * (one address, several addresses) makes two sentences.
 */
export function say(words: TemplateStringsArray, ...parts: Part[]): Text {
  return new Text(words.reduce((sentence, word, at) => `${sentence}{${at - 1}}${word}`), parts)
}

/** A text that comes from a table, such as a schema's description. */
export function sayAs(template: string): Text {
  return new Text(template)
}

/** English sentence with gaps → the same in another language. Gaps may change their order. */
export type Translations = Readonly<Record<string, string>>

export type Translate = (text: Part) => string

/** English where a sentence has no translation; without translations, English. */
export function translator(translations?: Translations): Translate {
  if (!translations) return String
  const translate: Translate = (text) => (text instanceof Text ? filled(translations[text.template] ?? text.template, text, translate) : String(text))
  return translate
}

function filled(template: string, { parts, isCapital }: Text, shown: Translate): string {
  const whole =
    parts.length === 0
      ? template
      : template.replace(/\{(\d+)\}/g, (gap, at: string) => {
          const part = parts[Number(at)]
          return part === undefined ? gap : shown(part)
        })
  return isCapital ? whole.charAt(0).toUpperCase() + whole.slice(1) : whole
}

/** The same at the beginning of a sentence. */
export function capital(text: Text): Text {
  return new Text(text.template, text.parts, true)
}

/** Texts one after the other, as sentences of one paragraph; what is missing or empty leaves no gap. */
export function sentences(...texts: (Text | undefined)[]): Text {
  const given = texts.filter((one): one is Text => one !== undefined && one.template !== '')
  return new Text(given.map((_text, at) => `{${at}}`).join(' '), given)
}
