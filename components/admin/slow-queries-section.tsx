import { RelativeTime } from '@/components/ui/relative-time'
import type { DatabaseDiagnosticsDto } from '@/lib/ops/diagnostics/schema'
import { CodeBlock } from './code-block'
import { DisclosureItem } from './disclosure-item'
import { formatMs } from './format-quantity'
import { StatusSection, UnreadSection } from './status-section'

type SlowQueryEntry = DatabaseDiagnosticsDto['slow_queries'][number]

const shown = 20

/** Null when they could not be read. */
export function SlowQueriesSection({ database }: { database: DatabaseDiagnosticsDto | null }) {
  const threshold = database ? `of ${formatMs(database.slow_query_threshold_ms)} and more ` : ''
  return (
    <StatusSection
      id="slow-queries"
      title="Slow queries"
      description={`Statements ${threshold}since this process started, the slowest first.`}
      aside={database ? <PoolLine pool={database.pool} /> : null}
    >
      {database === null ? <UnreadSection what="The slow queries" /> : null}
      {database?.slow_queries.length === 0 ? <p className="text-muted">None so far.</p> : null}
      {database && database.slow_queries.length > 0 ? (
        <ul aria-label="Slow queries" className="overflow-hidden rounded-panel border border-line bg-panel">
          {database.slow_queries.slice(0, shown).map((entry) => (
            <SlowQueryItem key={entry.query} entry={entry} />
          ))}
        </ul>
      ) : null}
    </StatusSection>
  )
}

function PoolLine({ pool }: { pool: DatabaseDiagnosticsDto['pool'] }) {
  return (
    <p className="text-meta text-muted tabular-nums">
      {pool.in_use} of {pool.max} connections in use, {pool.waiting} waiting
    </p>
  )
}

function SlowQueryItem({ entry }: { entry: SlowQueryEntry }) {
  const { query, count, max_ms, average_ms, last_at, plan, correlation_id } = entry
  return (
    <DisclosureItem
      summary={
        <>
          <span className="min-w-0 flex-1">
            <code className="line-clamp-2 break-words font-mono text-meta">{query}</code>
            <span className="text-meta text-muted tabular-nums">
              {count === 1 ? 'once' : `${count.toLocaleString('en')} times, ${formatMs(average_ms)} on average`}
              <span aria-hidden> · </span>
              last seen <RelativeTime at={last_at} />
            </span>
          </span>
          <span className="shrink-0 font-medium tabular-nums">{formatMs(max_ms)}</span>
        </>
      }
    >
      <div className="border-line border-t bg-sunken px-4 py-4 text-meta">
        <CodeBlock label="Statement and plan" wrap>
          {plan
            ? `${query}

${plan}`
            : query}
        </CodeBlock>
        <p className="mt-3 text-muted">
          {plan ? 'The plan is of one of its occurrences.' : 'There is no plan: only SELECTs are explained.'}
          {correlation_id ? (
            <>
              {' '}
              Correlation id of the last one: <code className="select-all font-mono text-ink">{correlation_id}</code>
            </>
          ) : null}
        </p>
      </div>
    </DisclosureItem>
  )
}
