/** Times, spans and counts as a person reads them, in a width that does not jump. */

const clockFormat = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' })
const dayFormat = new Intl.DateTimeFormat('en-GB', { weekday: 'short', day: 'numeric', month: 'short' })
const countFormat = new Intl.NumberFormat('en-GB')

/** `14:03:07`, in the time zone of the one who reads. */
export function clock(at: number): string {
  return clockFormat.format(at)
}

/** `14:03:07.250` */
export function fineClock(at: number): string {
  return `${clockFormat.format(at)}.${String(Math.floor(at) % 1000).padStart(3, '0')}`
}

/** `Tue, 24 Nov` */
export function day(at: number): string {
  return dayFormat.format(at)
}

/** `12,345` */
export function count(value: number): string {
  return countFormat.format(value)
}

/** `1 lease`, `2 leases` */
export function counted(value: number, noun: string, plural = `${noun}s`): string {
  return `${count(value)} ${value === 1 ? noun : plural}`
}

/** From ms: `0 s`, `250 ms`, `3.2 s`, `5 min`, `1 h 20 min`, `3 d`; a minus sign before what is negative. */
export function span(ms: number): string {
  if (ms < 0) return `−${span(-ms)}`
  if (ms === 0) return '0 s'
  if (ms < 1000) return `${ms < 10 ? ms.toFixed(1) : Math.round(ms)} ms`
  if (ms < 10_000 && ms % 1000 !== 0) return `${(ms / 1000).toFixed(1)} s`
  if (ms < 120_000) return `${Math.round(ms / 1000)} s`
  const minutes = Math.round(ms / 60_000)
  if (minutes < 60) return `${minutes} min`
  const hours = Math.floor(minutes / 60)
  if (hours < 48) return minutes % 60 === 0 ? `${hours} h` : `${hours} h ${minutes % 60} min`
  return `${Math.round(hours / 24)} d`
}

/** When a lease ends, seen from now: `in 40 min`, `3 s ago`, `never`. */
export function expiry(expires: number | null, now: number): string {
  if (expires === null) return 'never'
  return expires >= now ? `in ${span(expires - now)}` : `${span(now - expires)} ago`
}
