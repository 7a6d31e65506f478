/** What the editor is told after every check: which files there are, who is whose partner, what could be booted together. */
import { bootableTogether } from '../deployment/bootable'
import type { Grouping } from '../deployment/group'
import type { LintResult } from '../lint/run'
import type { DeploymentStatus, Status } from './messages'
import type { Session } from './session'

export function statusOf(result: LintResult, { documents, release }: Session): Status {
  const files = (result.grouping?.deployments ?? []).flatMap((deployment) =>
    deployment.servers.map((server) => ({
      uri: server.file.uri,
      ...(server.relationship.thisServerName && { server: server.relationship.thisServerName.value }),
      partners: deployment.servers.filter((one) => one.file !== server.file).map((one) => one.file.uri),
    })),
  )
  const checked = documents.files().map((file) => file.uri)
  return {
    release: release(),
    otherReleases: Object.fromEntries(checked.filter((uri) => release(uri) !== release()).map((uri) => [uri, release(uri)])),
    files,
    checked,
    deployments: result.grouping ? deploymentsOf(result.grouping) : [],
  }
}

function deploymentsOf(grouping: Grouping): DeploymentStatus[] {
  return bootableTogether(grouping).map((hosts) => {
    const files = hosts.flatMap(({ dhcp4, agent }) => [dhcp4, agent]).filter((file) => file !== undefined)
    return {
      servers: hosts.flatMap(({ name, dhcp4 }) => (dhcp4 ? { name, uri: dhcp4.uri } : [])),
      files: files.map((file) => file.uri),
      includes: [...new Set(files.flatMap((file) => file.includes.flatMap((include) => include.uri ?? [])))],
    }
  })
}
