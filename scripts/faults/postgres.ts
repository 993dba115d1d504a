import { startEmbeddedPostgres } from '@/lib/boot/embedded-postgres/start-embedded-postgres'
import { ChaosProxy } from '@/lib/testing/chaos-proxy'
import { freeze, thaw } from './freeze'
import type { Victim } from './victim'

export interface PostgresVictim extends Victim {
  /** For the app: the same port before and after a restart. */
  url: string
  /** For us, past whatever the app suffers; changes with a restart. */
  readonly directUrl: string
  proxy: ChaosProxy
}

/** A PostgreSQL of its own, behind a proxy so that it keeps its address. */
export async function startPostgresVictim(dataDir: string): Promise<PostgresVictim> {
  const launch = () => startEmbeddedPostgres({ dataDir, maxConnections: 150 })
  let server = await launch()
  const proxy = await ChaosProxy.start({ getTarget: () => ({ port: Number(new URL(server.url).port) }) })
  return {
    url: Object.assign(new URL(server.url), { port: String(proxy.port) }).href,
    get directUrl() {
      return server.url
    },
    proxy,
    async stop() {
      await server.stop()
      await proxy.set({ refuse: true })
    },
    async start() {
      server = await launch()
      await proxy.set({})
    },
    pause: async () => freeze(server.pid),
    resume: async () => thaw(server.pid),
    async end() {
      thaw(server.pid)
      await proxy.stop()
      await server.stop()
    },
  }
}
