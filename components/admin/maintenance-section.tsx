import { StateLabel } from '@/components/ui/state-label'
import type { WindowDto, WindowPageDto } from '@/lib/ops/health/schema-maintenance'
import type { NamedComponent } from './component-choice'
import { EndMaintenanceButton } from './end-maintenance-button'
import { LocalTime } from './local-time'
import { MaintenanceDialog } from './maintenance-dialog'
import { StatusSection, UnreadSection } from './status-section'

interface MaintenanceSectionProps {
  /** Null when they could not be read. */
  windows: WindowPageDto | null
  components: readonly NamedComponent[]
}

const shownOver = 3

/** When what is announced happens. */
export function MaintenanceSection({ windows, components }: MaintenanceSectionProps) {
  const all = windows?.items ?? []
  const coming = all.filter(({ state }) => state !== 'over').toReversed()
  const over = all.filter(({ state }) => state === 'over').slice(0, shownOver)
  return (
    <StatusSection
      id="maintenance"
      title="Maintenance"
      description="Work you announce. Meanwhile nobody is alerted, and the uptime does not count it."
      aside={<MaintenanceDialog components={components} />}
    >
      {windows === null ? <UnreadSection what="Maintenance" /> : null}
      {windows && coming.length + over.length === 0 ? <p className="text-muted">No maintenance is planned.</p> : null}
      {coming.length + over.length > 0 ? (
        <ul aria-label="Maintenance" className="overflow-hidden rounded-panel border border-line bg-panel">
          {[...coming, ...over].map((window) => (
            <MaintenanceItem key={window.id} window={window} components={components} />
          ))}
        </ul>
      ) : null}
    </StatusSection>
  )
}

const words = { planned: 'Planned', active: 'Now', over: 'Over' } as const

function MaintenanceItem({ window, components }: { window: WindowDto; components: readonly NamedComponent[] }) {
  const names = window.components.map((id) => components.find((one) => one.id === id)?.name ?? id)
  return (
    <li className="flex flex-wrap items-start gap-x-4 gap-y-2 border-line border-t px-4 py-3 first:border-t-0">
      <div className="w-28 shrink-0 pt-px">
        <StateLabel state={window.state === 'over' ? 'up' : 'maintenance'}>{words[window.state]}</StateLabel>
      </div>
      <div className="min-w-0 flex-1 basis-60">
        <p className="break-words font-medium">{window.reason}</p>
        <p className="break-words text-meta text-muted">{names.length > 0 ? names.join(', ') : 'All components'}</p>
        <p className="mt-0.5 text-meta text-muted">
          <LocalTime at={window.starts_at} /> to <LocalTime at={window.ends_at} />
        </p>
      </div>
      {window.state === 'over' ? null : (
        <div className="flex shrink-0 gap-2">
          <MaintenanceDialog window={window} components={components} />
          <EndMaintenanceButton window={window} />
        </div>
      )}
    </li>
  )
}
