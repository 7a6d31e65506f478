/** The command line of kea-pair. */
import { isRelease, releases } from '../config/release'
import type { Release } from '../config/release'
import { readExplainArguments } from './explain-arguments'
import type { ExplainArguments } from './explain-arguments'

export interface UpArguments {
  readonly paths: readonly string[]
  readonly only: string | undefined
  /** 0: any free port. */
  readonly dhcpPort: number
  readonly httpPort: number
  readonly stateDir: string | undefined
  readonly interface: string | undefined
  /** undefined: the one of kea-lint.json, or 3.0. */
  readonly release: Release | undefined
  /** Paths; where included files are also looked for. */
  readonly includeFolders: readonly string[]
  readonly json: boolean
  /** Tell each packet that gets no answer. */
  readonly drops: boolean
  /** The page in a browser. */
  readonly ui: boolean
  /** Of the page, on 127.0.0.1; 0: any. */
  readonly uiPort: number
  /** Opens the page in the browser of this machine. */
  readonly open: boolean
  readonly time: 'real' | 'virtual'
}

export type Read =
  | { readonly kind: 'up' | 'drill' | 'lab'; readonly args: UpArguments }
  | { readonly kind: 'play'; readonly scenario: string; readonly args: UpArguments }
  | { readonly kind: 'explain'; readonly args: ExplainArguments }
  | { readonly kind: 'help' } | { readonly kind: 'version' } | { readonly kind: 'fault'; readonly text: string }

export function readArguments(argv: readonly string[]): Read {
  if (argv.length === 0 || argv.includes('--help') || argv.includes('-h')) return { kind: 'help' }
  if (argv.includes('--version')) return { kind: 'version' }
  const [command, ...rest] = argv
  if (command === 'explain') return readExplainArguments(rest, process.cwd())
  if (command !== 'up' && command !== 'drill' && command !== 'play' && command !== 'lab') return { kind: 'fault', text: `there is no command ${command ?? ''}: use up, play, drill or explain` }
  const paths: string[] = []
  const values = new Map<string, string>()
  const includeFolders: string[] = []
  const flags = new Set<string>()
  for (let at = 0; at < rest.length; at++) {
    const [name, inline] = splitOption(rest[at] ?? '')
    if (!name.startsWith('--')) paths.push(name)
    else if (flagNames.includes(name)) flags.add(name)
    else if (valued.includes(name)) {
      const value = inline ?? rest[++at]
      if (value === undefined) return { kind: 'fault', text: `${name} needs a value` }
      if (name === '--include-folder') includeFolders.push(value)
      else values.set(name, value)
    } else return { kind: 'fault', text: `there is no option ${name}` }
  }
  const release = values.get('--release')
  if (release !== undefined && !isRelease(release)) return { kind: 'fault', text: `--release is one of ${releases.join(', ')}` }
  const dhcpPort = portOf(values.get('--dhcp-port') ?? '6767')
  const httpPort = portOf(values.get('--http-port') ?? '8100')
  const uiPort = portOf(values.get('--ui-port') ?? '8067')
  if (dhcpPort === undefined || httpPort === undefined || uiPort === undefined) return { kind: 'fault', text: 'a port is a number from 0 to 65535' }
  const scenario = command === 'play' ? paths.shift() : undefined
  if (command === 'play' && scenario === undefined) return { kind: 'fault', text: 'play needs the file of a scenario' }
  const args: UpArguments = {
    paths: paths.length > 0 ? paths : ['.'],
    only: values.get('--only'),
    dhcpPort,
    httpPort,
    stateDir: values.get('--state-dir'),
    interface: values.get('--interface'),
    release,
    includeFolders,
    json: flags.has('--json'),
    drops: flags.has('--drops'),
    ui: flags.has('--ui') || flags.has('--open'),
    uiPort,
    open: flags.has('--open'),
    time: flags.has('--virtual') ? 'virtual' : 'real',
  }
  const wrong = withoutEffect(command, args)
  if (wrong !== undefined) return { kind: 'fault', text: wrong }
  return command === 'play' ? { kind: 'play', scenario: scenario ?? '', args } : { kind: command, args }
}

const flagNames = ['--json', '--drops', '--ui', '--open', '--virtual']
const valued = ['--include-folder', '--ui-port', '--only', '--dhcp-port', '--http-port', '--state-dir', '--interface', '--release']

/** What was asked for and would not be done. */
function withoutEffect(command: 'up' | 'drill' | 'play' | 'lab', { ui, time, only, interface: iface, drops }: UpArguments): string | undefined {
  if (ui && command !== 'up') return `--ui goes with up, not with ${command}`
  if (command === 'drill' || (command === 'up' && !ui)) return time === 'virtual' ? '--virtual goes with --ui, or with play' : undefined
  const lonely = only !== undefined ? '--only' : iface !== undefined ? '--interface' : drops ? '--drops' : undefined
  return lonely && `${lonely} goes with neither --ui nor play: the laboratory runs all servers, on loopback`
}

function splitOption(text: string): [string, string | undefined] {
  const at = text.startsWith('--') ? text.indexOf('=') : -1
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)]
}

function portOf(text: string): number | undefined {
  const port = Number(text)
  return /^\d+$/.test(text) && port <= 65535 ? port : undefined
}

export const usage = `Runs the DHCPv4 servers of Kea configurations on loopback, with their High Availability: no root, no Kea.

  kea-pair up PATH… [options]      boots the servers and leaves them up
  kea-pair up PATH… --ui           the same with a page in a browser: clients, faults, packets, leases, time line
  kea-pair play FILE PATH…         boots the servers, plays a scenario, and ends: 0 when every line came true
  kea-pair drill PATH… [options]   boots the pair, kills the server that serves, watches the other take over, brings it back
  kea-pair explain PATH… [client]  tells what a client would get from the files and why, with no server running

PATH is a kea-dhcp4 file, or a folder with the files of one or more servers. Each server is a process of its own.

  --only SERVER       without --ui: only this one of several
  --dhcp-port N       UDP port of the first server on 127.0.0.1, the next ones follow (6767; 0: any)
  --http-port N       first TCP port for urls that are not on loopback (8100; 0: any)
  --state-dir DIR     where leases and control sockets are kept
  --interface NAME    without --ui: serve this interface of the machine, on port 67, in place of loopback
  --release R         behave as Kea 2.2, 2.4, 2.6, 3.0 or 3.2 (keaVersion of kea-lint.json, or 3.0)
  --include-folder DIR  where included files are also looked for, besides includeFolders of kea-lint.json; may be given again
  --ui-port N         TCP port of the page on 127.0.0.1 (8067; 0: any)
  --open              with --ui: opens the page in a browser
  --virtual           with --ui or play: all servers in one process and in a time of their own, which passes as fast as is wished
  --json              one event a line, as JSON
  --drops             without --ui: also tell each packet that gets no answer, and why
  --help, --version

Which client explain is about: a plain one, or one of these, with what else is given on top of it.

  --at FILE:LINE[:COLUMN]   one that this subnet, pool, reservation, class or shared network is about
  --class NAME              one in this class
  --preset NAME             one of the clients that people have
  --mac 02:00:00:00:00:01   --client-id HEX, 'TEXT' or hwaddr   --hostname X   --fqdn X   --vendor-class X   --user-class X
  --giaddr ADDRESS          it is behind this relay, which adds --circuit-id X   --remote-id X   --link-selection ADDRESS
  --request ADDRESS         the address that it asks for
  --options 1,3,6           the options that it asks for
  --option 93=0007          any other option, in hex; may be given again
  --act dora, renew or inform
  --server SERVER           what this server alone does
  --release R and --json (the explanation as JSON) as above

While servers are up, it reads lines: start, stop, kill, pause or continue with a server's name, status, quit. With --ui each line is one of a scenario.
A server whose file changes restarts; one whose file Kea would refuse is not booted.
`
