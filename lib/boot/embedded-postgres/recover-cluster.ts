import { type ChildProcess, spawn } from 'node:child_process'
import { chownSync, closeSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { StartError } from '../start-error'
import { waitUntil } from '../wait-until'
import { ensureBinaries } from './binaries'
import { type Cluster, ensureOwner, superuser } from './cluster'
import { dataFolderArgument } from './data-folder'
import { openLog } from './open-log'
import type { RunAs } from './run-as'

interface RecoverCluster {
  /** With its log in `pg_wal` and told to recover; the password is the one it is to have. */
  cluster: Cluster
  runAs: RunAs | null
  /** Changes of up to here are kept, later ones are not. */
  at: Date
  /** Where PostgreSQL tells what it does. */
  logPath: string
  /** What is changed in the recovered database before anybody can see it. */
  finish: (client: pg.Client) => Promise<void>
}

const readyTimeoutMs = 3_600_000

/** Lets PostgreSQL apply the log up to a moment, then stops it. Throws `StartError` with its own reason. */
export async function recoverCluster(options: RecoverCluster): Promise<void> {
  ensureOwner(options.cluster, options.runAs)
  try {
    await recover(options, [`recovery_target_time=${options.at.toISOString().replace('Z', '+00')}`])
  } catch (error) {
    // Nothing was changed any more between the moment and the end of the log: then the end is that moment.
    if (!(error instanceof StartError && error.message.includes('recovery ended before configured'))) throw error
    await recover(options, [])
  }
}

async function recover(options: RecoverCluster, target: string[]): Promise<void> {
  const log = openLog(options.logPath)
  const socket = openSocketFolder(options.runAs)
  const child = spawnServer(options, { socket, log: log.descriptor, target })
  closeSync(log.descriptor)
  try {
    let client: pg.Client | null = null
    const isUp = async () => {
      client = await connect(socket)
      return client !== null
    }
    await waitUntil(async () => hasEnded(child) || (await isUp()), { timeoutMs: readyTimeoutMs, everyMs: 50 })
    if (!client) throw new StartError(`PostgreSQL did not recover: ${log.findReason() ?? `see ${log.path}`}`)
    await finishUp(client, options)
  } finally {
    await stop(child)
    rmSync(socket, { recursive: true, force: true })
  }
}

/** Nobody else can enter it, so nobody else can connect while there is no password. */
function openSocketFolder(runAs: RunAs | null): string {
  const folder = mkdtempSync(join(tmpdir(), 'autograph-recover-'))
  writeFileSync(join(folder, 'hba'), 'local all all trust\n', { mode: 0o600 })
  if (runAs) for (const path of [join(folder, 'hba'), folder]) chownSync(path, runAs.uid, runAs.gid)
  return folder
}

function spawnServer(
  { cluster, runAs }: RecoverCluster,
  { socket, log, target }: { socket: string; log: number; target: string[] },
): ChildProcess {
  const settings = [
    'listen_addresses=',
    `unix_socket_directories=${socket}`,
    'unix_socket_permissions=0700',
    `hba_file=${join(socket, 'hba')}`,
    'lc_messages=C',
    'log_min_messages=log',
    // Only what lies in pg_wal is taken.
    'restore_command=false',
    'recovery_target_timeline=current',
    'recovery_target_action=promote',
    // Its connections may be fewer than those of the server whose log this is.
    'hot_standby=off',
    ...target,
  ]
  const flags = settings.flatMap((setting) => ['-c', setting])
  return spawn(ensureBinaries(runAs).postgres, ['-D', dataFolderArgument(cluster.folder, runAs), ...flags], {
    cwd: cluster.folder,
    stdio: ['ignore', log, log],
    env: { NODE_ENV: 'production', TZ: 'UTC' },
    uid: runAs?.uid,
    gid: runAs?.gid,
  })
}

/** Null while it recovers. */
async function connect(socket: string): Promise<pg.Client | null> {
  const client = new pg.Client({ host: socket, user: superuser, database: 'postgres' })
  client.on('error', () => {})
  try {
    await client.connect()
    return client
  } catch {
    await client.end().catch(() => {})
    return null
  }
}

async function finishUp(client: pg.Client, { cluster, finish }: RecoverCluster): Promise<void> {
  try {
    await client.query(`ALTER ROLE ${superuser} PASSWORD ${client.escapeLiteral(cluster.password)}`)
    await client.query('BEGIN')
    await finish(client)
    await client.query('COMMIT')
  } finally {
    await client.end().catch(() => {})
  }
}

const hasEnded = ({ exitCode, signalCode }: ChildProcess): boolean => exitCode !== null || signalCode !== null

async function stop(child: ChildProcess): Promise<void> {
  // A fast shutdown with a checkpoint: what was recovered is whole on the disk.
  child.kill('SIGINT')
  await waitUntil(() => hasEnded(child), { timeoutMs: 300_000 })
}
