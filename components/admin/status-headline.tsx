'use client'

import { useSyncExternalStore } from 'react'
import { RelativeTime } from '@/components/ui/relative-time'
import { StateLabel } from '@/components/ui/state-label'
import { minuteMs } from '@/lib/core/time'
import type { AlertDto } from '@/lib/ops/alerts/schema'
import type { ComponentDto } from '@/lib/ops/health/schema-components'
import type { MonitorReadingDto } from '@/lib/ops/monitoring/schema'
import { computeOverview } from './compute-overview'
import { useLive } from './live-status'

interface StatusHeadlineProps {
  /** Each null when it could not be read. */
  components: readonly ComponentDto[] | null
  readings: readonly MonitorReadingDto[] | null
  alerts: readonly AlertDto[] | null
  readAtMs: number
}

const watchMinutes = (onTick: () => void) => {
  const timer = setInterval(onTick, minuteMs / 4)
  return () => clearInterval(timer)
}
const currentQuarter = () => Math.floor(Date.now() / (minuteMs / 4)) * (minuteMs / 4)

/** Is it well? One sentence, and under it what is wrong, since when, and what that takes along. */
export function StatusHeadline({ components, readings, alerts, readAtMs }: StatusHeadlineProps) {
  const live = useLive((state) => state.components)
  const told = useLive((state) => state.samples.at(-1)?.values.editors)
  const nowMs = useSyncExternalStore(watchMinutes, currentQuarter, () => readAtMs)
  const editors = told ?? readings?.find(({ monitor }) => monitor === 'editing')?.values.editors ?? 0
  const overview = computeOverview({ components: live ?? components, readings, alerts, editors, nowMs })
  const { state, headline, problems, maintained } = overview
  const isList = problems.length > 1 || problems.some(({ affects }) => affects.length > 0)
  return (
    <div role="status">
      <StateLabel state={state} className="font-semibold text-title [&_svg]:size-5">
        {headline}
      </StateLabel>
      {isList ? (
        <ul aria-label="Problems" className="mt-2 flex flex-col gap-1.5">
          {problems.map(({ id, state, text, since, affects }) => (
            <li key={id} className="flex flex-wrap items-center gap-x-2">
              <StateLabel state={state} className="[&_svg]:size-3.5">
                {text}
              </StateLabel>
              <span className="text-meta text-muted">
                {since === null ? null : <RelativeTime at={since} lasting />}
                {affects.length > 0 ? ` · takes along ${affects.join(', ')}` : ''}
              </span>
            </li>
          ))}
        </ul>
      ) : null}
      {maintained.length > 0 ? (
        <p className="mt-1.5 text-meta text-muted">In maintenance: {maintained.join(', ')}.</p>
      ) : null}
    </div>
  )
}
