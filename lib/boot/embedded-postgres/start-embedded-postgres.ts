import { setTimeout as delay } from 'node:timers/promises'
import { findFreePort } from '../find-free-port'
import { type Binaries, ensureBinaries } from './binaries'
import { type Cluster, clusterPaths, computeUrl, ensureOwner, findCluster, planCluster } from './cluster'
import { createCluster } from './create-cluster'
import { launchServer, type Server } from './launch-server'
import { findPostmaster, stopPostmaster } from './postmaster'
import { findRunAs, type RunAs } from './run-as'

export interface EmbeddedPostgres {
  /** Address of the `postgres` database, as superuser. */
  url: string
  /** The pid of the server that runs now; another one after it died and was started again. */
  readonly pid: number
  stop(): Promise<void>
}

/** What a person who watches the start may want to know. */
type Tell = (message: string) => void

/**
 * Starts the PostgreSQL of a data directory on a free local port, creating its cluster the first time. One that an earlier
 * process left behind is stopped cleanly first. If the server dies it is started again on the same port until `stop`.
 */
export async function startEmbeddedPostgres({
  dataDir,
  maxConnections,
  tell = () => {},
}: {
  dataDir: string
  maxConnections: number
  tell?: Tell
}): Promise<EmbeddedPostgres> {
  const runAs = findRunAs(clusterPaths(dataDir).folder)
  const binaries = ensureBinaries(runAs)
  const cluster = await ensureCluster({ dataDir, binaries, runAs })
  const leftover = findPostmaster(cluster)
  if (leftover) {
    tell(`Stopping the PostgreSQL that an earlier run left behind (process ${leftover.pid})`)
    await stopPostmaster(leftover.pid, { fastMs: leftoverFastMs })
  }
  const launch = (port: number) => launchServer({ dataDir, cluster, binaries, runAs, maxConnections, port })
  const server = await launchOnFreePort(launch)
  return supervise(server, { url: computeUrl(cluster, server.port), launch, tell })
}

async function ensureCluster({
  dataDir,
  binaries,
  runAs,
}: {
  dataDir: string
  binaries: Binaries
  runAs: RunAs | null
}): Promise<Cluster> {
  const existing = findCluster(dataDir)
  if (existing) {
    ensureOwner(existing, runAs)
    return existing
  }
  const cluster = planCluster(dataDir)
  await createCluster({ cluster, binaries, runAs })
  return cluster
}

type Launch = (port: number) => Promise<Server>

/** Another program may take the port between the moment we find it free and the moment PostgreSQL listens. */
async function launchOnFreePort(launch: Launch): Promise<Server> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await launch(await findFreePort())
    } catch (error) {
      if (attempt === 3) throw error
    }
  }
}

/** Our own is stopped last, after rooms and requests had their share of the ten seconds. */
const ownFastMs = 2_500
/** Nobody waits for a left-over one but the start that needs its files, so it may finish a long checkpoint. */
const leftoverFastMs = 30_000

const restartPausesMs = [0, 200, 500, 1_000, 2_000, 5_000]

function supervise(
  first: Server,
  { url, launch, tell }: { url: string; launch: Launch; tell: Tell },
): EmbeddedPostgres {
  let server = first
  let stopping = false
  let restarting = Promise.resolve()

  const restart = async () => {
    for (let attempt = 0; !stopping; attempt++) {
      await delay(restartPausesMs[attempt] ?? 5_000)
      if (stopping) return
      try {
        return watch(await launch(first.port))
      } catch (error) {
        tell(error instanceof Error ? error.message : String(error))
      }
    }
  }
  const watch = (next: Server) => {
    server = next
    void next.exited.then(() => {
      if (stopping) return
      tell('PostgreSQL ended unexpectedly; starting it again')
      restarting = restart()
    })
  }

  watch(first)
  return {
    url,
    get pid() {
      return server.pid
    },
    async stop() {
      stopping = true
      await restarting
      await stopPostmaster(server.pid, { fastMs: ownFastMs })
      await server.exited
    },
  }
}
