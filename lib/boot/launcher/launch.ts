import { join } from 'node:path'
import { getAppUrl } from '@/lib/platform/env/env'
import { loadEnv, provideEnv } from '@/lib/platform/env/load-env'
import type { Env } from '@/lib/platform/env/schema'
import { findFreePort } from '../find-free-port'
import { StartError } from '../start-error'
import { assertPortFree, explainListenFault } from './assert-port-free'
import { ensureAuthSecret } from './ensure-auth-secret'
import { build, isBuildCurrent } from './ensure-build'
import { hasAccounts } from './has-accounts'
import { lockDataDir } from './lock-data-dir'
import { openDataDir } from './open-data-dir'
import { prepareDatabase } from './prepare-database'
import { quietTools, refuseVersionCheck } from './quiet-tools'
import { type Stops, stopsOnSignals } from './stops-on-signals'

/** `startServer` of `server.mjs`, handed in because it is plain JavaScript outside the product's code. */
export type StartServer = (options: { dev: boolean; host: string; port: number }) => Promise<{
  stop(): Promise<void>
}>

export interface Launch {
  /** Folder of the repository. */
  root: string
  dev: boolean
  /** Writes one line for the person who started us. */
  tell: (line: string) => void
  importServer: () => Promise<{ startServer: StartServer }>
}

/**
 * `npm start` and `npm run dev`: settings, data directory, database, build, server, in one process. Resolves when it
 * serves; a signal then stops it. Throws `StartError`, after undoing what it began, when it cannot.
 */
export async function launch(options: Launch): Promise<void> {
  const stops = stopsOnSignals(options.tell)
  try {
    await launchSteps(options, stops)
  } catch (error) {
    await stops.undo()
    // Whatever was cut short by the wish to stop is no fault of its own.
    stops.assertWanted()
    throw error
  }
}

async function launchSteps({ root, dev, tell, importServer }: Launch, stops: Stops): Promise<void> {
  const env = await readSettings({ root, dev })
  const { HOST: host, PORT: port } = env
  await assertPortFree({ host, port })

  const dataDir = openDataDir(env.DATA_DIR)
  stops.add(await lockDataDir(dataDir))
  provideEnv({ DATA_DIR: dataDir, AUTH_SECRET: env.AUTH_SECRET ?? ensureAuthSecret(dataDir) })
  tell(`✓ Data directory ${dataDir}`)

  const url = await prepareDatabase({ env, dataDir, root, tell, stops })
  provideEnv({ DATABASE_URL: url })
  stops.assertWanted()

  if (dev) refuseVersionCheck()
  else await ensureBuild({ root, tell, stops })

  const { startServer } = await importServer()
  const server = await startServer({ dev, host, port }).catch((error) => {
    throw explainListenFault({ host, port, error })
  })
  stops.add(() => server.stop())
  const isFirstStart = !(await hasAccounts(url))
  stops.ready()
  tell(`\nAutoGraph is ready at ${getAppUrl()}`)
  if (isFirstStart) tell(`Create the first account at ${getAppUrl()}/register; it becomes the administrator.`)
}

async function readSettings({ root, dev }: { root: string; dev: boolean }): Promise<Env> {
  const loaded = loadEnv(join(root, '.env'))
  if ('faults' in loaded) {
    const count = loaded.faults.length === 1 ? 'One setting is' : `${loaded.faults.length} settings are`
    throw new StartError(`${count} wrong; correct the environment or the file .env:\n- ${loaded.faults.join('\n- ')}`)
  }
  const { env } = loaded
  // The address of the app is part of its pages, so "any free port" is decided before anything runs.
  const port = env.PORT === 0 ? await findFreePort() : env.PORT
  provideEnv({ ...quietTools, NODE_ENV: dev ? 'development' : 'production', PORT: String(port) })
  return { ...env, PORT: port }
}

async function ensureBuild({ root, tell, stops }: Pick<Launch, 'root' | 'tell'> & { stops: Stops }): Promise<void> {
  if (isBuildCurrent(root)) return
  tell('… Building, once for this version; this takes a minute or two')
  const startedAtMs = performance.now()
  await build(root, { signal: stops.signal })
  tell(`✓ Built in ${Math.round((performance.now() - startedAtMs) / 1_000)} s`)
}
