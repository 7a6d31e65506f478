/** Hover over every word of real files: it never throws, is quick, and says something wherever the schemas know the key. */
import assert from 'node:assert/strict'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { pathToFileURL } from 'node:url'
import type { ConfigFile } from '../../config/config-file'
import { parseConfig } from '../../config/parse'
import { releases } from '../../config/release'
import { groupHosts } from '../../deployment/group'
import { walk } from '../../schema/walk'
import { inlaysIn } from '../inlay-hints'
import { manualUrl } from '../../lint/rule-list'
import { families } from '../../schema/schemas'
import { hoverAt } from './hover'
import { manualSection } from './manual'
import { markdownOf, plainOf } from './page'
import { createHoverMemory } from './subject'

const corpus = process.env['KEA_CORPUS'] ?? ''
const skip = corpus === '' ? 'KEA_CORPUS names no folder of real configurations' : false

function filesBelow(folder: string): string[] {
  return readdirSync(folder).sort().flatMap((name) => {
    const file = path.join(folder, name)
    return statSync(file).isDirectory() ? filesBelow(file) : /\.(tsv|md)$/.test(name) ? [] : [file]
  })
}

function read(file: string): ConfigFile {
  const readFile = (uri: string): string | undefined => {
    try {
      return readFileSync(new URL(uri), 'utf8')
    } catch {
      return undefined
    }
  }
  return parseConfig(pathToFileURL(file).href, readFileSync(file, 'utf8'), { readFile, includeFolders: [] })
}

/** The first and the middle character of every word, text and number, also in comments and where nothing is right. */
function* wordsOf(text: string): Generator<number> {
  for (const found of text.matchAll(/"[^"\n]*"|[\w.-]+|[{}[\],:]/g)) {
    yield found.index
    if (found[0].length > 2) yield found.index + (found[0].length >> 1)
  }
}

function lookOver(files: readonly string[]): { pages: number; slow: string[] } {
  let pages = 0
  const slow: string[] = []
  for (const name of files) {
    const file = read(name)
    const context = { release: releases[name.length % releases.length] ?? '3.0', deployments: groupHosts([file], { hosts: [], pairs: [] }).deployments, memory: createHoverMemory() }
    for (const offset of wordsOf(file.source.text)) {
      const begun = performance.now()
      const found = hoverAt(file, file.uri, offset, context)
      const text = found ? markdownOf(found.blocks, file.uri, String) + plainOf(found.blocks, file.uri, String) : undefined
      // What is slow once may be the machine's doing.
      if (performance.now() - begun > 50 && fastest(() => hoverAt(file, file.uri, offset, context)) > 50) slow.push(`${name} at ${offset}`)
      if (!found || text === undefined) continue
      pages++
      assert.ok(text !== '' && !/undefined|\[object|NaN|\{\d\}(?!\))/.test(text.replace(file.source.text.slice(found.span.start, found.span.end), '')) || /undefined|NaN|\{\d/.test(file.source.text), `${name} at ${offset}: ${text}`)
      assert.ok(found.span.start <= offset && offset <= found.span.end, `${name} at ${offset}`)
    }
    const hints = inlaysIn(file, { uri: file.uri, start: 0, end: file.source.text.length }, context.release, { durations: true, poolSizes: true, optionCodes: true })
    assert.ok(hints.every((one) => one.offset > 0 && one.offset <= file.source.text.length && String(one.text) !== ''), name)
  }
  return { pages, slow }
}

function fastest(work: () => unknown): number {
  return Math.min(...Array.from({ length: 8 }, () => {
    const begun = performance.now()
    work()
    return performance.now() - begun
  }))
}

for (const folder of ['wild', 'upstream', 'seed']) {
  test(`over the files of ${folder}`, { skip }, () => {
    const { pages, slow } = lookOver(filesBelow(path.join(corpus, folder)))
    assert.ok(pages > 1000, `${pages} pages`)
    assert.deepEqual(slow, [])
  })
}

test('every key of the schemas that a real file has, has a page', { skip }, () => {
  for (const name of filesBelow(path.join(corpus, 'upstream', '3.0'))) {
    const file = read(name)
    const context = { release: '3.0' as const, deployments: [], memory: createHoverMemory() }
    walk(file, (node, _scope, schema) => {
      for (const { key, keySpan } of node.members) {
        if (keySpan.source === file.source && schema.properties && Object.hasOwn(schema.properties, key)) assert.ok(hoverAt(file, file.uri, keySpan.start + 1, context), `${name}: ${key}`)
      }
    })
  }
})

test('links to the manual name anchors that it has', () => {
  const sections = Object.entries(families).flatMap(([family, schema]) => ['', ...Object.keys(schema.definitions ?? {})].flatMap((name) => {
    const map = name === '' ? schema : schema.definitions?.[name]
    return ['', ...Object.keys(map?.properties ?? {})].flatMap((key) => manualSection({ family, name }, key) ?? [])
  }))
  const anchors = new Set(Object.entries(pages).flatMap(([page, labels]) => labels.split(' ').map((label) => `${page}#${label}`)))
  assert.ok(sections.length > 1000)
  assert.deepEqual(sections.filter((one) => !anchors.has(one)), [])
  assert.equal(manualUrl('hooks.html#hooks-bootp'), 'https://kea.readthedocs.io/en/stable/arm/hooks.html#hooks-bootp')
})

/** Labels in doc/sphinx/arm of Kea's source (3.0 and later; agent.html: 3.0), as Sphinx makes ids of them. */
const pages: Readonly<Record<string, string>> = {
  'agent.html':
    'agent-configuration',
  'classify.html':
    'classification-configuring classification-pools classification-subnets classification-using-expressions option-class-tagging template-classes',
  'config.html':
    'kea-config',
  'congestion-handling.html':
    'congestion-handling',
  'ddns.html':
    'add-forward-ddns-domain add-forward-dns-servers d2-configuration d2-ctrl-channels d2-forward-ddns-config d2-http-ctrl-channel d2-reverse-ddns-config d2-tsig-key-list-config',
  'dhcp4-srv.html':
    'database-configuration4 dhcp4-additional-class dhcp4-address-config dhcp4-allocation-strategies dhcp4-authoritative dhcp4-cb dhcp4-cb-json dhcp4-compatibility dhcp4-configuration dhcp4-ctrl-channels dhcp4-custom-options dhcp4-decline dhcp4-dhcp4o6-config dhcp4-echo-client-id dhcp4-host-name-sanitization dhcp4-http-ctrl-channel dhcp4-interface-configuration dhcp4-match-client-id dhcp4-multi-threading-settings dhcp4-next-server dhcp4-relay-override dhcp4-stats dhcp4-std-options dhcp4-store-extended-info dhcp4-t1-t2-times dhcp4-user-contexts dhcpv4-d2-io-config dhcpv4-d2-rules-config dhcpv4-fqdn-name-generation global-reservations4 host-reservation-v4 hosts-databases-configuration4 ipv4-subnet-id ipv4-subnet-prefix multiple-reservations-same-ip4 reservation4-client-classes reservation4-hostname reservation4-message-fields reservation4-options reservations4-tuning sanity-checks4 shared-network4 stash-agent-options',
  'dhcp6-srv.html':
    'data-directory database-configuration6 dhcp6-additional-class dhcp6-address-config dhcp6-address-registration dhcp6-allocation-strategies dhcp6-cb dhcp6-cb-json dhcp6-compatibility dhcp6-configuration dhcp6-ctrl-channels dhcp6-custom-options dhcp6-decline dhcp6-dhcp4o6-config dhcp6-host-name-sanitization dhcp6-http-ctrl-channel dhcp6-interface-configuration dhcp6-multi-threading-settings dhcp6-prefix-config dhcp6-rapid-commit dhcp6-relay-override dhcp6-rsoo dhcp6-serverid dhcp6-stats dhcp6-std-options dhcp6-t1-t2-times dhcp6-user-contexts dhcpv6-d2-io-config dhcpv6-d2-rules-config dhcpv6-fqdn-name-generation global-reservations6 host-reservation-v6 hosts-databases-configuration6 ipv6-subnet-id ipv6-subnet-prefix mac-in-dhcpv6 multiple-reservations-same-ip6 reservation6-client-classes reservation6-hostname reservation6-options reservations6-tuning sanity-checks6 shared-network6 store-extended-info-v6',
  'hooks.html':
    'ha-https-support ha-mt-config ha-pause-state-machine ha-sharing-lease-info ha-syncing-page-limit ha-syncing-timeouts hooks-bootp hooks-cb-cmds hooks-class-cmds hooks-ddns-tuning hooks-flex-id hooks-flex-option hooks-gss-tsig hooks-high-availability hooks-host-cache hooks-host-cmds hooks-lease-cmds hooks-lease-query hooks-legal-log hooks-libraries hooks-limits hooks-mysql hooks-perfmon hooks-pgsql hooks-ping-check hooks-radius hooks-rbac hooks-run-script hooks-stat-cmds hooks-subnet-cmds hooks-user-chk parked-packet-limit',
  'lease-expiration.html':
    'lease-reclaim-config',
  'logging.html':
    'debuglevel logging',
}
