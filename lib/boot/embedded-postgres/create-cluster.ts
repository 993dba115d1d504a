import { spawn } from 'node:child_process'
import { chmodSync, chownSync, closeSync, mkdirSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { syncFolder } from '../durable-file'
import { StartError } from '../start-error'
import type { Binaries } from './binaries'
import { type Cluster, superuser } from './cluster'
import { dataFolderArgument } from './data-folder'
import type { RunAs } from './run-as'

interface CreateCluster {
  cluster: Cluster
  binaries: Binaries
  runAs: RunAs | null
}

/** Runs initdb beside the final place and renames the result, so that a half-made cluster never counts. */
export async function createCluster({ cluster, binaries, runAs }: CreateCluster): Promise<void> {
  const dataDir = dirname(cluster.folder)
  const partial = `${cluster.folder}.new`
  rmSync(partial, { recursive: true, force: true })
  mkdirSync(partial)
  chmodSync(partial, 0o700)
  if (runAs) chownSync(partial, runAs.uid, runAs.gid)
  const password = openPassword(join(dataDir, 'postgres-password.initdb'), cluster.password, runAs)
  try {
    await runInitdb({ initdb: binaries.initdb, folder: partial, password, runAs })
  } finally {
    closeSync(password)
  }
  rmSync(cluster.folder, { recursive: true, force: true })
  renameSync(partial, cluster.folder)
  syncFolder(dataDir)
}

/** initdb runs as another user who may not enter the folder: it gets an open, nameless file that it may read. */
function openPassword(path: string, password: string, runAs: RunAs | null): number {
  writeFileSync(path, password, { mode: 0o600 })
  if (runAs) chownSync(path, runAs.uid, runAs.gid)
  const descriptor = openSync(path, 'r')
  rmSync(path)
  return descriptor
}

interface RunInitdb {
  initdb: string
  folder: string
  password: number
  runAs: RunAs | null
}

async function runInitdb({ initdb, folder, password, runAs }: RunInitdb): Promise<void> {
  const flags = [
    `--username=${superuser}`,
    '--auth=scram-sha-256',
    '--pwfile=/dev/stdin',
    '--encoding=UTF8',
    // Sorting must not depend on the locales of this machine, nor change when they are upgraded.
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--locale=C',
    '--no-instructions',
  ]
  const child = spawn(initdb, ['-D', dataFolderArgument(folder, runAs), ...flags], {
    cwd: folder,
    stdio: [password, 'ignore', 'pipe'],
    env: { NODE_ENV: 'production', TZ: 'UTC' },
    uid: runAs?.uid,
    gid: runAs?.gid,
  })
  let faults = ''
  child.stderr?.on('data', (chunk) => {
    faults += chunk
  })
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject)
    child.on('close', resolve)
  })
  if (code !== 0) throw new StartError(`PostgreSQL could not create its database in ${folder}: ${findReason(faults)}`)
}

function findReason(faults: string): string {
  const lines = faults.trim().split('\n')
  const line =
    lines.find((candidate) => /error:|FATAL:|PANIC:/.test(candidate)) ?? lines.at(-1) ?? 'no reason was given'
  return line.replace(/^.*?(error|FATAL|PANIC): +/, '')
}
