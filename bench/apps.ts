import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, type BrowserContext, chromium } from '@playwright/test'
import { findFreePort } from '@/lib/boot/find-free-port'
import { type AppServer, startApp } from '../e2e/app-server'
import { registerPerson, signIn } from '../e2e/people'
import { makeDocument } from './make-document'

const peer = 'bench/peers/bare'
const next = 'node_modules/next/dist/bin/next'

const newestChange = (folder: string): number =>
  Math.max(
    ...readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.name !== '.next' && entry.name !== 'public')
      .map((entry) => {
        const path = join(folder, entry.name)
        return entry.isDirectory() ? newestChange(path) : statSync(path).mtimeMs
      }),
  )

/** Builds the peer when its sources are newer than its build; `npm test` never does. */
function buildPeer(): void {
  for (const folder of ['embed-icons', 'fonts', 'icons', 'translations']) {
    cpSync(`node_modules/@tldraw/assets/${folder}`, `${peer}/public/tldraw/${folder}`, { recursive: true })
  }
  const buildId = `${peer}/.next/BUILD_ID`
  if (
    existsSync(buildId) &&
    statSync(buildId).mtimeMs > Math.max(newestChange(peer), statSync('bench/make-shapes.ts').mtimeMs)
  )
    return
  const env = { ...process.env, NEXT_TELEMETRY_DISABLED: '1' }
  const { status } = spawnSync(process.execPath, [next, 'build', peer], { stdio: 'inherit', env })
  if (status !== 0) throw new Error('The peer could not be built.')
}

/** The bare Next app of `bench/peers/bare`, built and started. */
export async function startPeer(env: Record<string, string> = {}): Promise<AppServer> {
  buildPeer()
  const port = await findFreePort()
  const child = spawn(process.execPath, [next, 'start', peer, '-p', String(port), '-H', '127.0.0.1'], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, ...env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
  })
  const url = `http://127.0.0.1:${port}`
  while (!(await fetch(`${url}/canvas`).catch(() => null))) {
    if (child.exitCode !== null) throw new Error('The peer did not start.')
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  return { url, pid: child.pid ?? 0, kill: () => end(child, 'SIGKILL'), stop: () => end(child, 'SIGTERM') }
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null) return
  const exited = once(child, 'exit')
  child.kill(signal)
  await exited
}

/** Counted as ever, and never reached by a program that asks as fast as it can. */
const endless = '1000000000'
const wideLimits = {
  RATE_LIMIT_USER_PER_MINUTE: endless,
  RATE_LIMIT_IP_PER_MINUTE: endless,
  RATE_LIMIT_UPLOAD_USER_PER_MINUTE: endless,
}

/** The product with an empty data directory of its own, which `stop` removes. */
export async function startProduct(env: Record<string, string> = {}): Promise<AppServer & { dataDir: string }> {
  const dataDir = mkdtempSync(join(tmpdir(), 'autograph-bench-'))
  const app = await startApp({ dataDir, port: await findFreePort(), env: { ...wideLimits, ...env } })
  const stop = async () => {
    await app.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
  return { ...app, stop, dataDir }
}

export async function launchBrowser(): Promise<Browser> {
  const executablePath = process.env.PLAYWRIGHT_CHROMIUM_PATH ?? '/usr/bin/chromium'
  return chromium.launch({
    ...(existsSync(executablePath) ? { executablePath } : {}),
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run'],
  })
}

/** Functions that are sent into a page carry a mark of the compiler that runs this file; the page gets one that does nothing. */
export const compilerMark = 'globalThis.__name ??= (value) => value'

/** A browser context with a new account that is signed in. */
export async function newSignedInContext(browser: Browser, baseURL: string): Promise<BrowserContext> {
  const context = await browser.newContext({ baseURL, viewport: { width: 1280, height: 800 } })
  await signIn(context.request, await registerPerson(context.request, 'Bench'))
  return context
}

/** A diagram with that many shapes; returns its id. */
export async function createDiagram(context: BrowserContext, shapes: number): Promise<string> {
  const data = { title: `${shapes} shapes`, document: makeDocument(shapes) }
  const response = await context.request.post('/api/diagrams', { data })
  if (!response.ok()) throw new Error(`creating a diagram answered ${response.status()}: ${await response.text()}`)
  return (await response.json()).id
}
