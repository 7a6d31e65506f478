/** The translations that lie beside the program: `l10n/fr.json`. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Translations } from '../text/text'

/** `language`: two letters. Undefined for English, and for a language that nobody has translated to. */
export function readTranslations(language: string): Translations | undefined {
  if (!/^[a-z]{2,3}$/.test(language) || language === 'en') return undefined
  try {
    return JSON.parse(readFileSync(path.join(__dirname, 'l10n', `${language}.json`), 'utf8')) as Translations
  } catch {
    return undefined
  }
}
