import Link from 'next/link'
import { Button } from '@/components/ui/button'
import type { ErrorPageDto } from '@/lib/ops/errors/schema'
import { ChoiceLinks } from './choice-links'
import { ErrorGroupItem } from './error-group-item'
import { StatusSection, UnreadSection } from './status-section'
import { errorStatuses, formatStatusHref, type StatusState } from './status-state'

const words = { open: 'Open', resolved: 'Resolved', all: 'All' } as const

const empty = {
  open: 'No open errors. What goes wrong unexpectedly, on the server or in a browser, appears here.',
  resolved: 'No error has been marked as resolved.',
  all: 'No unexpected error has been seen.',
} as const

interface ErrorsSectionProps {
  /** Null when it could not be read. */
  page: ErrorPageDto | null
  state: StatusState
}

export function ErrorsSection({ page, state }: ErrorsSectionProps) {
  return (
    <StatusSection
      id="errors"
      title="Errors"
      description="Unexpected ones of server and browsers, repeats counted together."
      aside={
        <ChoiceLinks
          label="Which errors"
          choices={errorStatuses.map((errors) => ({
            label: words[errors],
            href: formatStatusHref({ ...state, errors, errorsCursor: undefined }, 'errors'),
            current: errors === state.errors,
          }))}
        />
      }
    >
      {page === null ? <UnreadSection what="The errors" /> : null}
      {page?.items.length === 0 ? <p className="text-muted">{empty[state.errors]}</p> : null}
      {page && page.items.length > 0 ? (
        <ul aria-label="Errors" className="overflow-hidden rounded-panel border border-line bg-panel">
          {page.items.map((group) => (
            <ErrorGroupItem key={group.fingerprint} group={group} />
          ))}
        </ul>
      ) : null}
      {page ? <ErrorPages page={page} state={state} /> : null}
    </StatusSection>
  )
}

function ErrorPages({ page, state }: { page: ErrorPageDto; state: StatusState }) {
  const { nextCursor, items, total } = page
  if (nextCursor === null && state.errorsCursor === undefined) return null
  return (
    <div className="mt-3 flex flex-wrap items-center gap-2 text-meta text-muted">
      <span className="mr-auto tabular-nums">
        {items.length} of {total.toLocaleString('en')}
      </span>
      {state.errorsCursor === undefined ? null : (
        <Button asChild size="small">
          <Link href={formatStatusHref({ ...state, errorsCursor: undefined }, 'errors')}>Latest</Link>
        </Button>
      )}
      {nextCursor === null ? null : (
        <Button asChild size="small">
          <Link href={formatStatusHref({ ...state, errorsCursor: nextCursor }, 'errors')}>Older</Link>
        </Button>
      )}
    </div>
  )
}
