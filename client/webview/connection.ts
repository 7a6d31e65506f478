/** What the page asks and what it is answered: questions by their number, frames as they come. */
import type { Ask, AskBody, HostAsk, HostSays, Results, View } from '../../server/src/lab/messages'
import type { Frame } from '../../server/src/lab/frame'
import { openChannel } from './channel'

export interface Connection {
  readonly hosted: 'editor' | 'browser'
  /** @throws what the laboratory has against it, in one sentence; also when the laboratory is gone */
  ask<B extends AskBody>(body: B): Promise<Results[B['ask']]>
  /** From now on frames hold this; said again by itself to a laboratory that came back. */
  look(view: View): void
  tell(ask: HostAsk): void
  remembered(): unknown
  remember(state: unknown): void
}

export interface Listener {
  frame(frame: Frame): void
  says(said: HostSays): void
  /** Whether the laboratory is there. */
  reachable(is: boolean): void
}

interface Waiting {
  resolve(result: unknown): void
  reject(fault: Error): void
}

/** ms between two views at the least, so that scrolling does not fill the wire. */
const leastBetween = 80

export function connect(listener: Listener): Connection {
  const waiting = new Map<number, Waiting>()
  let lastId = 0
  let view: View = {}
  let said = ''
  let isThere = false
  /** Asked before the laboratory was first there. */
  let early: Ask[] | undefined = []
  let timer: ReturnType<typeof setTimeout> | undefined

  const channel = openChannel({
    heard(message) {
      if ('frame' in message) listener.frame(message.frame)
      else if ('reply' in message) {
        const asked = waiting.get(message.reply)
        waiting.delete(message.reply)
        if ('fault' in message) asked?.reject(new Error(message.fault))
        else asked?.resolve(message.result)
      } else if (!('log' in message)) listener.says(message)
    },
    came() {
      isThere = true
      listener.reachable(true)
      early?.forEach(sayAsk)
      early = undefined
      said = ''
      sayView()
    },
    gone() {
      isThere = false
      listener.reachable(false)
      for (const asked of waiting.values()) asked.reject(new Error('The laboratory went away before it answered.'))
      waiting.clear()
    },
  })

  function sayAsk(ask: Ask): void {
    channel.send(ask).catch((error: unknown) => {
      waiting.get(ask.id)?.reject(error instanceof Error ? error : new Error(String(error)))
      waiting.delete(ask.id)
    })
  }

  function sayView(): void {
    timer = undefined
    const text = JSON.stringify(view)
    if (text === said) return
    said = text
    // A view that did not arrive is said anew when the laboratory is back.
    channel.send({ look: view }).catch(() => (said = ''))
  }

  return {
    hosted: channel.hosted,
    ask: <B extends AskBody>(body: B) =>
      new Promise<Results[B['ask']]>((resolve, reject) => {
        const id = ++lastId
        // The number pairs a question with its answer; of what type that is stands in Results alone.
        waiting.set(id, { resolve: (result) => resolve(result as Results[B['ask']]), reject })
        if (isThere) sayAsk({ ...body, id })
        else if (early !== undefined) early.push({ ...body, id })
        else {
          waiting.delete(id)
          reject(new Error('The laboratory is gone.'))
        }
      }),
    look(next) {
      view = next
      timer ??= setTimeout(sayView, leastBetween)
    },
    tell: channel.tell,
    remembered: channel.remembered,
    remember: channel.remember,
  }
}
