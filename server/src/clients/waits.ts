/** Who waits for the acts of several clients to be over. */
import type { Client, Ending } from './client'

export type Outcome = Readonly<Record<Ending, number>>

export interface Waits {
  /** Told once the last act of each is over; at once where none is under way. Who never did anything is not counted. */
  add(clients: Iterable<Client>, then: (outcome: Outcome) => void): void
  end(client: Client, ending: Ending): void
}

interface Wait {
  readonly outcome: Record<Ending, number>
  left: number
  readonly then: (outcome: Outcome) => void
}

export function createWaits(): Waits {
  const byClient = new Map<number, Wait[]>()
  return {
    add: (clients, then) => {
      const wait: Wait = { outcome: { done: 0, refused: 0, unanswered: 0 }, left: 0, then }
      for (const client of clients) {
        if (!client.asking) {
          if (client.ending) wait.outcome[client.ending]++
          continue
        }
        wait.left++
        const others = byClient.get(client.id)
        if (others) others.push(wait)
        else byClient.set(client.id, [wait])
      }
      if (wait.left === 0) then(wait.outcome)
    },
    end: (client, ending) => {
      const waits = byClient.get(client.id)
      if (!waits) return
      byClient.delete(client.id)
      for (const wait of waits) {
        wait.outcome[ending]++
        wait.left--
        if (wait.left === 0) wait.then(wait.outcome)
      }
    },
  }
}
