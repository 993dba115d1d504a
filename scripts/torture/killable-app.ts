import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** The app as a child process that starts again whenever it has ended. */
export class KillableApp {
  starts = 0
  private child: ChildProcess | null = null
  private isStopped = false
  private listening: Promise<void> = Promise.resolve()

  constructor(private readonly env: Record<string, string>) {
    this.start()
  }

  /** Resolves when the child that runs now takes connections. */
  untilListening(): Promise<void> {
    return this.listening
  }

  kill(signal: 'SIGKILL' | 'SIGTERM'): void {
    this.child?.kill(signal)
  }

  stop(): void {
    this.isStopped = true
    this.child?.kill('SIGKILL')
  }

  private start(): void {
    this.starts++
    const child = fork(fileURLToPath(new URL('app.ts', import.meta.url)), {
      execArgv: ['--import', 'tsx'],
      env: { ...process.env, ...this.env },
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    })
    this.child = child
    this.listening = new Promise((resolve) => child.once('message', () => resolve()))
    child.on('exit', (code) => {
      if (code === 70) process.exitCode = 1
      if (!this.isStopped) this.start()
    })
  }
}
