import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { describeObjectStore } from '@/lib/testing/contracts/object-store'
import { createDiskStore } from './disk-store'
import { ObjectStoreUnavailable } from './object-store-unavailable'

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

it('clears what a crash left half-written, and nothing that is being written', async () => {
  const folder = await makeFolder()
  const unfinished = join(folder, '.unfinished')
  await mkdir(unfinished)
  for (const name of ['crashed', 'running']) await writeFile(join(unfinished, name), 'half')
  const longAgo = new Date(Date.now() - 2 * 60 * 60 * 1000)
  await utimes(join(unfinished, 'crashed'), longAgo, longAgo)
  const store = createDiskStore(folder)
  await store.prepare()
  expect(await readdir(unfinished)).toEqual(['running'])
})

it('says why it cannot be used', async () => {
  const folder = await makeFolder()
  await writeFile(join(folder, 'file'), '')
  const store = createDiskStore(join(folder, 'file', 'below'))
  await expect(store.put('uploads', 'a', new Uint8Array([1]))).rejects.toThrow(ObjectStoreUnavailable)
  await expect(store.prepare()).rejects.toMatchObject({ reason: 'the disk answered ENOTDIR' })
})

it('has no address of its own to give away', async () => {
  const store = createDiskStore(await makeFolder())
  expect(await store.findSignedUrl('exports', 'a', { expiresInSeconds: 60 })).toBeNull()
})
