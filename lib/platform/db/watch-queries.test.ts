import { afterAll, beforeAll, beforeEach, expect, inject, it } from 'vitest'
import { useDatabase } from '@/lib/testing/database'
import { withContext } from '../work-context'
import { getDb } from './prisma'
import { type FinishedQuery, onQuery } from './watch-queries'
import { WatchedPool } from './watched-pool'

useDatabase()
const seen: FinishedQuery[] = []
let pool: WatchedPool
let stop: () => void

beforeAll(() => {
  pool = new WatchedPool({ connectionString: inject('postgresUrl'), max: 1 })
  stop = onQuery((query) => seen.push(query))
})
beforeEach(() => void seen.splice(0))
afterAll(async () => {
  stop()
  await pool.end()
})

it('tells text, count of parameters, time and failure, never a value', async () => {
  await pool.query('SELECT $1::text', ['a secret'])
  await expect(pool.query('SELECT nothing')).rejects.toThrow()
  const client = await pool.connect()
  await client.query({ name: 'named', text: 'SELECT pg_sleep($1)', values: [0.05] })
  await expect(client.query('SELECT nowhere')).rejects.toThrow('nowhere')
  client.release()
  expect(seen.map(({ text, parameterCount, failed }) => [text, parameterCount, failed])).toEqual([
    ['SELECT $1::text', 1, false],
    ['SELECT nothing', 0, true],
    ['SELECT pg_sleep($1)', 1, false],
    ['SELECT nowhere', 0, true],
  ])
  expect(seen[2]!.durationMs).toBeGreaterThanOrEqual(50)
  expect(JSON.stringify(seen)).not.toContain('a secret')
})

it('keeps the correlation id of who asks, also of who had to wait for another to give the connection back', async () => {
  await Promise.all(
    ['first-id', 'second-id', 'third-id'].map((correlationId) =>
      withContext({ request: { correlationId } }, () => pool.query(`SELECT '${correlationId}', pg_sleep(0.02)`)),
    ),
  )
  expect(seen.map(({ text, correlationId }) => text.includes(`'${correlationId}'`))).toEqual([true, true, true])
})

it('sees what Prisma asks, with its correlation id', async () => {
  // Prisma asks when its answer is awaited, and that is what decides the context.
  const ask = async () => await getDb().user.findMany({ where: { name: 'a secret' } })
  await withContext({ request: { correlationId: 'of-prisma' } }, ask)
  expect(seen).toMatchObject([{ failed: false, parameterCount: 2, correlationId: 'of-prisma' }])
  expect(seen[0]!.text).toContain('FROM "public"."users"')
})

it('runs a statement whatever its listeners do', async () => {
  const stopFailing = onQuery(() => {
    throw new Error('a listener failed')
  })
  await expect(pool.query('SELECT 1 AS one')).resolves.toMatchObject({ rows: [{ one: 1 }] })
  stopFailing()
})
