import type { ReactNode } from 'react'
import { DisclosureItem } from '@/components/admin/disclosure-item'
import { RelativeTime } from '@/components/ui/relative-time'
import type { AuditEntryDto } from '@/lib/features/audit/schema'

/** Entries, the newest first; opened, one shows all that is known. */
export function AuditList({ entries }: { entries: readonly AuditEntryDto[] }) {
  return (
    <ul aria-label="Entries" className="overflow-hidden rounded-panel border border-line bg-panel">
      {entries.map((entry) => (
        <DisclosureItem key={entry.seq} summary={<Summary entry={entry} />}>
          <Detail entry={entry} />
        </DisclosureItem>
      ))}
    </ul>
  )
}

const tones: Record<string, string> = { failure: 'text-degraded', refused: 'text-down' }
const nameOf = ({ name, id, type }: AuditEntryDto['actor']): string => name ?? id ?? type

function Summary({ entry: { at, actor, action, result, target, address } }: { entry: AuditEntryDto }) {
  return (
    <span className="grid min-w-0 flex-1 gap-x-4 gap-y-0.5 text-meta sm:grid-cols-[12rem_minmax(0,1fr)_minmax(0,1fr)_6rem]">
      <span className="flex flex-wrap gap-x-2">
        <span className="font-medium font-mono">{action}</span>
        {result === 'success' ? null : <span className={tones[result]}>{result}</span>}
      </span>
      <span className="max-sm:wrap-anywhere sm:truncate">{nameOf(actor)}</span>
      <span className="max-sm:wrap-anywhere sm:truncate text-muted">
        {target?.name ?? target?.id ?? (address && `from ${address}`)}
      </span>
      <RelativeTime at={at} className="text-muted sm:text-right" />
    </span>
  )
}

function Detail({ entry }: { entry: AuditEntryDto }) {
  const { actor, target, facts } = entry
  const rows: [string, string | null][] = [
    ['Time', entry.at],
    ['Who', [actor.type, actor.name, actor.id].filter(Boolean).join(' · ')],
    ['Done to', target && [target.type, target.name, target.id].filter(Boolean).join(' · ')],
    ['Result', entry.result],
    ...Object.entries(facts).map(([name, value]): [string, string] => [name, String(value)]),
    ['Address', entry.address],
    ['Agent', entry.userAgent],
    ['Correlation id', entry.correlationId],
    ['Entry', String(entry.seq)],
    ['Hash', entry.hash],
  ]
  return (
    <dl className="grid gap-x-6 gap-y-1.5 border-line border-t bg-sunken px-4 py-4 text-meta sm:grid-cols-[auto_1fr]">
      {rows.map(([name, value]) => (value ? <Fact key={name} name={name} value={value} /> : null))}
    </dl>
  )
}

function Fact({ name, value }: { name: string; value: ReactNode }) {
  return (
    <>
      <dt className="text-muted">{name}</dt>
      <dd className="min-w-0 select-text break-all font-mono max-sm:mb-1.5">{value}</dd>
    </>
  )
}
