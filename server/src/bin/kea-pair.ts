/** The command kea-pair: hands the process to the servers, and ends them with it. */
import { writeSync } from 'node:fs'
import { version } from '../../../package.json'
import { readArguments, usage } from '../pair/arguments'
import { eventText } from '../pair/events'
import type { PairEvent } from '../pair/events'
import { up } from '../pair/up'

const usageFault = 64

async function main(): Promise<void> {
  const read = readArguments(process.argv.slice(2))
  if (read.kind === 'help') {
    process.stdout.write(usage)
    return
  }
  if (read.kind === 'version') {
    process.stdout.write(`${version}\n`)
    return
  }
  if (read.kind === 'fault') {
    process.stderr.write(`kea-pair: ${read.text}. See kea-pair --help.\n`)
    process.exitCode = usageFault
    return
  }
  const { args } = read
  const onEvent = (event: PairEvent): void => {
    if (event.event === 'drop' && !args.drops) return
    const line = args.json ? JSON.stringify(event) : eventText(event)
    const isTrouble = !args.json && event.event === 'fault'
    ;(isTrouble ? process.stderr : process.stdout).write(`${line}\n`)
  }
  let stop: (exitValue: number) => void = () => undefined
  const stopped = new Promise<number>((resolve) => {
    stop = resolve
  })
  process.once('SIGTERM', () => stop(0))
  process.once('SIGINT', () => stop(0))
  const running = await up(args, { onEvent, onShutdown: stop })
  const exitValue = await stopped
  await running.close()
  onEvent({ event: 'stopped' })
  process.exitCode = exitValue
}

main().catch((error: unknown) => {
  writeSync(process.stderr.fd, `kea-pair: ${reasonFor(error)}\n`)
  process.exit(1)
})

/** A port that is taken or not allowed is said in words. */
function reasonFor(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const { code, port, address } = error as NodeJS.ErrnoException & { port?: number; address?: string }
  if (code === 'EADDRINUSE') return `${address ?? ''}:${port ?? ''} is in use already.`
  if (code === 'EACCES') return `port ${port ?? ''} needs the privilege to bind it (root, or CAP_NET_BIND_SERVICE).`
  return error.message
}
