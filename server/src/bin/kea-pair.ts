/** The command kea-pair: hands the process to the servers, and ends them with it. */
import { randomInt } from 'node:crypto'
import { writeSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { version } from '../../../package.json'
import { readArguments, usage } from '../pair/arguments'
import type { UpArguments } from '../pair/arguments'
import { runLine } from '../pair/control-lines'
import { drill } from '../pair/drill'
import { eventText } from '../pair/events'
import type { PairEvent } from '../pair/events'
import { ArgumentFault } from '../pair/explain-arguments'
import type { ExplainArguments } from '../pair/explain-arguments'
import { runExplain } from '../pair/explain-command'
import { playScenario, serveEditor, showInBrowser } from '../pair/lab-commands'
import { openBrowser } from '../pair/open-browser'
import { printExplanation } from '../pair/print-explanation'
import { reasonFor, serve } from '../pair/serve'
import type { Supervisor } from '../pair/supervisor'
import { up } from '../pair/up'

const usageFault = 64

async function main(): Promise<void> {
  const argv = process.argv.slice(2)
  if (argv[0] === 'serve' && process.send) {
    serve()
    return
  }
  const read = readArguments(argv)
  if (read.kind === 'help') {
    process.stdout.write(usage)
    return
  }
  if (read.kind === 'version') {
    process.stdout.write(`${version}\n`)
    return
  }
  if (read.kind === 'fault') {
    tellFault(read.text)
    return
  }
  switch (read.kind) {
    case 'explain':
      tellExplanation(read.args)
      return undefined
    case 'drill':
      return runDrill(read.args)
    case 'lab':
      if (!process.send) throw new Error('lab is for an editor that has started this program')
      serveEditor({ ...read.args, dhcpPort: 0, httpPort: 0 }, { entry: __filename, onEvent: () => undefined })
      return undefined
    case 'play':
      return play(read.scenario, read.args)
    case 'up':
      return read.args.ui ? show(read.args) : run(read.args)
  }
}

function tellFault(text: string): void {
  process.stderr.write(`kea-pair: ${text}. See kea-pair --help.\n`)
  process.exitCode = usageFault
}

/** Until it is told to stop; lines are those of a scenario. */
async function show(args: UpArguments): Promise<void> {
  const onEvent = printer(args)
  const stopped = new Promise<void>((resolve) => {
    process.once('SIGTERM', resolve)
    process.once('SIGINT', resolve)
  })
  const shown = await showInBrowser(args, { entry: __filename, onEvent }, args.time)
  process.stdout.write(args.json ? `${JSON.stringify({ event: 'page', url: shown.url })}\n` : `\nThe page of the pair: ${shown.url}\nCtrl+C ends it.\n`)
  if (args.open) openBrowser(shown.url)
  let before = Promise.resolve()
  createInterface({ input: process.stdin }).on('line', (line) => {
    before = before.then(() => shown.lab.play(line)).catch((error: unknown) => onEvent({ event: 'fault', server: 'kea-pair', text: reasonFor(error) }))
  })
  await stopped
  await shown.close()
  onEvent({ event: 'stopped' })
  process.exit(0)
}

async function play(scenario: string, args: UpArguments): Promise<void> {
  const say = (line: string): void => void process.stdout.write(`${line}\n`)
  const host = { entry: __filename, onEvent: args.json ? printer(args) : () => undefined }
  await playScenario(scenario, args, host, args.time, (line, text) => say(args.json ? JSON.stringify({ event: 'line', line, text }) : `${String(line).padStart(4)}  ${text}`))
  say(args.json ? JSON.stringify({ event: 'result', ok: true }) : 'Every line came true.')
  process.exit(0)
}

function printer(args: UpArguments): (event: PairEvent) => void {
  return (event) => {
    const line = args.json ? JSON.stringify(event) : eventText(event)
    const isTrouble = !args.json && (event.event === 'fault' || event.event === 'refused')
    ;(isTrouble ? process.stderr : process.stdout).write(`${line}\n`)
  }
}

async function run(args: UpArguments): Promise<void> {
  const onEvent = printer(args)
  let stop: (exitValue: number) => void = () => undefined
  const stopped = new Promise<number>((resolve) => {
    stop = resolve
  })
  process.once('SIGTERM', () => stop(0))
  process.once('SIGINT', () => stop(0))
  const supervisor = await up(args, { entry: __filename, onEvent, onAllEnded: stop })
  listen(supervisor, onEvent, () => stop(0))
  const exitValue = await stopped
  await supervisor.close()
  onEvent({ event: 'stopped' })
  process.exit(exitValue)
}

function tellExplanation(args: ExplainArguments): void {
  let explained: ReturnType<typeof runExplain>
  try {
    explained = runExplain(args, Date.now())
  } catch (error) {
    if (!(error instanceof ArgumentFault)) throw error
    tellFault(error.message)
    return
  }
  const { explanation, refusals } = explained
  for (const refusal of refusals) process.stderr.write(`kea-pair: ${refusal}\n`)
  process.stdout.write(args.json ? `${JSON.stringify(explanation, null, 2)}\n` : printExplanation(explanation, process.cwd()))
}

/** The steps, and with --json the events too. */
async function runDrill(args: UpArguments): Promise<void> {
  const say = (line: string): void => void process.stdout.write(`${line}\n`)
  const result = await drill(args, {
    entry: __filename,
    clock: Date.now,
    random: () => randomInt(2 ** 32) / 2 ** 32,
    onStep: (seconds, text) => say(args.json ? JSON.stringify({ event: 'step', seconds, text }) : `${seconds.toFixed(1).padStart(6)} s  ${text}`),
    onEvent: (event) => {
      if (args.json) say(JSON.stringify(event))
      else if (event.event === 'ha' && event.id === 'HA_STATE_TRANSITION') say(`          ${event.text}`)
      else if (event.event === 'refused' || event.event === 'finding' || event.event === 'fault') say(`          ${eventText(event)}`)
    },
  })
  if (args.json) say(JSON.stringify({ event: 'result', ...result }))
  process.exit(0)
}

/** Lines are taken one after the other; the end of the input ends nothing. */
function listen(supervisor: Supervisor, onEvent: (event: PairEvent) => void, quit: () => void): void {
  let before = Promise.resolve()
  createInterface({ input: process.stdin }).on('line', (line) => {
    before = before.then(async () => {
      const result = await runLine(supervisor, line)
      if (result === 'quit') quit()
      else if (result.say !== '') onEvent({ event: result.isFault ? 'fault' : 'notice', server: 'kea-pair', text: result.say })
    })
  })
}

main().catch((error: unknown) => {
  writeSync(process.stderr.fd, `kea-pair: ${reasonFor(error)}\n`)
  process.exit(1)
})
