import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

const runs = (command: string, ...args: string[]): boolean =>
  spawnSync(command, args, { stdio: 'ignore', timeout: 60_000 }).status === 0

const mayInstall = (): boolean => process.getuid?.() === 0 && runs('apt-get', '--version')

let indexIsFresh = false

/** Installs a Debian or Ubuntu package; false when that did not work. */
function installPackage(name: string): boolean {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  console.log(`Installing ${name} with apt-get.`)
  if (!indexIsFresh) spawnSync('apt-get', ['update', '-qq'], { stdio: 'inherit', env })
  indexIsFresh = true
  const args = ['install', '-y', '-qq', '--no-install-recommends', name]
  return spawnSync('apt-get', args, { stdio: ['ignore', 'ignore', 'inherit'], env }).status === 0
}

/** A Chromium that answers; Ubuntu's `chromium` package is only a pointer to a snap and does not count. */
function findChromium(): string | null {
  const places = [
    process.env.PLAYWRIGHT_CHROMIUM_PATH,
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
  ]
  return places.find((path) => path && existsSync(path) && runs(path, '--no-sandbox', '--version')) ?? null
}

/** Playwright's own browser; does nothing when it is already there. */
function downloadChromium(): void {
  console.log('Asking Playwright for its own Chromium.')
  const args = ['playwright', 'install', ...(mayInstall() ? ['--with-deps'] : []), 'chromium']
  spawnSync('npx', args, { stdio: 'inherit' })
}

/**
 * Makes sure that a Chromium, a Redis server and Prometheus are there, as far as this machine allows, and returns the environment
 * that says where. What could not be installed is reported by the tests that need it.
 */
export function ensureTestTools(): Record<string, string> {
  if (!runs('redis-server', '--version') && mayInstall()) installPackage('redis-server')
  // The package brings promtool as well.
  if (!(runs('promtool', '--version') && runs('prometheus', '--version')) && mayInstall()) installPackage('prometheus')
  let chromium = findChromium()
  if (!chromium && mayInstall() && installPackage('chromium')) chromium = findChromium()
  if (chromium) return { PLAYWRIGHT_CHROMIUM_PATH: chromium }
  downloadChromium()
  return {}
}
