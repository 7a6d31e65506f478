import assert from 'node:assert/strict'
import { cpSync, existsSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import * as vscode from 'vscode'
import { plainProfile } from '../../../server/src/clients/profile'
import type { Frame, ServerView } from '../../../server/src/lab/frame'
import type { ClientAct } from '../../../server/src/clients/profile'
import type { KeaExtension } from '../../src/extension'
import { descendantsOf, filesOf, isAlive, isPortFree } from './processes'
import { inWorkspace, until, withRule } from './support'

type TestPair = KeaExtension['pair']

const relay = { address: '192.168.0.1', circuitId: '', remoteId: '', linkSelection: '' }
const primary = 'campus/mserver/kea-dhcp4.conf'

describe('the test pair', function () {
  this.timeout(90_000)
  let pair: TestPair
  let isBroken = false

  // Each step stands on the one before. Mocha's bail() would skip these for a failure in another suite too.
  beforeEach(function () {
    if (isBroken) this.skip()
  })

  afterEach(function () {
    isBroken ||= this.currentTest?.state === 'failed'
  })

  before(async () => {
    const project = process.env['KEA_PROJECT'] ?? ''
    cpSync(path.join(project, 'test-fixtures/workspaces/campus-pair'), inWorkspace('campus').fsPath, { recursive: true })
    const extension = vscode.extensions.getExtension<KeaExtension>('kea-dhcp.kea-dhcp')
    assert.ok(extension)
    ;({ pair } = await extension.activate())
  })

  function server(name: string): ServerView | undefined {
    return pair.frame?.servers.find((one) => one.name === name)
  }

  function stateOf(name: string): string | undefined {
    return server(name)?.process === 'running' ? server(name)?.ha[0]?.state : server(name)?.process
  }

  function untilFrame(what: string, fits: (frame: Frame) => boolean): Promise<Frame> {
    return until(() => pair.frame && fits(pair.frame) && pair.frame, `${what}; there is ${JSON.stringify(pair.frame?.servers.map((one) => [one.name, stateOf(one.name), one.leases]))}, ${JSON.stringify(pair.frame?.clients)}`, 60_000)
  }

  const areNormal = (): boolean => stateOf('mserver') === 'hot-standby' && stateOf('sserver') === 'hot-standby'

  async function add(count: number, hwaddr: string, act: ClientAct): Promise<void> {
    await pair.ask({ ask: 'add-clients', profile: { ...plainProfile, hwaddr, relay }, count, act, lives: false })
  }

  /** Folders for temporary files in which these have a lease file open, where the system tells. */
  function foldersOf(processes: readonly number[]): string[] {
    const temporary = realpathSync(tmpdir())
    const leases = processes.flatMap(filesOf).filter((file) => file.startsWith(temporary) && file.endsWith('.csv'))
    return [...new Set(leases.map((file) => path.join(temporary, path.relative(temporary, file).split(path.sep)[0] ?? '')))]
  }

  /** Who acknowledged the leases of all clients. */
  async function servedBy(): Promise<string[]> {
    const { laboratory } = pair
    assert.ok(laboratory)
    return new Promise((resolve) => {
      const connection = laboratory.connect('suite', (answer) => {
        if (!('frame' in answer) || !answer.frame.clientList) return
        connection.close()
        resolve([...new Set(answer.frame.clientList.rows.map((row) => row.server))])
      })
      connection.look({ clients: { from: 0, count: 200, search: '' } })
    })
  }

  it('starts both servers, which find each other', async () => {
    await vscode.workspace.openTextDocument(inWorkspace(primary))
    // Until the watcher has told of the standby's files, the primary is a server alone.
    await until(() => ['mserver', 'sserver'].every((name) => withRule(`campus/${name}/kea-ctrl-agent.conf`, 'http-door-open')), 'the files of both are known')
    await vscode.commands.executeCommand('kea.pair.start', inWorkspace(primary))
    await untilFrame('both are in hot-standby', areNormal)
    assert.ok(vscode.window.tabGroups.all.some((group) => group.tabs.some((tab) => tab.label === 'Kea Test Pair')))
    assert.equal(server('mserver')?.config, inWorkspace(primary).fsPath)
  })

  it('leases addresses to fifty clients, which both servers know', async () => {
    await add(50, '02:00:00:00:01:00', 'dora')
    await untilFrame('fifty have a lease', (frame) => frame.clients.bound === 50 && frame.servers.every((one) => one.leases === 50))
    assert.deepEqual(await servedBy(), ['mserver'])
  })

  it('lets the standby take over when the primary is killed, and the clients get their leases from it', async () => {
    await vscode.commands.executeCommand('kea.pair.killServer', 'mserver')
    await untilFrame('the primary is down', () => stateOf('mserver') === 'down')
    // As many newcomers as it takes for the standby to believe it.
    await add(6, '02:00:00:00:02:00', 'dora')
    await untilFrame('the standby is in partner-down', () => stateOf('sserver') === 'partner-down')
    await untilFrame('the newcomers have a lease', (frame) => frame.clients.bound === 56)
    await pair.ask({ ask: 'act', clients: 'all', act: 'rebind' })
    for (const end = Date.now() + 30_000; (await servedBy()).join() !== 'sserver'; ) assert.ok(Date.now() < end, 'all are served by the standby')
  })

  it('takes the primary back, with the leases that were given while it was away', async () => {
    await vscode.commands.executeCommand('kea.pair.startServer', 'mserver')
    await untilFrame('both are in hot-standby', areNormal)
    await untilFrame('both have every lease', (frame) => frame.servers.every((one) => one.leases === 56))
    const told = (pair.frame?.timeline ?? []).map((step) => `${step.server} ${step.state}`)
    assert.ok(told.indexOf('sserver partner-down') < told.lastIndexOf('mserver syncing'), told.join(', '))
  })

  it('follows a file that is edited while it runs', async () => {
    const editor = await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(inWorkspace(primary)))
    const at = editor.document.getText().indexOf('"data": "192.168.0.1"')
    const range = new vscode.Range(editor.document.positionAt(at), editor.document.positionAt(at + '"data": "192.168.0.1"'.length))
    await editor.edit((edit) => edit.replace(range, '"data": "192.168.0.2"'))
    await editor.document.save()
    await untilFrame('the change is told', (frame) => frame.notices?.some((notice) => notice.kind === 'change' && notice.server === 'mserver') === true)
    await untilFrame('both are in hot-standby', areNormal)
  })

  it('stops, and nothing of it is left: no process, no port, no file', async function () {
    const pid = pair.laboratory?.pid ?? 0
    const processes = descendantsOf(pid)
    const udp = (pair.frame?.servers ?? []).map((one) => one.dhcp)
    const doors = (pair.frame?.servers ?? []).flatMap((one) => one.doors.map((door) => door.at))
    const tcp = doors.filter((at) => /^[\d.]+:\d+$/.test(at))
    const folders = foldersOf(processes ?? [])
    assert.ok(processes === undefined || processes.length >= 2, 'a process for each server')
    assert.equal(udp.length, 2)
    assert.ok(tcp.length >= 2, doors.join())
    assert.ok(process.platform !== 'linux' || folders.length === 1, 'one folder holds the lease files')
    for (const at of udp) assert.ok(!(await isPortFree('udp', at)), `${at} is taken`)
    for (const at of tcp) assert.ok(!(await isPortFree('tcp', at)), `${at} is taken`)

    await vscode.commands.executeCommand('kea.pair.stop')
    await untilFrame('no server runs', (frame) => frame.run === 'ready')
    await vscode.commands.executeCommand('workbench.action.closeAllEditors')
    await until(() => pair.laboratory === undefined, 'the laboratory ended with its page')
    await until(() => [pid, ...(processes ?? [])].every((one) => !isAlive(one)), 'no process is left')
    for (const at of udp) assert.ok(await isPortFree('udp', at), `${at} is free`)
    for (const at of tcp) assert.ok(await isPortFree('tcp', at), `${at} is free`)
    for (const folder of folders) assert.ok(!existsSync(folder), folder)
  })

  it('explains a client at a place in a file, with no server running', async () => {
    const document = await vscode.workspace.openTextDocument(inWorkspace(primary))
    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', document.uri, 50)
    const line = document.getText().slice(0, document.getText().indexOf('"reservations"')).split('\n').length - 1
    const lens = lenses.find((one) => one.range.start.line === line)
    assert.equal(lens?.command?.title, 'Explain a client')
    const profile = await vscode.commands.executeCommand<{ hwaddr: string }>(lens.command.command, ...((lens.command.arguments ?? []) as unknown[]))
    assert.equal(profile.hwaddr, '00:1b:a9:4e:02:61', JSON.stringify([lens.command.arguments, profile]))
    const explanation = await pair.ask({ ask: 'explain', profile: { ...plainProfile, ...profile }, act: 'dora' })
    assert.ok(explanation.servers.some((one) => one.address === '192.168.0.20'), explanation.summary)
    await untilFrame('the laboratory is ready', (frame) => frame.run === 'ready')
    await vscode.commands.executeCommand('workbench.action.closeAllEditors')
    await until(() => pair.laboratory === undefined, 'the laboratory ended with its page')
  })

  it('passes an hour of virtual time in a moment', async () => {
    await vscode.commands.executeCommand('kea.pair.startVirtual', inWorkspace(primary))
    await untilFrame('time is virtual', (frame) => frame.run === 'running' && frame.time === 'virtual')
    const begun = pair.frame?.at ?? 0
    const wall = Date.now()
    await pair.ask({ ask: 'pass', ms: 3_600_000 })
    const passed = await untilFrame('an hour has passed', (frame) => frame.at - begun >= 3_600_000)
    assert.ok(areNormal(), JSON.stringify(passed.servers.map((one) => stateOf(one.name))))
    console.log(`an hour passed in ${Date.now() - wall} ms`)
  })

  it('writes down what is done as a scenario, and plays it again', async () => {
    await vscode.commands.executeCommand('kea.pair.record')
    await untilFrame('it records', (frame) => frame.isRecording)
    await vscode.commands.executeCommand('kea.pair.killServer', 'sserver')
    await untilFrame('the standby is down', () => stateOf('sserver') === 'down')
    await vscode.commands.executeCommand('kea.pair.stopRecording')
    const scenario = await until(() => vscode.window.activeTextEditor?.document, 'the scenario is shown')
    assert.equal(scenario.languageId, 'kea-scenario')
    assert.match(scenario.getText(), /^kill sserver$/m)
    await vscode.commands.executeCommand('kea.pair.startServer', 'sserver')
    await untilFrame('both are in hot-standby', areNormal)
    await vscode.window.showTextDocument(scenario)
    await vscode.commands.executeCommand('kea.pair.playScenario')
    await untilFrame('the standby is down again', () => stateOf('sserver') === 'down')
    await vscode.window.showTextDocument(scenario)
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor')
  })

  it('forgets a laboratory that was ended from outside, and its servers end with it', async function () {
    if (process.platform === 'win32') this.skip()
    await vscode.commands.executeCommand('kea.pair.start', inWorkspace(primary))
    await untilFrame('real servers run', (frame) => frame.time === 'real' && frame.run === 'running')
    const pid = pair.laboratory?.pid ?? 0
    const servers = descendantsOf(pid) ?? []
    assert.ok(servers.length >= 2)
    const folders = foldersOf(servers)
    process.kill(pid, 'SIGKILL')
    await until(() => pair.laboratory === undefined && pair.frame === undefined, 'it is forgotten')
    await until(() => servers.every((one) => !isAlive(one)), 'no server is left')
    // Whoever ends so cleans nothing up.
    for (const folder of folders) rmSync(folder, { recursive: true })
    await vscode.commands.executeCommand('notifications.clearAll')
    await vscode.commands.executeCommand('workbench.action.closeAllEditors')
  })

  /** Whoever runs the suites looks whether these ended with the window. */
  after(async () => {
    const file = process.env['E2E_LEFT_RUNNING']
    if (file === undefined) return
    await vscode.commands.executeCommand('kea.pair.start', inWorkspace(primary))
    await untilFrame('real servers run', (frame) => frame.run === 'running')
    const pid = pair.laboratory?.pid ?? 0
    writeFileSync(file, JSON.stringify([pid, ...(descendantsOf(pid) ?? [])]))
  })
})
