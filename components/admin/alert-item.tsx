import { RelativeTime } from '@/components/ui/relative-time'
import { type HealthState, StateLabel } from '@/components/ui/state-label'
import type { AlertDto } from '@/lib/ops/alerts/schema'
import { AcknowledgeButton } from './acknowledge-button'
import { SilenceDialog } from './silence-dialog'

const looks: Record<AlertDto['severity'], HealthState> = { critical: 'down', warning: 'degraded', info: 'unknown' }
const words: Record<AlertDto['severity'], string> = { critical: 'Critical', warning: 'Warning', info: 'Information' }

/** One incident, with what can be done about it. */
export function AlertItem({ alert }: { alert: AlertDto }) {
  const { alert_id, severity, status, message, details } = alert
  const isActive = status === 'active'
  return (
    <li
      id={isActive ? alert_id : undefined}
      className="flex scroll-mt-20 flex-wrap items-start gap-x-4 gap-y-2 border-line border-t px-4 py-3 first:border-t-0"
    >
      <div className="w-28 shrink-0 pt-px">
        <StateLabel state={isActive ? looks[severity] : 'up'}>{isActive ? words[severity] : 'Over'}</StateLabel>
      </div>
      <div className="min-w-0 flex-1 basis-60">
        <p className="break-words font-medium">{details?.name ?? alert.service_name}</p>
        <p className="break-words text-meta text-muted">{message}</p>
        <Facts alert={alert} />
      </div>
      {isActive ? (
        <div className="flex shrink-0 gap-2">
          {alert.acknowledged_at === null ? (
            <AcknowledgeButton alertId={alert_id} name={details?.name ?? alert_id} />
          ) : null}
          <SilenceDialog alert={alert} />
        </div>
      ) : null}
    </li>
  )
}

function Facts({ alert }: { alert: AlertDto }) {
  const { details, resolved_at, acknowledged_at, escalation_count } = alert
  const affects = details?.affects ?? []
  return (
    <p className="mt-0.5 text-meta text-muted">
      {resolved_at === null ? 'Active ' : 'Resolved '}
      <RelativeTime at={resolved_at ?? details?.started_at ?? alert.triggered_at} lasting={resolved_at === null} />
      {acknowledged_at ? (
        <>
          , acknowledged {details?.acknowledged_by ? `by ${details.acknowledged_by} ` : ''}
          <RelativeTime at={acknowledged_at} />
        </>
      ) : null}
      {escalation_count > 0 ? `, sent again ${escalation_count === 1 ? 'once' : `${escalation_count} times`}` : ''}
      {resolved_at === null && details?.muted_by ? `, ${describeMute(details.muted_by)}` : ''}
      {affects.length > 0 ? `. Affects ${affects.join(', ')}` : ''}
    </p>
  )
}

function describeMute(mutedBy: string): string {
  const [kind, id] = mutedBy.split(':')
  return kind === 'cause' ? `not sent because of ${id}` : 'silenced'
}
