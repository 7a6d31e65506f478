/** A file system in the editor's memory, for tests: the files of a pair that lie on no disk. */
import * as vscode from 'vscode'

/** The build writes them into the program: path → text. */
declare const officePair: Readonly<Record<string, string>>

export function activate(context: vscode.ExtensionContext): void {
  const files = new Map<string, Uint8Array>(Object.entries(officePair).map(([name, text]) => [`/site/${name}`, new TextEncoder().encode(text)]))
  const changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>()
  const tell = (uri: vscode.Uri, type: vscode.FileChangeType): void => changed.fire([{ uri, type }])
  const below = (folder: string): string[] => [...files.keys()].filter((file) => file.startsWith(folder === '/' ? '/' : `${folder}/`))

  const provider: vscode.FileSystemProvider = {
    onDidChangeFile: changed.event,
    watch: () => new vscode.Disposable(() => undefined),
    stat(uri) {
      const content = files.get(uri.path)
      if (content) return { type: vscode.FileType.File, ctime: 0, mtime: Date.now(), size: content.length }
      if (below(uri.path).length > 0) return { type: vscode.FileType.Directory, ctime: 0, mtime: 0, size: 0 }
      throw vscode.FileSystemError.FileNotFound(uri)
    },
    readDirectory(uri) {
      const start = uri.path === '/' ? 1 : uri.path.length + 1
      const names = new Map<string, vscode.FileType>()
      for (const file of below(uri.path)) {
        const [name = '', ...rest] = file.slice(start).split('/')
        names.set(name, rest.length > 0 ? vscode.FileType.Directory : vscode.FileType.File)
      }
      return [...names]
    },
    readFile(uri) {
      const content = files.get(uri.path)
      if (!content) throw vscode.FileSystemError.FileNotFound(uri)
      return content
    },
    writeFile(uri, content) {
      const isNew = !files.has(uri.path)
      files.set(uri.path, content)
      tell(uri, isNew ? vscode.FileChangeType.Created : vscode.FileChangeType.Changed)
    },
    delete(uri) {
      for (const file of [uri.path, ...below(uri.path)]) files.delete(file)
      tell(uri, vscode.FileChangeType.Deleted)
    },
    createDirectory: () => undefined,
    rename(from, to) {
      files.set(to.path, files.get(from.path) ?? new TextEncoder().encode(''))
      files.delete(from.path)
      tell(from, vscode.FileChangeType.Deleted)
      tell(to, vscode.FileChangeType.Created)
    },
  }
  context.subscriptions.push(vscode.workspace.registerFileSystemProvider('memfs', provider, { isCaseSensitive: true }))
}
