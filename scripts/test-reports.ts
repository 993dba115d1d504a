import { readFileSync } from 'node:fs'
import type { JSONReport, JSONReportSuite } from '@playwright/test/reporter'

/** How many tests of a step passed, and which did not. */
export interface Count {
  passed: number
  failed: number
  /** The failed tests by name: said again at the very end, since of a long log often only the end is kept. */
  failures: string[]
}

interface VitestReport {
  numPassedTests: number
  numFailedTests: number
  testResults: {
    name: string
    message: string
    status: string
    assertionResults: { status: string; fullName: string; failureMessages: string[] }[]
  }[]
}

const firstLine = (text: string | undefined): string => text?.split('\n', 1)[0] ?? ''

export function readVitestReport(path: string): Count {
  const report: VitestReport = JSON.parse(readFileSync(path, 'utf8'))
  const failures = report.testResults.flatMap(({ name, message, status, assertionResults }) => {
    const failed = assertionResults.filter((test) => test.status === 'failed')
    if (status === 'failed' && failed.length === 0) return [`${name}: ${firstLine(message)}`]
    return failed.map((test) => `${name} › ${test.fullName}: ${firstLine(test.failureMessages[0])}`)
  })
  return { passed: report.numPassedTests, failed: Math.max(report.numFailedTests, failures.length), failures }
}

function listFailures(suite: JSONReportSuite): string[] {
  const own = suite.specs.filter((spec) => !spec.ok)
  const lines = own.map((spec) => {
    const error = spec.tests.at(-1)?.results.at(-1)?.error?.message
    return `${spec.file}:${spec.line} › ${spec.title}: ${firstLine(error)}`
  })
  return [...lines, ...(suite.suites ?? []).flatMap(listFailures)]
}

/** A test that was skipped, or passed only when repeated, counts as failed. */
export function readPlaywrightReport(path: string): Count {
  const { stats, suites }: JSONReport = JSON.parse(readFileSync(path, 'utf8'))
  return {
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky + stats.skipped,
    failures: suites.flatMap(listFailures),
  }
}
