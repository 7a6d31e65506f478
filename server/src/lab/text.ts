/** Octets and times as people read them. */

/** `02:00:5e`; '' for none. Takes a byte string. */
export function colons(bytes: string): string {
  let text = ''
  for (let at = 0; at < bytes.length; at++) text += (at === 0 ? '' : ':') + bytes.charCodeAt(at).toString(16).padStart(2, '0')
  return text
}

/** `4.5 s` */
export function inSeconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`
}
