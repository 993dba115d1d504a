import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Cluster, findCluster } from './cluster'
import { findEmbeddedUrl } from './find-embedded-url'
import { findPostmaster, removeStalePid } from './postmaster'
import { type EmbeddedPostgres, startEmbeddedPostgres } from './start-embedded-postgres'

let dataDir: string
let postgres: EmbeddedPostgres
let cluster: Cluster
beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'autograph-postmaster-'))
  postgres = await startEmbeddedPostgres({ dataDir, maxConnections: 20 })
  cluster = findCluster(dataDir)!
})
afterAll(async () => {
  await postgres.stop()
  expect(findPostmaster(cluster)).toBe(null)
  rmSync(dataDir, { recursive: true })
})

it('finds the server of a cluster, and where it answers', () => {
  expect(findPostmaster(cluster)).toMatchObject({ pid: postgres.pid })
  expect(findEmbeddedUrl(dataDir)).toBe(postgres.url)
  removeStalePid(cluster)
  expect(existsSync(join(cluster.folder, 'postmaster.pid'))).toBe(true)
})

it('does not take the server of the original for that of a copy', () => {
  const copy = { ...cluster, folder: join(dataDir, 'copy') }
  mkdirSync(copy.folder)
  cpSync(join(cluster.folder, 'postmaster.pid'), join(copy.folder, 'postmaster.pid'))
  expect(findPostmaster(copy)).toBe(null)
})

it('removes a pid file whose pid belongs to another program', () => {
  const stale = { ...cluster, folder: join(dataDir, 'stale') }
  mkdirSync(stale.folder)
  const lines = readFileSync(join(cluster.folder, 'postmaster.pid'), 'utf8').split('\n')
  writeFileSync(join(stale.folder, 'postmaster.pid'), [process.ppid, ...lines.slice(1)].join('\n'))
  removeStalePid(stale)
  expect(existsSync(join(stale.folder, 'postmaster.pid'))).toBe(false)
})
