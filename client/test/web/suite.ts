/** Runs inside the web extension host of a real VS Code workbench: VS Code calls run(). No test library: none of them is for a worker. */
import * as vscode from 'vscode'
import { findings, inWorkspace, open, replace, until, withRule } from '../suites/support'

const primary = 'primary/kea-dhcp4.conf'
const standby = 'standby/kea-dhcp4.conf'
const agent = 'primary/kea-ctrl-agent.conf'

/** The build writes it into the program. */
declare const isWorker: boolean

function hold(condition: unknown, what: string): void {
  if (!condition) throw new Error(what)
}

const cases: Readonly<Record<string, () => Promise<void>>> = {
  'the extension starts, over files that lie on no disk': async () => {
    hold(vscode.env.uiKind === vscode.UIKind.Web, 'no web')
    // The stand-in host also runs it in Node, over the same virtual files.
    hold('WorkerGlobalScope' in globalThis === isWorker, isWorker ? 'no web worker' : 'no Node')
    hold(vscode.workspace.workspaceFolders?.[0]?.uri.scheme === 'memfs', 'no virtual workspace')
    await open(standby)
    await until(() => vscode.workspace.textDocuments.some((one) => one.uri.path.endsWith(standby) && one.languageId === 'kea'), 'language kea')
    const extension = await until(() => vscode.extensions.getExtension('kea-dhcp.kea-dhcp'), 'the extension')
    await until(() => extension.isActive, 'the extension is active')
    const { activation } = extension.exports as { activation: number }
    console.log(`[web] activation: ${activation.toFixed(1)} ms inside activate()`)
  },
  'files that are open and files that are not have the findings of the pair': async () => {
    const found = await until(() => withRule(standby, 'ha-peers-differ'), 'the peers differ', 60_000)
    hold(found.relatedInformation?.[0]?.location.uri.scheme === 'memfs', 'the place in the partner\'s file')
    await until(() => withRule(primary, 'unknown-option-name'), 'the option of a file that is not open')
    await until(() => withRule(agent, 'agent-socket-differs'), 'the agent')
  },
  'findings follow an edit, and a file that another program writes': async () => {
    const editor = await open(standby)
    await replace(editor, '"krumb"', '"crumb"')
    await until(() => !withRule(standby, 'ha-peers-differ'), 'the finding is gone')
    const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(inWorkspace(agent)))
    await vscode.workspace.fs.writeFile(inWorkspace(agent), new TextEncoder().encode(text.replace('kea-dhcp4-ctrl.sock', 'kea4-ctrl-socket')))
    await until(() => !withRule(agent, 'agent-socket-differs'), 'the sockets agree')
  },
  'an included file is read, and is missing only where it is': async () => {
    await vscode.workspace.fs.writeFile(inWorkspace('other/subnets.inc'), new TextEncoder().encode('{ "id": 1, "subnet": "192.0.2.0/24", "pools": [ { "pool": "192.0.3.1 - 192.0.3.9" } ] }'))
    await vscode.workspace.fs.writeFile(inWorkspace('other/kea-dhcp4.conf'), new TextEncoder().encode('{ "Dhcp4": { "subnet4": [ <?include "subnets.inc"?>, <?include "missing.inc"?> ] } }'))
    await until(() => withRule('other/subnets.inc', 'pool-outside-subnet'), 'the pool of the included file')
    await until(() => withRule('other/kea-dhcp4.conf', 'include-not-found'), 'the missing one')
    hold(findings('other/kea-dhcp4.conf').filter((one) => JSON.stringify(one.code).includes('include-not-found')).length === 1, 'one is missing')
  },
  'the server is started again': async () => {
    await vscode.commands.executeCommand('kea.restartServer')
    await until(() => withRule(primary, 'unknown-option-name'), 'findings again', 60_000)
    hold((await vscode.commands.getCommands(true)).includes('kea.pair.start') || isWorker, 'Node has the commands of the test pair')
  },
}

export async function run(): Promise<void> {
  for (const [name, test] of Object.entries(cases)) {
    try {
      await test()
      console.log(`[web] ok  ${name}`)
    } catch (error) {
      console.log(`[web] FAILED  ${name}: ${error instanceof Error ? error.message : String(error)}`)
      throw error
    }
  }
  console.log(`[web] ${Object.keys(cases).length} passed`)
}
