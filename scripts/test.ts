/**
 * `npm test`: everything, from lint to a real browser. Streams what it runs and ends with one line, `N passed, N failed`:
 * unit and end-to-end tests are counted one by one, every other step as one.
 */
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ensureTestTools } from './test-tools'

interface Count {
  passed: number
  failed: number
}

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
const scripts: Record<string, string> = JSON.parse(readFileSync('package.json', 'utf8')).scripts

function readVitestReport(path: string): Count {
  const report = JSON.parse(readFileSync(path, 'utf8'))
  return { passed: report.numPassedTests, failed: report.numFailedTests }
}

function readPlaywrightReport(): Count {
  const { stats } = JSON.parse(readFileSync(playwrightReport, 'utf8'))
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky + stats.skipped }
}

const steps: Step[] = [
  { name: 'lint', command: ['npx', 'biome', 'check', '.'] },
  { name: 'types', command: ['npx', 'tsc', '--noEmit'] },
  { name: 'import rules', command: ['npm', 'run', '--silent', 'check:imports'] },
  {
    name: 'unit and integration',
    command: ['npx', 'vitest', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${vitestReport}`],
    count: () => readVitestReport(vitestReport),
  },
  ...(scripts.torture
    ? [{ name: 'torture', command: ['npm', 'run', '--silent', 'torture', '--', '--rounds', '10'] }]
    : []),
  { name: 'production build', command: ['npm', 'run', '--silent', 'build'] },
  {
    name: 'faults',
    command: [
      ...['npm', 'run', '--silent', 'faults', '--'],
      ...['--reporter=default', '--reporter=json', `--outputFile.json=${faultsReport}`],
    ],
    count: () => readVitestReport(faultsReport),
    needs: 'production build',
  },
  {
    name: 'end to end',
    command: ['npx', 'playwright', 'test', '--reporter=list,json'],
    count: readPlaywrightReport,
    needs: 'production build',
  },
]

function run(command: string[], env: NodeJS.ProcessEnv): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(command[0]!, command.slice(1), { stdio: 'inherit', env })
    child.on('error', () => resolve(false))
    child.on('exit', (code) => resolve(code === 0))
  })
}

/** A step that fails always counts at least one failure, whatever its report says. */
function countStep(step: Step, ok: boolean): Count {
  let count: Count = { passed: ok ? 1 : 0, failed: ok ? 0 : 1 }
  try {
    if (step.count) count = step.count()
  } catch {
    return { passed: 0, failed: 1 }
  }
  return ok ? count : { ...count, failed: Math.max(1, count.failed) }
}

const startedAt = Date.now()
const env: NodeJS.ProcessEnv = {
  ...process.env,
  ...ensureTestTools(),
  PLAYWRIGHT_JSON_OUTPUT_NAME: playwrightReport,
  NEXT_TELEMETRY_DISABLED: '1',
  FAULTS: process.env.FAULTS ?? 'quick',
}
const total: Count = { passed: 0, failed: 0 }
const failedSteps = new Set<string>()

for (const step of steps) {
  const stepStartedAt = Date.now()
  console.log(`\n── ${step.name} ${'─'.repeat(Math.max(0, 70 - step.name.length))}`)
  const blocked = step.needs !== undefined && failedSteps.has(step.needs)
  if (blocked) console.log(`not run, because "${step.needs}" failed`)
  const ok = !blocked && (await run(step.command, env))
  const count = countStep(step, ok)
  if (count.failed > 0) failedSteps.add(step.name)
  total.passed += count.passed
  total.failed += count.failed
  const seconds = ((Date.now() - stepStartedAt) / 1000).toFixed(0)
  console.log(`── ${step.name}: ${count.passed} passed, ${count.failed} failed in ${seconds} s`)
}

rmSync(reports, { recursive: true, force: true })
const minutes = ((Date.now() - startedAt) / 60_000).toFixed(1)
console.log(`\nAll steps took ${minutes} min.${failedSteps.size > 0 ? ` Failed: ${[...failedSteps].join(', ')}.` : ''}`)
console.log(`${total.passed} passed, ${total.failed} failed`)
process.exit(total.failed === 0 ? 0 : 1)
