/** In whatever order the two are started, they find each other. */
import { bothReach, reach } from '../looks'
import type { Pair, Scenario } from '../stage'

const orders: readonly { readonly name: string; start(pair: Pair): Promise<void> }[] = [
  {
    name: 'real Kea first, alone until partner-down',
    start: async ({ real, ours }) => {
      await real.start()
      await reach(real, 'partner-down')
      await ours.start()
    },
  },
  {
    name: 'ours first, alone until partner-down',
    start: async ({ real, ours }) => {
      await ours.start()
      await reach(ours, 'partner-down')
      await real.start()
    },
  },
  {
    name: 'both at once',
    start: async ({ real, ours }) => {
      await Promise.all([real.start(), ours.start()])
    },
  },
]

export const startScenarios: readonly Scenario[] = (['standby', 'primary'] as const).flatMap((role) =>
  orders.map(({ name, start }) => ({
    name: `ours is the ${role}; started: ${name}`,
    play: async (stage) => {
      const pair = await stage.setUp({ mode: 'hot-standby', ours: role })
      await start(pair)
      await bothReach(pair, 'hot-standby')
    },
  })),
)
