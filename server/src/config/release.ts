/** The Kea releases that a file can be checked for: the stable series, oldest first. */
export const releases = ['2.2', '2.4', '2.6', '3.0', '3.2'] as const
export type Release = (typeof releases)[number]

export const defaultRelease: Release = '3.0'

export function isRelease(text: string): text is Release {
  return (releases as readonly string[]).includes(text)
}

/** Whether `release` is `since` or newer. */
export function atLeast(release: Release, since: Release): boolean {
  return releases.indexOf(release) >= releases.indexOf(since)
}

/** When the real server would turn a file down; null when it runs with the mistake. */
export type RefusedAt = '-t' | '-T' | 'start' | null

/** What loads the hooks' parameters: `-T` came with 2.3.6, so a 2.2 server tells only when it starts. */
export function hookLoad(release: Release): RefusedAt {
  return atLeast(release, '2.4') ? '-T' : 'start'
}
