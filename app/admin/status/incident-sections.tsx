import type { NamedComponent } from '@/components/admin/component-choice'
import { IncidentsSection } from '@/components/admin/incidents-section'
import { MaintenanceSection } from '@/components/admin/maintenance-section'
import { PublicStatusSection } from '@/components/admin/public-status-section'
import type { Actor } from '@/lib/core/actor'
import { readForPage } from '@/lib/http/read-for-page'
import { listWindows } from '@/lib/ops/health/list-windows'
import { listIncidents } from '@/lib/ops/incidents/list-incidents'
import { getPublicStatusSettings } from '@/lib/ops/public-status/get-settings'

interface IncidentSectionsProps {
  actor: Actor
  /** Null when they could not be read. */
  components: readonly NamedComponent[] | null
}

const mostOpen = 50
const resolvedShown = 10

/** What went wrong, what is planned, and what the public sees of it. */
export async function IncidentSections({ actor, components }: IncidentSectionsProps) {
  const named = (components ?? []).map(({ id, name }) => ({ id, name }))
  const [open, resolved, windows, settings] = await Promise.all([
    readForPage('incidents', () => listIncidents({ actor, query: { status: 'open', limit: mostOpen } })),
    readForPage('incidents', () => listIncidents({ actor, query: { status: 'resolved', limit: resolvedShown } })),
    readForPage('maintenance', () => listWindows({ actor, query: { limit: 50 } })),
    readForPage('public status', () => getPublicStatusSettings({ actor })),
  ])
  return (
    <>
      <IncidentsSection open={open} resolved={resolved} components={named} />
      <MaintenanceSection windows={windows} components={named} />
      <PublicStatusSection settings={settings} components={named} />
    </>
  )
}
