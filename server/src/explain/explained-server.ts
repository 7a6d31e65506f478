/** A server as it is explained: what it runs by, and where each part of that stands in its file. */
import type { ConfigFile } from '../config/config-file'
import type { Plan } from '../dhcp/plan-types'
import type { Relationship } from '../ha/relationship'
import type { Place } from './explanation'

export interface ExplainedServer {
  readonly name: string
  readonly plan: Plan
  /** Empty without High Availability. */
  readonly relationships: readonly Relationship[]
  readonly places: Places
  /** The file that the plan was built from, its includes in it. */
  readonly config: ConfigFile
}

/** The place of a map of the plan (each keeps its `source`), or of the value below these keys in it; undefined where the file has none. */
export type Places = (source: object, ...keys: readonly (string | number)[]) => Place | undefined
