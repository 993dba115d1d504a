'use client'

import { ChevronRight } from 'lucide-react'
import { type ReactNode, useId, useState } from 'react'
import { cn } from '@/components/ui/cn'
import { RelativeTime } from '@/components/ui/relative-time'
import { StateLabel } from '@/components/ui/state-label'
import { formatDuration } from '@/lib/core/format-duration'
import type { ComponentDto } from '@/lib/ops/health/schema-components'
import type { LiveComponent } from '@/lib/ops/status/pure/live-message'
import type { ComponentUptime, UptimeReport } from '@/lib/ops/status/pure/uptime-report'
import { CheckActions } from './check-actions'
import type { NamedComponent } from './component-choice'
import { formatUptime } from './describe-bar'
import { describeStanding, stateWords } from './describe-component'
import { LookNowButton } from './look-now-button'
import { UptimeBars } from './uptime-bars'

type Detail = Pick<ComponentDto, 'detail' | 'lookedAt' | 'latencyMs'>

interface ComponentItemProps {
  component: LiveComponent
  /** Undefined for one that is new since the page was read. */
  detail: Detail | undefined
  report: UptimeReport | null
  uptime: ComponentUptime | undefined
  /** All of them, to choose from. */
  named: readonly NamedComponent[]
}

/** One component: how it is, how it was, and opened, how that is known. */
export function ComponentItem({ component, detail, report, uptime, named }: ComponentItemProps) {
  const { name, status } = component
  const { message, since } = describeStanding(component)
  const [isOpen, setIsOpen] = useState(false)
  const opened = useId()
  return (
    <li className="border-line border-t first:border-t-0">
      <div className="grid items-center gap-x-6 gap-y-2 py-2.5 pr-4 pl-2 md:grid-cols-[minmax(0,2fr)_minmax(0,3fr)_6.5rem]">
        <button
          type="button"
          aria-expanded={isOpen}
          aria-controls={isOpen ? opened : undefined}
          onClick={() => setIsOpen(!isOpen)}
          className="flex min-w-0 items-start gap-2 rounded-control px-2 py-0.5 text-left transition-colors hover:bg-hover"
        >
          <ChevronRight
            aria-hidden
            className={cn('mt-0.5 size-4 shrink-0 text-faint transition-transform', isOpen && 'rotate-90')}
          />
          <span className="min-w-0">
            <span className="flex flex-wrap items-center gap-x-2.5">
              <span className="break-words font-medium">{name}</span>
              <StateLabel state={status} className="text-meta [&_svg]:size-3.5">
                {stateWords[status]}
              </StateLabel>
            </span>
            <span className="block text-meta text-muted">
              {message}
              {message && since ? <span aria-hidden> · </span> : null}
              {since ? <RelativeTime at={since} lasting /> : null}
            </span>
          </span>
        </button>
        {report && uptime ? <UptimeBars name={name} report={report} bars={uptime.bars} /> : <span />}
        <p className="text-right text-meta text-muted tabular-nums max-md:pl-8 max-md:text-left">
          {uptime ? describeRatio(uptime.upRatio) : ''}
        </p>
      </div>
      {isOpen ? (
        <div id={opened}>
          <ComponentDetail component={component} detail={detail} uptime={uptime} named={named} />
        </div>
      ) : null}
    </li>
  )
}

function describeRatio(ratio: number | null): ReactNode {
  if (ratio === null) return 'Not known'
  return (
    <>
      <span className="font-medium text-body text-ink">{formatUptime(ratio)}</span> up
    </>
  )
}

function ComponentDetail({ component, detail, uptime, named }: Omit<ComponentItemProps, 'report'>) {
  const { id, name, essential, causes, affects } = component
  const lookedAt = detail?.lookedAt ?? null
  const latencyMs = detail?.latencyMs ?? null
  return (
    <div className="border-line border-t bg-sunken px-4 py-4 sm:pl-10">
      <dl className="grid gap-x-6 gap-y-1.5 text-meta sm:grid-cols-[auto_1fr]">
        {lookedAt === null ? (
          <Fact name="Checked">It has no check of its own; its state is that of what it depends on.</Fact>
        ) : (
          <Fact name="Checked">
            <RelativeTime at={lookedAt} />
            {latencyMs === null ? null : `, it took ${formatMs(latencyMs)}`}
          </Fact>
        )}
        {detail?.detail == null ? null : <Fact name="Found">{detail.detail}</Fact>}
        {uptime ? <Fact name="Time shown">{describeUptime(uptime)}</Fact> : null}
        {causes.length > 0 ? <Fact name="Because of">{causes.join(', ')}</Fact> : null}
        {affects.length > 0 ? <Fact name="Takes along">{affects.join(', ')}</Fact> : null}
        <Fact name="Without it">{essential ? 'nobody can draw' : 'drawing goes on'}</Fact>
      </dl>
      <div className="mt-3 flex flex-wrap gap-2 empty:hidden">
        {lookedAt === null ? null : <LookNowButton componentId={id} name={name} />}
        {id.startsWith('check_') ? <CheckActions id={id} name={name} components={named} /> : null}
      </div>
    </div>
  )
}

function describeUptime({ upRatio, downSeconds, knownRatio }: ComponentUptime): string {
  if (upRatio === null) return 'nothing is known of it'
  const down = downSeconds > 0 ? `, down for ${formatDuration(downSeconds)}` : ''
  return `up for ${formatUptime(upRatio)} of what is known${down}; known is ${formatUptime(knownRatio)}, maintenance does not count`
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
