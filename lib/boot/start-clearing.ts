import { withClusterLock } from '@/lib/platform/db/with-cluster-lock'

interface Clearing {
  /** Of the lock. */
  name: string
  work: () => Promise<unknown>
  onFault: (error: unknown) => void
  firstAfterMs: number
  everyMs: number
}

/** Does work that can wait again and again, in one process of the cluster at a time. Returns its stop. */
export function startClearing({ name, work, onFault, firstAfterMs, everyMs }: Clearing): () => Promise<void> {
  let isStopped = false
  let running = Promise.resolve()
  let timer = setTimeout(begin, firstAfterMs)
  timer.unref()

  function begin(): void {
    running = run().finally(() => {
      if (isStopped) return
      timer = setTimeout(begin, everyMs)
      timer.unref()
    })
  }

  async function run(): Promise<void> {
    try {
      await withClusterLock(name, async () => void (await work()))
    } catch (error) {
      onFault(error)
    }
  }

  return async () => {
    isStopped = true
    clearTimeout(timer)
    await running
  }
}
