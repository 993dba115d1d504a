import type { SilenceDto } from '@/lib/ops/alerts/silences/schema'
import { describeMatcher } from './describe-matcher'
import { EndSilenceButton } from './end-silence-button'
import { LocalTime } from './local-time'

export function SilenceItem({ silence }: { silence: SilenceDto }) {
  const { id, matchers, reason, author, status, startsAt, endsAt } = silence
  return (
    <li className="flex flex-wrap items-start gap-x-4 gap-y-2 border-line border-t px-4 py-3 first:border-t-0">
      <div className="min-w-0 flex-1 basis-60">
        <p className="break-words font-medium">{matchers.map(describeMatcher).join(' and ')}</p>
        <p className="break-words text-meta text-muted">
          {reason}
          {author ? ` (${author})` : ''}
        </p>
        <p className="mt-0.5 text-meta text-muted">
          {status === 'pending' ? (
            <>
              Begins <LocalTime at={startsAt} />, ends <LocalTime at={endsAt} />
            </>
          ) : (
            <>
              Ends <LocalTime at={endsAt} />
            </>
          )}
        </p>
      </div>
      <EndSilenceButton silenceId={id} />
    </li>
  )
}
