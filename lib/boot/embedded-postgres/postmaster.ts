import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { isAlive } from '../is-alive'
import { waitUntil } from '../wait-until'
import { type Cluster, computeClusterName } from './cluster'

export interface Postmaster {
  pid: number
  port: number
}

/** The PostgreSQL that runs on a cluster right now, also one that an earlier process of ours left behind. */
export function findPostmaster(cluster: Cluster): Postmaster | null {
  const file = join(cluster.folder, 'postmaster.pid')
  if (!existsSync(file)) return null
  const lines = readFileSync(file, 'utf8').split('\n')
  const pid = Number(lines[0])
  return pid > 0 && isPostmasterOf(pid, cluster) ? { pid, port: Number(lines[3]) } : null
}

/**
 * Removes the pid file of a PostgreSQL that is gone. PostgreSQL does so itself, unless its pid now belongs to some other
 * program, which is common after a restart of a container. It still refuses by its shared memory if one does run.
 */
export function removeStalePid(cluster: Cluster): void {
  if (findPostmaster(cluster) === null) rmSync(join(cluster.folder, 'postmaster.pid'), { force: true })
}

/** Stops a PostgreSQL: a clean fast shutdown, and only if that hangs an immediate one, which loses nothing either. */
export async function stopPostmaster(pid: number, { fastMs }: { fastMs: number }): Promise<void> {
  kill(pid, 'SIGINT')
  if (await waitUntil(() => !isAlive(pid), { timeoutMs: fastMs })) return
  kill(pid, 'SIGQUIT')
  if (await waitUntil(() => !isAlive(pid), { timeoutMs: 500 })) return
  kill(pid, 'SIGKILL')
  await waitUntil(() => !isAlive(pid), { timeoutMs: 500 })
}

/** The command line carries the cluster's name; other traces of a process are hidden from root in a container. */
function isPostmasterOf(pid: number, cluster: Cluster): boolean {
  return isAlive(pid) && readCommand(pid).includes(computeClusterName(cluster))
}

function readCommand(pid: number): string {
  if (process.platform !== 'linux') return spawnSync('ps', ['-o', 'command=', '-p', String(pid)]).stdout.toString()
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8')
  } catch {
    return ''
  }
}

function kill(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch {
    // It is gone already, which is what we want.
  }
}
