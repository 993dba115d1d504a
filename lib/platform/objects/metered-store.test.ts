import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { describeObjectStore } from '@/lib/testing/contracts/object-store'
import { renderMetrics } from '../metrics/render-metrics'
import { forget } from '../remember'
import { createDiskStore } from './disk-store'
import { meterObjectStore } from './metered-store'

const folders: string[] = []
const makeStore = async () => {
  const folder = await mkdtemp(join(tmpdir(), 'autograph-objects-'))
  folders.push(folder)
  return meterObjectStore(createDiskStore(folder))
}
afterEach(async () => {
  forget('metrics')
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true })
})

describeObjectStore('a metered store', makeStore)

it('counts calls, failures and bytes exactly', async () => {
  const store = await makeStore()
  const pieces = async function* () {
    yield new Uint8Array(10)
    yield new Uint8Array(20)
  }
  await store.put('uploads', 'a', new Uint8Array(5))
  await store.put('exports', 'b', pieces())
  await new Response(
    (await store.get('exports', 'b', { start: 10, end: 29 })) as ReadableStream<Uint8Array<ArrayBuffer>>,
  ).text()
  await store.get('uploads', 'nothing')
  await store.head('uploads', 'a')
  for await (const _ of store.list('uploads')) break
  await expect(store.put('uploads', 'a/b', new Uint8Array(1))).rejects.toThrow()
  const lines = renderMetrics()
    .split('\n')
    .filter((line) => /^(autograph_object|diagram_service_storage_operation(s|_duration_seconds_count))/.test(line))
  expect(lines).toEqual([
    'diagram_service_storage_operations_total{operation="put"} 3',
    'diagram_service_storage_operations_total{operation="get"} 2',
    'diagram_service_storage_operations_total{operation="head"} 1',
    'diagram_service_storage_operations_total{operation="list"} 1',
    'autograph_object_store_errors_total{operation="put"} 1',
    'autograph_object_store_bytes_total{bucket="uploads",direction="in"} 6',
    'autograph_object_store_bytes_total{bucket="exports",direction="in"} 30',
    'autograph_object_store_bytes_total{bucket="exports",direction="out"} 20',
    'diagram_service_storage_operation_duration_seconds_count 7',
  ])
})
