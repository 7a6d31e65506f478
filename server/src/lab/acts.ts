/** What a person does to a run, and the line of a scenario that says the same. */
import { parseAddress } from '../net/ipv4'
import { checkProfile } from '../clients/message'
import type { ClientAct, ClientProfile } from '../clients/profile'
import { profileWords } from '../clients/profile-words'
import { asWord } from '../ha/world/script-words'
import type { Chosen, LinkChange, ServerAct } from './messages'
import type { Run } from './run'
import type { ProcessState } from './testbed'

/** Where what was done is written down; a line without its end. */
export type WriteLine = (line: string) => void

const mostClients = 100_000
/** ms */
const mostSkew = 366 * 24 * 3600 * 1000
const mostDelay = 3600 * 1000

export async function actOnServer(run: Run, name: string, act: ServerAct, record: WriteLine): Promise<void> {
  const { testbed } = run
  const server = run.serverOf(name)
  const fault = stateFault(name, act, server.process)
  // What cannot be done is neither told nor recorded.
  if (fault !== undefined) throw new Error(fault)
  switch (act) {
    case 'start':
      // The file may have been put right, or it says once more why not.
      if (server.process === 'refused') await testbed.start(name)
      run.note(name, `${name} is started.`, 'fault')
      record(`start ${asWord(name)}`)
      if (testbed.stateOf(name) === 'down') await testbed.start(name)
      return
    case 'stop':
      run.note(name, `${name} is stopped.`, 'fault')
      record(`stop ${asWord(name)}`)
      await testbed.stop(name)
      return
    case 'kill':
      run.note(name, `${name} is killed.`, 'fault')
      record(`kill ${asWord(name)}`)
      await testbed.kill(name)
      return
    case 'pause':
      await testbed.pause(name)
      run.note(name, `${name} is frozen.`, 'fault')
      record(`pause ${asWord(name)}`)
      return
    case 'continue':
      await testbed.goOn(name)
      run.note(name, `${name} goes on.`, 'fault')
      record(`continue ${asWord(name)}`)
      return
    case 'lose-leases':
      run.note(name, `${name} loses its lease database.`, 'fault')
      record(`lose-leases ${asWord(name)}`)
      await testbed.loseLeases(name)
      return
    case 'maintenance-start':
    case 'maintenance-cancel': {
      if (server.ha.length === 0) throw new Error(`${name} has no partner`)
      run.note(name, act === 'maintenance-start' ? `${name} is told that its partner goes into maintenance (ha-maintenance-start).` : `${name} is told that the maintenance is off (ha-maintenance-cancel).`, 'fault')
      record(`command ${asWord(name)} ha-${act}`)
      const answer = await testbed.command(name, `ha-${act}`)
      if (answer.result !== 0) throw new Error(`${name}: ${answer.text ?? `result ${answer.result}`}`)
    }
  }
}

function stateFault(name: string, act: ServerAct, process: ProcessState): string | undefined {
  const isUp = process === 'running' || process === 'paused'
  switch (act) {
    case 'start':
      return isUp || process === 'starting' ? `${name} is running already` : undefined
    case 'stop':
    case 'kill':
      return isUp ? undefined : `${name} is not running`
    case 'pause':
      return process === 'running' ? undefined : `${name} is not running`
    case 'continue':
      return process === 'paused' ? undefined : `${name} is not paused`
    case 'maintenance-start':
    case 'maintenance-cancel':
      return process === 'running' ? undefined : `${name} is not running`
    case 'lose-leases':
      return undefined
  }
}

export function setSkew(run: Run, name: string, ms: number, record: WriteLine): void {
  const server = run.serverOf(name)
  if (!(Math.abs(ms) <= mostSkew)) throw new Error('a clock is ahead or behind by a number of seconds, a year at most')
  server.skew = ms
  run.testbed.skew(name, ms)
  run.note(name, ms === 0 ? `The clock of ${name} is right again.` : `The clock of ${name} is ${Math.abs(ms) / 1000} s ${ms > 0 ? 'ahead' : 'behind'}.`, 'fault')
  record(`skew ${asWord(name)} ${ms / 1000} s`)
}

export function changeLink(run: Run, from: string, to: string, bothWays: boolean, change: LinkChange, record: WriteLine): void {
  const ends = [...run.names, 'clients']
  for (const end of [from, to]) if (!ends.includes(end)) throw new Error(`there is no ${end} here: ${ends.join(', ')}`)
  if (from === to) throw new Error('a link has two ends')
  const { isCut, delay, loss } = change
  if (delay && !(delay[0] >= 0 && delay[1] >= delay[0] && delay[1] <= mostDelay)) throw new Error('a delay is from the least to the most, in ms, and an hour at most')
  if (loss !== undefined && !(loss >= 0 && loss <= 1)) throw new Error('a loss is from 0 to 100 %')
  for (const link of bothWays ? [run.testbed.link(from, to), run.testbed.link(to, from)] : [run.testbed.link(from, to)]) {
    if (isCut !== undefined) link.isCut = isCut
    if (delay) link.delay = delay
    if (loss !== undefined) link.loss = loss
  }
  const [one, other] = [asWord(from), asWord(to)]
  const ways = bothWays ? `${one} ${other}` : `${one} to ${other}`
  const between = bothWays ? `between ${from} and ${to}` : `from ${from} to ${to}`
  if (isCut === true) {
    run.note('', `The link ${between} is cut.`, 'fault')
    record(`cut ${ways}`)
  }
  if (isCut === false) {
    run.note('', `The link ${between} carries again.`, 'fault')
    record(`mend ${ways}`)
    recordQuality(run, from, to, record)
    if (bothWays) recordQuality(run, to, from, record)
  }
  if (delay) {
    run.note('', `The link ${between} takes ${delay[0]} to ${delay[1]} ms.`, 'fault')
    record(`slow ${ways} ${delay[0]}..${delay[1]} ms`)
  }
  if (loss !== undefined) {
    run.note('', `The link ${between} loses ${Math.round(loss * 1000) / 10} %.`, 'fault')
    record(`lose ${ways} ${Math.round(loss * 1000) / 10} %`)
  }
}

/** `mend` says more than that it carries again: what it keeps of delay and loss is said behind it. */
function recordQuality(run: Run, from: string, to: string, record: WriteLine): void {
  const { delay, loss } = run.testbed.link(from, to)
  const way = `${asWord(from)} to ${asWord(to)}`
  if (delay[1] > 0) record(`slow ${way} ${delay[0]}..${delay[1]} ms`)
  if (loss > 0) record(`lose ${way} ${Math.round(loss * 1000) / 10} %`)
}

/** Every pair of ends whose link somebody could change. */
export function linksOf(run: Run): { readonly from: string; readonly to: string }[] {
  const ends = ['clients', ...run.names]
  return ends.flatMap((from) => ends.filter((to) => to !== from).map((to) => ({ from, to })))
}

export function mendLinks(run: Run, record: WriteLine): void {
  for (const { from, to } of linksOf(run)) Object.assign(run.testbed.link(from, to), { isCut: false, delay: [0, 0], loss: 0 })
  run.note('', 'All links are as they were.', 'fault')
  record('mend all')
}

/** The group's number. Throws with one sentence. */
export function addClients(run: Run, profile: ClientProfile, count: number, act: ClientAct | undefined, lives: boolean, record: WriteLine): number {
  const fault = checkProfile(profile) ?? serversFault(run, profile)
  if (fault !== undefined) throw new Error(fault)
  if (!Number.isInteger(count) || count < 1) throw new Error('a number of clients is 1 or more')
  if (run.crowd.counts().total + count > mostClients) throw new Error(`no more than ${mostClients} clients in all`)
  const group = run.crowd.add(profile, count, { lives })
  record(`clients group-${group} ${count} ${profileWords(profile)}${lives ? ' lives' : ''}`)
  if (act) actOnClients(run, { group }, act, record)
  return group
}

/** One sentence where the profile is about what is not here. */
export function serversFault({ names }: Run, profile: ClientProfile): string | undefined {
  const unknown = profile.servers.find((name) => !names.includes(name))
  if (unknown !== undefined) return `there is no server ${unknown} here: ${names.join(', ')}`
  return profile.relay && parseAddress(profile.relay.address) === undefined ? `${profile.relay.address} is no address of a relay` : undefined
}

export function actOnClients(run: Run, clients: Chosen, act: ClientAct, record: WriteLine): void {
  run.crowd.act(clients, act)
  record(`act ${wordsOf(run, clients)} ${act}`)
}

export function loadClients(run: Run, clients: Chosen, act: ClientAct, perSecond: number, record: WriteLine): void {
  if (!(perSecond >= 0 && perSecond <= 10_000)) throw new Error('a load is 0 to 10000 a second')
  run.crowd.load(clients, act, perSecond)
  run.note('', perSecond === 0 ? 'The steady load is over.' : `A steady load begins: ${perSecond} × ${act} a second.`, 'clients')
  record(perSecond === 0 ? 'load none' : `load ${wordsOf(run, clients)} ${act} ${perSecond}/s`)
}

export function removeClients(run: Run, clients: Chosen, record: WriteLine): void {
  record(`remove ${wordsOf(run, clients)}`)
  run.crowd.remove(clients)
}

/** `all`, `group-2`, or a client by its group and number: `group-2#5`, the first of a group being 1. */
function wordsOf(run: Run, clients: Chosen): string {
  if (clients === 'all') return 'all'
  if ('group' in clients) return `group-${clients.group}`
  const [client] = run.crowd.of(clients)
  if (!client) throw new Error('this client is not there any more')
  return `group-${client.group.id}#${client.n + 1}`
}
