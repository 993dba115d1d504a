'use client'

import type { ComponentDto } from '@/lib/ops/health/schema-components'
import type { BarRange } from '@/lib/ops/status/pure/ranges'
import type { UptimeReport } from '@/lib/ops/status/pure/uptime-report'
import { ComponentItem } from './component-item'
import { formatClock } from './format-moment'
import { useLive } from './live-status'
import { useLastKnown } from './use-last-known'

interface ComponentListProps {
  components: readonly ComponentDto[]
  /** Null when it could not be read. */
  report: UptimeReport | null
  range: BarRange
}

/** What the page was read with, and what has been told since. */
export function ComponentList({ components, report: given, range }: ComponentListProps) {
  const read = useLastKnown(given, range.range)
  const live = useLive((state) => state.components)
  const told = useLive((state) => state.uptime)
  const isNews = told?.range === range.range && told.atMs > (read?.atMs ?? 0)
  const report = isNews ? told : read
  const details = new Map(components.map((one) => [one.id, one]))
  const uptimes = new Map(report?.components.map((one) => [one.id, one]))
  return (
    <>
      <ul aria-label="Components" className="rounded-panel border border-line bg-panel">
        {(live ?? components).map((component) => (
          <ComponentItem
            key={component.id}
            component={component}
            detail={details.get(component.id)}
            report={report}
            uptime={uptimes.get(component.id)}
            named={live ?? components}
          />
        ))}
      </ul>
      <p className="mt-2 text-caption text-muted" suppressHydrationWarning>
        {report
          ? `Uptime as of ${formatClock(report.atMs)}. Full bars are up, three quarters degraded, half down, outlined maintenance, flat unknown.`
          : 'How they were cannot be read now; the database may be down.'}
      </p>
    </>
  )
}
