import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream, mkdirSync } from 'node:fs'

export interface AppServer {
  url: string
  pid: number
  /** Ends the process as a power cut would. */
  kill(): Promise<void>
  /** Asks it to stop and waits until it has. */
  stop(): Promise<void>
}

interface StartApp {
  dataDir: string
  port: number
  /** Further settings. */
  env?: Record<string, string>
}

/** Everybody in the tests shares one address, so its limits are wide; what one person may do is limited as ever. */
const sharedAddress = { RATE_LIMIT_IP_PER_MINUTE: '20000', RATE_LIMIT_SIGN_IN_IP: '500' }

/**
 * Starts the product the way `npm start` does, with a data directory of its own, and waits until it is ready. What it says
 * goes to `test-results/app-<port>.log`.
 */
export async function startApp({ dataDir, port, env = {} }: StartApp): Promise<AppServer> {
  const output: string[] = []
  const url = `http://127.0.0.1:${port}`
  const child = spawn(process.execPath, ['scripts/start.mjs'], {
    env: {
      ...process.env,
      NODE_ENV: 'production',
      PORT: String(port),
      HOST: '127.0.0.1',
      APP_URL: url,
      DATA_DIR: dataDir,
      DATABASE_URL: '',
      LOG_LEVEL: process.env.E2E_LOG_LEVEL ?? 'warn',
      BACKUP_INTERVAL_MINUTES: '0',
      ...sharedAddress,
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  mkdirSync('test-results', { recursive: true })
  const log = createWriteStream(`test-results/app-${port}.log`, { flags: 'a' })
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => output.push(String(chunk)))
    stream.pipe(log, { end: false })
  }
  try {
    await waitUntilReady(child, url)
  } catch (error) {
    child.kill('SIGKILL')
    throw new Error(`${error instanceof Error ? error.message : error}\n${output.join('')}`)
  }
  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode !== null || child.signalCode !== null) return
    const exited = once(child, 'exit')
    child.kill(signal)
    await exited
  }
  return { url, pid: child.pid ?? 0, kill: () => end('SIGKILL'), stop: () => end('SIGTERM') }
}

async function waitUntilReady(child: ChildProcess, url: string): Promise<void> {
  const deadline = Date.now() + 120_000
  while (Date.now() < deadline) {
    if (child.exitCode !== null) throw new Error(`The app ended with code ${child.exitCode} before it was ready.`)
    const ready = await fetch(`${url}/api/health/ready`).catch(() => null)
    if (ready?.ok) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error('The app was not ready after two minutes.')
}
