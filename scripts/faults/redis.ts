import { makeRedisServer } from '@/lib/testing/redis-server'
import type { Victim } from './victim'

/** A Redis without a disk: a restart forgets everything, as in many real set-ups. */
export async function startRedisVictim(): Promise<Victim & { env: Record<string, string> }> {
  const server = makeRedisServer()
  await server.prepare()
  return {
    env: { REDIS_URL: server.url },
    stop: () => server.kill(),
    start: () => server.start(),
    pause: async () => server.pause(),
    resume: async () => server.resume(),
    end: () => server.remove(),
  }
}
