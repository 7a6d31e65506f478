/** Which files make one host, and which hosts form one High Availability deployment. */
import type { ConfigFile } from '../config/config-file'
import type { Relationship } from './relationship'

/** One machine: at most one file per daemon. */
export interface Host {
  /** What a person would call it: the folder, or the name given in kea-lint.json. */
  readonly name: string
  readonly dhcp4: ConfigFile | undefined
  readonly dhcp6: ConfigFile | undefined
  readonly agent: ConfigFile | undefined
  readonly ddns: ConfigFile | undefined
}

/** A server's part in a deployment: its file, its relationship, and its own entry among the peers. */
export interface Server {
  readonly host: Host
  readonly file: ConfigFile
  readonly relationship: Relationship
}

/** The servers whose files describe the same High Availability relationship; two or more. */
export interface Deployment {
  readonly servers: readonly Server[]
  /** More than one relationship in some server: subnets may then differ (hub and spoke, since 2.6). */
  readonly hubAndSpoke: boolean
}

/** What `kea-lint.json` says where guessing is not enough. */
export interface DeploymentSettings {
  readonly hosts: readonly { readonly name: string; readonly files: readonly string[] }[]
  readonly pairs: readonly (readonly string[])[]
}
