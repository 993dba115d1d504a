import { spawn } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { StartError } from '../start-error'
import { computeBuildFingerprint } from './build-fingerprint'
import { compressStatic } from './compress-static'

const recordPath = (root: string) => join(root, '.next', 'autograph-build')

export function isBuildCurrent(root: string): boolean {
  try {
    return readFileSync(recordPath(root), 'utf8') === computeBuildFingerprint(root)
  } catch {
    return false
  }
}

/** Builds for production. What was built is recorded last, so an interrupted build never counts as one. */
export async function build(root: string, { signal }: { signal?: AbortSignal } = {}): Promise<void> {
  rmSync(recordPath(root), { force: true })
  const fingerprint = computeBuildFingerprint(root)
  await run([join(root, 'scripts', 'prepare.mjs')], { root, signal })
  await run([join(root, 'node_modules', 'next', 'dist', 'bin', 'next'), 'build'], { root, signal })
  await compressStatic(join(root, '.next', 'static'))
  mkdirSync(dirname(recordPath(root)), { recursive: true })
  writeFileSync(recordPath(root), fingerprint)
}

async function run(command: string[], { root, signal }: { root: string; signal?: AbortSignal }): Promise<void> {
  const child = spawn(process.execPath, command, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], signal })
  const code = await new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('exit', resolve)
  })
  if (code !== 0) throw new StartError('The build failed; its output above says why.')
}
