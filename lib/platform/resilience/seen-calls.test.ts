import { afterAll, beforeEach, expect, it } from 'vitest'
import { useDatabase } from '@/lib/testing/database'
import { getPool } from '../db/pool'
import { forget } from '../remember'
import { withContext } from '../work-context'
import { listSeenCalls, noteCall, noteCallOf } from './seen-calls'

useDatabase()
beforeEach(() => forget('calls.seen'))
afterAll(() => forget('calls.seen'))

const seen = () => listSeenCalls().map(({ from, to, calls }) => [from, to, calls])

it('knows who called, however deep and however late', async () => {
  await withContext({ component: 'auth' }, async () => {
    await new Promise((resolve) => setImmediate(resolve))
    noteCallOf('kv')
    noteCallOf('kv')
    noteCallOf('auth')
  })
  noteCallOf('kv')
  expect(seen()).toEqual([['auth', 'kv', 2]])
})

it('sees statements, of whoever asks through the pool', async () => {
  await withContext({ component: 'diagrams' }, () => getPool().query('SELECT 1'))
  await getPool().query('SELECT 1')
  expect(seen()).toEqual([['diagrams', 'database', 1]])
})

it('does not grow for ever', () => {
  for (let i = 0; i < 1_000; i++) noteCall(`a${i}`, 'b')
  expect(listSeenCalls()).toHaveLength(200)
})
