/** Clients that people have, with what each really sends: list of requested options, vendor class, form of the client identifier. */
import { plainProfile } from './profile'
import type { ClientProfile } from './profile'

export interface Preset {
  readonly name: string
  readonly title: string
  readonly profile: ClientProfile
}

/** Each has hardware addresses of its own, so that groups of several do not meet. */
function preset(name: string, title: string, number: number, fields: Partial<ClientProfile>): Preset {
  return { name, title, profile: { ...plainProfile, preset: name, hwaddr: `02:00:${number.toString(16).padStart(2, '0')}:00:00:01`, ...fields } }
}

const option = { hostName: 12, leaseTime: 51, maxSize: 57, userClass: 77, architecture: 93, interfaceVersion: 94, machine: 97, vendorSpecific: 43, vendorInformation: 125, ipxe: 175 } as const

/** A machine's identity as firmware sends it: type 0 and 16 octets (RFC 4578 section 2.3). */
const machineId = '00:20:26:11:25:00:00:40:00:80:00:02:00:00:00:00:01'

/** IAID and DUID-EN of systemd (RFC 4361; its enterprise number is 43793); the octets after it are a digest of the machine id. */
const systemdId = 'ff:00:00:00:02:00:02:00:00:ab:11:5d:1c:40:2e:a7:93:06:01'

/** What firmware asks for when it boots from the network (PXE specification 2.1, table 2-1). */
const pxeBiosList = [1, 2, 3, 5, 6, 11, 12, 13, 15, 16, 17, 18, 43, 54, 60, 67, 128, 129, 130, 131, 132, 133, 134, 135]
const pxeUefiList = [1, 2, 3, 4, 5, 6, 12, 13, 15, 17, 18, 22, 23, 28, 40, 41, 42, 43, 50, 51, 54, 58, 59, 60, 66, 67, 97, 128, 129, 130, 131, 132, 133, 134, 135]
const httpBootList = [1, 2, 3, 4, 5, 6, 12, 13, 15, 17, 18, 22, 23, 28, 40, 41, 42, 43, 50, 51, 54, 58, 59, 60, 66, 67, 97]

function boots(architecture: string, interfaceVersion: string, maxSize: string): ClientProfile['options'] {
  return [
    { code: option.maxSize, data: maxSize },
    { code: option.machine, data: machineId },
    { code: option.architecture, data: architecture },
    { code: option.interfaceVersion, data: interfaceVersion },
  ]
}

export const presets: readonly Preset[] = [
  preset('windows', 'Windows 11', 1, {
    clientId: 'hwaddr',
    hostname: 'DESKTOP-{n}',
    fqdn: 'DESKTOP-{n}',
    vendorClass: 'MSFT 5.0',
    requestList: [1, 3, 6, 15, 31, 33, 43, 44, 46, 47, 119, 121, 249, 252],
  }),
  preset('linux', 'Linux (systemd-networkd)', 2, {
    clientId: systemdId,
    hostname: 'linux-{n}',
    requestList: [1, 3, 6, 12, 15, 26, 33, 42, 119, 120, 121],
    options: [{ code: option.maxSize, data: '05:c0' }],
  }),
  preset('dhclient', 'Linux (dhclient)', 3, {
    hostname: 'linux-{n}',
    requestList: [1, 28, 2, 3, 15, 6, 119, 12, 44, 47, 26, 121, 42],
  }),
  preset('macos', 'macOS', 4, {
    clientId: 'hwaddr',
    hostname: 'Mac-{n}',
    requestList: [1, 121, 3, 6, 15, 108, 114, 119, 252, 95, 44, 46],
    options: [{ code: option.maxSize, data: '05:dc' }, { code: option.leaseTime, data: '00:76:a7:00' }],
  }),
  preset('android', 'Android', 5, {
    vendorClass: 'android-dhcp-14',
    requestList: [1, 3, 6, 15, 26, 28, 51, 58, 59, 43, 114, 108],
    options: [{ code: option.maxSize, data: '05:dc' }],
  }),
  preset('pxe-bios', 'PXE, BIOS', 6, {
    vendorClass: 'PXEClient:Arch:00000:UNDI:002001',
    requestList: pxeBiosList,
    broadcast: true,
    options: boots('00:00', '01:02:01', '04:ec'),
  }),
  preset('pxe-uefi', 'PXE, UEFI x64', 7, {
    vendorClass: 'PXEClient:Arch:00007:UNDI:003016',
    requestList: pxeUefiList,
    broadcast: true,
    options: boots('00:07', '01:03:10', '05:b8'),
  }),
  preset('http-boot', 'HTTP boot, UEFI x64', 8, {
    vendorClass: 'HTTPClient:Arch:00016:UNDI:003001',
    requestList: httpBootList,
    broadcast: true,
    options: boots('00:10', '01:03:01', '05:b8'),
  }),
  // iPXE sends its user class without the length that RFC 3004 asks for.
  preset('ipxe', 'iPXE, UEFI x64', 9, {
    clientId: 'hwaddr',
    vendorClass: 'PXEClient:Arch:00007:UNDI:003010',
    requestList: [1, 3, 6, 7, 12, 15, 17, 26, 43, 60, 66, 67, 119, 128, 129, 130, 131, 132, 133, 134, 135, 175, 203],
    options: [...boots('00:07', '01:03:0a', '05:c0'), { code: option.userClass, data: '69:50:58:45' }, { code: option.ipxe, data: '13:01:01:15:01:01' }],
  }),
  preset('ip-phone', 'IP phone (Cisco)', 10, {
    clientId: 'hwaddr',
    hostname: 'SEP{n}',
    vendorClass: 'Cisco Systems, Inc. IP Phone CP-8841',
    requestList: [1, 66, 6, 3, 15, 150, 35],
  }),
  preset('printer', 'Printer (HP)', 11, {
    hostname: 'NPI{n}',
    vendorClass: 'Hewlett-Packard JetDirect',
    requestList: [6, 3, 1, 15, 66, 67, 13, 44, 119, 150],
  }),
  preset('iot', 'Small device (ESP32)', 12, {
    hostname: 'espressif-{n}',
    requestList: [1, 3, 28, 6],
    options: [{ code: option.maxSize, data: '05:dc' }],
  }),
  preset('unifi-ap', 'UniFi access point', 13, {
    clientId: 'hwaddr',
    hostname: 'UAP-{n}',
    vendorClass: 'ubnt',
    requestList: [1, 3, 6, 12, 15, 28, 42, 43],
    options: [{ code: option.maxSize, data: '02:40' }],
  }),
  preset('clones', 'Cloned machines, one client identifier', 14, {
    clientId: systemdId.replace('5d:1c', 'c1:0e'),
    isCloned: true,
    hostname: 'template',
    requestList: [1, 3, 6, 12, 15, 26, 33, 42, 119, 120, 121],
    options: [{ code: option.maxSize, data: '05:c0' }],
  }),
  // Behind the relay of its CMTS, whose address must be one that the file knows.
  preset('cable-modem', 'Cable modem behind a relay', 15, {
    clientId: 'hwaddr',
    vendorClass: 'docsis3.1:',
    requestList: [1, 2, 3, 4, 7, 66, 67, 54, 51, 122],
    relay: { address: '192.0.2.1', circuitId: 'cable-1/0/{n}', remoteId: 'cm-{n}', linkSelection: '' },
    options: [
      { code: option.vendorSpecific, data: '02:03:45:43:4d:04:05:53:4e:30:30:31' },
      { code: option.vendorInformation, data: '00:00:11:8b:04:01:02:02:7b' },
    ],
  }),
]
