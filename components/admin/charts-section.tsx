import type { MonitorReadingDto } from '@/lib/ops/monitoring/schema'
import type { ChartHistories } from '@/lib/ops/status/pure/chart-history'
import { charts } from '@/lib/ops/status/pure/charts'
import { chartRanges } from '@/lib/ops/status/pure/ranges'
import { ChartPanel } from './chart-panel'
import { ChoiceLinks } from './choice-links'
import { StatusSection, UnreadSection } from './status-section'
import { formatStatusHref, type StatusState } from './status-state'

interface ChartsSectionProps {
  /** Null when they could not be read, as the readings. */
  histories: ChartHistories | null
  readings: readonly MonitorReadingDto[] | null
  state: StatusState
}

/** How the server was and is, number by number. */
export function ChartsSection({ histories, readings, state }: ChartsSectionProps) {
  return (
    <StatusSection
      id="charts"
      title="Charts"
      description="What the process that answered you does and uses. Point at a chart, or use the arrow keys on it."
      aside={
        <ChoiceLinks
          label="Time shown in charts"
          choices={chartRanges.map((range) => ({
            label: range.label,
            href: formatStatusHref({ ...state, range }, 'charts'),
            current: range === state.range,
          }))}
        />
      }
    >
      {histories === null ? <UnreadSection what="The history of charts" /> : null}
      <ul aria-label="Charts" className="mt-4 grid gap-4 first:mt-0 md:grid-cols-2 xl:grid-cols-3">
        {charts.map((chart) => (
          <ChartPanel
            key={chart.id}
            chart={chart}
            history={histories?.charts.find(({ id }) => id === chart.id)}
            readAtMs={histories?.toMs ?? 0}
            range={state.range}
            reading={readings?.find(({ monitor }) => monitor === chart.monitor)}
          />
        ))}
      </ul>
    </StatusSection>
  )
}
