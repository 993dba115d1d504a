import { spawn } from 'node:child_process'
import { once } from 'node:events'

/** Runs a command as an operator would, and resolves with what it said; throws that when it fails. */
export async function runAutograph(args: readonly string[], env: Record<string, string>): Promise<string> {
  const child = spawn(process.execPath, ['scripts/autograph.mjs', ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let text = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (piece) => {
      text += piece
    })
  }
  const [code] = await once(child, 'close')
  if (code !== 0) throw new Error(`autograph ${args.join(' ')} ended with ${code}: ${text}`)
  return text.trim()
}
