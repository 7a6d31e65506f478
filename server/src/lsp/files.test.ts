/** Files that only the editor can read, and editors that tell of them slowly, wrongly or not at all. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createFiles } from './files'
import type { EditorFiles } from './files'

const noOwn = { reads: (uri: string) => uri.startsWith('file:'), readFile: (uri: string) => (uri === 'file:///a' ? 'own' : undefined), isFile: () => false, findFiles: () => Promise.resolve(['file:///a']) }

/** An editor whose answers come when the test says so. */
function slowEditor(): { editor: EditorFiles; asked: string[]; answer: (uri: string, text: string | null | Error) => Promise<void> } {
  const waiting: { uri: string; resolve: (text: string | null) => void; reject: (error: Error) => void }[] = []
  const asked: string[] = []
  return {
    asked,
    editor: {
      readFile({ uri }) {
        asked.push(uri)
        return new Promise((resolve, reject) => waiting.push({ uri, resolve, reject }))
      },
      findFiles: () => Promise.resolve(['memfs:/site/b']),
    },
    async answer(uri, text) {
      const at = waiting.findIndex((one) => one.uri === uri)
      const [one] = waiting.splice(at, 1)
      if (text instanceof Error) one?.reject(text)
      else one?.resolve(text)
      await new Promise((resolve) => setImmediate(resolve))
    },
  }
}

test('own files are read at once, others when the editor has told them', async () => {
  const { editor, asked, answer } = slowEditor()
  const came: string[] = []
  const files = createFiles(noOwn, () => editor, (uri) => came.push(uri))
  assert.equal(files.read('file:///a'), 'own')
  assert.equal(files.read('memfs:/site/b'), undefined)
  assert.equal(files.read('memfs:/site/b'), undefined)
  assert.ok(files.isWaiting())
  assert.deepEqual(asked, ['memfs:/site/b'])
  await answer('memfs:/site/b', 'text')
  assert.equal(files.read('memfs:/site/b'), 'text')
  assert.deepEqual(came, ['memfs:/site/b'])
  assert.ok(!files.isWaiting())
})

test('a file that is not there is not asked for again until something happens to it', async () => {
  const { editor, asked, answer } = slowEditor()
  const files = createFiles(noOwn, () => editor, () => undefined)
  files.read('memfs:/site/b')
  await answer('memfs:/site/b', new Error('the editor fails'))
  assert.equal(files.read('memfs:/site/b'), undefined)
  assert.ok(!files.isWaiting())
  assert.equal(asked.length, 1)
  assert.equal(files.changed('memfs:/site/b', false), false)
  await answer('memfs:/site/b', 'now')
  assert.equal(files.read('memfs:/site/b'), 'now')
})

test('a changed file keeps its text until the new one comes, and an answer that was overtaken counts for nothing', async () => {
  const { editor, answer } = slowEditor()
  const came: string[] = []
  const files = createFiles(noOwn, () => editor, (uri) => came.push(uri))
  files.read('memfs:/site/b')
  await answer('memfs:/site/b', 'one')
  files.changed('memfs:/site/b', false)
  files.changed('memfs:/site/b', false)
  assert.ok(!files.isWaiting())
  await answer('memfs:/site/b', 'two')
  assert.equal(files.read('memfs:/site/b'), 'one')
  await answer('memfs:/site/b', 'three')
  assert.equal(files.read('memfs:/site/b'), 'three')
  assert.deepEqual(came, ['memfs:/site/b', 'memfs:/site/b'])
})

test('what goes away with its folder is not there, whatever was on its way', async () => {
  const { editor, answer } = slowEditor()
  const files = createFiles(noOwn, () => editor, () => undefined)
  files.read('memfs:/site/b')
  await answer('memfs:/site/b', 'one')
  files.changed('memfs:/site/b', false)
  assert.equal(files.changed('memfs:/site', true), true)
  await answer('memfs:/site/b', 'late')
  assert.equal(files.read('memfs:/site/b'), undefined)
})

test('found files can be read when they are told; an editor that reads none is not waited for', async () => {
  const { editor, answer } = slowEditor()
  const files = createFiles(noOwn, () => editor, () => undefined)
  const finding = files.find('memfs:/site')
  await new Promise((resolve) => setImmediate(resolve))
  await answer('memfs:/site/b', 'text')
  assert.deepEqual(await finding, ['memfs:/site/b'])
  assert.equal(files.read('memfs:/site/b'), 'text')
  assert.deepEqual(await files.find('file:///'), ['file:///a'])

  const without = createFiles(noOwn, () => undefined, () => undefined)
  assert.equal(without.read('memfs:/site/b'), undefined)
  assert.ok(!without.isWaiting())
  assert.deepEqual(await without.find('memfs:/site'), [])
})
