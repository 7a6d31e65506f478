/** Subnets and reservations can come from a database or by commands: what is missing in the file then proves nothing. */
import { valueOf } from '../../../config/tree'
import type { Surroundings } from '../../scopes'

const hooksThatBringSome = ['libdhcp_host_cmds', 'libdhcp_subnet_cmds', 'libdhcp_cb_cmds', 'libdhcp_radius', 'libdhcp_host_cache']

export function comesFromElsewhere(around: Surroundings): boolean {
  if (around.body.incomplete) return true
  if (['config-control', 'hosts-database', 'hosts-databases'].some((key) => valueOf(around.body, key))) return true
  const hooks = around.hooks()
  return hooksThatBringSome.some((name) => hooks.has(name))
}
