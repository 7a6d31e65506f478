/** How names are made stood in the connection to kea-dhcp-ddns before 2.6 took them away from there. */

/** Key in `dhcp-ddns` → key of the scopes that clients belong to. */
export const movedDdnsParameters: Readonly<Record<string, string>> = {
  'override-no-update': 'ddns-override-no-update',
  'override-client-update': 'ddns-override-client-update',
  'replace-client-name': 'ddns-replace-client-name',
  'generated-prefix': 'ddns-generated-prefix',
  'qualifying-suffix': 'ddns-qualifying-suffix',
  'hostname-char-set': 'hostname-char-set',
  'hostname-char-replacement': 'hostname-char-replacement',
}
