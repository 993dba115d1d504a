import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { getLog } from '@/lib/platform/log/log'
import { createS3Store } from '@/lib/platform/objects/s3-store'
import { createGuard } from '@/lib/platform/resilience/create-guard'
import { startS3Server, type TestS3Server } from '@/lib/testing/s3-server'
import { waitFor } from '@/lib/testing/wait-for'
import { startObjects } from './start-objects'

let server: TestS3Server
let said: string[] = []
beforeEach(async () => {
  server = await startS3Server()
  said = []
  for (const level of ['warn', 'info'] as const) {
    vi.spyOn(getLog('objects'), level).mockImplementation((...line: unknown[]) => void said.push(String(line.at(-1))))
  }
})
afterEach(() => server.stop())

it('says once that the store is down, keeps trying, and says when it works', async () => {
  server.mood = 'failing'
  const store = createS3Store(server.settings, { guard: createGuard({ name: 's3', timeoutMs: 1_000 }) })
  const stop = startObjects(store, { afterMs: 10 })
  await waitFor('several attempts', () => server.requests.length > 9)
  expect(said).toEqual([
    'The object store cannot be used: it answered 503. Uploads fail until it works; drawing goes on.',
  ])
  server.mood = 'up'
  await waitFor('the good news', () => said.includes('the object store works now'))
  expect(await store.head('uploads', 'nothing')).toBeNull()
  stop()
})
