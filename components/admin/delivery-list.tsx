import { RelativeTime } from '@/components/ui/relative-time'
import { type HealthState, StateLabel } from '@/components/ui/state-label'
import type { DeliveryDto, DeliveryPageDto } from '@/lib/ops/alerts/delivery/schema'
import { SendAgainButton } from './send-again-button'

const states = {
  delivered: { state: 'up', word: 'Delivered' },
  waiting: { state: 'degraded', word: 'On its way' },
  dead: { state: 'down', word: 'Given up' },
  dropped: { state: 'unknown', word: 'Not needed any more' },
} as const satisfies Record<DeliveryDto['status'], { state: HealthState; word: string }>

export function DeliveryList({ page }: { page: DeliveryPageDto }) {
  if (page.items.length === 0) return <p className="text-muted">No alert has been sent yet.</p>
  return (
    <ul aria-label="Recent deliveries" className="overflow-hidden rounded-panel border border-line bg-panel">
      {page.items.map((delivery) => (
        <DeliveryItem key={`${delivery.noticeId} ${delivery.channelId}`} delivery={delivery} />
      ))}
    </ul>
  )
}

function DeliveryItem({ delivery }: { delivery: DeliveryDto }) {
  const { subject, channelName, status, attempts, lastAnswer, createdAt, outboxId } = delivery
  const { state, word } = states[status]
  return (
    <li className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2 border-line border-t px-4 py-3 first:border-t-0">
      <div className="min-w-0 max-sm:w-full sm:flex-1">
        <p className="break-words font-medium">{subject}</p>
        <p className="break-words text-meta text-muted">
          {channelName}
          <span aria-hidden> · </span>
          <RelativeTime at={createdAt} />
          {attempts > 1 ? `, ${attempts} attempts` : ''}
          {lastAnswer ? (
            <>
              <span aria-hidden> · </span>
              <span className="font-mono">{lastAnswer.slice(0, 200)}</span>
            </>
          ) : null}
        </p>
      </div>
      <div className="flex items-center gap-3">
        <StateLabel state={state} className="text-meta">
          {word}
        </StateLabel>
        {status === 'dead' && outboxId ? <SendAgainButton outboxId={outboxId} what={subject} /> : null}
      </div>
    </li>
  )
}
