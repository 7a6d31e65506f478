/** Commands about statistics (ARM, "Statistics"): values newest first, each with its time. */
import { limitSamples, reset, samplesOf } from '../statistics'
import type { Counter } from '../statistics'
import { failed, ok } from './context'
import type { Arguments, CommandContext, Family } from './context'

export const statisticCommands: Family = {
  'statistic-get': ({ server }, args) => {
    const name = nameOf(args)
    if (typeof name !== 'string') return name
    const counter = server.statistics.counters.get(name)
    return { arguments: counter ? { [name]: shown(counter) } : {}, result: 0 }
  },
  'statistic-get-all': ({ server }) => ({
    arguments: Object.fromEntries(sorted(server.statistics.counters.values()).map((counter) => [counter.name, shown(counter)])),
    result: 0,
  }),
  'statistic-reset': (context, args) =>
    withCounter(context, args, (counter) => {
      reset(context.server.statistics, counter)
      return ok(`Statistic '${counter.name}' reset.`)
    }),
  'statistic-reset-all': ({ server }) => {
    for (const counter of server.statistics.counters.values()) reset(server.statistics, counter)
    return ok('All statistics reset to neutral values.')
  },
  'statistic-remove': (context, args) =>
    withCounter(context, args, (counter) => {
      forget(context, [counter])
      return ok(`Statistic '${counter.name}' removed.`)
    }),
  'statistic-remove-all': (context) => {
    forget(context, [...context.server.statistics.counters.values()])
    return ok('Warning: statistic-remove-all command is deprecated. All statistics removed.')
  },
  'statistic-sample-count-set': (context, args) =>
    withCounter(context, args, (counter) => {
      const limit = args?.['max-samples']
      if (typeof limit !== 'number' || limit < 1) return failed("Missing mandatory 'max-samples' parameter.")
      limitSamples(context.server.statistics, counter, limit)
      return ok(`Statistic '${counter.name}' count limit is set.`)
    }),
  'statistic-sample-count-set-all': ({ server }, args) => {
    const limit = args?.['max-samples']
    if (typeof limit !== 'number' || limit < 1) return failed("Missing mandatory 'max-samples' parameter.")
    server.statistics.defaultSamples = limit
    for (const counter of server.statistics.counters.values()) limitSamples(server.statistics, counter, limit)
    return ok('All statistics count limit are set.')
  },
}

function nameOf(args: Arguments | undefined): string | ReturnType<typeof failed> {
  const name = args?.['name']
  if (name === undefined) return failed("Missing mandatory 'name' parameter.")
  return typeof name === 'string' ? name : failed("'name' parameter expected to be a string.")
}

function withCounter({ server }: CommandContext, args: Arguments | undefined, act: (counter: Counter) => ReturnType<typeof ok>): ReturnType<typeof ok> {
  const name = nameOf(args)
  if (typeof name !== 'string') return name
  const counter = server.statistics.counters.get(name)
  return counter ? act(counter) : failed(`No '${name}' statistic found`)
}

/** Counters that the server holds on to are made anew with what is counted next. */
function forget({ server }: CommandContext, counters: readonly Counter[]): void {
  for (const counter of counters) server.statistics.counters.delete(counter.name)
  server.subnetCounters.clear()
}

function sorted(counters: Iterable<Counter>): Counter[] {
  return [...counters].sort((one, other) => (one.name < other.name ? -1 : 1))
}

function shown(counter: Counter): [number, string][] {
  return samplesOf(counter).map(({ value, time }) => [value, timeText(time)])
}

/** `2026-11-24 15:00:00.123000`, in local time as Kea shows it. */
function timeText(ms: number): string {
  const date = new Date(ms)
  const two = (value: number): string => String(value).padStart(2, '0')
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
  return `${day} ${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}.${String(date.getMilliseconds()).padStart(3, '0')}000`
}
