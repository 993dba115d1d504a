import type { AlertDto, AlertListDto } from '@/lib/ops/alerts/schema'
import type { SilenceListDto } from '@/lib/ops/alerts/silences/schema'
import { AlertItem } from './alert-item'
import { SilenceDialog } from './silence-dialog'
import { SilenceItem } from './silence-item'
import { StatusSection, UnreadSection } from './status-section'

const shownResolved = 10

interface AlertsSectionProps {
  /** Null when they could not be read; so are the silences. */
  list: AlertListDto | null
  silences: SilenceListDto | null
}

/** What is wrong, who knows, and of what nobody wants to hear. */
export function AlertsSection({ list, silences }: AlertsSectionProps) {
  const alerts = list?.alerts ?? []
  const active = alerts.filter(({ status }) => status === 'active')
  const over = alerts.filter(({ status }) => status === 'resolved').slice(0, shownResolved)
  const open = silences?.items.filter(({ status }) => status !== 'over') ?? []
  return (
    <StatusSection
      id="alerts"
      title="Alerts"
      description="Rules that have fired, and silences. Critical alerts are sent again until somebody acknowledges them."
      aside={<SilenceDialog />}
    >
      {list === null ? <UnreadSection what="The alerts" /> : null}
      {list !== null && active.length === 0 ? <p className="text-muted">No alert is active.</p> : null}
      <AlertList label="Active alerts" alerts={active} />
      {over.length > 0 ? (
        <>
          <h3 className="mt-6 mb-2 font-medium text-body">Over recently</h3>
          <AlertList label="Alerts that are over" alerts={over} />
        </>
      ) : null}
      {open.length > 0 ? (
        <>
          <h3 className="mt-6 mb-2 font-medium text-body">Silences</h3>
          <ul aria-label="Silences" className="overflow-hidden rounded-panel border border-line bg-panel">
            {open.map((silence) => (
              <SilenceItem key={silence.id} silence={silence} />
            ))}
          </ul>
        </>
      ) : null}
    </StatusSection>
  )
}

function AlertList({ label, alerts }: { label: string; alerts: readonly AlertDto[] }) {
  if (alerts.length === 0) return null
  return (
    <ul aria-label={label} className="overflow-hidden rounded-panel border border-line bg-panel">
      {alerts.map((alert) => (
        <AlertItem key={`${alert.alert_id} ${alert.triggered_at}`} alert={alert} />
      ))}
    </ul>
  )
}
