import type { ComponentDto } from '@/lib/ops/health/schema-components'
import { barRanges } from '@/lib/ops/status/pure/ranges'
import type { UptimeReport } from '@/lib/ops/status/pure/uptime-report'
import { ChoiceLinks } from './choice-links'
import { ComponentAudienceButton } from './component-audience-button'
import { ComponentList } from './component-list'
import { CreateCheckButton } from './create-check-button'
import { StatusSection, UnreadSection } from './status-section'
import { formatStatusHref, type StatusState } from './status-state'

interface ComponentsSectionProps {
  /** Null when it could not be read. */
  components: readonly ComponentDto[] | null
  report: UptimeReport | null
  state: StatusState
}

/** What the server stands on, and what admins have added. */
export function ComponentsSection({ components, report, state }: ComponentsSectionProps) {
  const named = components?.map(({ id, name }) => ({ id, name })) ?? []
  return (
    <StatusSection
      id="components"
      title="Components"
      description="What this server depends on, checked every few seconds, and checks you added."
      aside={
        <ChoiceLinks
          label="Time shown in bars"
          choices={barRanges.map((uptime) => ({
            label: uptime.label,
            href: formatStatusHref({ ...state, uptime }, 'components'),
            current: uptime === state.uptime,
          }))}
        />
      }
    >
      {components === null ? <UnreadSection what="The components" /> : null}
      {components?.length === 0 ? (
        <p className="text-muted">The server is starting or stopping. What it depends on is checked in a moment.</p>
      ) : null}
      {components && components.length > 0 ? (
        <ComponentList components={components} report={report} range={state.uptime} />
      ) : null}
      {components && components.length > 0 ? (
        <div className="mt-4 flex flex-wrap gap-2">
          <CreateCheckButton components={named} />
          <ComponentAudienceButton components={named} />
        </div>
      ) : null}
    </StatusSection>
  )
}
