import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { describeObjectStore } from '@/lib/testing/contracts/object-store'
import { createDiskStore } from './disk-store'

const folders: string[] = []
const makeFolder = async () => {
  const folder = await mkdtemp(join(tmpdir(), 'autograph-objects-'))
  folders.push(folder)
  return folder
}
afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true })
})

describeObjectStore('the disk store', async () => createDiskStore(await makeFolder()))

it('leaves nothing behind when a write fails', async () => {
  const folder = await makeFolder()
  const store = createDiskStore(folder)
  await store.put('uploads', 'a', new Uint8Array([1]))
  await expect(store.put('uploads', 'a/b', new Uint8Array([2]))).rejects.toThrow()
  expect(await readdir(join(folder, '.unfinished'))).toEqual([])
})
