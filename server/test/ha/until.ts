/** Waiting for what other processes do. */
import { setTimeout as sleep } from 'node:timers/promises'

const betweenTries = 40

/** Tries until there is something, and fails with what it waited for. */
export async function until<T>(what: string, probe: () => Promise<T | undefined | false> | T | undefined | false, ms = 15_000): Promise<T> {
  const end = Date.now() + ms
  for (;;) {
    const found = await probe()
    if (found !== undefined && found !== false) return found
    if (Date.now() > end) throw new Error(`waited ${ms} ms in vain for ${what}`)
    await sleep(betweenTries)
  }
}
