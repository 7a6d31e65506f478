/** The packages that the run of the tests made before they began. */
import { readFileSync } from 'node:fs'
import path from 'node:path'

export const project = process.env['KEA_PROJECT'] ?? process.cwd()
const made = process.env['KEA_PACKAGES'] ?? path.join(project, 'out/package')
export const version = (JSON.parse(readFileSync(path.join(project, 'package.json'), 'utf8')) as { version: string }).version

export const packages = {
  tarball: path.join(made, `kea-dhcp-${version}.tgz`),
  vsix: path.join(made, `kea-dhcp-${version}.vsix`),
  /** What the tarball holds, unpacked. */
  npm: path.join(made, 'npm'),
}
