import { createHash, randomBytes } from 'node:crypto'
import { chownSync, existsSync, lchownSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { writeSecretFile } from '../durable-file'
import { StartError } from '../start-error'
import type { RunAs } from './run-as'

export const superuser = 'autograph'

/** The major version of the binaries; PostgreSQL's files differ between them. */
const majorVersion = '18'

/** What the embedded PostgreSQL keeps on disk. */
export interface Cluster {
  folder: string
  password: string
}

/** Where everything of the embedded PostgreSQL is inside the data directory. */
export const clusterPaths = (dataDir: string) => ({
  folder: join(dataDir, 'postgres'),
  password: join(dataDir, 'postgres-password'),
  log: join(dataDir, 'postgres.log'),
})

/**
 * Tells the processes of one cluster from all others, on their command lines. The folder is part of it, because a copy of a
 * data directory has the same password and must not take the original's server for its own.
 */
export const computeClusterName = ({ folder, password }: Cluster): string =>
  `autograph-${createHash('sha256')
    .update(`${password}\0${realpathSync(folder)}`)
    .digest('hex')
    .slice(0, 16)}`

/** Address of the `postgres` database, as superuser. */
export const computeUrl = ({ password }: Cluster, port: number): string =>
  `postgresql://${superuser}:${password}@127.0.0.1:${port}/postgres`

/** The cluster of a data directory, if one was made there; throws `StartError` when it cannot be used. */
export function findCluster(dataDir: string): Cluster | null {
  const { folder, password } = clusterPaths(dataDir)
  if (!existsSync(join(folder, 'PG_VERSION'))) return null
  const version = readFileSync(join(folder, 'PG_VERSION'), 'utf8').trim()
  if (version !== majorVersion) {
    throw new StartError(
      `The database in ${folder} was made by PostgreSQL ${version} and this AutoGraph brings ${majorVersion}; dump it with the AutoGraph that made it and restore it here.`,
    )
  }
  if (!existsSync(/* turbopackIgnore: true */ password)) {
    throw new StartError(`The file ${password} is missing, so the database cannot be opened; restore it from a backup.`)
  }
  return { folder, password: readFileSync(/* turbopackIgnore: true */ password, 'utf8').trim() }
}

/** A cluster that is still to be made, with its password on disk before anything depends on it. */
export function planCluster(dataDir: string): Cluster {
  const paths = clusterPaths(dataDir)
  const password = randomBytes(24).toString('base64url')
  writeSecretFile(paths.password, password)
  return { folder: paths.folder, password }
}

/** A cluster that root copied or restored belongs to root, and PostgreSQL insists on owning its files. */
export function ensureOwner({ folder }: Cluster, runAs: RunAs | null): void {
  if (!runAs || statSync(folder).uid === runAs.uid) return
  for (const entry of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    lchownSync(join(folder, entry), runAs.uid, runAs.gid)
  }
  chownSync(folder, runAs.uid, runAs.gid)
}
