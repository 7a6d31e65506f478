/** GitHub's workflow commands and job summary, JUnit, Checkstyle and the lines of compilers: each is read back as its reader reads it. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { SaxesParser } from 'saxes'
import { before, clean, lintFiles, nasty } from './test-run'
import type { Files } from './test-run'
import { everyFixture } from './test-fixtures'

interface Command {
  readonly name: string
  readonly properties: Readonly<Record<string, string>>
  readonly data: string
}

/** As the runner of GitHub Actions reads a line; null: it is shown as it is. */
function readCommand(line: string): Command | null {
  const text = line.trimStart()
  const end = text.indexOf('::', 2)
  if (!text.startsWith('::') || end < 0) return null
  const [name = '', ...rest] = text.slice(2, end).split(' ')
  const pairs = rest.join(' ').trim().split(',').filter((one) => one !== '').map((one): [string, string] => [one.slice(0, one.indexOf('=')), unescape(one.slice(one.indexOf('=') + 1), true)])
  return { name, properties: Object.fromEntries(pairs), data: unescape(text.slice(end + 2), false) }
}

function unescape(text: string, isProperty: boolean): string {
  const signs: [string, string][] = [['%0D', '\r'], ['%0A', '\n'], ...(isProperty ? [['%3A', ':'], ['%2C', ',']] as [string, string][] : []), ['%25', '%']]
  return signs.reduce((all, [written, sign]) => all.replaceAll(written, sign), text)
}

test('GitHub reads back every file, place and message, errors first', async () => {
  const { out } = await lintFiles(nasty, ['--each', '--format', 'github'])
  const lines = out.replace(/\n$/, '').split('\n')
  const levels: string[] = []
  for (const line of lines) {
    const command = readCommand(line)
    assert.ok(command, line)
    assert.match(command.name, /^(error|warning|notice)$/)
    const { file = '', line: first, endLine, col, endColumn, title, ...rest } = command.properties
    assert.deepEqual(rest, {})
    assert.ok(file in nasty, file)
    assert.ok(Number(first) >= 1 && Number(endLine) >= Number(first))
    assert.equal(col === undefined, first !== endLine)
    assert.equal(endColumn === undefined, first !== endLine)
    assert.match(title ?? '', /^[a-z0-9-]+$/)
    assert.equal(command.data.split('\n').length, 3)
    levels.push(command.name)
  }
  const order = ['error', 'warning', 'notice']
  assert.deepEqual(levels, [...levels].sort((a, b) => order.indexOf(a) - order.indexOf(b)))
  assert.ok(lines.some((line) => readCommand(line)?.data.includes('%0A::error::')), 'what looks like a command in a value is no command')
  assert.equal((await lintFiles(clean, ['--format', 'github'])).out, '')
})

test('under GitHub Actions the format and the summary come by themselves', async () => {
  const env = { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: '/tmp/summary.md' }
  const { out, written } = await lintFiles(nasty, ['--each'], { env })
  assert.ok(out.split('\n').filter(Boolean).every((line) => readCommand(line)))
  const summary = written.get('/tmp/summary.md') ?? ''
  const rows = summary.split('\n').filter((line) => line.startsWith('|'))
  // A sign of Markdown within a cell would end it or hide something.
  for (const row of rows) assert.equal(row.replace(/\\./g, '').split('|').length, 6, row)
  assert.equal(rows.length - 2, out.split('\n').filter(Boolean).length)
  for (const row of rows.slice(2)) assert.doesNotMatch(row.replace(/\\./g, '').replace(/\[[a-z0-9-]+\]\(https:[^)]+\)/, ''), /[<>`*[\]]/)
  const nothing = await lintFiles(clean, [], { env })
  assert.match(nothing.written.get('/tmp/summary.md') ?? '', /^## kea-lint\n\nNothing found/)
  const many = Object.fromEntries(Array.from({ length: 60 }, (_, at) => [`${at}/kea-dhcp4.conf`, before]))
  const long = (await lintFiles(many, ['--each'], { env })).written.get('/tmp/summary.md') ?? ''
  assert.equal(long.split('\n').filter((line) => line.startsWith('|')).length, 52)
  assert.match(long, /And \d+ more\./)
})

interface Element {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: Element[]
  text: string
}

/** Throws where the text is not well-formed. */
function readXml(text: string): Element {
  const root: Element = { name: '', attributes: {}, children: [], text: '' }
  const open = [root]
  const parser = new SaxesParser()
  parser.on('error', (error) => {
    throw error
  })
  parser.on('opentag', ({ name, attributes }) => {
    const element: Element = { name, attributes: attributes, children: [], text: '' }
    open.at(-1)?.children.push(element)
    open.push(element)
  })
  parser.on('text', (more) => {
    const element = open.at(-1)
    if (element) element.text += more
  })
  parser.on('closetag', () => void open.pop())
  parser.write(text).close()
  const [document] = root.children
  assert.ok(document)
  return document
}

async function xml(files: Files, format: string): Promise<Element> {
  return readXml((await lintFiles(files, ['--each', '--format', format])).out)
}

/** What Jenkins (junit and xunit plug-ins) and GitLab ask of JUnit's XML. */
function checkJunit(report: Element): void {
  assert.equal(report.name, 'testsuites')
  for (const suite of report.children) {
    assert.equal(suite.name, 'testsuite')
    for (const needed of ['name', 'tests', 'failures', 'errors']) assert.ok(needed in suite.attributes, needed)
    assert.equal(Number(suite.attributes['tests']), suite.children.length)
    const names = suite.children.map((one) => `${one.attributes['classname'] ?? ''} ${one.attributes['name'] ?? ''}`)
    assert.equal(new Set(names).size, names.length, 'two tests of one name are one test')
    for (const one of suite.children) {
      assert.equal(one.name, 'testcase')
      assert.ok(one.attributes['name'] && one.attributes['classname'] && one.attributes['file'])
      for (const outcome of one.children) assert.match(outcome.name, /^(failure|system-out)$/)
    }
    assert.equal(Number(suite.attributes['failures']), suite.children.filter((one) => one.children.some((outcome) => outcome.name === 'failure')).length)
  }
  for (const what of ['tests', 'failures']) assert.equal(Number(report.attributes[what]), report.children.reduce((sum, suite) => sum + Number(suite.attributes[what]), 0))
}

test('JUnit\'s readers find a suite a file, each test by its own name', async () => {
  const report = await xml(nasty, 'junit')
  checkJunit(report)
  assert.deepEqual(report.children.map((suite) => suite.attributes['name']).sort(), Object.keys(nasty).sort())
  const quoted = report.children.flatMap((suite) => suite.children).find((one) => one.attributes['name']?.includes('quote'))
  assert.ok(quoted?.attributes['name']?.includes(`<tag> & '%0A`))
  const nothing = await xml(clean, 'junit')
  checkJunit(nothing)
  assert.deepEqual([nothing.attributes['tests'], nothing.attributes['failures']], ['1', '0'])
  for (const [, text] of everyFixture()) checkJunit(await xml({ 'kea-dhcp4.conf': text }, 'junit'))
})

test('a test keeps its name while lines move', async () => {
  const names = async (text: string): Promise<(string | undefined)[]> => (await xml({ 'kea-dhcp4.conf': text }, 'junit')).children[0]?.children.map((one) => one.attributes['name']) ?? []
  assert.deepEqual(await names(`\n\n\n${before}`), await names(before))
})

test('Checkstyle\'s readers find file, line, column, severity, message and source', async () => {
  for (const files of [nasty, clean, ...everyFixture().map(([, text]): Files => ({ 'kea-dhcp4.conf': text }))]) {
    const report = await xml(files, 'checkstyle')
    assert.equal(report.name, 'checkstyle')
    assert.ok(report.attributes['version'])
    for (const file of report.children) {
      assert.equal(file.name, 'file')
      assert.ok((file.attributes['name'] ?? '') in files, file.attributes['name'])
      for (const { name, attributes, children } of file.children) {
        assert.equal(name, 'error')
        assert.deepEqual(Object.keys(attributes).sort(), ['column', 'line', 'message', 'severity', 'source'])
        assert.match(`${attributes['line'] ?? ''}:${attributes['column'] ?? ''}`, /^[1-9]\d*:[1-9]\d*$/)
        assert.match(attributes['severity'] ?? '', /^(error|warning|info|ignore)$/)
        assert.match(attributes['source'] ?? '', /^kea-lint\.[a-z0-9-]+$/)
        assert.notEqual(attributes['message'], '')
        assert.equal(children.length, 0)
      }
    }
  }
  assert.deepEqual((await xml(clean, 'checkstyle')).children, [])
})

test('concise is one line a finding, whatever values hold', async () => {
  const { out } = await lintFiles(nasty, ['--each', '--format', 'concise'])
  const lines = out.replace(/\n$/, '').split('\n')
  for (const line of lines) {
    const [, file = ''] = /^(.*):\d+:\d+: (?:error|warning|info): .+ \[[a-z0-9-]+\]$/u.exec(line) ?? []
    assert.ok(file in nasty, line)
  }
  const { findings } = JSON.parse((await lintFiles(nasty, ['--each', '--format', 'json'])).out) as { findings: object[] }
  assert.equal(lines.length, findings.length)
})
