import { existsSync, readFileSync } from 'node:fs'
import { statfs } from 'node:fs/promises'
import { join } from 'node:path'
import { assertPortFree } from '@/lib/boot/launcher/assert-port-free'
import { isBuildCurrent } from '@/lib/boot/launcher/ensure-build'
import { openDataDir } from '@/lib/boot/launcher/open-data-dir'
import type { Env } from '@/lib/platform/env/schema'
import { parseTrustedProxies } from '@/lib/platform/net/trusted-proxies'
import { type Finding, fault, ok, orFault, skipped, warn } from './finding'

const oldestNode = [20, 19] as const
const gigabyte = 1024 ** 3

export function lookAtNode(version = process.versions.node): Finding {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const isOld = major < oldestNode[0] || (major === oldestNode[0] && minor < oldestNode[1])
  if (isOld) return fault('node', `Node ${version} is too old.`, 'Install Node 20.19 or newer.')
  return ok('node', `Node ${version}`)
}

/** What is installed against what this version was tested with. */
export function lookAtPackages(root: string): Finding {
  const wanted: Record<string, string> = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).dependencies
  const wrong = Object.entries(wanted).filter(([name, version]) => findInstalled(root, name) !== version)
  // An image leaves out what only the build needed.
  const isWrong = wrong.filter(([name]) => findInstalled(root, name) !== null)
  if (isWrong.length === 0)
    return ok('packages', `${Object.keys(wanted).length} packages in the versions that are wanted`)
  const names = isWrong.map(([name, version]) => `${name} ${findInstalled(root, name)} instead of ${version}`)
  return fault('packages', `Other versions are installed than wanted: ${names.join(', ')}.`, 'Run `npm ci`.')
}

function findInstalled(root: string, name: string): string | null {
  const file = join(root, 'node_modules', name, 'package.json')
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).version : null
}

export function lookAtBuild(root: string): Finding {
  return isBuildCurrent(root)
    ? ok('build', 'There is a current build.')
    : warn(
        'build',
        'There is no build of this version.',
        'The next `npm start` makes it, which takes some minutes; or run `npm run build` before.',
      )
}

export const lookAtDataDir = (env: Env): Promise<Finding> =>
  orFault('data directory', () => ok('data directory', `${openDataDir(env.DATA_DIR)} can be written.`))

export async function lookAtDisk(folder: string): Promise<Finding> {
  if (!existsSync(folder)) return skipped('disk', `${folder} is not there.`)
  const { bavail, blocks, bsize } = await statfs(folder)
  const freePercent = blocks === 0 ? 100 : Math.floor((100 * bavail) / blocks)
  const message = `${freePercent} % of the disk of ${folder} is free (${((bavail * bsize) / gigabyte).toFixed(1)} GB).`
  const fix = 'Free some space, or move DATA_DIR or BACKUP_TO to another disk; a full disk stops the database.'
  if (freePercent < 5) return fault('disk', message, fix)
  return freePercent < 15 ? warn('disk', message, fix) : ok('disk', message)
}

/** Free while it is stopped, ours while it runs. */
export async function lookAtPort({ HOST, PORT }: Env): Promise<Finding> {
  if (PORT === 0) return skipped('port', 'Any free port is taken.')
  const host = ['0.0.0.0', '::'].includes(HOST) ? '127.0.0.1' : HOST
  const answer = await fetch(`http://${host}:${PORT}/api/health/ready`, { signal: AbortSignal.timeout(3_000) }).catch(
    () => null,
  )
  if (answer?.ok) return ok('port', `AutoGraph answers on port ${PORT} and is ready.`)
  if (answer?.status === 503) {
    return warn(
      'port',
      `What answers on port ${PORT} is not ready.`,
      'If it is AutoGraph, see the database below; wait while it starts.',
    )
  }
  return orFault('port', async () => {
    await assertPortFree({ host: HOST, port: PORT })
    return ok('port', `Port ${PORT} is free: AutoGraph does not run here.`)
  })
}

export function lookAtAddress(env: Env): Finding {
  const { APP_URL, HOST, PORT, TRUSTED_PROXIES } = env
  const url = new URL(APP_URL ?? `http://localhost:${PORT}`)
  const isHere = ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname)
  const isOpen = !['127.0.0.1', 'localhost', '::1'].includes(HOST)
  if (!APP_URL && isOpen) {
    return warn(
      'address',
      'APP_URL is not set: other machines reach it, but links, cookies and sign-in mean localhost.',
      'Set APP_URL to the address that people type.',
    )
  }
  if (url.protocol === 'http:' && !isHere) {
    return warn(
      'address',
      `APP_URL is ${url.origin}: passwords and cookies go over the network in the clear.`,
      'Put a proxy with TLS in front and set APP_URL to its https:// address.',
    )
  }
  const proxies = parseTrustedProxies(TRUSTED_PROXIES)
  if (url.protocol === 'https:' && proxies?.type === 'count' && proxies.count === 0) {
    return warn(
      'address',
      'APP_URL is https://, so a proxy stands in front, and TRUSTED_PROXIES is none: everybody has its address, and shares its limits.',
      'Set TRUSTED_PROXIES to 1, or to the addresses of the proxy.',
    )
  }
  return ok('address', `${url.origin}`)
}

export function lookAtSecret(env: Env): Finding {
  if (env.AUTH_SECRET) return ok('secret', 'AUTH_SECRET is set.')
  if (env.DATABASE_URL) {
    return warn(
      'secret',
      'DATABASE_URL is set and AUTH_SECRET is not: each machine makes its own, and sessions of one are unknown to others.',
      'Set the same AUTH_SECRET everywhere, for example from `openssl rand -base64 32`.',
    )
  }
  return existsSync(join(env.DATA_DIR, 'auth-secret'))
    ? ok('secret', 'The one in the data directory.')
    : skipped('secret', 'It is made at the first start.')
}
