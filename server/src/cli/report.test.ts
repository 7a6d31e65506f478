import assert from 'node:assert/strict'
import { test } from 'node:test'
import { relativeName } from './report'
import { visible } from './visible'

const names: readonly [uri: string, folder: string, expected: string][] = [
  ['file:///home/ann/site/a/kea-dhcp4.conf', '/home/ann/site', 'a/kea-dhcp4.conf'],
  ['file:///home/ann/site/a/kea-dhcp4.conf', '/home/ann/site/', 'a/kea-dhcp4.conf'],
  ['file:///kea-dhcp4.conf', '/', 'kea-dhcp4.conf'],
  ['file:///home/ann/site-2/kea-dhcp4.conf', '/home/ann/site', '/home/ann/site-2/kea-dhcp4.conf'],
  ['file:///home/ann/..kea.conf', '/home/ann', '..kea.conf'],
  ['file:///home/ann/50%25%3A%20%E4%B8%AD%2C.conf', '/home/ann', '50%: 中,.conf'],
  // Windows: the letter of a drive, either case, and a share.
  ['file:///c%3A/Net/site/kea-dhcp4.conf', 'C:/Net', 'site/kea-dhcp4.conf'],
  ['file:///C:/Net/site/kea-dhcp4.conf', 'c:/Net', 'site/kea-dhcp4.conf'],
  ['file:///d%3A/site/kea-dhcp4.conf', 'C:/Net', 'd:/site/kea-dhcp4.conf'],
  ['file://server/share/kea-dhcp4.conf', 'C:/Net', '//server/share/kea-dhcp4.conf'],
  ['file://server/share/kea-dhcp4.conf', '//server/share', 'kea-dhcp4.conf'],
]

for (const [uri, folder, expected] of names) {
  test(`${uri} seen from ${folder} is ${expected}`, () => assert.equal(relativeName(uri, folder), expected))
}

test('half a pair of UTF-16 and what steers a terminal are shown as a dot, whole characters as they are', () => {
  assert.equal(visible('a\ud83db\u001b\u202ec\r\n'), 'a·b··c··')
  assert.equal(visible('é 中 😀'), 'é 中 😀')
})
