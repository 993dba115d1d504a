import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** The app as a child process that runs again as soon as it has ended: another one always stands by with its code loaded. */
export class KillableApp {
  private running: ChildProcess
  private spare: ChildProcess
  private isStopped = false

  constructor(private readonly env: Record<string, string>) {
    this.running = this.fork()
    this.spare = this.fork()
    this.serve(this.running)
  }

  kill(signal: 'SIGKILL' | 'SIGTERM'): void {
    this.running.kill(signal)
  }

  stop(): void {
    this.isStopped = true
    this.running.kill('SIGKILL')
    this.spare.kill('SIGKILL')
  }

  private fork(): ChildProcess {
    return fork(fileURLToPath(new URL('app.ts', import.meta.url)), {
      execArgv: ['--import', 'tsx'],
      env: { ...process.env, ...this.env },
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    })
  }

  private serve(child: ChildProcess): void {
    child.send('serve')
    child.on('exit', (code) => {
      if (code === 70) process.exitCode = 1
      if (this.isStopped) return
      this.running = this.spare
      this.spare = this.fork()
      this.serve(this.running)
    })
  }
}
