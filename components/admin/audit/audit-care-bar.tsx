import { Button } from '@/components/ui/button'
import type { AuditRetention } from '@/lib/features/audit/schema'
import { AuditRetentionSelect, AuditVerification } from './audit-care'

interface AuditCareBarProps {
  /** What is exported: the same as is shown, all pages of it. */
  query: Record<string, string>
  /** Null when it could not be read. */
  retention: AuditRetention | null
}

export function AuditCareBar({ query: { cursor: _, ...query }, retention }: AuditCareBarProps) {
  const hrefOf = (format: string) => `/api/admin/audit/export?${new URLSearchParams({ ...query, format })}`
  return (
    <div className="mt-6 mb-4 flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
      <AuditVerification />
      <div className="flex flex-wrap items-center gap-x-6 gap-y-3">
        {retention ? <AuditRetentionSelect days={retention.days} /> : null}
        <div className="flex gap-2">
          {['csv', 'json'].map((format) => (
            <Button asChild key={format} size="small">
              <a href={hrefOf(format)} download>
                Export {format.toUpperCase()}
              </a>
            </Button>
          ))}
        </div>
      </div>
    </div>
  )
}
