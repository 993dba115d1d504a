/**
 * `npm test`: everything, from lint to a real browser. Streams what it runs and ends with one line, `N passed, N failed`:
 * unit and end-to-end tests are counted one by one, every other step as one.
 */
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Count, readPlaywrightReport, readVitestReport } from './test-reports'
import { ensureTestTools } from './test-tools'

interface Step {
  name: string
  command: string[]
  /** Reads how many tests ran; without it the step counts as one. */
  count?: () => Count
  /** Steps that make no sense when this one failed. */
  needs?: string
}

const reports = mkdtempSync(join(tmpdir(), 'autograph-test-'))
const vitestReport = join(reports, 'vitest.json')
const faultsReport = join(reports, 'faults.json')
const playwrightReport = join(reports, 'playwright.json')

/** What is in one phase runs side by side, its output held back until it has ended. */
const phases: Step[][] = [
  [
    { name: 'types', command: ['npx', 'tsc', '--noEmit'] },
    { name: 'lint', command: ['npx', 'biome', 'check', '.'] },
    { name: 'import rules', command: ['npm', 'run', '--silent', 'check:imports'] },
  ],
  [
    {
      name: 'unit and integration',
      command: ['npx', 'vitest', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${vitestReport}`],
      count: () => readVitestReport(vitestReport),
    },
  ],
  [{ name: 'torture', command: ['npm', 'run', '--silent', 'torture', '--', '--rounds', '10'] }],
  [{ name: 'production build', command: ['npm', 'run', '--silent', 'build'] }],
  [
    {
      name: 'faults',
      command: [
        ...['npm', 'run', '--silent', 'faults', '--'],
        ...['--reporter=default', '--reporter=json', `--outputFile.json=${faultsReport}`],
      ],
      count: () => readVitestReport(faultsReport),
      needs: 'production build',
    },
  ],
  [
    {
      name: 'end to end',
      command: ['npx', 'playwright', 'test', '--reporter=list,json'],
      count: () => readPlaywrightReport(playwrightReport),
      needs: 'production build',
    },
  ],
]

interface Run {
  ok: boolean
  /** What it printed, where that was held back. */
  output: string
}

function run(command: string[], env: NodeJS.ProcessEnv, stdio: 'inherit' | 'pipe'): Promise<Run> {
  return new Promise((resolve) => {
    const child = spawn(command[0]!, command.slice(1), { stdio: ['inherit', stdio, stdio], env })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (output += chunk))
    child.on('error', (error) => resolve({ ok: false, output: error.message }))
    child.on('close', (code) => resolve({ ok: code === 0, output }))
  })
}

/** A step that fails always counts at least one failure, whatever its report says. */
function countStep(step: Step, ok: boolean): Count {
  if (!step.count) return { passed: ok ? 1 : 0, failed: ok ? 0 : 1, failures: [] }
  try {
    const count = step.count()
    return ok ? count : { ...count, failed: Math.max(1, count.failed) }
  } catch {
    return { passed: 0, failed: 1, failures: ['no report was written'] }
  }
}

const startedAt = Date.now()
const env: NodeJS.ProcessEnv = {
  ...process.env,
  ...ensureTestTools(),
  PLAYWRIGHT_JSON_OUTPUT_NAME: playwrightReport,
  NEXT_TELEMETRY_DISABLED: '1',
  FAULTS: process.env.FAULTS ?? 'quick',
}
const total: Count = { passed: 0, failed: 0, failures: [] }
const failedSteps = new Set<string>()

async function runStep(step: Step, stdio: 'inherit' | 'pipe'): Promise<void> {
  const stepStartedAt = Date.now()
  const title = `\n── ${step.name} ${'─'.repeat(Math.max(0, 70 - step.name.length))}`
  if (stdio === 'inherit') console.log(title)
  const blocked = step.needs !== undefined && failedSteps.has(step.needs)
  const { ok, output } = blocked
    ? { ok: false, output: `not run, because "${step.needs}" failed` }
    : await run(step.command, env, stdio)
  if (stdio === 'pipe') console.log(title)
  if (output) console.log(output.trimEnd())
  const count = countStep(step, ok)
  if (count.failed > 0) failedSteps.add(step.name)
  total.passed += count.passed
  total.failed += count.failed
  total.failures.push(...count.failures)
  const seconds = ((Date.now() - stepStartedAt) / 1000).toFixed(0)
  console.log(`── ${step.name}: ${count.passed} passed, ${count.failed} failed in ${seconds} s`)
}

for (const phase of phases) {
  await Promise.all(phase.map((step) => runStep(step, phase.length > 1 ? 'pipe' : 'inherit')))
}

rmSync(reports, { recursive: true, force: true })
const minutes = ((Date.now() - startedAt) / 60_000).toFixed(1)
console.log(`\nAll steps took ${minutes} min.${failedSteps.size > 0 ? ` Failed: ${[...failedSteps].join(', ')}.` : ''}`)
for (const failure of total.failures) console.log(`✗ ${failure}`)
console.log(`${total.passed} passed, ${total.failed} failed`)
process.exit(total.failed === 0 ? 0 : 1)
