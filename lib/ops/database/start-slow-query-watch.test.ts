import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { getPool } from '@/lib/platform/db/pool'
import { forget } from '@/lib/platform/remember'
import { withContext } from '@/lib/platform/work-context'
import { captureLog } from '@/lib/testing/capture-log'
import { useDatabase } from '@/lib/testing/database'
import { waitFor } from '@/lib/testing/wait-for'
import { explainQuery, isExplainable } from './explain-query'
import { listSlowQueries } from './slow-queries'
import { startSlowQueryWatch } from './start-slow-query-watch'

const database = useDatabase()
let stop: () => void
let nowMs = 1_000
const log = captureLog()

function start(thresholdMs: number): void {
  stop = startSlowQueryWatch({ thresholdMs, explain: (query) => explainQuery(query, database.url), now: () => nowMs })
}

beforeEach(() => {
  forget('ops.slow-queries')
  start(100)
})
afterEach(() => stop())

const untilWarned = (times: number) => waitFor('the warnings', () => log.lines.length === times)

describe('a slow query', () => {
  it('is one warning with its plan, its time in ms and the correlation id, and without its values', async () => {
    const text = "SELECT pg_sleep($1), 'hidden' AS b, (SELECT count(*) FROM users WHERE name = $2) LIMIT 1"
    await withContext({ request: { correlationId: 'of-the-request' } }, () => getPool().query(text, [0.15, 'hidden']))
    await getPool().query('SELECT pg_sleep(0.12)')
    await untilWarned(2)
    const first = log.lines.find((line) => line.correlationId)
    expect(first?.durationMs).toBeGreaterThanOrEqual(150)
    expect(String(first?.durationMs)).toMatch(/^\d+(\.\d{1,3})?$/)
    expect(first).toMatchObject({
      level: 'warn',
      module: 'db',
      msg: 'a slow query',
      correlationId: 'of-the-request',
      query: 'SELECT pg_sleep($1), ? AS b, (SELECT count(*) FROM users WHERE name = $2) LIMIT ?',
      plan: expect.stringContaining('Seq Scan on users'),
      thresholdMs: 100,
    })
    expect(log.text).not.toContain('hidden')
  })

  it('is not warned of below the threshold', async () => {
    stop()
    start(1_000)
    await getPool().query('SELECT pg_sleep(0.11)')
    await getPool().query('SELECT pg_sleep(1.01)')
    await untilWarned(1)
    expect(log.lines).toMatchObject([{ query: 'SELECT pg_sleep(?)' }])
  })

  it('is explained once in ten minutes, and counted each time', async () => {
    const ask = () => getPool().query('SELECT pg_sleep(0.11)')
    await ask()
    await untilWarned(1)
    await ask()
    await untilWarned(2)
    nowMs += 600_000
    await ask()
    await untilWarned(3)
    expect(log.lines.map((line) => 'plan' in line)).toEqual([true, false, true])
    expect(listSlowQueries()).toMatchObject([{ count: 3, plan: expect.stringContaining('Result') }])
  })

  it('that is no SELECT has no plan and does not happen twice', async () => {
    await getPool().query('CREATE TABLE counted (n int)')
    await getPool().query('INSERT INTO counted SELECT 1 FROM pg_sleep(0.11)')
    await untilWarned(1)
    expect(log.lines[0]).not.toHaveProperty('plan')
    const { rows } = await getPool().query('SELECT count(*)::int AS n FROM counted')
    expect(rows).toEqual([{ n: 1 }])
  })
})

describe('what is explained', () => {
  it('is one statement that reads', () => {
    expect(['SELECT 1', '  with a as (select 1) select * from a;'].every(isExplainable)).toBe(true)
    expect(['SELECT 1; DELETE FROM users', 'UPDATE users SET name = $1', 'BEGIN'].some(isExplainable)).toBe(false)
  })

  it('is never run', async () => {
    await getPool().query('CREATE TABLE kept (n int)')
    const text = 'WITH gone AS (INSERT INTO kept VALUES (1) RETURNING n) SELECT pg_sleep(10) FROM gone'
    expect(await explainQuery({ text, parameterCount: 0 }, database.url)).toContain('Insert on kept')
    expect((await getPool().query('SELECT * FROM kept')).rows).toEqual([])
  })

  it('is nothing when the database does not say', async () => {
    expect(await explainQuery({ text: 'SELECT * FROM nowhere', parameterCount: 0 }, database.url)).toBeNull()
    const nobody = 'postgresql://nobody@127.0.0.1:1/none'
    expect(await explainQuery({ text: 'SELECT 1', parameterCount: 0 }, nobody)).toBeNull()
  })
})
