/** Which files the patterns of kea-lint.json mean. */
import picomatch from 'picomatch'

/** `folder`: a URI, which the patterns count from. One without a slash is a name in whatever folder, as in other tools. */
export function matchesPatterns(folder: string, patterns: readonly string[]): (uri: string) => boolean {
  const base = folder.replace(/\/?$/, '/')
  const isMatch = picomatch(patterns.map((one) => normal(one)), { dot: true })
  return (uri) => {
    const isBelow = uri.startsWith(base)
    return isBelow && isMatch(decoded(uri.slice(base.length)))
  }
}

function normal(pattern: string): string {
  const plain = pattern.replace(/\\/g, '/').replace(/^\.\//, '')
  if (plain.endsWith('/')) return `${plain}**`
  return plain.includes('/') ? plain : `**/${plain}`
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}
