import Link from 'next/link'
import { Button } from '@/components/ui/button'
import { type AuditState, formatAuditHref } from './audit-state'

/** The way through many entries. */
export function AuditPages({ state, nextCursor }: { state: AuditState; nextCursor: string | null }) {
  if (nextCursor === null && state.cursor === '') return null
  return (
    <nav aria-label="Pages" className="mt-3 flex justify-end gap-2">
      {state.cursor === '' ? null : (
        <Button asChild size="small">
          <Link href={formatAuditHref({ ...state, cursor: '' })}>Latest</Link>
        </Button>
      )}
      {nextCursor === null ? null : (
        <Button asChild size="small">
          <Link href={formatAuditHref({ ...state, cursor: nextCursor })}>Older</Link>
        </Button>
      )}
    </nav>
  )
}
