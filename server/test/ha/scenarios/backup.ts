/** One serves, the other one only keeps a copy. */
import assert from 'node:assert/strict'
import { agree, leasesOf, reach } from '../looks'
import type { Scenario } from '../stage'
import { hostsOf, nextSecond, obtainAll, uncached } from './leases'

export const backupScenarios: readonly Scenario[] = (['backup', 'primary'] as const).map((role): Scenario => ({
  name: `passive-backup, ours is the ${role}: what the primary gives is at the backup, and after an outage once it is asked to fetch it`,
  play: async (stage) => {
    const pair = await stage.setUp({ mode: 'passive-backup', ours: role, dhcp4: uncached })
    const { primary, second: backup, client } = pair
    await Promise.all([primary.start(), backup.start()])
    await Promise.all([reach(primary, 'passive-backup'), reach(backup, 'backup')])
    const hosts = hostsOf(1, 3)
    const addresses = await obtainAll(pair, primary, hosts)
    assert.equal((await agree(pair)).length, 3)
    await nextSecond()
    for (const [n, host] of hosts.entries()) await client.renew(primary.port, host, addresses[n] ?? '')
    await agree(pair)
    await backup.crash()
    await obtainAll(pair, primary, hostsOf(2, 2))
    await backup.start()
    await reach(backup, 'backup')
    assert.equal((await leasesOf(backup)).length, 3)
    const answer = await backup.command('ha-sync', { 'server-name': 'primary' })
    assert.equal(answer.result, 0, answer.text)
    assert.equal((await agree(pair)).length, 5)
    await obtainAll(pair, primary, hostsOf(3, 2))
    assert.equal((await agree(pair)).length, 7)
  },
}))
