import type { LogLevelDto } from '@/lib/ops/logs/schema'
import { LogLevelSelect } from './log-level-select'
import { StatusSection, UnreadSection } from './status-section'

/** Null when they could not be read. */
export function LogLevelsSection({ levels }: { levels: readonly LogLevelDto[] | null }) {
  return (
    <StatusSection
      id="log-levels"
      title="Log levels"
      description="How much each part writes to the log. A change holds at once, in every process and over restarts."
    >
      {levels === null ? <UnreadSection what="The log levels" /> : null}
      <ul className="grid gap-x-8 lg:grid-cols-2 xl:grid-cols-3">
        {levels?.map((entry) => (
          <li key={entry.module} className="flex items-center justify-between gap-4 border-line border-b py-2">
            <span className="min-w-0 truncate font-mono text-meta">{entry.module}</span>
            <LogLevelSelect entry={entry} />
          </li>
        ))}
      </ul>
    </StatusSection>
  )
}
