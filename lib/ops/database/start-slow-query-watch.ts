import type { Now } from '@/lib/core/time'
import { minuteMs } from '@/lib/core/time'
import { type FinishedQuery, onQuery } from '@/lib/platform/db/watch-queries'
import { getLog } from '@/lib/platform/log/log'
import { cutSql, redactSql } from './redact-sql'
import { notePlan, noteSlowQuery } from './slow-queries'

export interface SlowQueryOptions {
  thresholdMs: number
  explain(query: FinishedQuery): Promise<string | null>
  now?: Now
}

/** The plan of a statement is asked for again only after this long. */
const planLastsMs = 10 * minuteMs
/** So many statements are remembered as explained. */
const maxExplained = 500

/** Logs each slow statement once, a SELECT with its plan, and keeps the slowest. Returns its stop. */
export function startSlowQueryWatch({ thresholdMs, explain, now = Date.now }: SlowQueryOptions): () => void {
  const explained = new Map<string, number>()
  let isExplaining = false

  async function findPlan(text: string, query: FinishedQuery): Promise<string | null> {
    if (isExplaining || now() - (explained.get(text) ?? Number.NEGATIVE_INFINITY) < planLastsMs) return null
    if (explained.size >= maxExplained) explained.clear()
    explained.set(text, now())
    isExplaining = true
    try {
      return await explain(query)
    } finally {
      isExplaining = false
    }
  }

  async function look(query: FinishedQuery): Promise<void> {
    const text = cutSql(redactSql(query.text))
    const { durationMs, correlationId, failed } = query
    noteSlowQuery({ text, durationMs, correlationId, atMs: now() })
    const plan = await findPlan(text, query).catch(() => null)
    if (plan) notePlan(text, plan)
    getLog('db').warn(
      {
        query: text,
        durationMs: Math.round(durationMs * 1_000) / 1_000,
        thresholdMs,
        ...(correlationId ? { correlationId } : {}),
        ...(failed ? { failed } : {}),
        ...(plan ? { plan } : {}),
      },
      'a slow query',
    )
  }

  return onQuery((query) => {
    if (query.durationMs >= thresholdMs) void look(query)
  })
}
