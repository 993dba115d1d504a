import { describeFault } from '../resilience/describe-fault'

/** The word that Redis starts a refusal with, such as NOAUTH, OOM or LOADING; it says why without saying what was sent. */
const refusal = /^(?:Command failed: )?([A-Z]{2,20})\b/

export function describeKvFault(error: unknown): string {
  const said = error instanceof Error ? refusal.exec(error.message)?.[1] : undefined
  return said ?? describeFault(error)
}
