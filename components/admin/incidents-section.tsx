import type { IncidentDto, IncidentPageDto } from '@/lib/ops/incidents/schema'
import type { NamedComponent } from './component-choice'
import { IncidentDialog } from './incident-dialog'
import { IncidentItem } from './incident-item'
import { StatusSection, UnreadSection } from './status-section'

interface IncidentsSectionProps {
  /** Each null when they could not be read. */
  open: IncidentPageDto | null
  resolved: IncidentPageDto | null
  components: readonly NamedComponent[]
}

/** What went wrong, each told as one story. */
export function IncidentsSection({ open, resolved, components }: IncidentsSectionProps) {
  const isUnread = open === null || resolved === null
  return (
    <StatusSection
      id="incidents"
      title="Incidents"
      description="Critical alerts with one cause open an incident and resolve it. Others you open and resolve yourself."
      aside={<IncidentDialog components={components} />}
    >
      {isUnread ? <UnreadSection what="The incidents" /> : null}
      {open?.items.length === 0 ? <p className="text-muted">No incident is open.</p> : null}
      <IncidentList label="Open incidents" items={open?.items ?? []} components={components} />
      {resolved && resolved.items.length > 0 ? (
        <>
          <h3 className="mt-6 mb-2 font-medium text-body">Resolved recently</h3>
          <IncidentList label="Resolved incidents" items={resolved.items} components={components} />
        </>
      ) : null}
    </StatusSection>
  )
}

interface IncidentListProps {
  label: string
  items: readonly IncidentDto[]
  components: readonly NamedComponent[]
}

function IncidentList({ label, items, components }: IncidentListProps) {
  if (items.length === 0) return null
  return (
    <ul aria-label={label} className="overflow-hidden rounded-panel border border-line bg-panel">
      {items.map((incident) => (
        <IncidentItem key={incident.id} incident={incident} components={components} />
      ))}
    </ul>
  )
}
