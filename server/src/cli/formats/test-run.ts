/** For tests: the command over files that stand in a value, and files that try every format. */
import path from 'node:path'
import { run } from '../run'

export interface Files {
  /** By their names below the folder in which the command runs. */
  readonly [name: string]: string
}

export interface Ran {
  readonly code: number
  readonly out: string
  readonly err: string
  /** What was written to other files. */
  readonly written: ReadonlyMap<string, string>
}

export interface Surroundings {
  readonly cwd?: string
  readonly env?: Readonly<Record<string, string>>
  /** Milliseconds that each look at the clock takes. */
  readonly slowness?: number
  readonly isTerminal?: boolean
}

export async function lintFiles(files: Files, argv: readonly string[], { cwd = '/home/ann/site', env = {}, slowness = 0, isTerminal = false }: Surroundings = {}): Promise<Ran> {
  const known = new Map(Object.entries(files).map(([name, text]) => [path.resolve(cwd, name), text]))
  const written = new Map<string, string>()
  let out = ''
  let err = ''
  let time = 0
  const code = await run({
    argv: argv.includes('-') || argv.some((one) => known.has(path.resolve(cwd, one))) ? argv : [...argv, ...Object.keys(files).filter((name) => name.endsWith('.conf'))],
    cwd,
    env,
    version: '1.2.3',
    now: () => (time += slowness),
    stdout: { write: (text) => void (out += String(text)), isTerminal },
    stderr: { write: (text) => void (err += String(text)), isTerminal },
    readStdin: () => Promise.resolve(Buffer.from('')),
    readFile: (file) => {
      const text = known.get(file)
      if (text === undefined) throw Object.assign(new Error(file), { code: 'ENOENT' })
      return Buffer.from(text)
    },
    git: () => undefined,
    stamp: () => '',
    pause: () => Promise.resolve(false),
    writeFile: (file, text) => void written.set(file, String(text)),
    appendFile: (file, text) => void written.set(file, (written.get(file) ?? '') + text),
    translations: () => undefined,
    look: (file) => (known.has(file) ? 'file' : [...known.keys()].some((one) => one.startsWith(`${file}/`)) ? 'folder' : undefined),
    findKeaFiles: (folder) => [...known.keys()].filter((file) => file.startsWith(`${folder}/`) && file.endsWith('.conf')),
    glob: () => [],
  })
  return { code, out, err, written }
}

export const clean: Files = { 'kea-dhcp4.conf': '{ "Dhcp4": { "interfaces-config": { "interfaces": [ "eth0" ] }, "valid-lifetime": 4000 } }\n' }

/** Names and values with everything that some format must write in its own way. */
export const nasty: Files = {
  'west, 50%: é 中/kea dhcp4 [1]=<a>&b.conf': [
    '{ "Dhcp4": {',
    '  /* 中文 😀 é */ "quote\\"s <tag> & \'%0A::error::\\n\\u001b[31m ]]> {0} |`*": 1,',
    '  "valid-lifetme": 4000,',
    '  "subnet4": [',
    '    { "id": 1, "subnet": "10.0.0.0/24", "pools": [ { "pool": "10.0.0.10 - 10.0.0.99" } ] },',
    '    { "id": 1, "subnet": "10.0.1.0/24", "pools": [ { "pool": "10.0.2.10 - 10.0.2.99" } ] },',
    '  ] } }',
    '',
  ].join('\n'),
  'crlf/kea-dhcp4.conf': '{\r\n  "Dhcp4": {\r\n    "valid-lifetme": 1,\r\n    "😀": "x", "😁": "y"\r\n    "renew-timer": 900\r\n  }\r\n}\r\n',
  'included/kea-dhcp4.conf': '{ "Dhcp4": {\n  <?include "subnets.inc"?>\n} }\n',
  'included/subnets.inc': '"subnet4": [\n  { "id": 7, "subnet": "10.0.0.0/24", "pols": [] }\n]\n',
}

/** Both ends of what may move: blank lines, indentation, other subnets before. */
export const before = '{ "Dhcp4": {\n  "valid-lifetme": 1,\n  "subnet4": [\n    { "id": 2, "subnet": "10.0.2.0/24", "pols": [] }\n  ]\n} }\n'
export const after = '\n\n{ "Dhcp4": {\n\n      "valid-lifetme": 1,\n  "subnet4": [\n    { "id": 1, "subnet": "10.0.1.0/24" },\n\n        { "id": 2, "subnet": "10.0.2.0/24", "pols": [] }\n  ]\n} }\n'
