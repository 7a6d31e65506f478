/** What a page asks, done and answered. */
import { plainProfile } from '../clients/profile'
import type { ClientProfile } from '../clients/profile'
import { presets } from '../clients/presets'
import { explain } from '../explain/explain'
import { clientAt } from '../explain/client-for'
import { definitionsFor } from '../explain/option-value'
import { actOnClients, actOnServer, addClients, changeLink, loadClients, mendLinks, removeClients, setSkew } from './acts'
import { decodeMessage } from './decode'
import type { Lab } from './lab'
import type { Ask, PacketDetail, Results } from './messages'
import { exportPackets } from './packet-export'
import type { Run } from './run'
import { relayForAll, usualRelay } from './usual-relay'

const mostSpeed = 100_000
/** ms */
const mostTime = 366 * 24 * 3600 * 1000

/** Throws with one sentence. */
export async function answerAsk(lab: Lab, ask: Ask): Promise<Results[keyof Results]> {
  switch (ask.ask) {
    case 'boot':
      await lab.boot(ask.time)
      return null
    case 'end':
      await lab.end()
      return null
    case 'server':
      await actOnServer(running(lab), ask.server, ask.act, lab.note)
      return null
    case 'skew':
      setSkew(running(lab), ask.server, ask.ms, lab.note)
      return null
    case 'link':
      changeLink(running(lab), ask.from, ask.to, ask.bothWays, ask.change, lab.note)
      return null
    case 'mend-links':
      mendLinks(running(lab), lab.note)
      return null
    case 'add-clients':
      return { group: addClients(running(lab), { ...plainProfile, ...ask.profile }, ask.count, ask.act, ask.lives, lab.note) }
    case 'act':
      actOnClients(running(lab), ask.clients, ask.act, lab.note)
      return null
    case 'load':
      loadClients(running(lab), ask.clients, ask.act, ask.perSecond, lab.note)
      return null
    case 'remove-clients':
      removeClients(running(lab), ask.clients, lab.note)
      return null
    case 'speed': {
      const run = virtual(lab)
      if (!(ask.factor >= 0 && ask.factor <= mostSpeed)) throw new Error(`a speed is 0 to ${mostSpeed} seconds in a second`)
      run.speed = ask.factor
      run.testbed.setSpeed(ask.factor)
      return null
    }
    case 'pass':
      if (!(ask.ms > 0 && ask.ms <= mostTime)) throw new Error('a time that passes is more than 0 and a year at most')
      await virtual(lab).testbed.pass(ask.ms)
      return null
    case 'record':
      // What was recorded is told also when the pair has ended meanwhile.
      if (ask.on) running(lab)
      return { scenario: lab.record(ask.on) }
    case 'play':
      await lab.play(ask.scenario)
      return null
    case 'stop-playing':
      lab.stopPlaying()
      return null
    case 'explain':
      return explain({ servers: fresh(lab), profile: { ...plainProfile, ...ask.profile }, act: ask.act, now: lab.parts.wall.now() })
    case 'client-for': {
      const files = new Map(lab.deployment.servers.map(({ name, files }) => [name, files]))
      const server = fresh(lab).find((one) => files.get(one.name)?.some((file) => lab.parts.isSameFile(file, ask.file)))
      if (!server) {
        const isRefused = [...files.values()].some((list) => list.some((file) => lab.parts.isSameFile(file, ask.file)))
        throw new Error(isRefused ? `Kea would refuse ${ask.file}, so no client gets anything from it` : `${ask.file} is no file of a server of this deployment`)
      }
      return clientAt(server, ask.file, ask.line, ask.column)
    }
    case 'presets':
      return presetsFor(fresh(lab))
    case 'packet':
      return packetDetail(lab, ask.packet)
    case 'export-packets':
      return exportPackets(seen(lab).trace.all(), lab.deployment.explained)
    case 'text':
      return { text: lab.parts.readText(ask.file) }
  }
}

/** The plain client first; behind a relay of this deployment where its servers are on links of their own, or where such a client always is. */
function presetsFor(servers: Lab['deployment']['explained']): Results['presets'] {
  const usual = usualRelay(servers)
  const placed = (profile: ClientProfile): ClientProfile => {
    const address = profile.relay ? relayForAll(servers) : usual
    return address === '' ? profile : { ...profile, relay: { circuitId: '', remoteId: '', linkSelection: '', ...profile.relay, address } }
  }
  return [{ name: 'plain', title: 'A plain client', profile: placed(plainProfile) }, ...presets.map((preset) => ({ ...preset, profile: placed(preset.profile) }))]
}

function running(lab: Lab): Run {
  if (!lab.run) throw new Error('no pair is running: boot it first')
  return lab.run
}

function virtual(lab: Lab): Run {
  const run = running(lab)
  if (run.time !== 'virtual') throw new Error('real time passes as it does: boot in virtual time for this')
  return run
}

/** A run that has ended is still there to be looked at. */
function seen(lab: Lab): Run {
  if (!lab.lastRun) throw new Error('nothing was booted yet')
  return lab.lastRun
}

/** By the files as they are: nothing need be running. */
function fresh(lab: Lab): Lab['deployment']['explained'] {
  return lab.run ? lab.deployment.explained : lab.parts.readDeployment().explained
}

function packetDetail(lab: Lab, id: number): PacketDetail {
  const packet = seen(lab).trace.find(id)
  if (!packet) throw new Error('this packet is no longer kept')
  const server = lab.deployment.explained.find((one) => one.name === packet.server) ?? lab.deployment.explained[0]
  if (!server) throw new Error('no file can be read, so its options have no names')
  const definitions = definitionsFor(server.plan)
  return {
    query: decodeMessage(packet.query, definitions),
    reply: packet.reply && decodeMessage(packet.reply, definitions),
    reason: packet.row.reasonText,
  }
}
