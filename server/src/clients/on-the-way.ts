/** How many messages are on their way at once: as many as a server's receive buffer holds, so that a crowd asks no faster than it is answered. */

/** What was said and is not answered yet. */
export interface Said {
  /** ms; until then it counts as being on its way. 0: it does not. */
  heldUntil: number
}

export interface OnTheWay {
  isFull(now: number): boolean
  /** When the next one counts as lost, ms. */
  readonly nextFree: number
  hold(said: Said, until: number): void
  free(said: Said): void
}

export function createOnTheWay(most: number): OnTheWay {
  let queue: { readonly said: Said; readonly until: number }[] = []
  let head = 0
  let count = 0
  const free = (said: Said): void => {
    if (said.heldUntil === 0) return
    said.heldUntil = 0
    count--
  }
  const forget = (now: number): void => {
    for (let first = queue[head]; first && (first.until <= now || first.said.heldUntil !== first.until); first = queue[++head]) {
      if (first.said.heldUntil === first.until) free(first.said)
    }
    if (head > 1024 && head > queue.length / 2) {
      queue = queue.slice(head)
      head = 0
    }
  }
  return {
    isFull: (now) => {
      forget(now)
      return count >= most
    },
    get nextFree() {
      return queue[head]?.until ?? Infinity
    },
    hold: (said, until) => {
      free(said)
      said.heldUntil = until
      count++
      queue.push({ said, until })
    },
    free,
  }
}
