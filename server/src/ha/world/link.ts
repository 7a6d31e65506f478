/** What lies between two ends: it can be cut, slowed, and lose messages, each way by itself. */

export interface Link {
  isCut: boolean
  /** ms, the least and the most. Messages of different length on the way arrive in another order. */
  delay: readonly [number, number]
  /** 0 to 1: how many messages are lost. */
  loss: number
}

export function createLink(): Link {
  return { isCut: false, delay: [0, 1], loss: 0 }
}

/** ms until the message arrives; undefined: it never does. */
export function crossing(link: Link, random: () => number): number | undefined {
  if (link.isCut || (link.loss > 0 && random() < link.loss)) return undefined
  const [least, most] = link.delay
  return least + random() * (most - least)
}
