import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createConnection } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll } from 'vitest'
import { findFreePort } from '../boot/find-free-port'
import { waitFor } from './wait-for'

/** A Redis server of the tests, which can be taken away and given back. */
export interface RedisServer {
  /** Set once the tests run; stays the same over restarts. */
  readonly url: string
  start(): Promise<void>
  /** Kills it, as a power cut would. */
  kill(): Promise<void>
  /** Stops it from answering, while its connections stay. */
  pause(): void
  resume(): void
}

/** A real redis-server on a free port for the tests of one file; without the program these tests fail and say so. */
export function useRedisServer(): RedisServer {
  const server = makeRedisServer()
  beforeAll(() => server.prepare())
  afterAll(() => server.remove())
  return server
}

/** The same for who starts and removes it by hand. */
export function makeRedisServer(): RedisServer & { prepare(): Promise<void>; remove(): Promise<void> } {
  let port = 0
  let folder = ''
  let child: ChildProcess | null = null
  const server = {
    url: '',
    async start() {
      const args = ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder, '--save', '', '--appendonly', 'no']
      const started = spawn(process.env.TEST_REDIS_SERVER ?? 'redis-server', args, { stdio: 'ignore' })
      child = started
      const failed = once(started, 'error').then(([error]) => {
        throw new Error('These tests need redis-server; install the package of that name.', { cause: error })
      })
      await Promise.race([waitFor('redis-server to listen', () => accepts(port)), failed])
      failed.catch(() => {})
    },
    async kill() {
      const killed = child
      child = null
      if (!killed || killed.exitCode !== null || killed.signalCode !== null) return
      const gone = once(killed, 'exit')
      killed.kill('SIGKILL')
      await gone
    },
    pause: () => void child?.kill('SIGSTOP'),
    resume: () => void child?.kill('SIGCONT'),
    async prepare() {
      port = await findFreePort()
      folder = await mkdtemp(join(tmpdir(), 'autograph-redis-'))
      server.url = `redis://127.0.0.1:${port}`
      await server.start()
    },
    async remove() {
      await server.kill()
      await rm(folder, { recursive: true, force: true })
    },
  }
  return server
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection({ port, host: '127.0.0.1' })
    socket.on('connect', () => resolve(true)).on('error', () => resolve(false))
    socket.on('connect', () => socket.destroy())
  })
}
