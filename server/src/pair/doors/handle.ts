/** What stands behind every door: commands in, answers out (ARM, "Management API"). */
export interface Command {
  readonly command: string
  readonly arguments?: unknown
  readonly service?: readonly string[]
  readonly [key: string]: unknown
}

export interface Answer {
  readonly result: number
  readonly text?: string
  readonly arguments?: unknown
}

export type Handle = (command: Command) => Promise<Answer>

export interface Door {
  /** A path or a url. */
  readonly address: string
  close(): Promise<void>
}

/** The command in a text, or what is wrong with it in Kea's envelope. */
export function readCommand(text: string): Command | Answer {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    return { result: 1, text: error instanceof Error ? error.message : 'the text is no JSON' }
  }
  return commandOf(value)
}

function commandOf(value: unknown): Command | Answer {
  const wrong = faultOf(value)
  if (wrong !== undefined) return { result: 1, text: `Error during command processing: invalid command: ${wrong}` }
  return value as Command
}

function faultOf(value: unknown): string | undefined {
  if (Array.isArray(value)) return 'expected toplevel entry to be a map, got list instead'
  if (typeof value !== 'object' || value === null) return `expected toplevel entry to be a map, got ${typeof value === 'number' ? 'integer' : typeof value} instead`
  if (!('command' in value)) return "does not contain mandatory 'command'"
  // Kea names the type of the whole, not of the value.
  return typeof value.command === 'string' ? undefined : "expected 'command' to be a string, got map instead"
}

export function isCommand(value: Command | Answer): value is Command {
  return 'command' in value && typeof value.command === 'string'
}

/** As an agent answers: one for each service that was asked. */
export type HandleMany = (command: Command) => Promise<readonly Answer[]>

/** Runs it; a fault of ours is an answer too, so that the door stays open. */
export async function answerText<A>(text: string, handle: (command: Command) => Promise<A>): Promise<A | Answer> {
  return run(readCommand(text), handle)
}

/** The same for a text that was read already. */
export async function answerValue<A>(value: unknown, handle: (command: Command) => Promise<A>): Promise<A | Answer> {
  return run(commandOf(value), handle)
}

async function run<A>(command: Command | Answer, handle: (command: Command) => Promise<A>): Promise<A | Answer> {
  if (!isCommand(command)) return command
  try {
    return await handle(command)
  } catch (error) {
    return { result: 1, text: `internal fault: ${error instanceof Error ? error.message : String(error)}` }
  }
}
