import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync } from 'node:fs'
import pg from 'pg'
import { StartError } from '../start-error'
import { waitUntil } from '../wait-until'
import type { Binaries } from './binaries'
import { type Cluster, clusterPaths, computeClusterName, computeUrl } from './cluster'
import { dataFolderArgument } from './data-folder'
import { openLog } from './open-log'
import { removeStalePid, stopPostmaster } from './postmaster'
import type { RunAs } from './run-as'

export interface Server {
  pid: number
  port: number
  exited: Promise<void>
}

export interface ServerOptions {
  dataDir: string
  cluster: Cluster
  binaries: Binaries
  runAs: RunAs | null
  maxConnections: number
  port: number
}

/** A first start after a crash may spend minutes on recovery. */
const readyTimeoutMs = 300_000

/** Starts the server and resolves when it answers; throws `StartError` with PostgreSQL's own reason. */
export async function launchServer(options: ServerOptions): Promise<Server> {
  const { cluster, port } = options
  removeStalePid(cluster)
  const log = openLog(clusterPaths(options.dataDir).log)
  const child = spawnServer(options, log.descriptor)
  closeSync(log.descriptor)
  let running = true
  const exited = untilExit(child).then(() => {
    running = false
  })
  const url = computeUrl(cluster, port)
  await waitUntil(async () => !running || (await canConnect(url)), { timeoutMs: readyTimeoutMs, everyMs: 15 })
  const pid = child.pid ?? 0
  if (running && (await canConnect(url))) return { pid, port, exited }
  if (running) await stopPostmaster(pid, { fastMs: 5_000 })
  throw new StartError(`PostgreSQL did not start: ${log.findReason() ?? `see ${log.path}`}`)
}

function spawnServer({ cluster, binaries, runAs, maxConnections, port }: ServerOptions, log: number): ChildProcess {
  const settings = {
    listen_addresses: '127.0.0.1',
    port,
    unix_socket_directories: '',
    max_connections: maxConnections,
    cluster_name: computeClusterName(cluster),
    // Failed statements are reported by whoever sent them, without their values lying around in a file.
    log_min_messages: 'log',
    log_checkpoints: 'off',
    // Where the archive of the log cannot be reached, people go on drawing and the archive gets a gap.
    max_slot_wal_keep_size: '2GB',
  }
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  return spawn(binaries.postgres, ['-D', dataFolderArgument(cluster.folder, runAs), ...flags], {
    cwd: cluster.folder,
    // Its own process group: Ctrl-C in a terminal reaches only the app, which stops PostgreSQL last.
    detached: true,
    stdio: ['ignore', log, log],
    env: { NODE_ENV: 'production', TZ: 'UTC' },
    uid: runAs?.uid,
    gid: runAs?.gid,
  })
}

function untilExit(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.on('error', () => resolve())
    child.on('exit', () => resolve())
  })
}

async function canConnect(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 })
  client.on('error', () => {})
  try {
    await client.connect()
    return true
  } catch {
    return false
  } finally {
    await client.end().catch(() => {})
  }
}
