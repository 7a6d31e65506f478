/** A described client as words of a line, for scenarios: only what differs from its preset is said. */
import { plainProfile } from './profile'
import type { ClientProfile, Relay } from './profile'
import { presets } from './presets'

/** Texts of a profile by their word. */
const texts = {
  hwaddr: 'hwaddr',
  'client-id': 'clientId',
  hostname: 'hostname',
  fqdn: 'fqdn',
  'vendor-class': 'vendorClass',
  'user-class': 'userClass',
  'requested-address': 'requestedAddress',
} as const
const relayTexts = { relay: 'address', 'circuit-id': 'circuitId', 'remote-id': 'remoteId', 'link-selection': 'linkSelection' } as const
const noRelay: Relay = { address: '', circuitId: '', remoteId: '', linkSelection: '' }

/** `windows hwaddr=02:00:00:00:01:00 relay=192.0.2.1`; values with blanks stand in double quotes. */
export function profileWords(profile: ClientProfile): string {
  const base = presets.find((one) => one.name === profile.preset)?.profile ?? plainProfile
  const words = [profile.preset === '' ? 'plain' : profile.preset]
  const say = (word: string, value: string): void => void words.push(`${word}=${/[\s"#]/.test(value) || value === '' ? JSON.stringify(value) : value}`)
  for (const [word, key] of Object.entries(texts)) if (profile[key] !== base[key]) say(word, profile[key])
  if (profile.isCloned !== base.isCloned) words.push(profile.isCloned ? 'cloned' : 'not-cloned')
  if (profile.broadcast !== base.broadcast) words.push(profile.broadcast ? 'broadcast' : 'no-broadcast')
  if (profile.secs !== base.secs) say('secs', String(profile.secs ?? ''))
  if (profile.requestList.join() !== base.requestList.join()) say('request-list', profile.requestList.join())
  const relay = profile.relay ?? noRelay
  const baseRelay = base.relay ?? noRelay
  for (const [word, key] of Object.entries(relayTexts)) if (relay[key] !== baseRelay[key]) say(word, relay[key])
  if (JSON.stringify(profile.options) !== JSON.stringify(base.options)) {
    if (base.options.length > 0) words.push('no-options')
    for (const { code, data } of profile.options) say('option', `${code}:${data}`)
  }
  if (profile.servers.join() !== base.servers.join()) say('servers', profile.servers.join())
  return words.join(' ')
}

export interface SaidProfile {
  readonly profile: ClientProfile
  /** Words that are none of a profile. */
  readonly others: readonly string[]
}

/** Throws with one sentence. The first word is a preset or `plain`; without either, a plain client is described. */
export function readProfileWords(words: readonly string[]): SaidProfile {
  const [first = ''] = words
  const preset = presets.find((one) => one.name === first)
  const others: string[] = []
  let profile: ClientProfile = preset ? { ...preset.profile, preset: preset.name } : plainProfile
  for (const word of preset || first === 'plain' ? words.slice(1) : words) {
    const at = word.indexOf('=')
    const said = at < 0 ? undefined : withWord(profile, word.slice(0, at), word.slice(at + 1))
    const flagged = flags[word]
    if (said) profile = said
    else if (flagged) profile = { ...profile, ...flagged }
    else others.push(word)
  }
  return { profile, others }
}

const flags: Readonly<Record<string, Partial<ClientProfile>>> = {
  cloned: { isCloned: true },
  'not-cloned': { isCloned: false },
  broadcast: { broadcast: true },
  'no-broadcast': { broadcast: false },
  'no-options': { options: [] },
}

function withWord(profile: ClientProfile, word: string, value: string): ClientProfile | undefined {
  if (isTextWord(word)) return { ...profile, [texts[word]]: value }
  if (isRelayWord(word)) {
    const relay = { ...(profile.relay ?? noRelay), [relayTexts[word]]: value }
    return { ...profile, relay: relay.address === '' ? undefined : relay }
  }
  switch (word) {
    case 'secs':
      return { ...profile, secs: value === '' ? undefined : Number(value) }
    case 'request-list':
      return { ...profile, requestList: value === '' ? [] : value.split(',').map(Number) }
    case 'option': {
      const at = value.indexOf(':')
      return { ...profile, options: [...profile.options, { code: Number(value.slice(0, at)), data: value.slice(at + 1) }] }
    }
    case 'servers':
      return { ...profile, servers: value === '' ? [] : value.split(',') }
    default:
      return undefined
  }
}

function isTextWord(word: string): word is keyof typeof texts {
  return word in texts
}

function isRelayWord(word: string): word is keyof typeof relayTexts {
  return word in relayTexts
}
