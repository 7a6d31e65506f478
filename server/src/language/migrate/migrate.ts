/** From one release of Kea to another: the changes of every file, what each is there for, and what is left to a person. */
import type { ConfigFile } from '../../config/config-file'
import { Draft } from '../../config/draft'
import type { DraftEdit } from '../../config/draft'
import { atLeast } from '../../config/release'
import type { Release } from '../../config/release'
import { objectOf, member } from '../../config/tree'
import type { ObjectNode } from '../../config/tree'
import type { DeploymentSettings } from '../../deployment/deployment'
import { groupHosts } from '../../deployment/group'
import { say } from '../../text/text'
import { planAgent } from './agent-doors'
import type { AgentPlan } from './agent-doors'
import { changeControlSockets } from './control-sockets'
import { moveDdnsParameters } from './ddns-parameters'
import { tellDefaults } from './defaults'
import { changeLibraries } from './hook-libraries'
import { shortenPaths } from './paths'
import { renameKeys } from './renamed-keys'
import type { Decision, Step } from './step'
import { giveSubnetIds } from './subnet-ids'

export interface Migration {
  /** Of all files, each file's apart and none of them twice; a file that several include stands there once. */
  readonly edits: ReadonlyMap<string, readonly DraftEdit[]>
  /** Files that nothing reads any more. */
  readonly needless: readonly ConfigFile[]
  readonly decisions: readonly Decision[]
}

export function migrate(files: readonly ConfigFile[], from: Release, to: Release, settings: DeploymentSettings): Migration {
  const { hosts } = groupHosts(files, settings)
  const plans = hosts.flatMap((host) => {
    const plan = planAgent(host, from, to)
    return plan ? [{ host, plan }] : []
  })
  const needless = new Set(plans.flatMap(({ host, plan }) => (plan.isReplaced && host.agent ? [host.agent] : [])))
  const decisions: Decision[] = plans.flatMap(({ plan }) => plan.decisions)
  const edits = new Map<string, Map<string, DraftEdit>>()
  for (const file of files) {
    if (file.daemon === undefined || needless.has(file)) continue
    const draft = new Draft()
    const step: Step = { file, from, to, draft, decide: (at, message) => decisions.push({ at, message }) }
    takeSteps(step, plans.map(({ plan }) => plan))
    const written = draft.written()
    for (const { source, start } of written.left) decisions.push({ at: { source, start, end: start + 1 }, message: say`What is to change here comes from several files: see to it by hand.` })
    for (const edit of written.edits) add(edits, edit)
  }
  if (!atLeast(to, from)) decisions.push(...files.filter(({ body }) => body).map(goesBack(from, to)))
  return { edits: new Map([...edits].map(([uri, list]) => [uri, [...list.values()]])), needless: [...needless], decisions }
}

function takeSteps(step: Step, plans: readonly AgentPlan[]): void {
  renameKeys(step)
  moveDdnsParameters(step)
  giveSubnetIds(step)
  changeLibraries(step)
  changeControlSockets(step, plans.map(({ doors }) => doors.get(step.file)).find((door) => door !== undefined))
  for (const relationship of plans.flatMap(({ throughDoor }) => throughDoor)) if (relationship.source === step.file.source) keepThroughDoor(relationship, step)
  shortenPaths(step)
  tellDefaults(step)
}

/** Partners of up to 2.2 that share the agent's door go on doing so. */
function keepThroughDoor(relationship: ObjectNode, { draft, decide }: Step): void {
  const threads = objectOf(relationship, 'multi-threading')
  draft.about = say`partners go on through the control channel`
  if (threads) draft.addMember(threads, 'http-dedicated-listener', false)
  else if (!member(relationship, 'multi-threading')) draft.addMember(relationship, 'multi-threading', { 'enable-multi-threading': true, 'http-dedicated-listener': false })
  decide(relationship, say`The partners share the port of the control agent, and go on through the control channel. A port of their own, in all urls of both files, is faster.`)
}

/** Two servers may include one file: what both change in it is one change. */
function add(edits: Map<string, Map<string, DraftEdit>>, edit: DraftEdit): void {
  const { uri } = edit.source
  const known = edits.get(uri) ?? new Map<string, DraftEdit>()
  edits.set(uri, known)
  const key = `${edit.start} ${edit.end} ${edit.text}`
  if (!known.has(key)) known.set(key, edit)
}

function goesBack(from: Release, to: Release): (file: ConfigFile) => Decision {
  return ({ source }) => ({ at: { source, start: 0, end: 0 }, message: say`Going back from Kea ${from} to ${to} changes only what loses nothing; what the older release does not know is told as a finding once ${to} is the target.` })
}
