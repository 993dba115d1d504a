import { createServer } from 'node:net'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { closePool } from '@/lib/platform/db/pool'
import { forget } from '@/lib/platform/remember'
import { stubRuntime } from '@/lib/testing/stub-runtime'
import { provideRuntime } from '../runtime'
import { answerReady } from './health-ready'

beforeEach(() => provideRuntime(stubRuntime()))
afterEach(async () => {
  provideRuntime(null)
  await closePool()
})

const askWithDatabaseAt = async (port: number) => {
  process.env.DATABASE_URL = `postgresql://ann@127.0.0.1:${port}/x`
  forget('env')
  const response = await answerReady(new Request('http://localhost/api/health/ready'))
  return [response.status, (await response.json()).reason]
}

it('is 503 with the database down', async () => {
  expect(await askWithDatabaseAt(1)).toEqual([503, 'the database cannot be reached'])
})

it('is 503 with a database that accepts and says nothing', async () => {
  const silent = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => silent.once('listening', resolve))
  const address = silent.address()
  const port = typeof address === 'object' && address ? address.port : 0
  expect(await askWithDatabaseAt(port)).toEqual([503, 'the database does not answer'])
  silent.close()
})
