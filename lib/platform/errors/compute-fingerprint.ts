import { createHash } from 'node:crypto'
import { listFrames } from './list-frames'
import { normalizeMessage } from './normalize-message'

export interface ErrorFacts {
  /** Where it happened: the module of the log, or `browser`. */
  module: string
  name: string
  message: string
  stack: string | null
}

const framesThatCount = 3

/** The same for each repeat of a fault, whatever ids and numbers its message holds and wherever its lines have moved to. */
export function computeFingerprint({ module, name, message, stack }: ErrorFacts): string {
  const frames = listFrames(stack ?? '').slice(0, framesThatCount)
  const parts = [module, name, normalizeMessage(message), ...frames]
  return createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 32)
}
