import type { ReactNode } from 'react'
import { RelativeTime } from '@/components/ui/relative-time'
import type { ErrorGroupDto } from '@/lib/ops/errors/schema'
import { CodeBlock } from './code-block'
import { DisclosureItem } from './disclosure-item'
import { ResolveErrorButton } from './resolve-error-button'

/** One kind of error; opened, it shows where it came from. */
export function ErrorGroupItem({ group }: { group: ErrorGroupDto }) {
  const { name, message, source, module, count, lastSeenAt, resolvedAt } = group
  return (
    <DisclosureItem
      summary={
        <>
          <span className="min-w-0 flex-1">
            <span className="line-clamp-2 break-words font-medium">
              {name}: {message}
            </span>
            <span className="text-meta text-muted">
              {source === 'browser' ? 'In a browser' : `On the server, ${module}`}
              <span aria-hidden> · </span>
              last seen <RelativeTime at={lastSeenAt} />
              {resolvedAt ? (
                <>
                  <span aria-hidden> · </span>resolved <RelativeTime at={resolvedAt} />
                </>
              ) : null}
            </span>
          </span>
          <span className="shrink-0 text-meta text-muted tabular-nums">
            {count === 1 ? 'once' : `${count.toLocaleString('en')} times`}
          </span>
        </>
      }
    >
      <ErrorDetail group={group} />
    </DisclosureItem>
  )
}

function ErrorDetail({ group }: { group: ErrorGroupDto }) {
  const { stack, context, correlationId, firstSeenAt, firstRelease, lastRelease, fingerprint, resolvedAt } = group
  return (
    <div className="border-line border-t bg-sunken px-4 py-4">
      <dl className="grid gap-x-6 gap-y-1.5 text-meta sm:grid-cols-[auto_1fr]">
        <Fact name="First seen">
          <RelativeTime at={firstSeenAt} /> in release <code className="font-mono">{firstRelease}</code>
        </Fact>
        <Fact name="Last release">
          <code className="font-mono">{lastRelease}</code>
        </Fact>
        {correlationId ? (
          <Fact name="Correlation id">
            <code className="select-all font-mono">{correlationId}</code>
          </Fact>
        ) : null}
        {Object.entries(context).map(([name, value]) => (
          <Fact key={name} name={name}>
            {String(value)}
          </Fact>
        ))}
      </dl>
      <div className="mt-3">
        <CodeBlock label="Stack">{stack ?? 'No stack was given.'}</CodeBlock>
      </div>
      <div className="mt-3">
        <ResolveErrorButton fingerprint={fingerprint} resolved={resolvedAt !== null} />
      </div>
    </div>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-muted">{name}</dt>
      <dd className="min-w-0 break-words max-sm:mb-1.5">{children}</dd>
    </>
  )
}
