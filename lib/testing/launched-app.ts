import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'
import { afterAll } from 'vitest'
import { waitUntil } from '../boot/wait-until'

export interface LaunchedApp {
  child: ChildProcess
  /** Resolves with where it serves. */
  untilReady(): Promise<string>
  /** Resolves with the exit code and everything it said. */
  untilExit(): Promise<{ code: number | null; output: string }>
}

/**
 * Starts the launcher with a stub of the server, as a process of its own. `prefix` is a command that runs it, such as
 * `setpriv`; what is still running at the end of the tests is killed.
 */
export function useLauncher(): (app: { env: Record<string, string>; prefix?: string[]; root?: string }) => LaunchedApp {
  const children: ChildProcess[] = []
  afterAll(() => {
    for (const child of children) child.kill('SIGKILL')
  })
  return ({ env, prefix = [], root = process.cwd() }) => {
    const [command = '', ...args] = [...prefix, process.execPath, resolve(root, 'lib/testing/start-stub.mjs')]
    const child = spawn(command, args, {
      cwd: '/',
      env: { NODE_ENV: 'test', PATH: process.env.PATH, HOST: '127.0.0.1', PORT: '0', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    children.push(child)
    let output = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk) => {
        output += chunk
      })
    }
    const exited = once(child, 'close')
    const findUrl = () => /ready at (\S+)/.exec(output)?.[1]
    return {
      child,
      async untilReady() {
        await waitUntil(() => findUrl() !== undefined || child.exitCode !== null, { timeoutMs: 30_000 })
        const url = findUrl()
        if (!url) throw new Error(`It did not become ready:\n${output}`)
        return url
      },
      async untilExit() {
        await exited
        return { code: child.exitCode, output: output.trim() }
      },
    }
  }
}
