/** What the stand-in answers to each question. */
import { plainProfile } from '../../../server/src/clients/profile'
import type { Explanation, Step } from '../../../server/src/explain/explanation'
import type { Answer, AskBody, DecodedMessage, DecodedOption, PacketDetail } from '../../../server/src/lab/messages'

const place = { file: '/srv/kea/primary/kea-dhcp4.conf', line: 12, column: 9 }

export function answerTo(body: AskBody & { readonly id: number }): Answer {
  const reply = body.id
  switch (body.ask) {
    case 'presets':
      return { reply, result: [{ name: 'windows', title: 'Windows 11', profile: { ...plainProfile, preset: 'windows', vendorClass: 'MSFT 5.0', requestList: [1, 3, 6, 15, 31, 33, 43, 44, 46, 47, 119, 121, 249, 252] } }, { name: 'pxe-uefi', title: 'PXE, UEFI', profile: { ...plainProfile, preset: 'pxe-uefi', vendorClass: 'PXEClient:Arch:00007:UNDI:003016' } }] }
    case 'add-clients':
      return body.profile.hwaddr === 'nonsense' ? { reply, fault: '“nonsense” is no hardware address.' } : { reply, result: { group: 3 } }
    case 'record':
      return { reply, result: { scenario: 'kill primary\n' } }
    case 'explain':
      return { reply, result: explanation }
    case 'client-for':
      return { reply, result: plainProfile }
    case 'packet':
      return { reply, result: packet(body.packet) }
    case 'export-packets':
      return { reply, result: { name: 'packets.pcapng', base64: 'Cg0NCg==', packets: 3 } }
    case 'text':
      return { reply, result: { text: Array.from({ length: 40 }, (_, index) => (index === 11 ? '  "max-unacked-clients": 5,' : `  // line ${index + 1}`)).join('\n') } }
    default:
      return { reply, result: null }
  }
}

function packet(id: number): PacketDetail {
  const option = (code: number, name: string, value: string, hex: string, subOptions: readonly DecodedOption[] = []): DecodedOption => ({ code, name, value, hex, subOptions })
  const message = (type: string, address: string): DecodedMessage => ({
    fields: [{ name: 'op', value: type === 'DISCOVER' ? '1, a request' : '2, a reply' }, { name: 'xid', value: '0x1a2b3c4d' }, { name: 'yiaddr', value: address }, { name: 'chaddr', value: '02:00:00:00:00:07' }],
    options: [option(53, 'dhcp-message-type', type, '01'), option(55, 'dhcp-parameter-request-list', '1, 3, 6, 15', '0103060f'), option(82, 'dhcp-agent-options', '', '0104706f7274', [option(1, 'circuit-id', 'port', '706f7274')])],
    octets: '0101060020'.repeat(60),
  })
  const isDropped = id % 5 === 2
  return { query: message('DISCOVER', '0.0.0.0'), reply: isDropped ? undefined : message('OFFER', '10.0.1.7'), reason: isDropped ? 'This server does not answer clients of primary while both serve.' : '' }
}

const steps: readonly Step[] = [
  { kind: 'received', text: 'A DISCOVER from 02:00:00:00:00:01 came in on eth0.', verdict: 'info' },
  { kind: 'availability', text: 'In hot-standby, primary answers every client.', verdict: 'yes', place },
  { kind: 'class', text: 'It is in class “voip”.', verdict: 'yes', place, parts: [{ kind: 'class', text: 'option[60].text is “MSFT 5.0”', verdict: 'info' }, { kind: 'class', text: 'substring(option[60].hex, 0, 4) == “MSFT” is true', verdict: 'yes' }] },
  { kind: 'class', text: 'It is not in class “pxe”.', verdict: 'no', place },
  { kind: 'subnet', text: 'Subnet 1 (10.0.0.0/22) was chosen by the interface.', verdict: 'yes', place },
  { kind: 'reservation', text: 'No reservation is for this client.', verdict: 'no' },
  { kind: 'pool', text: 'Pool 10.0.0.10 - 10.0.1.255 may be used.', verdict: 'yes', place, parts: [{ kind: 'pool', text: 'Pool 10.0.2.0 - 10.0.3.132 is for class “guests” only.', verdict: 'no', place }] },
  { kind: 'address', text: '10.0.0.10 is free.', verdict: 'yes' },
  { kind: 'lifetime', text: 'Valid for 3600 s.', verdict: 'yes', place },
  { kind: 'option', text: 'routers (3): 10.0.0.1, from the subnet.', verdict: 'yes', place },
  { kind: 'answer', text: 'OFFER of 10.0.0.10.', verdict: 'yes' },
]

export const explanation: Explanation = {
  summary: 'primary offers 10.0.0.10 for an hour; standby is silent.',
  servers: [
    { server: 'primary', answer: 'ACK', address: '10.0.0.10', summary: 'Gives 10.0.0.10 for an hour.', steps },
    { server: 'standby', answer: 'none', address: '', summary: 'Does not answer while primary serves.', steps: [{ kind: 'received', text: 'A DISCOVER came in.', verdict: 'info' }, { kind: 'drop', text: 'In hot-standby, the standby answers nobody.', verdict: 'no', place }] },
  ],
}
