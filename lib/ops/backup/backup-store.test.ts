import { utimes } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dayMs } from '@/lib/core/time'
import { listFilesBelow, openTestVault, useFolders } from '@/lib/testing/backup-fixture'
import { startS3Server, type TestS3Server } from '@/lib/testing/s3-server'
import type { BackupStore } from './backup-store'
import { chunkName } from './chunk-writer'
import { createDiskBackupStore } from './disk-backup-store'
import { makeBackupId, writeManifest } from './manifests'
import { pruneBackups } from './prune-backups'
import { createS3BackupStore } from './s3-backup-store'

const makeFolder = useFolders()
let server: TestS3Server
beforeAll(async () => {
  server = await startS3Server()
})
afterAll(() => server.stop())

const drivers: [string, () => Promise<BackupStore>][] = [
  ['disk', async () => createDiskBackupStore(join(await makeFolder('store'), 'made', 'when', 'needed'))],
  ['S3', async () => createS3BackupStore(server.settings, { bucket: 'backups', prefix: 'of/one/' })],
]

const listNames = async (store: BackupStore, prefix: string) => {
  const names: string[] = []
  for await (const { name, sizeBytes } of store.list(prefix)) names.push(`${name} ${sizeBytes}`)
  return names.sort()
}

describe.each(drivers)('backups on %s', (_, create) => {
  it('are there whole once they were flushed, are listed, replaced and removed', async () => {
    const store = await create()
    expect(await store.find('store')).toBeNull()
    expect(await listNames(store, 'chunks/')).toEqual([])
    await store.put('store', Buffer.from('one'))
    await store.put('chunks/ab/abcd', Buffer.alloc(300_000, 1))
    await store.put('chunks/cd/cdef', Buffer.from('two'))
    await store.flush()
    expect(await store.find('chunks/ab/abcd')).toEqual(Buffer.alloc(300_000, 1))
    expect(await listNames(store, 'chunks/')).toEqual(['chunks/ab/abcd 300000', 'chunks/cd/cdef 3'])
    await store.put('store', Buffer.from('another'))
    await store.flush()
    expect((await store.find('store'))?.toString()).toBe('another')
    await store.delete('chunks/ab/abcd')
    await store.delete('chunks/ab/abcd')
    expect(await listNames(store, 'chunks/')).toEqual(['chunks/cd/cdef 3'])
  })
})

it('an S3 server that is down is said to be', async () => {
  const settings = { ...server.settings, endpoint: 'http://127.0.0.1:1' }
  const store = createS3BackupStore(settings, { bucket: 'backups', prefix: '' }, { isPatient: false })
  await expect(store.find('store')).rejects.toThrow(/s3:\/\/backups\/ cannot be reached: nothing listens there/)
})

it('a disk that is nearly full is left alone', async () => {
  const folder = await makeFolder('store')
  const store = createDiskBackupStore(folder, { readFree: async () => ({ bytes: 1e12, ratio: 0.03 }) })
  await expect(store.put('store', Buffer.from('one'))).rejects.toThrow(/nearly full/)
  expect(await listFilesBelow(folder)).toEqual([])
})

describe('removing', () => {
  const day = (count: number) => new Date(Date.now() - count * dayMs)

  it('takes what is over and what nothing names, once it is old, and nothing that is named', async () => {
    const folder = await makeFolder('store')
    const vault = await openTestVault(folder)
    const chunk = async (text: string, age: number) => {
      const id = vault.computeId(Buffer.from(text))
      await vault.write(chunkName(id), Buffer.from(text))
      await vault.store.flush()
      await utimes(join(folder, chunkName(id)), day(age), day(age))
      return { id, bytes: text.length, rows: 1, digest: '0' }
    }
    const backup = async (age: number, ...texts: string[]) => {
      const chunks = await Promise.all(texts.map((text) => chunk(text, age)))
      const tables = [{ name: 'a', columns: ['a'], key: ['a'], boundaryBits: 0, chunks }]
      const rest = { appVersion: '0.1.0', postgresVersion: '18', migrations: [], sequences: [], objects: [] }
      const secrets = { authSecret: null, authSecretFingerprint: null }
      const id = makeBackupId(day(age))
      await writeManifest(vault, { format: 1, id, snapshotAt: day(age).toISOString(), tables, ...rest, ...secrets })
    }
    await backup(7 * 30, 'only of old', 'of both')
    for (let week = 28; week >= 1; week--) await backup(7 * week, 'of both', `of week ${week}`)
    await backup(0, 'of both', 'of today')
    const [orphan, fresh] = [await chunk('orphan', 2), await chunk('fresh orphan', 0)]
    const pruned = await pruneBackups(vault, Date.now())
    expect(pruned.backups).toBeGreaterThan(0)
    const left = (await listFilesBelow(join(folder, 'chunks'))).map((path) => path.slice(-64))
    const named = ['of both', 'of today', 'of week 1', 'of week 6'].map((text) => vault.computeId(Buffer.from(text)))
    expect(left).toEqual(expect.arrayContaining([...named, fresh.id]))
    expect(left).not.toContain(orphan.id)
    expect(left).not.toContain(vault.computeId(Buffer.from('only of old')))
  })

  it('takes no chunk while a backup cannot be read, since nobody knows what it needs', async () => {
    const folder = await makeFolder('store')
    const vault = await openTestVault(folder)
    const id = vault.computeId(Buffer.from('x'))
    await vault.write(chunkName(id), Buffer.from('x'))
    await vault.store.put(`manifests/${makeBackupId(day(0))}`, Buffer.from('damaged'))
    await vault.store.flush()
    await utimes(join(folder, chunkName(id)), day(9), day(9))
    await expect(pruneBackups(vault, Date.now())).rejects.toThrow(/is damaged/)
    expect(await listFilesBelow(join(folder, 'chunks'))).toHaveLength(1)
  })
})
