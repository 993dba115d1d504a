import { memo, useSyncExternalStore } from 'react'
import { DefaultShapeIndicator, type TLShapeId } from 'tldraw'
import { cn } from '@/components/ui/cn'
import { currentMinute, watchMinutes } from '@/components/ui/minutes'
import { StateLabel } from '@/components/ui/state-label'
import type { ComponentReport } from '@/lib/core/component-news'
import { formatClock, formatSince, formatUptime, type StateDetail, stateWords } from './describe-state'
import { usePlacement } from './use-placement'

interface StateBadgeProps {
  shapeId: TLShapeId
  report: ComponentReport
  /** Since when nothing is heard any more; null while it is true now. */
  lostAtMs: number | null
}

const ringColors: Partial<Record<ComponentReport['status'], string>> = {
  down: 'var(--down)',
  degraded: 'var(--degraded)',
  maintenance: 'var(--maintenance)',
}

/**
 * The state of a component on the lower edge of its shape, where no frame has its name and few arrows end; always of the same size.
 * What is not well gets an outline too.
 */
export const StateBadge = memo(function StateBadge({ shapeId, report, lostAtMs }: StateBadgeProps) {
  const { element, detail } = usePlacement(shapeId)
  const { name, id, status } = report
  const isSmall = detail === 'icon' || detail === 'speck'
  const isWordless = isSmall || (lostAtMs !== null && detail !== 'full')
  const ring = lostAtMs === null ? ringColors[status] : undefined
  return (
    <>
      {ring ? <DefaultShapeIndicator shapeId={shapeId} color={ring} className="autograph-state-ring" /> : null}
      <li ref={element} className="absolute top-0 left-0 origin-top-left">
        <span
          data-component={id}
          className={cn(
            'flex w-max -translate-y-1/2 items-center gap-1.5 rounded-full bg-panel font-sans text-caption text-muted tabular-nums',
            isSmall ? 'p-0.5' : 'ml-2 h-5.5 px-2 shadow-float',
            detail === 'speck' && '-translate-x-1/2',
          )}
        >
          <span className="sr-only">{name ?? 'Nothing that is looked at'}: </span>
          <StateLabel
            state={status}
            className={cn(
              'gap-1 font-medium',
              detail === 'speck' ? '[&_svg]:size-3' : '[&_svg]:size-3.5',
              isWordless && '[&>span]:sr-only',
              lostAtMs !== null && 'grayscale',
            )}
          >
            {stateWords[status]}
          </StateLabel>
          <Rest report={report} lostAtMs={lostAtMs} detail={detail} />
        </span>
      </li>
    </>
  )
})

function Rest({ report, lostAtMs, detail }: Omit<StateBadgeProps, 'shapeId'> & { detail: StateDetail }) {
  useSyncExternalStore(watchMinutes, currentMinute)
  if (lostAtMs !== null) {
    const clock = formatClock(lostAtMs)
    if (detail === 'icon' || detail === 'speck') return <span className="sr-only">last known {clock}</span>
    return (
      <span>
        <span className={detail === 'word' ? 'sr-only' : undefined}>last known </span>
        {clock}
      </span>
    )
  }
  const since = formatSince(report, Date.now())
  const uptime = formatUptime(report.upRatioOfDay)
  // What does not fit is still there for who does not see the shape.
  return (
    <>
      {since ? <span className={detail === 'full' ? undefined : 'sr-only'}>{since}</span> : null}
      {uptime ? (
        <span className={detail === 'full' || detail === 'uptime' ? undefined : 'sr-only'}>
          {uptime}
          <span className={detail === 'full' ? undefined : 'sr-only'}> of 24 h</span>
        </span>
      ) : null}
    </>
  )
}
