/** The command kea-lint behind its door: hands the process to the command line and its exit code back. */
import { appendFileSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { globSync } from 'tinyglobby'
import { version } from '../../../package.json'
import { run } from '../cli/run'
import { keaFilesBelow } from '../files/disk'
import { readTranslations } from '../files/translations'

// Whoever reads the output, such as head, may have enough of it.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  process.exitCode ??= 0
})

async function readStdin(): Promise<Uint8Array> {
  const chunks: Buffer[] = []
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

void run({
  argv: process.argv.slice(2),
  cwd: process.cwd(),
  env: process.env,
  version,
  now: () => performance.now(),
  stdout: { write: (text) => void process.stdout.write(text), isTerminal: process.stdout.isTTY },
  stderr: { write: (text) => void process.stderr.write(text), isTerminal: process.stderr.isTTY },
  readStdin,
  readFile: (file) => readFileSync(file),
  writeFile: (file, text) => writeFileSync(file, text),
  appendFile: (file, text) => appendFileSync(file, text),
  translations: readTranslations,
  look(file) {
    const found = statSync(file, { throwIfNoEntry: false })
    return found === undefined ? undefined : found.isDirectory() ? 'folder' : 'file'
  },
  findKeaFiles: keaFilesBelow,
  glob: (pattern) => globSync(pattern.split(path.sep).join('/'), { cwd: process.cwd(), absolute: true, dot: true, ignore: ['**/node_modules/**', '**/.git/**'] }),
}).then(
  (code) => {
    process.exitCode = code
  },
  (error: unknown) => {
    // Ours to mend: with the place, so that it can be reported. 1 would say that the files are wrong.
    process.stderr.write(`kea-lint: a fault of kea-lint itself: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
    process.exitCode = 2
  },
)
