/** kea-pair explain: what is wrong on the command line is one sentence, and what is right is a tree of lines with their places. */
import assert from 'node:assert/strict'
import path from 'node:path'
import { test } from 'node:test'
import { lineOf, pathOf } from '../../test/explain/deployments'
import { readArguments } from './arguments'
import type { ExplainArguments } from './explain-arguments'
import { ArgumentFault } from './explain-arguments'
import { runExplain } from './explain-command'
import { printExplanation } from './print-explanation'

function read(...argv: readonly string[]): ExplainArguments {
  const found = readArguments(['explain', ...argv])
  assert.equal(found.kind, 'explain', JSON.stringify(found))
  assert.ok(found.kind === 'explain')
  return found.args
}

const file = pathOf('pair', 'primary', 'kea-dhcp4.conf')

test('every bad argument is told in one sentence', () => {
  for (const [argv, text] of [
    [['--mac', '02:zz'], /^The hardware address 02:zz is not 1 to 16 octets/],
    [['--client-id', 'xyz'], /^The client identifier xyz is neither hex/],
    [['--request', '10.0.0'], /^The requested address 10\.0\.0 is no IPv4 address$/],
    [['--giaddr', 'relay'], /^The relay address relay is no IPv4 address$/],
    [['--circuit-id', 'x'], /^--circuit-id is what a relay adds: give its address with --giaddr$/],
    [['--options', '1,a'], /^--options is a list of codes such as 1,3,6, not 1,a$/],
    [['--options', '1,999'], /^The requested options are codes from 0 to 255$/],
    [['--option', '93'], /^--option is CODE=HEX such as 93=0007, not 93$/],
    [['--option', '93=xx'], /^The data xx of option 93 is not hex/],
    [['--option', '300=00'], /^300 is no code of an option/],
    [['--act', 'dance'], /^--act is one of dora, renew, inform$/],
    [['--release', '1.0'], /^--release is one of /],
    [['--preset', 'toaster'], /^there is no preset toaster/],
    [['--class', 'a', '--preset', 'b'], /^--preset, --class and --at each say which client it is: give one of them$/],
    [['--at', 'file'], /^--at is FILE:LINE, not file$/],
    [['--mac'], /^--mac needs a value$/],
    [['--nonsense', 'x'], /^there is no option --nonsense of explain$/],
  ] as const) {
    const found = readArguments(['explain', '.', ...argv])
    assert.equal(found.kind, 'fault', argv.join(' '))
    if (found.kind === 'fault') assert.match(found.text, text)
  }
})

test('what the files do not have is told as a fault of the arguments', () => {
  for (const [argv, text] of [
    [['--server', 'third'], /^there is no server third: primary, standby$/],
    [['--class', 'nobody'], /^there is no class nobody$/],
    [['--at', `${file}:5`], /:5: no subnet, pool, reservation, class or shared network stands here$/],
  ] as const) assert.throws(() => runExplain(read(pathOf('pair'), ...argv), 0), (error: unknown) => error instanceof ArgumentFault && text.test(error.message))
})

test('a client is put together from what is given, on top of the one that it begins with', () => {
  const { profile } = runExplain(read(pathOf('pair'), '--at', `${file}:${lineOf(file, '"pool": "10.20.3.10')}:30`, '--hostname=x', '--options', '1,66', '--option', '93=0009', '--remote-id', 'switch'), 0)
  assert.deepEqual(profile, {
    preset: '', hwaddr: '02:00:00:00:00:01', clientId: '', isCloned: false, hostname: 'x', fqdn: '', vendorClass: 'PXEClient', userClass: '', requestList: [1, 66], requestedAddress: '10.20.3.10', secs: undefined, broadcast: false,
    relay: { address: '10.20.3.1', circuitId: "'rack-7'", remoteId: 'switch', linkSelection: '' },
    options: [{ code: 93, data: '00:07' }, { code: 93, data: '0009' }],
    servers: [],
  })
})

test('the tree names each step with its line, and --server asks one alone', () => {
  const { explanation, refusals } = runExplain(read(pathOf('pair'), '--class', 'uefi', '--server', 'primary'), 0)
  assert.deepEqual(refusals, [])
  const lines = printExplanation(explanation, pathOf()).split('\n')
  assert.equal(lines[0], 'primary gives 10.20.3.30 in subnet 10.20.3.0/24 for 3600 s.')
  assert.equal(explanation.servers.length, 1)
  const place = (text: string): string => `[${path.join('pair', 'primary', 'kea-dhcp4.conf')}:${lineOf(file, text)}:`
  assert.ok(lines.some((line) => line.startsWith('    + Subnet 10.20.3.0/24 (id 3) is chosen') && line.includes(place('"subnet": "10.20.3.0/24"'))))
  assert.ok(lines.some((line) => line.startsWith("      + member('pxe'): true")))
  assert.ok(lines.includes('  Lifetimes'))
})
