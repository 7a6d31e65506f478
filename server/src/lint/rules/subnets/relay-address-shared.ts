/** A relay's address leads to one subnet: of two, Kea takes the first that the client may use. */
import { guardsOf } from '../../../config/dhcp4'
import { objectsIn, stringOf } from '../../../config/tree'
import type { ObjectNode, StringNode } from '../../../config/tree'
import { readIpv4 } from '../../address-text'
import { related } from '../../compare'
import type { FileRule } from '../../rule'
import { subnetsAsRead } from './reading'
import type { PlacedSubnet } from './reading'
import { relayTexts } from './relay-address-invalid'
import { say } from '../../../text/text'
import type { Text } from '../../../text/text'

export const relayAddressShared: FileRule = {
  id: 'relay-address-shared',
  scope: 'file',
  severity: 'warning',
  summary: 'A relay address leads to one subnet or shared network.',
  why: 'Clients behind the relay always get the first of the subnets, and never the others.',
  manual: 'dhcp4-srv.html#using-a-specific-relay-agent-for-a-subnet',

  check(file, report) {
    if (file.daemon !== 'dhcp4') return
    const known = new Map<number, Place>()
    for (const place of places(subnetsAsRead(file), objectsIn(file.body, 'shared-networks'))) {
      const address = readIpv4(place.text.value)
      if (address === undefined || address === 0) continue
      const first = known.get(address)
      if (!first) known.set(address, place)
      else if (first.link !== place.link && !first.isGuarded && !place.isGuarded) {
        report(place.text, {
          message: say`The relay address ${place.text.value} leads to ${first.name} already.`,
          help: say`Kea takes the first of them for every client behind this relay, and nobody gets an address of ${place.name}. Put both into one shared network, or keep each for a class.`,
          related: [related(first.text, say`The relay of ${first.name}`)],
        })
      }
    }
  },
}

interface Place {
  readonly text: StringNode
  /** The shared network, or the subnet that is in none: subnets of one link may share a relay. */
  readonly link: ObjectNode
  readonly name: Text
  readonly isGuarded: boolean
}

function places(subnets: readonly PlacedSubnet[], networks: readonly ObjectNode[]): Place[] {
  const ofNetworks = networks.flatMap((node) => placesOf(node, node, say`the shared network "${stringOf(node, 'name')?.value ?? ''}"`, [node]))
  const ofSubnets = subnets.flatMap(({ node, network }) => placesOf(node, network ?? node, say`the subnet ${stringOf(node, 'subnet')?.value ?? ''}`, network ? [node, network] : [node]))
  return [...ofNetworks, ...ofSubnets]
}

function placesOf(node: ObjectNode, link: ObjectNode, name: Text, guarding: readonly ObjectNode[]): Place[] {
  const isGuarded = guarding.some((one) => guardsOf(one).length > 0) || objectsIn(node, 'subnet4').some((one) => guardsOf(one).length > 0)
  return relayTexts(node).map((text) => ({ text, link, name, isGuarded }))
}
