/** Classes that Kea itself gives to packets (ARM, "Built-in Client Classes"). */
const names = ['ALL', 'KNOWN', 'UNKNOWN', 'BOOTP']
const prefixes = ['VENDOR_CLASS_', 'HA_', 'AFTER_', 'EXTERNAL_']

export function isBuiltInClass(name: string): boolean {
  return names.includes(name) || prefixes.some((prefix) => name.startsWith(prefix))
}
