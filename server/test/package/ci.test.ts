/** What others copy into their CI: the commands of each are run here as the service would run them, with the package that is built. */
import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { after, before, beforeEach, test } from 'node:test'
import { parse } from 'yaml'
import { packages, project, version } from './packages'

const hasBash = spawnSync('bash', ['-c', 'true']).status === 0 && process.platform !== 'win32'
const skip = hasBash ? false : 'no bash'
const wrong = '{ "Dhcp4": { "valid-lifetme": 4000 } }\n'
const good = '{ "Dhcp4": { "interfaces-config": { "interfaces": [ "eth0" ] }, "valid-lifetime": 4000 } }\n'

let scratch = ''
let workspace = ''

before(() => void (scratch = mkdtempSync(path.join(os.tmpdir(), 'kea-ci-'))))
after(() => rmSync(scratch, { recursive: true, force: true }))
beforeEach(() => {
  workspace = mkdtempSync(path.join(scratch, 'workspace-'))
  for (const [name, text] of [['a site/kea-dhcp4.conf', wrong], ['good/kea-dhcp4.conf', good]] as const) {
    mkdirSync(path.join(workspace, path.dirname(name)))
    writeFileSync(path.join(workspace, name), text)
  }
})

function read(...names: string[]): string {
  return readFileSync(path.join(project, ...names), 'utf8')
}

/** npm's own cache: what others have installed must not help. */
function surroundings(more: Record<string, string>): NodeJS.ProcessEnv {
  const own = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(GITHUB|CI)_/.test(name)))
  return { ...own, LC_ALL: 'C', npm_config_cache: path.join(scratch, 'cache'), npm_config_offline: 'true', npm_config_update_notifier: 'false', ...more }
}

interface Action {
  readonly inputs: Readonly<Record<string, { readonly default: string; readonly description: string }>>
  readonly runs: { readonly steps: readonly { readonly name: string; readonly run?: string; readonly if?: string; readonly env?: Record<string, string> }[] }
}

/** The action's own step, with inputs as a workflow gives them. */
function runAction(given: Record<string, string>): { code: number | null; out: string; err: string; summary: string; outputs: string } {
  const action = parse(read('action.yml')) as Action
  const [step] = action.runs.steps
  const inputs: Record<string, string> = { ...Object.fromEntries(Object.entries(action.inputs).map(([name, input]) => [name, input.default])), package: packages.tarball, ...given }
  for (const name of Object.keys(given)) assert.ok(name in action.inputs, name)
  const env = Object.fromEntries(Object.entries(step?.env ?? {}).map(([name, value]) => [name, value.replace(/\$\{\{ inputs\.([\w-]+) \}\}/g, (_all, input: string) => inputs[input] ?? '')]))
  const [summary, outputs] = ['summary.md', 'outputs'].map((name) => path.join(workspace, '..', `${path.basename(workspace)}-${name}`)) as [string, string]
  const done = spawnSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', step?.run ?? ''], {
    cwd: workspace,
    encoding: 'utf8',
    env: surroundings({ ...env, GITHUB_ACTIONS: 'true', GITHUB_WORKSPACE: workspace, GITHUB_ACTION_PATH: project, GITHUB_STEP_SUMMARY: summary, GITHUB_OUTPUT: outputs }),
  })
  const text = (file: string): string => (existsSync(file) ? readFileSync(file, 'utf8') : '')
  return { code: done.status, out: done.stdout, err: done.stderr, summary: text(summary), outputs: text(outputs) }
}

test('the action annotates the lines, writes the summary and fails the step', { skip }, () => {
  const { code, out, err, summary } = runAction({})
  assert.equal(code, 1, err)
  assert.match(out, /^::error file=a site\/kea-dhcp4\.conf,line=1,endLine=1,col=14,endColumn=29,title=unknown-key::/m)
  assert.match(summary, /^## kea-lint/)
})

test('the action takes paths with blanks, a release, a level and options, and nothing of it is a command', { skip }, () => {
  assert.equal(runAction({ paths: 'good' }).code, 0)
  assert.equal(runAction({ paths: 'good\na site/kea-dhcp4.conf\n' }).code, 1)
  assert.equal(runAction({ 'fail-on': 'never' }).code, 0)
  assert.equal(runAction({ args: '--severity\nunknown-key=off' }).code, 0)
  assert.match(runAction({ 'kea-version': '2.2', format: 'text' }).out, /Kea 2\.2/)
  const { code } = runAction({ paths: '$(touch stolen); touch stolen; `touch stolen`' })
  assert.equal(code, 2)
  assert.ok(!existsSync(path.join(workspace, 'stolen')))
})

test('the action writes SARIF only where it is asked to', { skip }, () => {
  const { outputs, code } = runAction({ 'upload-sarif': 'true' })
  assert.equal(code, 1)
  assert.equal(outputs, 'sarif-file=kea-lint.sarif\n')
  assert.equal((JSON.parse(readFileSync(path.join(workspace, 'kea-lint.sarif'), 'utf8')) as { version: string }).version, '2.1.0')
  const upload = (parse(read('action.yml')) as Action).runs.steps[1]
  assert.match(upload?.if ?? '', /inputs\.upload-sarif == 'true'/)
  rmSync(path.join(workspace, 'kea-lint.sarif'))
  runAction({})
  assert.ok(!existsSync(path.join(workspace, 'kea-lint.sarif')))
})

interface GitlabJob {
  readonly variables: Record<string, string>
  readonly script: readonly string[]
  readonly artifacts: { readonly when: string; readonly reports: { readonly codequality: string } }
}

test('the template for GitLab leaves the report that it names, and fails the job', { skip }, () => {
  const job = (parse(read('ci/gitlab.yml')) as { 'kea-lint': GitlabJob })['kea-lint']
  assert.equal(job.variables['KEA_LINT_PACKAGE'], `kea-dhcp@${version}`)
  const done = spawnSync('sh', ['-e', '-c', job.script.join('\n')], { cwd: workspace, encoding: 'utf8', env: surroundings({ ...job.variables, KEA_LINT_PACKAGE: packages.tarball, CI_PROJECT_DIR: workspace }) })
  assert.equal(done.status, 1, done.stderr)
  assert.equal(job.artifacts.when, 'always')
  const issues = JSON.parse(readFileSync(path.join(workspace, job.artifacts.reports.codequality), 'utf8')) as { location: { path: string } }[]
  assert.equal(issues[0]?.location.path, 'a site/kea-dhcp4.conf')
})

interface Hook {
  readonly id: string
  readonly entry: string
  readonly language: string
  readonly files: string
}

const [hook] = parse(read('.pre-commit-hooks.yaml')) as [Hook]

test('the hook for pre-commit runs a command of the package, for the names of Kea\'s files', () => {
  const manifest = JSON.parse(read('package.json')) as { bin: Record<string, string> }
  assert.ok(hook.entry in manifest.bin)
  assert.equal(hook.language, 'node')
  const files = new RegExp(hook.files)
  for (const name of ['kea-dhcp4.conf', 'a/kea-dhcp6.json', 'etc/kea/subnets.inc', 'etc/kea/kea-ctrl-agent.conf', 'x.kea.json', 'site/kea-lint.json']) assert.match(name, files)
  for (const name of ['package.json', 'nginx.conf', 'kea.py', 'docs/kea/readme.md']) assert.doesNotMatch(name, files)
})

const preCommit = process.env['KEA_PRE_COMMIT'] ?? 'pre-commit'
const hasPreCommit = spawnSync(preCommit, ['--version']).status === 0

test('pre-commit itself installs the hook and runs it', { skip: hasPreCommit ? false : 'no pre-commit (KEA_PRE_COMMIT)', timeout: 300_000 }, () => {
  const env = surroundings({ PRE_COMMIT_HOME: path.join(scratch, 'pre-commit'), GIT_CONFIG_GLOBAL: path.join(scratch, 'gitconfig') })
  const git = (cwd: string, ...argv: string[]): string => execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.org', ...argv], { cwd, env, encoding: 'utf8' })
  const commit = (cwd: string): void => {
    git(cwd, 'init', '--quiet')
    git(cwd, 'add', '--all', '--force')
    git(cwd, 'commit', '--quiet', '--message', 'a')
  }
  // What is built stands for what the hook's repository builds while it is installed.
  const repository = path.join(scratch, 'hook')
  cpSync(packages.npm, repository, { recursive: true })
  writeFileSync(path.join(repository, '.pre-commit-hooks.yaml'), read('.pre-commit-hooks.yaml'))
  commit(repository)
  commit(workspace)
  const tried = spawnSync(preCommit, ['try-repo', repository, 'kea-lint', '--all-files', '--verbose'], { cwd: workspace, env, encoding: 'utf8' })
  assert.equal(tried.status, 1, tried.stdout + tried.stderr)
  assert.match(tried.stdout, /"valid-lifetme" is no key of Dhcp4/)
  writeFileSync(path.join(workspace, 'a site/kea-dhcp4.conf'), good)
  const passed = spawnSync(preCommit, ['try-repo', repository, 'kea-lint', '--all-files'], { cwd: workspace, env, encoding: 'utf8' })
  assert.equal(passed.status, 0, passed.stdout + passed.stderr)
})

test('what docs/ci.md shows can be copied: YAML and JSON that read, options that there are, the version that this is', () => {
  const page = read('docs/ci.md')
  const blocks = [...page.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)].map(([, language = '', text = '']) => ({ language, text }))
  assert.ok(blocks.length > 8)
  for (const { language, text } of blocks) {
    if (language === 'yaml') assert.ok(typeof parse(text) === 'object', text)
    if (language === 'json') assert.doesNotThrow(() => JSON.parse(text) as unknown, text)
  }
  for (const [, of] of page.matchAll(/kea-dhcp@(\d[\d.]*)/g)) assert.equal(of, version)
  const { stdout } = spawnSync(process.execPath, [path.join(packages.npm, 'server/dist/kea-lint.js'), '--help'], { encoding: 'utf8' })
  for (const line of page.split('\n').filter((one) => /\bkea-lint --?\w|-- kea-lint/.test(one))) {
    for (const [option] of line.slice(line.lastIndexOf('kea-lint')).split('|')[0]?.matchAll(/(?<=\s)--[a-z-]+/g) ?? []) assert.ok(stdout.includes(option), `${option} in ${line}`)
  }
  const inputs = Object.keys((parse(read('action.yml')) as Action).inputs)
  const withs = blocks.filter((one) => one.language === 'yaml' && one.text.includes('with:')).flatMap((one) => [...(one.text.split('with:')[1] ?? '').matchAll(/^\s+([a-z-]+):/gm)].map((found) => found[1] ?? ''))
  assert.ok(withs.length > 2)
  for (const name of withs) assert.ok(inputs.includes(name), name)
})
