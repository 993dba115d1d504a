import { remember } from '@/lib/platform/remember'

/** One statement that was slow, with all its occurrences since the process started. */
export interface SlowQuery {
  /** Without values, at most 500 characters. */
  text: string
  count: number
  maxMs: number
  totalMs: number
  lastAtMs: number
  plan: string | null
  correlationId: string | undefined
}

const maxKept = 50

const getKept = () => remember('ops.slow-queries', () => new Map<string, SlowQuery>())

/** The slowest statements of this process, the slowest first. */
export const listSlowQueries = (): SlowQuery[] => [...getKept().values()].sort((a, b) => b.maxMs - a.maxMs)

type Occurrence = Pick<SlowQuery, 'text' | 'correlationId'> & { durationMs: number; atMs: number }

/** Adds one to its statement. When there are more than fifty, the fastest of them is forgotten. */
export function noteSlowQuery({ text, correlationId, durationMs, atMs }: Occurrence): SlowQuery {
  const kept = getKept()
  const known = kept.get(text)
  const next: SlowQuery = {
    text,
    count: (known?.count ?? 0) + 1,
    maxMs: Math.max(known?.maxMs ?? 0, durationMs),
    totalMs: (known?.totalMs ?? 0) + durationMs,
    lastAtMs: atMs,
    plan: known?.plan ?? null,
    correlationId,
  }
  kept.set(text, next)
  const last = listSlowQueries().at(-1)
  if (kept.size > maxKept && last) kept.delete(last.text)
  return next
}

export function notePlan(text: string, plan: string): void {
  const known = getKept().get(text)
  if (known) known.plan = plan
}
