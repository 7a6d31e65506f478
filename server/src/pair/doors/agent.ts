/** The control agent: forwards a command to the servers that `service` names, answers its own (ARM, "The Kea Control Agent"). */
import type { Answer, Command, Handle, HandleMany } from './handle'

export interface AgentParts {
  readonly version: string
  readonly pid: number
  /** The map under "Control-agent". */
  readonly config: Readonly<Record<string, unknown>>
  /** A server that the agent's `control-sockets` has, and that runs here. */
  serverOf(service: string): Handle | undefined
  /** ms since the agent began. */
  uptime(): number
  shutdown(): void
}

const ownCommands = ['build-report', 'config-get', 'list-commands', 'shutdown', 'status-get', 'version-get']

export function agentHandle(parts: AgentParts): HandleMany {
  return async (command) => {
    const services = command.service ?? []
    if (services.length === 0) return [answerItself(parts, command)]
    const answers: Answer[] = []
    for (const service of services) answers.push(await forward(parts, command, service))
    return answers
  }
}

async function forward(parts: AgentParts, command: Command, service: string): Promise<Answer> {
  const sockets = parts.config['control-sockets']
  const isConfigured = typeof sockets === 'object' && sockets !== null && service in sockets
  const server = isConfigured ? parts.serverOf(service) : undefined
  if (!isConfigured) return { result: 1, text: `forwarding socket is not configured for the server type ${service}` }
  if (!server) return { result: 1, text: `unable to forward command to the ${service} service: No such file or directory. The server is likely to be offline` }
  return server({ command: command.command, arguments: command.arguments })
}

function answerItself(parts: AgentParts, { command }: Command): Answer {
  switch (command) {
    case 'list-commands':
      return { arguments: ownCommands, result: 0 }
    case 'version-get':
      return { arguments: { extended: parts.version }, result: 0, text: parts.version }
    case 'build-report':
      return { result: 0, text: `kea-dhcp for VS Code: the test agent, compatible with Kea ${parts.version}` }
    case 'config-get':
      return { arguments: { 'Control-agent': parts.config }, result: 0 }
    case 'status-get':
      return { arguments: { pid: parts.pid, uptime: Math.floor(parts.uptime() / 1000), reload: Math.floor(parts.uptime() / 1000) }, result: 0 }
    case 'shutdown':
      parts.shutdown()
      return { result: 0, text: 'Control Agent is shutting down' }
    default:
      return { result: 2, text: `'${command}' command not supported. The agent itself was asked: "service": [ "dhcp4" ] passes a command on to the DHCPv4 server.` }
  }
}
