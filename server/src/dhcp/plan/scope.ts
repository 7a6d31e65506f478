/** Reading plain maps of a configuration: what is there, of the right type, or nothing. */

export type ConfigMap = Readonly<Record<string, unknown>>

/** Where the file cannot be run; thrown and caught within this folder. */
export class PlanError extends Error {
  constructor(
    readonly pointer: string,
    message: string,
  ) {
    super(message)
  }
}

export function isMap(value: unknown): value is ConfigMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function textOf(map: ConfigMap, key: string): string | undefined {
  const value = map[key]
  return typeof value === 'string' ? value : undefined
}

export function numberOf(map: ConfigMap, key: string): number | undefined {
  const value = map[key]
  return typeof value === 'number' ? value : undefined
}

export function flagOf(map: ConfigMap, key: string): boolean | undefined {
  const value = map[key]
  return typeof value === 'boolean' ? value : undefined
}

export function mapOf(map: ConfigMap, key: string): ConfigMap {
  const value = map[key]
  return isMap(value) ? value : {}
}

export function mapsOf(map: ConfigMap, key: string): ConfigMap[] {
  const value = map[key]
  return Array.isArray(value) ? value.filter(isMap) : []
}

export function textsOf(map: ConfigMap, key: string): string[] {
  const value = map[key]
  return Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : []
}
