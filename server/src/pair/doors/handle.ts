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
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return { result: 1, text: 'invalid command: expected toplevel entry to be a map, got something else instead' }
  const command = (value as Record<string, unknown>)['command']
  if (command === undefined) return { result: 1, text: "invalid command: does not contain mandatory 'command'" }
  if (typeof command !== 'string') return { result: 1, text: "invalid command: expected 'command' to be a string" }
  return value as Command
}

export function isCommand(value: Command | Answer): value is Command {
  return 'command' in value && typeof value.command === 'string'
}

/** As an agent answers: one for each service that was asked. */
export type HandleMany = (command: Command) => Promise<readonly Answer[]>

/** Runs it; a fault of ours is an answer too, so that the door stays open. */
export async function answerText<A>(text: string, handle: (command: Command) => Promise<A>): Promise<A | Answer> {
  const command = readCommand(text)
  if (!isCommand(command)) return command
  try {
    return await handle(command)
  } catch (error) {
    return { result: 1, text: `internal fault: ${error instanceof Error ? error.message : String(error)}` }
  }
}
