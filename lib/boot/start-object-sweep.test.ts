import { expect, it } from 'vitest'
import { dayMs } from '@/lib/core/time'
import { withClusterLock } from '@/lib/platform/db/with-cluster-lock'
import { getObjectStore } from '@/lib/platform/objects/get-object-store'
import { useDataDir } from '@/lib/testing/data-dir'
import { useDatabase } from '@/lib/testing/database'
import { waitFor } from '@/lib/testing/wait-for'
import { startObjectSweep } from './start-object-sweep'

useDatabase()
useDataDir('objects')

it('clears again and again while the clock goes on, but not while another process does', async () => {
  const store = getObjectStore()
  await store.put('exports', 'a', new Uint8Array(1))
  let nowMs = Date.now()
  let looks = 0
  const now = () => {
    looks++
    return nowMs
  }
  let stop = async () => {}
  await withClusterLock('object-sweep', async () => {
    stop = startObjectSweep({ now, firstAfterMs: 1, everyMs: 1 })
    await withClusterLock('another', async () => {})
  })
  await waitFor('two looks', () => looks > 1)
  expect(await store.head('exports', 'a')).not.toBeNull()
  nowMs += 31 * dayMs
  await waitFor('the export to go', async () => (await store.head('exports', 'a')) === null)
  await stop()
  const last = looks
  await withClusterLock('object-sweep', async () => {})
  expect(looks).toBe(last)
})
