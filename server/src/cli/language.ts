/** Which language a person at this prompt reads. */

/** Two letters, `en` where nothing else is told: --lang goes before the environment (POSIX: LC_ALL, LC_MESSAGES, LANG; LANGUAGE before these, as gettext has it). */
export function languageOf(asked: string | undefined, env: Readonly<Record<string, string | undefined>>): string {
  const locale = [env['LC_ALL'], env['LC_MESSAGES'], env['LANG']].find((one) => one !== undefined && one !== '')
  const isPlain = locale === undefined || /^(C|POSIX)(\.|$)/.test(locale)
  const wished = asked ?? (isPlain ? 'en' : (env['LANGUAGE']?.split(':')[0] || locale))
  return /^[a-z]{2,3}/.exec(wished.toLowerCase())?.[0] ?? 'en'
}
