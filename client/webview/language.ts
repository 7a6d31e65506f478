/** A browser of a machine without a language of its own calls it `en-US@posix`, which the plots' library takes for a fault as it loads. */

try {
  Intl.getCanonicalLocales(navigator.language)
} catch {
  Object.defineProperty(navigator, 'language', { value: 'en-GB', configurable: true })
}
