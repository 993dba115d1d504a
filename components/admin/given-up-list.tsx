import { RelativeTime } from '@/components/ui/relative-time'
import type { OutboxEntryDto } from '@/lib/ops/outbox/schema'
import { SendAgainButton } from './send-again-button'

/** What is no notice of an alert and was given up, mail for example. */
export function GivenUpList({ entries }: { entries: readonly OutboxEntryDto[] }) {
  return (
    <>
      <h3 className="mt-8 mb-3 font-medium text-body">Given up</h3>
      <ul aria-label="Given up" className="overflow-hidden rounded-panel border border-line bg-panel">
        {entries.map(({ id, topic, attempts, lastFault, createdAt }) => (
          <li
            key={id}
            className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2 border-line border-t px-4 py-3 first:border-t-0"
          >
            <div className="min-w-0">
              <p className="break-words font-medium">{topic}</p>
              <p className="break-words text-meta text-muted">
                <RelativeTime at={createdAt} />, {attempts} attempts<span aria-hidden> · </span>
                <span className="font-mono">{lastFault ?? 'no reason is known'}</span>
              </p>
            </div>
            <SendAgainButton outboxId={id} what={topic} />
          </li>
        ))}
      </ul>
    </>
  )
}
