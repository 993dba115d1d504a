import { resolve } from 'node:path'
import { Worker } from 'node:worker_threads'
import { AppError } from '@/lib/core/errors'
import { secondMs } from '@/lib/core/time'
import { getLog } from '@/lib/platform/log/log'
import { remember } from '@/lib/platform/remember'

/** Joined only here, so that the bundler does not follow it and leaves it where it is. */
const workerFile = ['lib', 'features', 'assets', 'svg', 'svg-worker.mjs'].join('/')

interface Job {
  text: string
  settle(clean: string | null): void
  fail(error: Error): void
}

interface Thread {
  worker: Worker
  isReady: boolean
  job: Job | null
  timer: NodeJS.Timeout | undefined
}

interface SvgCleaner {
  /** The drawing without anything that runs or reaches out; null when it is none, or too much to look through. */
  clean(text: string): Promise<string | null>
  stop(): Promise<void>
}

export const getSvgCleaner = (): SvgCleaner => remember('assets.svgCleaner', () => createSvgCleaner())

/** One drawing at a time in one thread, which is ended and replaced when a drawing takes too long or too much memory. */
export function createSvgCleaner({ timeoutMs = 15 * secondMs, maxWaiting = 20 } = {}): SvgCleaner {
  const waiting: Job[] = []
  let thread: Thread | null = null

  function startThread(): Thread {
    const worker = new Worker(/* turbopackIgnore: true */ resolve(workerFile), {
      resourceLimits: { maxOldGenerationSizeMb: 256 },
      // The settings of whoever started us, such as a loader of tests, are none of this thread's.
      execArgv: [],
    })
    worker.unref()
    const started: Thread = { worker, isReady: false, job: null, timer: undefined }
    worker.on('message', (said: 'ready' | { clean: string | null }) => {
      if (said === 'ready') started.isReady = true
      else release(started, said.clean)
      next()
    })
    worker.on('error', (error) => {
      if (!started.isReady) getLog('assets').error({ err: error }, 'the thread that cleans drawings does not start')
      replace(started)
    })
    worker.on('exit', () => replace(started))
    return started
  }

  function next(): void {
    if (waiting.length === 0) return
    thread ??= startThread()
    const used = thread
    if (!used.isReady || used.job) return
    const job = waiting.shift()
    if (!job) return
    used.job = job
    used.timer = setTimeout(() => replace(used), timeoutMs)
    used.worker.postMessage(job.text)
  }

  function replace(broken: Thread): void {
    if (thread !== broken) return
    thread = null
    void broken.worker.terminate()
    release(broken, null)
    if (!broken.isReady) for (const job of waiting.splice(0)) job.fail(busy())
    next()
  }

  return {
    clean(text) {
      if (waiting.length >= maxWaiting) return Promise.reject(busy())
      return new Promise((settle, fail) => {
        waiting.push({ text, settle, fail })
        next()
      })
    },
    async stop() {
      for (const job of waiting.splice(0)) job.fail(busy())
      const last = thread
      if (last) replace(last)
      await last?.worker.terminate()
    },
  }
}

function release(thread: Thread, clean: string | null): void {
  clearTimeout(thread.timer)
  const { job } = thread
  thread.job = null
  job?.settle(clean)
}

const busy = () =>
  new AppError('unavailable', 'Many drawings are being checked right now. Please try again in a moment.', {
    retryAfterSeconds: 10,
  })
