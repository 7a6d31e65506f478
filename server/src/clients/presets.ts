/** Clients that people have. */
import type { ClientProfile } from './profile'

export interface Preset {
  readonly name: string
  readonly title: string
  readonly profile: ClientProfile
}

export const presets: readonly Preset[] = []
