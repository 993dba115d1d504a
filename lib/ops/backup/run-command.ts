import { spawn } from 'node:child_process'
import { join } from 'node:path'

/** What is kept of what a command says. */
const mostText = 4_000

export interface Outcome {
  code: number | null
  /** What it said, for the log. */
  text: string
}

/**
 * Runs `autograph <command>` beside this process, with lower priority and a memory of its own: reading, hashing and packing
 * a whole instance must not be felt by whoever draws.
 */
export async function runCommand(command: string, signal: AbortSignal): Promise<Outcome> {
  const script = join(process.cwd(), 'scripts', 'autograph.mjs')
  const child = spawn(process.execPath, [script, command, '--background'], {
    stdio: ['ignore', 'pipe', 'pipe'],
    signal,
  })
  let text = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (piece) => {
      text = (text + piece).slice(-mostText)
    })
  }
  return new Promise((resolve) => {
    child.on('error', (error) => resolve({ code: null, text: error.message }))
    child.on('close', (code) => resolve({ code, text: text.trim() }))
  })
}
