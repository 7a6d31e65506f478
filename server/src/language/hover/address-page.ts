/** Whose an address is: the subnet and pool it lies in, who has it reserved, and what else the file uses it for. */
import { objectOf, objectsIn, stringOf, stringsIn } from '../../config/tree'
import type { ObjectNode, StringNode } from '../../config/tree'
import { relationshipsOf } from '../../deployment/relationship'
import { clientName } from '../../lint/rules/reservations/reading'
import { parsePeerUrl } from '../../net/peer-url'
import { say } from '../../text/text'
import type { Text } from '../../text/text'
import { isIn, readAddressText } from '../address-book'
import type { AddressBook, ReservedAddress, SubnetEntry } from '../address-book'
import { heading, itemsUpTo, item, sentence } from './page'
import type { Block } from './page'
import { subnetSentence } from './subnet-page'
import { bookOf } from './subject'
import type { Subject } from './subject'

const mostUses = 8

/** Empty for what is no address of the server's family, and where the file says nothing of it. */
export function addressPage(subject: Subject, text: string, own: StringNode): Block[] {
  const book = bookOf(subject)
  const address = book && readAddressText(text, book.family)
  if (!book || address === undefined || address === 0n) return []
  const found = book.subnetOf(address)
  const uses = itemsUpTo(mostUses, usesOf(subject, book, address, found?.entry, own))
  const blocks = [
    ...(found ? placeBlocks(found.entry, address) : []),
    ...reservedBlocks(found?.entry.reserved().find((one) => one.address === address) ?? book.reservedGlobally(address), own),
    ...(uses.length > 0 ? [sentence(say`It is also:`), ...uses] : []),
  ]
  return blocks.length === 0 ? [] : [heading(text), ...blocks]
}

function placeBlocks(entry: SubnetEntry, address: bigint): Block[] {
  const pool = entry.pools().find((one) => one.kind === 'pool' && isIn(one.range, address))
  if (entry.family === 4 && entry.length < 31) {
    if (address === entry.range.first) return [sentence(say`The network address of the subnet ${entry.text.value}.`, entry.text)]
    if (address === entry.range.last) return [sentence(say`The broadcast address of the subnet ${entry.text.value}.`, entry.text)]
  }
  return [subnetSentence(entry, pool)]
}

function reservedBlocks(reserved: ReservedAddress | undefined, own: StringNode): Block[] {
  if (!reserved || reserved.text === own) return []
  const hostname = stringOf(reserved.node, 'hostname')?.value ?? ''
  const client = clientName(reserved.node)
  return [sentence(hostname === '' ? say`Reserved for ${client}.` : say`Reserved for ${client} ("${hostname}").`, reserved.text)]
}

interface Use {
  readonly text: StringNode
  readonly words: Text
}

function usesOf(subject: Subject, book: AddressBook, address: bigint, entry: SubnetEntry | undefined, own: StringNode): Block[] {
  const { file } = subject
  const isIt = (text: string): boolean => readAddressText(text, book.family) === address
  return [...optionUses(subject, entry, isIt), ...serverUses(file.body, isIt), ...relayUses(book, isIt), ...peerUses(subject, isIt)]
    .filter(({ text }) => text !== own)
    .map(({ text, words }) => item(words, text))
}

/** In the options of the subnet, its shared network and the global scope. */
function optionUses({ file }: Subject, entry: SubnetEntry | undefined, isIt: (text: string) => boolean): Use[] {
  const network = entry?.node.parent?.parent
  const scopes: [ObjectNode | undefined, Text][] = [
    [entry?.node, say`the subnet ${entry?.text.value ?? ''}`],
    ...(entry ? objectsIn(entry.node, 'pools').map((pool): [ObjectNode, Text] => [pool, say`the pool ${stringOf(pool, 'pool')?.value ?? ''}`]) : []),
    [network?.kind === 'object' && network !== file.body ? network : undefined, say`the shared network`],
    [file.body, say`the global scope`],
  ]
  return scopes.flatMap(([scope, name]) =>
    objectsIn(scope, 'option-data').flatMap((option): Use[] => {
      const data = stringOf(option, 'data')
      const label = stringOf(option, 'name')?.value
      return data && label !== undefined && data.value.split(/[\s,]+/).some(isIt) ? [{ text: data, words: say`in the option ${label} of ${name}` }] : []
    }),
  )
}

function serverUses(body: ObjectNode | undefined, isIt: (text: string) => boolean): Use[] {
  const interfaces = stringsIn(objectOf(body, 'interfaces-config'), 'interfaces').flatMap((text): Use[] => {
    const [name = '', address = ''] = text.value.split('/')
    return isIt(address) ? [{ text, words: say`an address of this server, on the interface ${name}` }] : []
  })
  const next = stringOf(body, 'next-server')
  return next && isIt(next.value) ? [...interfaces, { text: next, words: say`the server to boot from (next-server)` }] : interfaces
}

function relayUses(book: AddressBook, isIt: (text: string) => boolean): Use[] {
  return book.relays().flatMap(({ text, subnet }): Use[] => (isIt(text.value) ? [{ text, words: say`a relay of the subnet ${stringOf(subnet, 'subnet')?.value ?? ''}` }] : []))
}

function peerUses({ file }: Subject, isIt: (text: string) => boolean): Use[] {
  return relationshipsOf(file).flatMap(({ peers }) =>
    peers.flatMap(({ name, url }): Use[] => {
      const read = url && parsePeerUrl(url.value)
      return url && read && !('fault' in read) && isIt(read.host.replace(/^\[|\]$/g, '')) ? [{ text: url, words: say`the address of the peer "${name?.value ?? ''}"` }] : []
    }),
  )
}
