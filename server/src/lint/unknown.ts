/** Files with values that something fills in later: what is concluded from several values, or from one that is not there, is not told of them. */
import type { ConfigFile } from '../config/config-file'
import type { Source, TextFact } from '../config/source'
import type { Grouping } from '../deployment/group'
import type { Problem } from './problem'

/**
 * Rules that hold values against each other, or miss one: any of these may be among what is filled in. The test of
 * templates fills in each value of every good fixture, and tells which rules belong here.
 */
const needsAll: ReadonlySet<string> = new Set([
  'additional-class-not-listed', 'agent-socket-differs', 'class-never-given', 'class-not-defined', 'class-unused', 'control-socket-twice', 'database-library-missing', 'expression-names-unknown-option',
  'flex-id-unused', 'flex-option-unknown', 'global-reservation-address', 'ha-class-of-no-server', 'ha-leases-not-shared', 'ha-lease-updates-off', 'ha-lease-database-shared', 'ha-port-conflict', 'ha-roles-impossible', 'ha-subnet-relationship', 'ha-this-server-name-unknown',
  'ha-tls-incomplete', 'ha-without-lease-cmds', 'ha-without-partner', 'hook-context-unused', 'host-cmds-missing', 'http-tls-incomplete', 'lease-cmds-missing', 'lifetime-out-of-order', 'option-code-reserved',
  'option-definition-not-allowed', 'option-duplicate', 'option-values-ignored', 'packet-queue-unusable', 'perfmon-alarm', 'pool-has-network-address', 'radius-without-host-cache', 'relay-address-shared',
  'reservation-class-unused', 'reservation-hostname-duplicate', 'reservation-hostname-suffix', 'reservation-identifier-not-looked-up', 'reservation-identifiers-several', 'reservation-twice-in-shared-network',
  'reservation-without-resource', 'router-in-pool', 'router-outside-subnet', 'several-raw-sockets', 'shared-flq-without-database', 'shared-network-not-shared', 'sub-option-not-sent', 'subnet-without-addresses',
  'tee-percent-invalid', 'tsig-key-undefined', 'tsig-key-unused', 'timers-out-of-order', 'no-interfaces', 'host-cache-unused', 'hook-parameters-missing', 'unknown-option-name', 'option-not-defined',
])

/** `comparing`: rules that hold files against each other. Where one of the files is not known, nothing is told of any. */
export function withoutUnknown(problems: readonly Problem[], files: readonly ConfigFile[], grouping: Grouping | undefined, comparing: ReadonlySet<string>): readonly Problem[] {
  const unknown = files.filter((file) => unknownSources(file).size > 0)
  if (unknown.length === 0) return problems
  const hosts = (grouping?.hosts ?? []).map(({ dhcp4, dhcp6, agent, ddns }) => [dhcp4, dhcp6, agent, ddns])
  const deployments = (grouping?.deployments ?? []).map(({ servers }) => servers.flatMap(({ file, host }) => [file, host.agent]))
  const uris = (all: readonly (ConfigFile | undefined)[]): Set<string> => new Set(all.flatMap((file) => (file ? sourcesOf(file).map(({ uri }) => uri) : [])))
  const alone = uris(unknown)
  const together = uris([...unknown, ...[...hosts, ...deployments].filter((group) => group.some((file) => file && unknown.includes(file))).flat()])
  return problems.filter(({ rule, at, related }) => {
    const tainted = comparing.has(rule) ? together : needsAll.has(rule) ? alone : undefined
    return !tainted || ![at, ...related.map((one) => one.at)].some(({ source }) => tainted.has(source.uri))
  })
}

function sourcesOf(file: ConfigFile): Source[] {
  return [file.source, ...file.includes.flatMap((include) => include.source ?? [])]
}

/** Of the file and what it includes. */
export function unknownSources(file: ConfigFile): ReadonlySet<Source> {
  return new Set(sourcesOf(file).filter((source) => source.fact(unknownFact)))
}

/** Where nothing is filled in, only what is written can change that. */
const unknownFact: TextFact<boolean> = {
  of: hasUnknown,
  afterEdit: (before, around) => (before || signs.some((sign) => around.includes(sign)) ? undefined : false),
  reach: 1,
}

const signs: readonly string[] = ['$', '{{', '{%', '<%', '@']

/** Nothing is concluded from what these say. */
const secretKey = /"(password|user|secret|basic-auth-user|basic-auth-password)"\s*:\s*"[^"]*$/

function hasUnknown(text: string): boolean {
  if (!signs.some((sign) => text.includes(sign))) return false
  for (const { index } of text.matchAll(/\{\{|\{%[^\n]*%\}|\$\{|\$[A-Za-z_]|<%|@[A-Za-z_]\w*@/g)) {
    const line = text.slice(Math.max(text.lastIndexOf('\n', index) + 1, index - 1000), index)
    if (!/^\s*(#|\/\/)/.test(line) && !secretKey.test(line)) return true
  }
  return false
}
