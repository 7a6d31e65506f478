/** Message types and the option codes that the server itself deals with (RFC 2132 and later). */
export const messageType = { discover: 1, offer: 2, request: 3, decline: 4, ack: 5, nak: 6, release: 7, inform: 8 } as const

export const option = {
  subnetMask: 1,
  routers: 3,
  domainNameServers: 6,
  hostName: 12,
  domainName: 15,
  vendorEncapsulated: 43,
  requestedAddress: 50,
  leaseTime: 51,
  messageType: 53,
  serverId: 54,
  parameterRequestList: 55,
  renewalTime: 58,
  rebindingTime: 59,
  vendorClass: 60,
  clientId: 61,
  fqdn: 81,
  agentOptions: 82,
  v6OnlyPreferred: 108,
  subnetSelection: 118,
  vendorIdentifyingClass: 124,
  vendorIdentifyingOptions: 125,
} as const

/** Sub-options of option 82 (RFC 3046 and later). */
export const agentOption = { circuitId: 1, remoteId: 2, linkSelection: 5, serverIdOverride: 11, relayId: 12, relayPort: 19 } as const
