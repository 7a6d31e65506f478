/** The deployments that explanations are tried on, and lines of their files by what stands in them. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { ExplainedServer } from '../../src/explain/explained-server'
import { readDeployment } from '../../src/pair/deployment'
import { loadExplained } from '../../src/pair/explained-servers'

const fixtures = path.join(process.env['KEA_PROJECT'] ?? process.cwd(), 'test-fixtures')
const root = path.join(fixtures, 'explain')

export const deployments = ['pair', 'balanced', 'campus'] as const
export type DeploymentName = (typeof deployments)[number]

export function pathOf(...parts: readonly string[]): string {
  return path.join(root, ...parts)
}

export function serversOf(name: DeploymentName): readonly ExplainedServer[] {
  return serversIn('explain', name)
}

/** Of a folder of any fixtures. */
export function serversIn(...folder: readonly string[]): readonly ExplainedServer[] {
  const { servers, release } = readDeployment([path.join(fixtures, ...folder)])
  const [refused] = servers.flatMap((one) => one.refusals)
  if (refused) throw new Error(`${refused.file}:${refused.line}: ${refused.message}`)
  return loadExplained(servers, release)
}

export function fileOf(server: ExplainedServer): string {
  return new URL(server.config.uri).pathname
}

/** From 1: the line that the last of these texts stands in, each looked for behind the one before. */
export function lineOf(file: string, ...texts: readonly string[]): number {
  const content = readFileSync(file, 'utf8')
  let at = 0
  for (const text of texts) {
    at = content.indexOf(text, at)
    if (at < 0) throw new Error(`${file}: there is no ${text}`)
    at += text.length
  }
  return content.slice(0, at).split('\n').length
}
