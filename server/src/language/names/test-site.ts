/** Files of a made-up site, for tests about names: | marks the cursor. */
import type { Range } from 'vscode-languageserver-types'
import type { ConfigFile } from '../../config/config-file'
import { parseConfig } from '../../config/parse'
import { groupHosts } from '../../deployment/group'
import { noSettings } from '../../deployment/settings'
import { siteOf } from './site'
import { createNameMemory } from './things'
import type { Names } from './things'

/** By path below the site: texts with at most one cursor among all of them. */
export type Texts = Readonly<Record<string, string>>

export interface Marked {
  readonly names: Names
  readonly files: readonly ConfigFile[]
  readonly uri: string
  readonly offset: number
  readonly texts: ReadonlyMap<string, string>
}

export function marked(given: Texts): Marked {
  const texts = new Map(Object.entries(given).map(([path, text]) => [`file:///site/${path}`, text.replace('|', '')]))
  const [path = '', text = ''] = Object.entries(given).find(([, one]) => one.includes('|')) ?? []
  return { ...namesOf(texts), texts, uri: `file:///site/${path}`, offset: text.indexOf('|') }
}

export function namesOf(texts: ReadonlyMap<string, string>): { readonly names: Names; readonly files: readonly ConfigFile[] } {
  const files = [...texts].filter(([uri]) => uri.endsWith('.conf')).map(([uri, text]) => parseConfig(uri, text, { readFile: (one) => texts.get(one), includeFolders: [] }))
  const grouping = groupHosts(files, noSettings)
  const wholes = (uri: string): ConfigFile[] => files.filter((file) => file.uri === uri || file.includes.some((include) => include.uri === uri))
  return { files, names: { release: '3.0', memory: createNameMemory(), wholes, site: siteOf(grouping, (uri) => files.find((file) => file.uri === uri)) } }
}

export function shown(texts: ReadonlyMap<string, string>, uri: string, { start, end }: Range): string {
  const lines = (texts.get(uri) ?? '').split(/\r?\n/)
  if (start.line !== end.line) throw new Error('a name stands in one line')
  return `${uri.replace('file:///site/', '')}:${start.line + 1} ${lines[start.line]?.slice(start.character, end.character) ?? ''}`
}

export function dhcp4(self: string, more = '', url = 'http://192.0.2.2:8001/'): string {
  return `{ "Dhcp4": {
  "hooks-libraries": [ { "library": "/usr/lib/kea/hooks/libdhcp_ha.so", "parameters": { "high-availability": [ {
    "this-server-name": "${self}", "mode": "load-balancing", "peers": [
      { "name": "alpha", "url": "http://192.0.2.1:8001/", "role": "primary" },
      { "name": "beta", "url": "${url}", "role": "secondary" } ]
  } ] } } ],
  ${more}
  "subnet4": [ { "id": 1, "subnet": "192.0.2.0/24", "pools": [ { "pool": "192.0.2.10-192.0.2.99", "client-class": "HA_alpha" } ] } ]
} }
`
}

