import { afterEach, describe, expect, it } from 'vitest'
import { getPool } from '@/lib/platform/db/pool'
import { getDb } from '@/lib/platform/db/prisma'
import { renderMetrics } from '@/lib/platform/metrics/render-metrics'
import { forget } from '@/lib/platform/remember'
import { useDatabase } from '@/lib/testing/database'
import { insertUser } from '@/lib/testing/factories'
import { classifyStatement } from './classify-statement'
import { startPlatformCollectors } from './collect-platform'
import { startMeteringQueries } from './meter-queries'

useDatabase()
afterEach(() => forget('metrics'))

const find = (pattern: RegExp): string[] =>
  renderMetrics()
    .split('\n')
    .filter((line) => pattern.test(line) && !line.startsWith('#'))

describe('a statement', () => {
  it.each([
    ['SELECT 1', 'select', false],
    [' select * from "public"."users" where id = $1', 'select', true],
    ['SELECT d.id FROM diagrams d JOIN users u ON u.id = d.owner_id', 'select', false],
    ['INSERT INTO "public"."sessions" ("id") VALUES ($1)', 'insert', true],
    ['UPDATE users SET name = $1', 'update', true],
    ['DELETE FROM api_keys', 'delete', true],
    ['WITH gone AS (DELETE FROM diagrams RETURNING id) SELECT id FROM gone', 'delete', false],
    ['WITH some AS (SELECT id FROM diagrams) SELECT * FROM some', 'select', false],
    ['BEGIN', 'transaction', false],
    ['COMMIT', 'transaction', false],
    ['NOTIFY autograph', 'other', false],
    ['', 'other', false],
  ])('%j is of %s', (text, operation, isOfAccounts) => {
    expect(classifyStatement(text)).toEqual({ operation, isOfAccounts })
  })
})

it('raw statements and those of Prisma are counted exactly, also when they fail', async () => {
  const user = await insertUser()
  const stop = startMeteringQueries({ slowFromMs: 60_000 })
  await getPool().query('SELECT 1')
  await getDb().user.findUnique({ where: { id: user.id } })
  await expect(getPool().query('SELECT nothing')).rejects.toThrow()
  stop()
  await getPool().query('SELECT 1')
  expect(find(/queries_total|query_duration_seconds_count|errors_total\{op/)).toEqual([
    'auth_service_database_queries_total{operation="select"} 1',
    'autograph_database_queries_total{operation="select"} 3',
    'autograph_database_errors_total{operation="select"} 1',
    'auth_service_database_query_duration_seconds_count 1',
    'autograph_database_query_duration_seconds_count{operation="select"} 3',
  ])
})

it('slow ones are counted as such', async () => {
  const stop = startMeteringQueries({ slowFromMs: 60 })
  await getPool().query('SELECT pg_sleep(0.07)')
  stop()
  expect(find(/slow_queries/)).toEqual(['autograph_database_slow_queries_total{operation="select"} 1'])
})

it('the pool is read at each scrape', async () => {
  const stop = startPlatformCollectors()
  const client = await getPool().connect()
  const inUse = () => find(/^autograph_database_pool_connections\{state="in_use"/)
  expect(inUse()).toEqual(['autograph_database_pool_connections{state="in_use"} 1'])
  client.release()
  expect(inUse()).toEqual(['autograph_database_pool_connections{state="in_use"} 0'])
  expect(find(/^autograph_database_pool_(limit|connections\{state="waiting)/)).toEqual([
    'autograph_database_pool_connections{state="waiting"} 0',
    `autograph_database_pool_limit ${getPool().options.max}`,
  ])
  stop()
})
