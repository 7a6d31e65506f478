/** The task "kea-lint": the command that comes with the extension, over the whole folder, its findings in the Problems view. */
import * as vscode from 'vscode'

const type = 'kea-lint'

interface LintTask extends vscode.TaskDefinition {
  readonly paths?: readonly string[]
  readonly args?: readonly string[]
}

export function offerLintTask(context: vscode.ExtensionContext): vscode.Disposable {
  const command = context.asAbsolutePath('server/dist/kea-lint.js')
  return vscode.tasks.registerTaskProvider(type, {
    provideTasks: () => (vscode.workspace.workspaceFolders ?? []).filter((folder) => folder.uri.scheme === 'file').map((folder) => lintTask({ type }, folder, command)),
    // VS Code keeps a task that somebody wrote only where it comes back with the very definition.
    resolveTask: (task) => {
      const folder = typeof task.scope === 'object' ? task.scope : vscode.workspace.workspaceFolders?.[0]
      return folder && lintTask(task.definition, folder, command)
    },
  })
}

function lintTask(definition: LintTask, folder: vscode.WorkspaceFolder, command: string): vscode.Task {
  const argv = [command, '--format', 'concise', ...(definition.args ?? []), '--', ...(definition.paths ?? ['.'])]
  // The editor's own program is Node.js where it is asked to be.
  const run = new vscode.ProcessExecution(process.execPath, argv, { cwd: folder.uri.fsPath, env: { ELECTRON_RUN_AS_NODE: '1' } })
  const task = new vscode.Task(definition, folder, vscode.l10n.t('Check Kea files'), type, run, ['$kea-lint'])
  task.group = vscode.TaskGroup.Test
  task.presentationOptions = { reveal: vscode.TaskRevealKind.Silent, clear: true }
  return task
}
