import type { ReactNode } from 'react'
import { RelativeTime } from '@/components/ui/relative-time'
import { StateLabel } from '@/components/ui/state-label'
import type { ComponentDto } from '@/lib/ops/health/schema-components'
import { DisclosureItem } from './disclosure-item'
import { LookNowButton } from './look-now-button'

const words = { up: 'Up', degraded: 'Degraded', down: 'Down', maintenance: 'Maintenance', unknown: 'Unknown' } as const

/** One component; opened, it shows how that is known. */
export function ComponentItem({ component }: { component: ComponentDto }) {
  const { name, status, message, since } = component
  return (
    <DisclosureItem
      summary={
        <>
          <span className="min-w-0 flex-1">
            <span className="block break-words font-medium">{name}</span>
            <span className="text-meta text-muted">
              {message ? (
                <>
                  {message}
                  <span aria-hidden> · </span>
                </>
              ) : null}
              since <RelativeTime at={since} />
            </span>
          </span>
          <StateLabel state={status} className="shrink-0 text-meta">
            {words[status]}
          </StateLabel>
        </>
      }
    >
      <ComponentDetail component={component} />
    </DisclosureItem>
  )
}

function ComponentDetail({ component }: { component: ComponentDto }) {
  const { id, name, detail, latencyMs, lookedAt, essential, causes, affects, upRatioOfDay } = component
  return (
    <div className="border-line border-t bg-sunken px-4 py-4">
      <dl className="grid gap-x-6 gap-y-1.5 text-meta sm:grid-cols-[auto_1fr]">
        {lookedAt === null ? (
          <Fact name="Looked at">Nothing looks at it; it is as well as what it stands on.</Fact>
        ) : (
          <Fact name="Looked at">
            <RelativeTime at={lookedAt} />
            {latencyMs === null ? null : `, it took ${formatMs(latencyMs)}`}
          </Fact>
        )}
        {detail === null ? null : <Fact name="Found">{detail}</Fact>}
        <Fact name="Last 24 hours">{formatUptime(upRatioOfDay)}</Fact>
        {causes.length > 0 ? <Fact name="Because of">{causes.join(', ')}</Fact> : null}
        {affects.length > 0 ? <Fact name="Takes along">{affects.join(', ')}</Fact> : null}
        <Fact name="Without it">{essential ? 'nobody can draw' : 'drawing goes on'}</Fact>
      </dl>
      {lookedAt === null ? null : (
        <div className="mt-3">
          <LookNowButton componentId={id} name={name} />
        </div>
      )}
    </div>
  )
}

/** Never rounded up to 100. */
function formatUptime(ratio: number | null): string {
  return ratio === null ? 'not known yet' : `up for ${Math.floor(ratio * 10_000) / 100} % of what is known`
}

const formatMs = (ms: number): string => (ms < 10 ? `${ms.toFixed(1)} ms` : `${Math.round(ms)} ms`)

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-muted">{name}</dt>
      <dd className="min-w-0 break-words tabular-nums max-sm:mb-1.5">{children}</dd>
    </>
  )
}
