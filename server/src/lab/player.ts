/** A scenario played on a run: its lines are done as a person would do them here. */
import type { ClientProfile } from '../clients/profile'
import { checkProfile } from '../clients/message'
import { acts, plainProfile } from '../clients/profile'
import { readProfileWords } from '../clients/profile-words'
import type { ClientAct } from '../clients/profile'
import { colons, textOfAddress } from '../dhcp/leases/csv'
import { expiresAt, leaseState } from '../dhcp/leases/lease'
import { asWord } from '../ha/world/script-words'
import { hwaddrOf } from '../ha/world/virtual-stage'
import type { ScriptCrowd } from '../ha/world/script-crowd'
import type { Stage } from '../ha/world/script'
import { actOnClients, actOnServer, addClients, changeLink, loadClients, mendLinks, removeClients, serversFault, setSkew } from './acts'
import type { WriteLine } from './acts'
import type { LabDeployment } from './lab-parts'
import type { Chosen } from './messages'
import type { Run } from './run'
import { relayForAll } from './usual-relay'

const grain = 20

/** `record` writes what is done down again, where somebody records. `brokenOff` rejects when nobody wants it to go on: no wait goes beyond that. */
export function createPlayerStage(run: Run, deployment: LabDeployment, record: WriteLine, brokenOff: Promise<never>): Stage {
  const pass = (ms: number): Promise<void> => Promise.race([run.testbed.pass(ms), brokenOff])
  const singles = new Map<string, { readonly group: number; readonly place: object }>()
  const usualPlace = { relay: relayForAll(deployment.explained), servers: [] as readonly string[] }
  const places = new Map<string, { readonly relay: string; readonly servers: readonly string[] }>()

  const groupOf = (name: string): number => {
    const known = run.groupNames.get(name) ?? (/^group-(\d+)$/.exec(name)?.[1] === undefined ? undefined : Number(name.slice('group-'.length)))
    if (known === undefined || !run.crowd.groups().some((group) => group.id === known)) throw new Error(`there are no clients ${name}`)
    return known
  }
  const chosen = (who: string): Chosen => {
    if (who === 'all') return 'all'
    const [name = '', n] = who.split('#')
    const group = groupOf(name)
    if (n === undefined) return { group }
    const client = run.crowd.of({ group }).find((one) => one.n === Number(n) - 1)
    if (!client) throw new Error(`there is no client ${who}`)
    return { client: client.id }
  }
  const crowd: ScriptCrowd = {
    add: (name, count, words) => {
      const { profile, lives } = described(words)
      run.groupNames.set(name, addClients(run, profile, count, undefined, lives, record))
    },
    checkWords: (words) => {
      const { profile } = described(words)
      const fault = checkProfile(profile) ?? serversFault(run, profile)
      if (fault !== undefined) throw new Error(fault)
    },
    checkAct: (act) => void actNamed(act),
    checkGroup: (name) => void groupOf(name),
    act: (who, act) => actOnClients(run, chosen(who), actNamed(act), record),
    load: (who, act, perSecond) => loadClients(run, chosen(who), actNamed(act), perSecond, record),
    remove: (who) => removeClients(run, chosen(who), record),
    boundOf: (who) => (who === 'all' ? run.crowd.counts().bound : (run.crowd.groups().find((group) => group.id === groupOf(who))?.bound ?? 0)),
  }
  /** A client that the scenario calls by its name, by itself in a group. */
  const single = (name: string): Chosen => {
    const place = places.get(name) ?? usualPlace
    const before = singles.get(name)
    if (before?.place === place) return { group: before.group }
    const profile: ClientProfile = {
      ...plainProfile,
      hwaddr: colons(Buffer.from(hwaddrOf(name)).toString('latin1')),
      relay: place.relay === '' ? undefined : { address: place.relay, circuitId: '', remoteId: '', linkSelection: '' },
      servers: place.servers,
    }
    const group = addClients(run, profile, 1, undefined, false, record)
    singles.set(name, { group, place })
    return { group }
  }
  /** Until it is over, or the patience is. */
  const ask = async (name: string, act: ClientAct, patienceMs: number): Promise<string | undefined> => {
    const client = single(name)
    for (const end = run.now() + patienceMs; run.now() < end; ) {
      actOnClients(run, client, act, record)
      const [asked] = run.crowd.of(client)
      do await pass(grain)
      while (run.now() < end && asked?.asking)
      if (asked?.ending === 'done' && asked.lease) return asked.lease.server
    }
    return undefined
  }
  return {
    servers: run.names,
    start: (name) => actOnServer(run, name, 'start', record),
    stop: (name) => actOnServer(run, name, 'stop', record),
    kill: (name) => actOnServer(run, name, 'kill', record),
    pause: (name) => actOnServer(run, name, 'pause', record),
    goOn: (name) => actOnServer(run, name, 'continue', record),
    loseLeases: (name) => actOnServer(run, name, 'lose-leases', record),
    skew: (name, ms) => setSkew(run, name, ms, record),
    mendAll: () => mendLinks(run, record),
    link: (from, to) => {
      const link = run.testbed.link(from, to)
      return {
        get isCut() {
          return link.isCut
        },
        set isCut(isCut) {
          if (isCut || link.isCut) changeLink(run, from, to, false, { isCut }, record)
        },
        get delay() {
          return link.delay
        },
        set delay(delay) {
          // A link that is as it was takes up to 1 ms on other stages.
          if (Math.max(delay[1], link.delay[1]) > 1) changeLink(run, from, to, false, { delay }, record)
        },
        get loss() {
          return link.loss
        },
        set loss(loss) {
          if (Math.max(loss, link.loss) > 0) changeLink(run, from, to, false, { loss }, record)
        },
      }
    },
    crowd,
    lease: (name, patienceMs) => ask(name, 'dora', patienceMs),
    // To every server, as the other stages do: whoever is left answers.
    renew: (name, patienceMs) => ask(name, 'rebind', patienceMs),
    release: async (name) => {
      actOnClients(run, single(name), 'release', record)
      await pass(200)
    },
    place: (name, giaddr, servers) => {
      places.set(name, { relay: textOfAddress(giaddr), servers })
    },
    stateOf: (name) => {
      const { process, ha } = run.serverOf(name)
      return Promise.resolve(process === 'running' ? (ha[0]?.state ?? process) : process)
    },
    leasesOf: (name) => {
      const living = [...run.book.of(name)].filter((lease) => lease.state === leaseState.assigned && expiresAt(lease) >= Math.floor(run.now() / 1000))
      return Promise.resolve(living.map((lease) => `${textOfAddress(lease.address)} ${colons(lease.hwaddr)} ${expiresAt(lease)}`).sort())
    },
    command: async (name, command) => {
      run.note(name, `${name} is told ${command}.`, 'fault')
      record(`command ${asWord(name)} ${command}`)
      return (await run.testbed.command(name, command)).result
    },
    wait: pass,
    now: () => run.now(),
  }
}

/** Throws with one sentence. */
function described(words: readonly string[]): { readonly profile: ClientProfile; readonly lives: boolean } {
  const { profile, others } = readProfileWords(words)
  const unknown = others.find((word) => word !== 'lives')
  if (unknown !== undefined) throw new Error(`"${unknown}" says nothing of a client`)
  return { profile, lives: others.includes('lives') }
}

function actNamed(text: string): ClientAct {
  const found = acts.find((act) => act === text)
  if (!found) throw new Error(`there is no act ${text}: ${acts.join(', ')}`)
  return found
}
