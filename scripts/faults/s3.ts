import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { ChaosProxy } from '@/lib/testing/chaos-proxy'
import { freeze, thaw } from './freeze'
import type { Victim } from './victim'

/** A server that speaks S3, as a process of its own so that it can be frozen. To be stopped means to be out of reach. */
export async function startS3Victim(): Promise<Victim & { env: Record<string, string> }> {
  const child = fork(fileURLToPath(new URL('s3-process.ts', import.meta.url)), {
    execArgv: ['--import', 'tsx'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const [settings] = (await once(child, 'message')) as [Record<string, string>]
  const target = new URL(settings.S3_ENDPOINT ?? '')
  const proxy = await ChaosProxy.start({ getTarget: () => ({ port: Number(target.port) }) })
  const pid = child.pid ?? 0
  return {
    env: { ...settings, S3_ENDPOINT: `http://127.0.0.1:${proxy.port}` },
    stop: () => proxy.set({ refuse: true }),
    start: () => proxy.set({}),
    pause: async () => freeze(pid),
    resume: async () => thaw(pid),
    async end() {
      thaw(pid)
      await proxy.stop()
      const gone = once(child, 'exit')
      child.kill('SIGTERM')
      await gone
    },
  }
}
