import assert from 'node:assert/strict'
import * as vscode from 'vscode'
import { inWorkspace, until } from './support'

/** What the task found, apart from what the language server says of the same files. */
function fromTask(name: string): vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(inWorkspace(name)).filter((one) => one.source === 'kea-lint')
}

async function run(task: vscode.Task): Promise<number | undefined> {
  const ended = new Promise<number | undefined>((resolve) => {
    const listener = vscode.tasks.onDidEndTaskProcess((event) => {
      if (event.execution.task.definition.type !== 'kea-lint') return
      listener.dispose()
      resolve(event.exitCode)
    })
  })
  await vscode.tasks.executeTask(task)
  return ended
}

describe('the task kea-lint', () => {
  it('is offered for the folder, runs the command that comes with the extension, and fills the problems', async () => {
    const [task, ...more] = await vscode.tasks.fetchTasks({ type: 'kea-lint' })
    assert.ok(task)
    assert.equal(more.length, 0)
    assert.deepEqual(task.problemMatchers, ['$kea-lint'])
    assert.equal(await run(task), 1)
    const option = await until(() => fromTask('primary/kea-dhcp4.conf').find((one) => one.code === 'unknown-option-name'), 'a finding of the task')
    assert.equal(option.severity, vscode.DiagnosticSeverity.Error)
    await until(() => fromTask('standby/kea-dhcp4.conf').length > 0, 'findings in both folders')
  })

  it('checks the paths and takes the options that somebody wrote for it', async () => {
    const tasks = vscode.workspace.getConfiguration('tasks')
    await tasks.update('version', '2.0.0', vscode.ConfigurationTarget.Workspace)
    await tasks.update('tasks', [{ type: 'kea-lint', label: 'never', paths: ['primary'], args: ['--fail-on', 'never'] }], vscode.ConfigurationTarget.Workspace)
    const written = await until(() => true, 'a moment').then(() => vscode.tasks.fetchTasks({ type: 'kea-lint' }))
    const mine = written.find((one) => one.name === 'never')
    assert.ok(mine, written.map((one) => one.name).join())
    assert.equal(await run(mine), 0)
    await vscode.workspace.fs.delete(inWorkspace('.vscode'), { recursive: true })
  })
})
