/** What DHCPv4's messages are called, without the DHCP that stands before each in the RFCs. */

/** Those of RFC 2131, by the number in option 53: what servers and clients say to each other here. */
export const messageNames: Readonly<Record<number, string>> = { 1: 'DISCOVER', 2: 'OFFER', 3: 'REQUEST', 4: 'DECLINE', 5: 'ACK', 6: 'NAK', 7: 'RELEASE', 8: 'INFORM' }

/** With those that came later (RFC 3203, RFC 4388): named where a packet is taken apart, and by nobody who would answer one. */
export const allMessageNames: Readonly<Record<number, string>> = { ...messageNames, 9: 'FORCERENEW', 10: 'LEASEQUERY' }
