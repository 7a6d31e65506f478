/** The command kea-pair explain: what a client would get, told from the files with no server running. */
import { clientAt, clientFor } from '../explain/client-for'
import { explain } from '../explain/explain'
import type { ExplainedServer } from '../explain/explained-server'
import type { Explanation } from '../explain/explanation'
import type { ClientProfile } from '../clients/profile'
import { readDeployment } from './deployment'
import type { Startable } from './deployment'
import { ArgumentFault, withChanges } from './explain-arguments'
import type { ClientSource, ExplainArguments } from './explain-arguments'
import { loadExplained } from './explained-servers'

export interface Explained {
  readonly explanation: Explanation
  readonly profile: ClientProfile
  /** Files that Kea would not start with, each with the first reason; their servers are left out. */
  readonly refusals: readonly string[]
}

/** `now` in ms since the epoch. Throws with one sentence; an ArgumentFault where an argument names what the files do not have. */
export function runExplain({ paths, release, includeFolders, server, act, from, changes }: ExplainArguments, now: number): Explained {
  const deployment = readDeployment(paths, { release, includeFolders })
  const startables = server === undefined ? deployment.servers : deployment.servers.filter((one) => one.name === server)
  if (startables.length === 0) throw new ArgumentFault(`there is no server ${server ?? ''}: ${deployment.servers.map((one) => one.name).join(', ')}`)
  const refused = startables.filter((one) => one.refusals.length > 0)
  // From a server that does not start, a client gets nothing.
  if (refused.length === startables.length) throw new Error(refused.flatMap(refusalOf).join(' '))
  const servers = loadExplained(startables.filter((one) => !refused.includes(one)), deployment.release)
  const profile = withChanges(clientOf(servers, from), changes)
  return { explanation: explain({ servers, profile, act, now }), profile, refusals: refused.flatMap(refusalOf) }
}

function refusalOf({ refusals }: Startable): string[] {
  const [first] = refusals
  return first ? [`${first.file}:${first.line}:${first.column}: Kea would refuse this file: ${first.message}`] : []
}

function clientOf(servers: readonly ExplainedServer[], from: ClientSource): ClientProfile {
  switch (from.kind) {
    case 'profile':
      return from.profile
    case 'class': {
      for (const server of servers) {
        const one = server.plan.classByName.get(from.name)
        if (one) return clientFor(server, { kind: 'class', one })
      }
      throw new ArgumentFault(`there is no class ${from.name}`)
    }
    case 'place':
      return clientAtOneOf(servers, from)
  }
}

/** An included file may be part of several servers: the first that it is about a client in. */
function clientAtOneOf(servers: readonly ExplainedServer[], { file, line, column }: Extract<ClientSource, { kind: 'place' }>): ClientProfile {
  let reason = ''
  for (const server of servers) {
    try {
      return clientAt(server, file, line, column)
    } catch (error) {
      if (!(error instanceof Error)) throw error
      reason ||= error.message
    }
  }
  throw new ArgumentFault(reason.replace(/\.$/, ''))
}
