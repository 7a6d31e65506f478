/** Classes that Kea itself gives to packets (ARM, "Built-in Client Classes"). */
export const builtInNames: readonly string[] = ['ALL', 'KNOWN', 'UNKNOWN', 'BOOTP']
export const builtInPrefixes: readonly string[] = ['VENDOR_CLASS_', 'HA_', 'AFTER_', 'EXTERNAL_']

export function isBuiltInClass(name: string): boolean {
  return builtInNames.includes(name) || builtInPrefixes.some((prefix) => name.length > prefix.length && name.startsWith(prefix))
}
