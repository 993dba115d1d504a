import { RelativeTime } from '@/components/ui/relative-time'
import { StateLabel } from '@/components/ui/state-label'
import type { MonitorReadingDto } from '@/lib/ops/monitoring/schema'
import { describeMonitor } from './describe-monitor'
import { readingStates } from './find-reading-faults'
import { StatusSection, UnreadSection } from './status-section'

export function MonitorsSection({ readings }: { readings: readonly MonitorReadingDto[] | null }) {
  return (
    <StatusSection id="monitors" title="Resources" description="What the process that answered you uses.">
      {readings === null ? <UnreadSection what="The readings" /> : null}
      {readings?.length === 0 ? (
        <p className="text-muted">The server has just started. The first readings come in a few seconds.</p>
      ) : null}
      <ul className="grid gap-4 lg:grid-cols-2 xl:grid-cols-3">
        {readings?.map((reading) => (
          <MonitorPanel key={reading.monitor} reading={reading} />
        ))}
      </ul>
    </StatusSection>
  )
}

function MonitorPanel({ reading }: { reading: MonitorReadingDto }) {
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
