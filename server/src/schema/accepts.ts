/** Whether a key takes a value, as far as its schema tells. */
import type { Release } from '../config/release'
import { forRelease } from './schemas'
import type { PropertySchema } from './schemas'

export function accepts(given: PropertySchema, value: unknown, release: Release): boolean {
  const property = forRelease(given, release)
  if (property.type !== undefined && !isOfType(value, property.type)) return false
  if (property.enum && !isAmong(value, property)) return false
  if (Array.isArray(value)) return value.every((item: unknown) => !property.items || accepts(property.items, item, release))
  if (typeof value === 'string') return property.maxLength === undefined || value.length <= property.maxLength
  if (typeof value !== 'number') return true
  const { minimum = -Infinity, maximum = Infinity, exclusiveMinimum = -Infinity, exclusiveMaximum = Infinity } = property
  return value >= minimum && value <= maximum && value > exclusiveMinimum && value < exclusiveMaximum
}

function isAmong(value: unknown, property: PropertySchema): boolean {
  const isSame = (one: string | number): boolean => one === value || (property['x-kea-ignores-case'] === true && String(one).toLowerCase() === String(value).toLowerCase())
  return property.enum?.some(isSame) ?? true
}

function isOfType(value: unknown, type: string): boolean {
  switch (type) {
    case 'array':
      return Array.isArray(value)
    case 'object':
      return typeof value === 'object' && value !== null && !Array.isArray(value)
    case 'integer':
      return typeof value === 'number' && Number.isInteger(value)
    default:
      return typeof value === type
  }
}
