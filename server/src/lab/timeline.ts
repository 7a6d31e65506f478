/** What each server was in, since when, and what caused it: states of High Availability, deaths and returns, and what somebody did. */
import type { Finding } from '../pair/deployment'
import type { HaPairEvent } from '../pair/events'
import type { NoticeView, TimelineStep } from './frame'
import type { ProcessState } from './testbed'
import { inSeconds } from './text'

export interface Timeline {
  readonly steps: readonly TimelineStep[]
  /** Grows with every step. */
  readonly version: number
  process(server: string, state: ProcessState, at: number, hasHa: boolean): void
  ha(event: HaPairEvent, at: number): void
  /** Somebody did something here; `isFault`: what follows may come of it. */
  act(server: string, text: string, at: number, isFault: boolean): void
}

const mostSteps = 500
/** What a person did so long ago is named as the cause of what follows, ms. */
const recent = 60_000

export function createTimeline(): Timeline {
  let steps: TimelineStep[] = []
  let version = 0
  /** The last thing that happened to the partnership of a server besides its transitions. */
  const behind = new Map<string, { readonly at: number; readonly text: string }>()
  const add = (step: TimelineStep): void => {
    version++
    steps.push(step)
    if (steps.length > mostSteps) steps = steps.slice(-mostSteps)
  }
  let lastFault: TimelineStep | undefined
  const lastAct = (at: number): TimelineStep | undefined => {
    return lastFault && at - lastFault.at <= recent ? lastFault : undefined
  }
  return {
    get steps() {
      return steps
    },
    get version() {
      return version
    },
    process: (server, state, at, hasHa) => {
      if (state === 'starting') return
      const shown = state === 'running' && hasHa ? 'waiting' : state
      if (state === 'running' && steps.findLast((step) => step.server === server && step.state !== '')?.state === 'paused') {
        const before = steps.findLast((step) => step.server === server && step.state !== '' && step.state !== 'paused')
        add({ at, server, state: before?.state ?? shown, cause: `${server} goes on.`, kind: 'state', because: [] })
        return
      }
      add({ at, server, state: shown, cause: processCause(server, state), kind: 'state', because: [] })
    },
    ha: (event, at) => {
      const { server, id } = event
      if (id === 'HA_STATE_TRANSITION' || id === 'HA_STATE_TRANSITION_PASSIVE_BACKUP') {
        const act = lastAct(at)
        const since = act ? ` ${inSeconds(at - act.at)} after: ${act.cause}` : ''
        const told = behind.get(server)
        const why = told && at - told.at < 1000 ? ` ${told.text}` : ''
        const to = typeof event['to'] === 'string' ? event['to'] : ''
        add({ at, server, state: to, cause: `${causeOf(event)}${why}${since}`, kind: 'state', because: (event.because ?? []).map(linkTo) })
        return
      }
      const text = told[id]
      if (text !== undefined) behind.set(server, { at, text })
      if (event.because && event.because.length > 0) add({ at, server, state: '', cause: event.text, kind: 'state', because: event.because.map(linkTo) })
    },
    act: (server, text, at, isFault) => {
      const step: TimelineStep = { at, server, state: '', cause: text, kind: 'act', because: [] }
      if (isFault) lastFault = step
      add(step)
    },
  }
}

function processCause(server: string, state: ProcessState): string {
  switch (state) {
    case 'down':
      return `${server} is down.`
    case 'paused':
      return `${server} is frozen: it holds its ports and answers nobody.`
    case 'refused':
      return `Kea would refuse the file of ${server}, so it is not booted.`
    default:
      return `${server} has started.`
  }
}

/** Said before the transition that they lead to. */
const told: Readonly<Record<string, string>> = {
  HA_COMMUNICATION_INTERRUPTED: 'Its partner has not answered within max-response-delay.',
  HA_COMMUNICATION_INTERRUPTED_CLIENT4_UNACKED: 'More clients than max-unacked-clients got no answer from its partner.',
  HA_LEASES_SYNC_COMPLETE: 'It has fetched the leases of its partner.',
  HA_SYNC_SUCCESSFUL: 'It has fetched the leases of its partner.',
  HA_SYNC_FAILED: 'It could not fetch the leases of its partner.',
  HA_HIGH_CLOCK_SKEW_CAUSED_TERMINATION: 'The clocks of the two differ by more than 60 s.',
  HA_LEASE_UPDATE_REJECTS_CAUSED_TERMINATION: 'Its partner refused the leases of too many clients.',
  HA_MAINTENANCE_STARTED: 'Its partner is in maintenance.',
}

const partnerIs: Readonly<Record<string, string>> = {
  unavailable: 'its partner does not answer',
  unknown: 'its partner was not heard yet',
}

function causeOf(event: HaPairEvent): string {
  const partner = typeof event['partner'] === 'string' ? event['partner'] : ''
  const from = typeof event['from'] === 'string' ? event['from'] : ''
  if (partner === '') return `It leaves ${from}.`
  return `It leaves ${from}: ${partnerIs[partner] ?? `its partner is in ${partner}`}.`
}

function linkTo({ message, file, line, column }: Finding): TimelineStep['because'][number] {
  return { text: message, place: { file, line, column } }
}

export function noticeOf(server: string, finding: Finding, at: number): NoticeView {
  const { message, help, file, line, column } = finding
  return { at, server, kind: 'finding', text: `${message} ${help}`, place: { file, line, column } }
}
