/** Parameters that partners should share, with Kea's defaults (ARM, "libdhcp_ha.so"); delays in milliseconds. */
export const haDefaults = {
  'heartbeat-delay': 10000,
  'max-response-delay': 60000,
  'max-ack-delay': 10000,
  'max-unacked-clients': 10,
  'max-rejected-lease-updates': 10,
  'send-lease-updates': true,
  'sync-leases': true,
} as const
