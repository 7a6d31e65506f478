// The licences of everything that is bundled, from what esbuild says it bundled.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/** @param metafiles as esbuild gives them; @param copied packages of which files are copied as they are */
export function writeLicenses(root, file, metafiles, copied = []) {
  const folders = new Set(copied.map((name) => `node_modules/${name}`))
  for (const { inputs } of metafiles) {
    for (const input of Object.keys(inputs)) {
      const found = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input)?.[1]
      if (found) folders.add(found)
    }
  }
  const entries = [...folders].sort().map((folder) => entryOf(path.join(root, folder)))
  const head = 'What others wrote and this package contains, each under its own licence.\n'
  writeFileSync(file, [head, ...entries].join(`\n${'='.repeat(100)}\n\n`))
  return entries.length
}

function entryOf(folder) {
  const { name, version, license, homepage } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'))
  const own = readdirSync(folder).filter((one) => /^(licen[cs]e|copying|notice|thirdpartynotices)/i.test(one)).sort()
  const texts = own.map((one) => readFileSync(path.join(folder, one), 'utf8').replaceAll('\r\n', '\n').trim())
  if (texts.length === 0) throw new Error(`${name} brings no licence text: ${license}`)
  return `${name} ${version} (${typeof license === 'string' ? license : 'see below'})${homepage ? `\n${homepage}` : ''}\n\n${texts.join('\n\n')}\n`
}
