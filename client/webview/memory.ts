/** What a person was about, kept while the page is away: an editor takes a page down that is out of sight. */
import type { ClientProfile } from '../../server/src/clients/profile'
import { explainedActs } from '../../server/src/explain/explanation'
import { tabs, type Tab } from '../../server/src/lab/messages'
import type { Explained } from './explain'

export interface Memory {
  readonly tab: Tab
  readonly profile: ClientProfile
  readonly explained: Pick<Explained, 'profile' | 'act'> & { readonly wasAnswered: boolean }
}

/** @returns what is to be kept, as plain data */
export function memoryOf(tab: Tab, profile: ClientProfile, explained: Explained): Memory {
  return { tab, profile, explained: { profile: explained.profile, act: explained.act, wasAnswered: explained.result !== undefined } }
}

/** @returns undefined for what another version of the page kept, or nobody */
export function readMemory(kept: unknown): Memory | undefined {
  return isMemory(kept) ? kept : undefined
}

function isMemory(kept: unknown): kept is Memory {
  if (typeof kept !== 'object' || kept === null) return false
  const explained = part(kept, 'explained')
  return tabs.some((tab) => tab === part(kept, 'tab')) && isProfile(part(kept, 'profile')) && isProfile(part(explained, 'profile')) && explainedActs.some((act) => act === part(explained, 'act'))
}

function isProfile(value: unknown): boolean {
  const texts = ['preset', 'hwaddr', 'clientId', 'hostname', 'fqdn', 'vendorClass', 'userClass', 'requestedAddress']
  const lists = ['requestList', 'options', 'servers']
  return texts.every((key) => typeof part(value, key) === 'string') && lists.every((key) => Array.isArray(part(value, key)))
}

function part(of: unknown, key: string): unknown {
  return typeof of === 'object' && of !== null ? Reflect.get(of, key) : undefined
}
