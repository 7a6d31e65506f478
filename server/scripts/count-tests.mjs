// A reporter for node:test that counts leaves and keeps the reasons of what was skipped.
export default async function* countTests(source) {
  const count = { passed: 0, failed: 0, skipped: 0, reasons: [] }
  for await (const event of source) {
    if (event.type !== 'test:pass' && event.type !== 'test:fail') continue
    if (event.data.details?.type === 'suite') continue
    const { skip } = event.data
    if (skip !== undefined && skip !== false) {
      count.skipped++
      count.reasons.push(`${event.data.name}${typeof skip === 'string' && skip ? `: ${skip}` : ''}`)
    } else if (event.type === 'test:pass') count.passed++
    else count.failed++
  }
  yield JSON.stringify(count)
}
