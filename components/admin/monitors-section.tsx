import { RelativeTime } from '@/components/ui/relative-time'
import { StateLabel } from '@/components/ui/state-label'
import type { MonitorReadingDto, ReadingHistoryDto } from '@/lib/ops/monitoring/schema'
import { ChoiceLinks } from './choice-links'
import { describeMonitor } from './describe-monitor'
import { readingStates } from './find-reading-faults'
import { Sparkline } from './sparkline'
import { StatusSection, UnreadSection } from './status-section'
import { formatStatusHref, type StatusRange, type StatusState, statusRanges } from './status-state'
import { type HistorySummary, summarizeHistory } from './summarize-history'

interface MonitorsSectionProps {
  /** Null when they could not be read, as the histories. */
  readings: readonly MonitorReadingDto[] | null
  histories: readonly ReadingHistoryDto[] | null
  state: StatusState
}

export function MonitorsSection({ readings, histories, state }: MonitorsSectionProps) {
  return (
    <StatusSection
      id="monitors"
      title="Resources"
      description="What the process that answered you uses, and how that went."
      aside={
        <ChoiceLinks
          label="Time shown"
          choices={statusRanges.map((range) => ({
            label: range.label,
            href: formatStatusHref({ ...state, range }, 'monitors'),
            current: range === state.range,
          }))}
        />
      }
    >
      {readings === null ? <UnreadSection what="The readings" /> : null}
      {readings?.length === 0 ? (
        <p className="text-muted">The server has just started. The first readings come in a few seconds.</p>
      ) : null}
      <ul className="grid gap-4 lg:grid-cols-2 xl:grid-cols-3">
        {readings?.map((reading) => (
          <MonitorPanel
            key={reading.monitor}
            reading={reading}
            history={histories?.find(({ monitor }) => monitor === reading.monitor)}
            range={state.range}
          />
        ))}
      </ul>
    </StatusSection>
  )
}

interface MonitorPanelProps {
  reading: MonitorReadingDto
  history: ReadingHistoryDto | undefined
  range: StatusRange
}

function MonitorPanel({ reading, history, range }: MonitorPanelProps) {
  const { title, value, meaning, facts, limits } = describeMonitor(reading)
  return (
    <li className="flex flex-col rounded-panel border border-line bg-panel p-4">
      <div className="flex items-center justify-between gap-3">
        <h3 className="font-medium">{title}</h3>
        <StateLabel state={readingStates[reading.state]} className="text-meta" />
      </div>
      <p className="mt-3 flex flex-col">
        <span className="font-semibold text-display tabular-nums">{value}</span>
        <span className="text-meta text-muted">{meaning}</span>
      </p>
      <MonitorHistory history={history} range={range} />
      <dl className="mt-3 flex flex-col gap-1 text-meta">
        {facts.map(([name, fact]) => (
          <div key={name} className="flex justify-between gap-4">
            <dt className="text-muted">{name}</dt>
            <dd className="text-right tabular-nums">{fact}</dd>
          </div>
        ))}
      </dl>
      <p className="mt-auto flex flex-wrap justify-between gap-x-4 pt-4 text-caption text-muted">
        <span>{limits}</span>
        <span>
          Read <RelativeTime at={reading.at} />
        </span>
      </p>
    </li>
  )
}

function MonitorHistory({ history, range }: Pick<MonitorPanelProps, 'history' | 'range'>) {
  const summary = history ? summarizeHistory(history) : null
  return (
    <div className="mt-3 min-h-15">
      {summary ? <Sparkline {...summary} /> : null}
      <p className="mt-1 flex justify-between gap-4 text-caption text-muted tabular-nums">
        <span>{range.label}</span>
        <span>{summary ? describeExtent(summary) : describeNothing(history)}</span>
      </p>
    </div>
  )
}

const describeNothing = (history: ReadingHistoryDto | undefined): string =>
  history ? 'no readings yet' : 'cannot be read now'

const describeExtent = ({ least, most }: HistorySummary): string => (least === most ? least : `${least} to ${most}`)
