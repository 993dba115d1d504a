/**
 * `npm run prove:image`: what the Dockerfile does, without a container engine. It takes the files that `.dockerignore`
 * lets through, runs the commands of the build stage on them, and starts the result as a user without rights and with
 * every file system read-only but for a data directory and one for temporary files. Needs Linux, root (for the mounts), and minutes.
 * `-- --root <folder>` runs it in a root that has nothing else, made with
 * `debootstrap --variant=minbase --include=tini,libstdc++6 bookworm <folder>`.
 */
import { execFileSync, spawn } from 'node:child_process'
import { chownSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { findFreePort } from '@/lib/boot/find-free-port'
import { waitUntil } from '@/lib/boot/wait-until'
import { listContext } from './list-context'
import { readDockerfile, type Step } from './read-dockerfile'
import { visitEverything } from './visit-everything'

const repository = fileURLToPath(new URL('../..', import.meta.url))
const userId = 1000
const asNobody = `setpriv --reuid ${userId} --regid ${userId} --clear-groups --no-new-privs`
const { root: cleanRoot } = parseArgs({ options: { root: { type: 'string' } } }).values
const stopWithinMs = 10_000
const tell = (line: string) => process.stdout.write(`${line}\n`)

const folder = mkdtempSync(join(tmpdir(), 'autograph-image-'))
const [app, data, temporary] = ['app', 'data', 'tmp'].map((name) => join(folder, name)) as [string, string, string]
for (const path of [app, data, temporary]) mkdirSync(path)
for (const path of [data, temporary]) chownSync(path, userId, userId)
execFileSync('chmod', ['755', folder])

try {
  for (const step of readDockerfile(readFileSync(join(repository, 'Dockerfile'), 'utf8'))) {
    if (step.stage === 0) take(step)
  }
  tell(execFileSync('du', ['-sh', '--apparent-size', app], { encoding: 'utf8' }).trim())
  await run()
} finally {
  rmSync(folder, { recursive: true, force: true })
}

function take({ instruction, argument }: Step): void {
  if (instruction === 'RUN') {
    tell(`RUN ${argument}`)
    const PATH = `${dirname(process.execPath)}:${process.env.PATH}`
    // With NODE_ENV=production npm would not install what the build needs.
    const command = ['--unset=NODE_ENV', `PATH=${PATH}`, 'sh', '-c', argument]
    execFileSync('env', command, { cwd: app, stdio: ['ignore', 'ignore', 'inherit'] })
  }
  if (instruction === 'COPY') copy(argument.split(/\s+/))
}

function copy(paths: string[]): void {
  const target = paths.at(-1) ?? ''
  const tracked = execFileSync('git', ['ls-files'], { cwd: repository, encoding: 'utf8' }).trim().split('\n')
  const context = listContext(readFileSync(join(repository, '.dockerignore'), 'utf8'), tracked)
  for (const source of paths.slice(0, -1)) {
    const files = source === '.' ? context : context.filter((file) => file === source)
    if (files.length === 0) throw new Error(`COPY ${source}: the build context has no such file`)
    for (const file of files)
      cpSync(join(repository, file), join(app, target === './' || source === '.' ? file : target))
  }
}

async function run(): Promise<void> {
  const port = await findFreePort()
  const { commands, env } = cleanRoot ? sealCleanRoot(cleanRoot) : sealThisRoot()
  const child = spawn('unshare', ['--mount', 'sh', '-ec', commands.join('\n'), process.execPath], {
    env: { PATH: '/usr/bin:/bin', NODE_ENV: 'production', HOME: '/tmp', HOST: '127.0.0.1', PORT: String(port), ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const hasEnded = () => child.exitCode !== null || child.signalCode !== null
  try {
    let output = ''
    child.stdout.on('data', (chunk) => {
      output += chunk
      process.stdout.write(chunk)
    })
    await waitUntil(() => output.includes('is ready at') || hasEnded(), { timeoutMs: 120_000 })
    if (hasEnded()) throw new Error('it ended before it was ready')
    await visitEverything({ origin: `http://127.0.0.1:${port}`, root: app, tell })
  } finally {
    const stoppedAtMs = performance.now()
    child.kill('SIGTERM')
    await waitUntil(hasEnded, { timeoutMs: stopWithinMs })
    tell(`stopped with ${child.exitCode} in ${Math.round(performance.now() - stoppedAtMs)} ms`)
    if (child.exitCode !== 0) process.exitCode = 1
  }
}

interface Sealed {
  commands: string[]
  env: Record<string, string>
}

/** With what this machine has installed, and nothing of it writable. */
function sealThisRoot(): Sealed {
  const commands = [
    `mount --bind '${app}' '${app}' && mount -o remount,bind,ro '${app}'`,
    `mount --bind '${data}' '${data}'`,
    `mount --bind '${temporary}' '${temporary}'`,
    // Only now, or the mounts above would have no place; what is bound above stays as it is.
    'mount -o remount,bind,ro /',
    `cd '${app}' && exec ${asNobody} "$0" scripts/start.mjs`,
  ]
  return { commands, env: { TMPDIR: temporary, DATA_DIR: data } }
}

/** With what the base image has and the last stage installs, Node, and nothing else. */
function sealCleanRoot(root: string): Sealed {
  for (const path of ['app', 'data', 'tmp', 'usr/local/bin']) mkdirSync(join(root, path), { recursive: true })
  writeFileSync(join(root, 'usr/local/bin/node'), '', { flag: 'a' })
  const passwords = join(root, 'etc/passwd')
  // initdb asks for its name; images of Node have this user.
  if (!readFileSync(passwords, 'utf8').includes(`:${userId}:`)) {
    writeFileSync(passwords, `node:x:${userId}:${userId}::/home/node:/bin/sh\n`, { flag: 'a' })
  }
  const commands = [
    `mount --bind '${root}' '${root}' && cd '${root}'`,
    `mount --bind '${app}' app && mount -o remount,bind,ro app`,
    `mount --bind '${data}' data && mount --bind '${temporary}' tmp`,
    'mount --bind "$0" usr/local/bin/node && mount --rbind /proc proc && mount --rbind /dev dev',
    `mount -o remount,bind,ro '${root}'`,
    `exec /usr/sbin/chroot '${root}' sh -c 'cd /app && exec ${asNobody} /usr/bin/tini -- node scripts/start.mjs'`,
  ]
  return { commands, env: { PATH: '/usr/local/bin:/usr/bin:/bin', DATA_DIR: '/data' } }
}
