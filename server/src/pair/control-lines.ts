/** What a person types, or a program writes, while the servers run: one word and a server's name a line. */
import type { Supervisor } from './supervisor'

const verbs: Readonly<Record<string, (supervisor: Supervisor, name: string) => Promise<void> | void>> = {
  start: (supervisor, name) => supervisor.start(name),
  stop: (supervisor, name) => supervisor.stop(name),
  kill: (supervisor, name) => supervisor.kill(name),
  pause: (supervisor, name) => supervisor.pause(name),
  continue: (supervisor, name) => supervisor.goOn(name),
}

/** 'quit' where all is to end; else what to say, '' for nothing. */
export async function runLine(supervisor: Supervisor, line: string): Promise<'quit' | { readonly say: string; readonly isFault: boolean }> {
  const [verb = '', name = ''] = line.trim().split(/\s+/)
  if (verb === '') return { say: '', isFault: false }
  if (verb === 'quit') return 'quit'
  if (verb === 'status') return { say: supervisor.names.map((one) => `${one} ${supervisor.stateOf(one)}`).join(', '), isFault: false }
  const run = verbs[verb]
  if (!run) return { say: `there is no word ${verb}: ${Object.keys(verbs).join(', ')} with a server’s name, status, quit`, isFault: true }
  try {
    await run(supervisor, name)
    return { say: '', isFault: false }
  } catch (error) {
    return { say: error instanceof Error ? error.message : String(error), isFault: true }
  }
}
