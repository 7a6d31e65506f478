/** Files that were read anew while servers run: a server keeps the name and the place that it has in the run, whatever its files call it now. */
import type { LabDeployment } from './lab-parts'

export interface Kept {
  readonly deployment: LabDeployment
  /** Servers that only the next boot would start. */
  readonly added: readonly string[]
}

/** A server whose file is gone stays as it was. `isSameFile`: of paths. */
export function keepNames(before: LabDeployment, next: LabDeployment, isSameFile: (one: string, other: string) => boolean): Kept {
  const nextOf = (config: string): LabDeployment['servers'][number] | undefined => next.servers.find((server) => isSameFile(server.config, config))
  const servers = before.servers.map((server) => ({ ...(nextOf(server.config) ?? server), name: server.name }))
  const explained = before.servers.flatMap(({ name, config }) => {
    const server = nextOf(config)
    // Where the file cannot be read any more, it goes on with what it had.
    const found = (server && next.explained.find((one) => one.name === server.name)) ?? before.explained.find((one) => one.name === name)
    return found ? [{ ...found, name }] : []
  })
  const added = next.servers.filter((server) => !before.servers.some((one) => isSameFile(one.config, server.config))).map((server) => server.name)
  return { deployment: { release: next.release, servers, explained }, added }
}
