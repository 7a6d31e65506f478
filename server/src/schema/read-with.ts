/** Parameters that a hook library looks at with some values of another one only: elsewhere a fault in them goes unnoticed. */
import { valueOf } from '../config/tree'
import type { ObjectNode } from '../config/tree'
import type { MapSchema, PropertySchema } from './schemas'

/** Whether Kea looks at the value of the property at all. */
export function isRead(property: PropertySchema, node: ObjectNode, schema: MapSchema): boolean {
  return Object.entries(property['x-kea-read-with'] ?? {}).every(([key, values]) => {
    const value = valueOf(node, key)
    const kind = value?.kind === 'string' ? value.value : value ? undefined : schema.properties?.[key]?.default
    return typeof kind !== 'string' || values.includes(kind)
  })
}
