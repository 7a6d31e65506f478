/** What a client would get and why, step by step, each with its place in a file. */

/** What a client can be asked about doing. */
export const explainedActs = ['dora', 'renew', 'inform'] as const

export type ExplainedAct = (typeof explainedActs)[number]

/** A place in a file of the deployment; line and column count from 1. */
export interface Place {
  /** As the file system has it. */
  readonly file: string
  readonly line: number
  readonly column: number
}

/** In the order of a recipe, in which steps of one kind stand together; with what stands above them. */
export const stepTitles = {
  received: 'Message',
  availability: 'High Availability',
  class: 'Classes',
  subnet: 'Subnet',
  reservation: 'Reservation',
  pool: 'Pool',
  address: 'Address',
  lifetime: 'Lifetimes',
  option: 'Options',
  field: 'Fields',
  answer: 'Answer',
  drop: 'No answer',
} as const

export type StepKind = keyof typeof stepTitles

export interface Step {
  readonly kind: StepKind
  /** One sentence. */
  readonly text: string
  /** yes: it holds, was chosen, is sent. no: it does not, was passed over, is held back. */
  readonly verdict: 'yes' | 'no' | 'info'
  readonly place?: Place
  /** Parts of an expression with their values; candidates that were passed over, each with its reason. */
  readonly parts?: readonly Step[]
}

export interface ServerExplanation {
  readonly server: string
  /** Whether the client hears from this server; a DISCOVER and the REQUEST that follows are tried. */
  readonly answer: 'OFFER' | 'ACK' | 'NAK' | 'none'
  /** `192.0.2.10`; '' for none. */
  readonly address: string
  readonly summary: string
  readonly steps: readonly Step[]
}

export interface Explanation {
  readonly summary: string
  readonly servers: readonly ServerExplanation[]
}
