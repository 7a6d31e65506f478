/** Changes of a server that its clients, its partner or its own records do not follow. */
import { member, objectOf, objectsIn, plain, stringOf, stringsIn, valueOf } from '../../config/tree'
import type { ConfigFile } from '../../config/config-file'
import type { Node, ObjectNode } from '../../config/tree'
import { isFilledIn } from '../../config/placeholder'
import { relationshipsOf } from '../../deployment/relationship'
import { listed } from '../../text/listed'
import { say } from '../../text/text'
import type { ChangeRule } from './change-rule'

interface LeaseStore {
  readonly at: ObjectNode | undefined
  /** A memfile's path, or the name of a database and its host. */
  readonly place: string
  readonly type: string
}

function leaseStore(file: ConfigFile): LeaseStore | undefined {
  const at = objectOf(file.body, 'lease-database')
  const type = stringOf(at, 'type')?.value ?? 'memfile'
  const values = (type === 'memfile' ? ['name'] : ['name', 'host', 'port']).map((key) => valueOf(at, key))
  if (at?.incomplete || isFilledIn(type) || values.some((one) => one?.kind === 'string' && isFilledIn(one.value))) return undefined
  const [name, ...rest] = values.map((one) => (one ? String(plain(one)) : ''))
  if (type === 'memfile') return { at, type, place: name || (file.daemon === 'dhcp6' ? 'kea-leases6.csv' : 'kea-leases4.csv') }
  return { at, type, place: [name ?? '', ...rest.map((one) => (one === 'localhost' || one === '127.0.0.1' ? '' : one))].filter((one) => one !== '').join(' ') }
}

/** A file without its folder lies where this Kea was built to keep it. */
function isSameStore(one: LeaseStore, other: LeaseStore): boolean {
  if (one.type !== other.type) return false
  if (one.type !== 'memfile' || (one.place.includes('/') && other.place.includes('/'))) return one.place === other.place
  const name = ({ place }: LeaseStore): string => place.slice(place.lastIndexOf('/') + 1)
  return name(one) === name(other)
}

export const changedLeaseDatabase: ChangeRule = {
  scope: 'change',
  id: 'changed-lease-database',
  severity: 'warning',
  summary: 'Leases stay where they are kept.',
  why: 'A server that begins with an empty store knows none of its clients, and gives addresses that are in use.',
  manual: 'dhcp4-srv.html#lease-storage',

  check({ before, after }, report) {
    const [was, now] = [leaseStore(before), leaseStore(after)]
    const at: Node | undefined = now?.at ?? after.body
    if (!was || !now || !at || isSameStore(was, now) || before.body?.incomplete || after.body?.incomplete) return
    report(now.at ? { opening: now.at } : { opening: at }, {
      message: say`Leases were kept in ${was.type} ${was.place}, and are now looked for in ${now.type} ${now.place}.`,
      help: say`Kea carries none over by itself. Bring them along while the server is stopped: kea-admin lease-dump and lease-upload, or a copy of the file.`,
    })
  },
}

export const renamedHaPeer: ChangeRule = {
  scope: 'change',
  id: 'renamed-ha-peer',
  severity: 'warning',
  summary: 'Servers of High Availability keep their names.',
  why: 'Partners know each other, and the clients that each serves, by these names: until both have the new ones they do not understand each other.',
  manual: 'hooks.html#ha-load-balancing-config',

  check({ before, after }, report) {
    const old = relationshipsOf(before).flatMap((one) => one.peers)
    for (const { peers } of relationshipsOf(after)) {
      for (const { name, url } of peers) {
        if (!name || !url || isFilledIn(name.value) || isFilledIn(url.value)) continue
        const was = old.filter((one) => one.url?.value === url.value)
        const [only] = was
        if (was.length !== 1 || !only?.name || isFilledIn(only.name.value) || only.name.value === name.value || old.some((one) => one.name?.value === name.value)) continue
        report(name, {
          message: say`The server at ${url.value} was called ${only.name.value}, and is now called ${name.value}.`,
          help: say`Load the new files into all partners at the same time, and rename the classes HA_${only.name.value} too.`,
        })
      }
    }
  },
}

export const changedOptionCode: ChangeRule = {
  scope: 'change',
  id: 'changed-option-code',
  severity: 'warning',
  summary: 'An option of one\'s own keeps its code.',
  why: 'Clients know an option by its code, not by its name: those that ask for the old one get nothing.',
  manual: 'dhcp4-srv.html#dhcp4-custom-options',

  check({ before, after }, report) {
    const read = ({ body, daemon }: ConfigFile): Map<string, { node: Node; code: number; name: string }> =>
      new Map(
        objectsIn(body, 'option-def').flatMap((one) => {
          const name = stringOf(one, 'name')?.value
          const code = valueOf(one, 'code')
          const space = stringOf(one, 'space')?.value ?? String(daemon)
          return name === undefined || isFilledIn(name) || code?.kind !== 'number' ? [] : [[`${space} ${name}`, { node: code, code: code.value, name }] as const]
        }),
      )
    const old = read(before)
    for (const [key, { node, code, name }] of read(after)) {
      const was = old.get(key)
      if (!was || was.code === code) continue
      report(node, { message: say`The option ${name} had the code ${was.code}, and now has ${code}.`, help: say`What clients are set up to ask for has to change with it. Define a second option under the new code until they have.` })
    }
  },
}

export const removedInterface: ChangeRule = {
  scope: 'change',
  id: 'removed-interface',
  severity: 'warning',
  summary: 'A server goes on listening where its clients are.',
  why: 'Clients behind an interface that is no longer listened on get no answer.',
  manual: 'dhcp4-srv.html#dhcp4-interface-configuration',

  check({ before, after }, report) {
    const list = (file: ConfigFile): Node | undefined => valueOf(objectOf(file.body, 'interfaces-config'), 'interfaces')
    const [was, now] = [list(before), list(after)]
    if (was?.kind !== 'array' || now?.kind !== 'array' || now.incomplete) return
    const names = (file: ConfigFile): string[] => stringsIn(objectOf(file.body, 'interfaces-config'), 'interfaces').map((one) => one.value)
    const left = names(after)
    if (left.includes('*') || left.some(isFilledIn)) return
    const bare = (name: string): string => name.split('/')[0] ?? name
    // An interface that is taken as a whole has its addresses, too.
    const gone = names(before).filter((name) => !isFilledIn(name) && !left.includes(name) && !left.includes(bare(name)) && !(name !== '*' && !name.includes('/') && left.some((one) => bare(one) === name)))
    if (gone.length === 0) return
    const message = gone.includes('*')
      ? say`The server listened on every interface, and now does on some only.`
      : gone.length === 1
        ? say`The server no longer listens on ${gone[0] ?? ''}.`
        : say`The server no longer listens on ${listed(gone)}.`
    report({ opening: now }, { message, help: say`Make sure that no client and no relay reaches the server that way.` })
  },
}

export const changedServerId: ChangeRule = {
  scope: 'change',
  id: 'changed-server-id',
  severity: 'warning',
  summary: 'A DHCPv6 server keeps its DUID.',
  why: 'Clients name their server by its DUID when they renew: under another one it does not answer, until they ask every server.',
  manual: 'dhcp6-srv.html#dhcpv6-server-identifier',

  check({ before, after }, report) {
    if (after.daemon !== 'dhcp6' || before.body?.incomplete || after.body?.incomplete) return
    const [was, now] = [before, after].map(({ body }) => member(body, 'server-id'))
    if ((was?.value?.kind === 'object' && was.value.incomplete) || (now?.value?.kind === 'object' && now.value.incomplete)) return
    const told = (one: typeof was): string => (one?.value ? JSON.stringify(Object.entries(plain(one.value) ?? {}).filter(([key]) => key !== 'persist' && key !== 'comment' && key !== 'user-context').sort()) : '')
    const at = now ?? (after.body && { opening: after.body })
    if (!at || told(was) === told(now)) return
    const isKept = now === undefined || was === undefined
    report(at, {
      message: was === undefined ? say`The server is given a DUID of its own now.` : now === undefined ? say`The server is no longer told which DUID it has.` : say`The server gets another DUID.`,
      help: isKept ? say`Where this is not the one that it keeps in its file, clients that renew get no answer until they ask every server.` : say`Clients that renew get no answer until they ask every server: change it while leases are short.`,
    })
  },
}
