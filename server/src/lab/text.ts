/** Times as people read them. */

/** `4.5 s` */
export function inSeconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`
}
