import { observe } from '@/lib/platform/metrics/metrics'
import { patientTimeout } from '@/lib/platform/patient-timeout'
import { describeFault } from '@/lib/platform/resilience/describe-fault'
import { type Check, type Finding, found } from './check'

export interface ProbeResult {
  finding: Finding
  latencyMs: number
}

/** One look, within its time. Never throws; null when `signal` ended it. */
export async function runProbe(check: Check, signal: AbortSignal): Promise<ProbeResult | null> {
  if (signal.aborted) return null
  const startedAtMs = performance.now()
  const timeout = patientTimeout(check.timeoutMs)
  const ending = new AbortController()
  const stopped = new Promise<null>((resolve) => {
    ending.signal.addEventListener('abort', () => resolve(null), { once: true })
  })
  const abort = () => ending.abort()
  signal.addEventListener('abort', abort, { once: true })
  try {
    const late = timeout.expired.then(() => found('down', `${check.component.name} did not answer in time.`))
    const finding = await Promise.race([look(check, ending.signal), late, stopped])
    if (finding === null) return null
    const latencyMs = performance.now() - startedAtMs
    observe('autograph_check_duration_seconds', { component: check.component.id }, latencyMs / 1_000)
    return { finding, latencyMs }
  } finally {
    timeout.stop()
    signal.removeEventListener('abort', abort)
    ending.abort()
  }
}

async function look(check: Check, signal: AbortSignal): Promise<Finding> {
  try {
    return await check.probe(signal)
  } catch (error) {
    return found('down', `${check.component.name} does not answer.`, describeFault(error))
  }
}
