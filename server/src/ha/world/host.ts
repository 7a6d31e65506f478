/** What is around a server of the world for commands that ask for more than the server: no files. */
import type { CommandHost } from '../../dhcp/commands/context'

export function hostWithoutFiles(name: string, startedAt: number, clock: () => number): CommandHost {
  return {
    version: '',
    pid: 0,
    startedAt,
    reloadedAt: () => startedAt,
    configPath: name,
    clock,
    readConfig: () => 'there is no file',
    writeConfig: () => 'there is no file',
    apply: () => Promise.resolve('a world keeps its configuration'),
    shutdown: () => undefined,
    sha256: () => '',
    writeLeases: () => 'there is no file',
  }
}
