import type { HealthState } from '@/components/ui/state-label'
import type { Finding } from './find-reading-faults'

const order: readonly HealthState[] = ['down', 'degraded', 'unknown']

export interface StatusHeadline {
  state: HealthState
  headline: string
  /** What else there is to say, the worst first. */
  others: string[]
}

/** One sentence for all of it: the worst first. */
export function describeStatus(findings: readonly Finding[]): StatusHeadline {
  const [worst, ...others] = findings.toSorted((a, b) => order.indexOf(a.state) - order.indexOf(b.state))
  if (!worst) return { state: 'up', headline: 'All systems normal', others: [] }
  return { state: worst.state, headline: worst.text, others: others.map(({ text }) => text) }
}
