/** Runs the suites inside the extension host: VS Code calls run(). */
import { writeFileSync } from 'node:fs'
import { readdirSync } from 'node:fs'
import path from 'node:path'
import { format } from 'node:util'
import Mocha from 'mocha'

export async function run(): Promise<void> {
  const mocha = new Mocha({ ui: 'bdd', color: false, timeout: 30_000, reporter: 'spec' })
  // The stand-in tells the report from the workbench's own log by a mark.
  const mark = process.env['E2E_MARK']
  if (mark !== undefined) {
    Mocha.reporters.Base.consoleLog = (...words: unknown[]) => {
      for (const line of format(...words).split('\n')) console.log('%s', mark + line)
    }
  }
  for (const name of readdirSync(__dirname).sort()) if (name.endsWith('.test.js')) mocha.addFile(path.join(__dirname, name))
  await new Promise<void>((resolve, reject) => {
    const runner = mocha.run((failures) => {
      const file = process.env['E2E_SUITE_RESULTS']
      if (file !== undefined) writeFileSync(file, JSON.stringify(runner.stats))
      if (failures > 0) reject(new Error(`${failures} failed`))
      else resolve()
    })
  })
}
