/** The command line of kea-pair explain: which client, and what it does. */
import path from 'node:path'
import { checkProfile } from '../clients/message'
import { presets } from '../clients/presets'
import { plainProfile } from '../clients/profile'
import type { ClientProfile, Relay } from '../clients/profile'
import { isRelease, releases } from '../config/release'
import type { Release } from '../config/release'
import { explainedActs } from '../explain/explanation'
import type { ExplainedAct } from '../explain/explanation'

export interface ExplainArguments {
  readonly paths: readonly string[]
  readonly release: Release | undefined
  readonly includeFolders: readonly string[]
  /** Only this one of several. */
  readonly server: string | undefined
  readonly act: ExplainedAct
  readonly json: boolean
  readonly from: ClientSource
  /** What was given besides, on top of the client that it begins with. */
  readonly changes: ProfileChanges
}

/** The client that it begins with. */
export type ClientSource =
  | { readonly kind: 'profile'; readonly profile: ClientProfile }
  | { readonly kind: 'class'; readonly name: string }
  /** `file` is absolute; line and column count from 1. */
  | { readonly kind: 'place'; readonly file: string; readonly line: number; readonly column: number }

export interface ProfileChanges {
  readonly fields: Partial<Omit<ClientProfile, 'relay' | 'options'>>
  readonly relay: Partial<Relay>
  readonly options: ClientProfile['options']
}

/** Something on the command line does not fit the files. */
export class ArgumentFault extends Error {}

export type ReadExplain = { readonly kind: 'explain'; readonly args: ExplainArguments } | { readonly kind: 'fault'; readonly text: string }

const texts = { '--mac': 'hwaddr', '--client-id': 'clientId', '--hostname': 'hostname', '--fqdn': 'fqdn', '--vendor-class': 'vendorClass', '--user-class': 'userClass', '--request': 'requestedAddress' } as const
const ofRelay = { '--giaddr': 'address', '--circuit-id': 'circuitId', '--remote-id': 'remoteId', '--link-selection': 'linkSelection' } as const
const others = ['--options', '--option', '--preset', '--act', '--server', '--class', '--at', '--release', '--include-folder']

export function readExplainArguments(argv: readonly string[], folder: string): ReadExplain {
  const given = readGiven(argv)
  if ('fault' in given) return fault(given.fault)
  const { paths, values, json } = given
  const one = (name: string): string | undefined => values.get(name)?.at(-1)
  const release = one('--release')
  if (release !== undefined && !isRelease(release)) return fault(`--release is one of ${releases.join(', ')}`)
  const actName = one('--act') ?? 'dora'
  const act = explainedActs.find((known) => known === actName)
  if (!act) return fault(`--act is one of ${explainedActs.join(', ')}`)
  const from = readSource(one('--preset'), one('--class'), one('--at'), folder)
  if ('fault' in from) return fault(from.fault)
  const changes = readChanges(values)
  if ('fault' in changes) return fault(changes.fault)
  const hasRelay = changes.relay.address !== undefined || from.kind !== 'profile' || from.profile.relay !== undefined
  const [lonely] = Object.entries(ofRelay).filter(([name]) => values.has(name)).map(([name]) => name)
  if (!hasRelay && lonely !== undefined) return fault(`${lonely} is what a relay adds: give its address with --giaddr`)
  // Of a client that is still to be found, what was given can be read already.
  const wrong = checkProfile(withChanges(from.kind === 'profile' ? from.profile : { ...plainProfile, relay: { address: '192.0.2.1', circuitId: '', remoteId: '', linkSelection: '' } }, changes))
  if (wrong !== undefined) return fault(wrong.replace(/\.$/, ''))
  return { kind: 'explain', args: { paths: paths.length > 0 ? paths : ['.'], release, includeFolders: values.get('--include-folder') ?? [], server: one('--server'), act, json, from, changes } }
}

/** The client that was begun with, as it was asked for. */
export function withChanges(base: ClientProfile, { fields, relay, options }: ProfileChanges): ClientProfile {
  const hasRelay = Object.keys(relay).length > 0
  return {
    ...base,
    ...fields,
    relay: hasRelay ? { ...(base.relay ?? { address: '', circuitId: '', remoteId: '', linkSelection: '' }), ...relay } : base.relay,
    options: [...base.options, ...options],
  }
}

interface Given {
  readonly paths: readonly string[]
  /** In their order, by option. */
  readonly values: ReadonlyMap<string, readonly string[]>
  readonly json: boolean
}

function readGiven(argv: readonly string[]): Given | { readonly fault: string } {
  const paths: string[] = []
  const values = new Map<string, string[]>()
  let json = false
  for (let at = 0; at < argv.length; at++) {
    const argument = argv[at] ?? ''
    const equals = argument.startsWith('--') ? argument.indexOf('=') : -1
    const name = equals < 0 ? argument : argument.slice(0, equals)
    if (!name.startsWith('--')) paths.push(argument)
    else if (name === '--json') json = true
    else if (name in texts || name in ofRelay || others.includes(name)) {
      const value = equals < 0 ? argv[++at] : argument.slice(equals + 1)
      if (value === undefined) return { fault: `${name} needs a value` }
      values.set(name, [...(values.get(name) ?? []), value])
    } else return { fault: `there is no option ${name} of explain` }
  }
  return { paths, values, json }
}

function readSource(preset: string | undefined, className: string | undefined, at: string | undefined, folder: string): ClientSource | { readonly fault: string } {
  if ([preset, className, at].filter((value) => value !== undefined).length > 1) return { fault: '--preset, --class and --at each say which client it is: give one of them' }
  if (className !== undefined) return { kind: 'class', name: className }
  if (at !== undefined) {
    const parts = /^(.+?):(\d+)(?::(\d+))?$/.exec(at)
    if (!parts) return { fault: `--at is FILE:LINE, not ${at}` }
    return { kind: 'place', file: path.resolve(folder, parts[1] ?? ''), line: Number(parts[2]), column: Number(parts[3] ?? 1) }
  }
  if (preset === undefined) return { kind: 'profile', profile: plainProfile }
  const found = presets.find((one) => one.name === preset)
  return found ? { kind: 'profile', profile: found.profile } : { fault: `there is no preset ${preset}: ${presets.map((one) => one.name).join(', ') || 'none is defined'}` }
}

function readChanges(values: Given['values']): ProfileChanges | { readonly fault: string } {
  const fields: { -readonly [K in keyof ProfileChanges['fields']]: ProfileChanges['fields'][K] } = {}
  const relay: { -readonly [K in keyof Relay]?: Relay[K] } = {}
  for (const [name, list] of values) {
    const value = list.at(-1) ?? ''
    if (isKey(texts, name)) fields[texts[name]] = value
    else if (isKey(ofRelay, name)) relay[ofRelay[name]] = value
    else if (name === '--options') {
      const codes = value.split(',').map((code) => code.trim())
      if (!codes.every((code) => /^\d+$/.test(code))) return { fault: `--options is a list of codes such as 1,3,6, not ${value}` }
      fields.requestList = codes.map(Number)
    }
  }
  const options: { code: number; data: string }[] = []
  for (const text of values.get('--option') ?? []) {
    const parts = /^(\d+)=(.*)$/.exec(text)
    if (!parts) return { fault: `--option is CODE=HEX such as 93=0007, not ${text}` }
    options.push({ code: Number(parts[1]), data: parts[2] ?? '' })
  }
  return { fields, relay, options }
}

function isKey<M extends object>(map: M, name: string): name is Extract<keyof M, string> {
  return name in map
}

function fault(text: string): ReadExplain {
  return { kind: 'fault', text }
}
