import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { definitions } from './definitions'
import { replaceMetricTables } from './present-metrics'

const folder = 'deploy/prometheus'
const dashboardSchema = z.object({
  panels: z.array(z.object({ title: z.string(), targets: z.array(z.object({ expr: z.string() })).min(1) })).min(10),
})

const readRecorded = (): string[] =>
  [...readFileSync(`${folder}/recording-rules.yml`, 'utf8').matchAll(/record: (\S+)/g)].map(([, name]) => name!)

/** Every name that a query can use. */
const known = new Set([
  'up',
  ...readRecorded(),
  ...Object.entries(definitions).flatMap(([name, { kind }]) =>
    kind === 'histogram' ? ['_bucket', '_sum', '_count'].map((end) => name + end) : [name],
  ),
])

/** Names of metrics in a query: words with an underscore or a colon, outside braces, brackets and label lists. */
function listMetrics(query: string): string[] {
  const bare = query.replace(/\{[^}]*\}|\[[^\]]*\]|\b(?:by|on|without|ignoring) \([^)]*\)/g, ' ')
  return (bare.match(/[a-z][a-z0-9]*(?:[_:][a-z0-9_:]+)+|\bup\b/g) ?? []).filter(
    (word) => word !== 'histogram_quantile',
  )
}

const runPromtool = (...args: string[]) => {
  const { status, stdout, stderr, error } = spawnSync('promtool', args, { cwd: folder, encoding: 'utf8' })
  if (error) throw new Error('These tests need promtool; install the package prometheus.', { cause: error })
  return { status, said: stdout + stderr }
}

describe('what operators are given', () => {
  it('is a configuration that Prometheus takes', () => {
    expect(runPromtool('check', 'config', 'prometheus.yml')).toMatchObject({ status: 0 })
  })

  it('has rules that fire when they should and only then', () => {
    const { status, said } = runPromtool('test', 'rules', 'rules-test.yml')
    expect([status, said]).toEqual([0, expect.stringContaining('SUCCESS')])
  })

  it('has a test for every alert', () => {
    const names = (file: string, pattern: RegExp) =>
      new Set([...readFileSync(`${folder}/${file}`, 'utf8').matchAll(pattern)].map(([, name]) => name))
    expect(names('rules-test.yml', /alertname: (\w+)/g)).toEqual(names('alerting-rules.yml', /alert: (\w+)/g))
  })

  it.each(['recording-rules.yml', 'alerting-rules.yml'])('has rules that use only metrics that exist: %s', (file) => {
    const queries = [...readFileSync(`${folder}/${file}`, 'utf8').matchAll(/expr: (?:>\n((?: {10}.*\n)+)|(.*))/g)]
    const used = queries.flatMap(([, long, short]) => listMetrics(long ?? short ?? ''))
    expect(used.length).toBeGreaterThan(4)
    expect(used.filter((name) => !known.has(name))).toEqual([])
  })

  it('has a dashboard that uses only metrics that exist', () => {
    const { panels } = dashboardSchema.parse(JSON.parse(readFileSync('deploy/grafana/autograph.json', 'utf8')))
    const used = panels.map(({ title, targets }) => ({
      title,
      names: targets.flatMap(({ expr }) => listMetrics(expr)),
    }))
    expect(used.filter(({ names }) => names.length === 0 || names.some((name) => !known.has(name)))).toEqual([])
  })

  it('has a page with every metric as it is now; npm run docs:metrics writes it', () => {
    const page = readFileSync('docs/OPERATIONS.md', 'utf8')
    expect(page).toBe(replaceMetricTables(page))
    expect(Object.keys(definitions).filter((name) => !page.includes(`\`${name}\``))).toEqual([])
  })
})
