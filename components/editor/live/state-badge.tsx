import { memo, useRef, useSyncExternalStore } from 'react'
import { DefaultShapeIndicator, type TLShapeId, useEditor, useQuickReactor, useValue } from 'tldraw'
import { cn } from '@/components/ui/cn'
import { currentMinute, watchMinutes } from '@/components/ui/minutes'
import { StateLabel } from '@/components/ui/state-label'
import type { ComponentReport } from '@/lib/core/component-news'
import { chooseDetail, formatClock, formatSince, formatUptime, stateWords } from './describe-state'

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

/** The state of a component on the upper edge of its shape, always of the same size; what is not well gets an outline too. */
export const StateBadge = memo(function StateBadge({ shapeId, report, lostAtMs }: StateBadgeProps) {
  const editor = useEditor()
  const element = useRef<HTMLLIElement>(null)
  useQuickReactor('place state', () => {
    const bounds = editor.getShapeMaskedPageBounds(shapeId)
    if (element.current && bounds) {
      element.current.style.transform = `translate(${bounds.minX}px, ${bounds.minY}px) scale(calc(1 / var(--tl-zoom)))`
    }
  }, [editor, shapeId])
  const detail = useValue(
    'detail of state',
    () => chooseDetail((editor.getShapeMaskedPageBounds(shapeId)?.w ?? 0) * editor.getZoomLevel()),
    [editor, shapeId],
  )
  const { name, id, status } = report
  const ring = lostAtMs === null ? ringColors[status] : undefined
  return (
    <>
      {ring ? <DefaultShapeIndicator shapeId={shapeId} color={ring} className="autograph-state-ring" /> : null}
      <li ref={element} className="absolute top-0 left-0 origin-top-left">
        <span
          data-component={id}
          className={cn(
            'flex h-5.5 w-max -translate-y-1/2 items-center font-sans gap-1.5 rounded-full bg-panel px-2 text-caption text-muted shadow-float tabular-nums',
            detail === 'icon' ? 'px-1' : 'ml-2',
          )}
        >
          <span className="sr-only">{name ?? 'Nothing that is looked at'}: </span>
          <StateLabel
            state={lostAtMs === null ? status : 'unknown'}
            className={cn('gap-1 font-medium [&_svg]:size-3.5', detail === 'icon' && '[&>span]:sr-only')}
          >
            {stateWords[status]}
          </StateLabel>
          <Rest report={report} lostAtMs={lostAtMs} isShort={detail !== 'full'} />
        </span>
      </li>
    </>
  )
})

function Rest({ report, lostAtMs, isShort }: { report: ComponentReport; lostAtMs: number | null; isShort: boolean }) {
  useSyncExternalStore(watchMinutes, currentMinute)
  const uptime = formatUptime(report.upRatioOfDay)
  const said =
    lostAtMs === null
      ? [formatSince(report.since, Date.now()), uptime && `${uptime} of 24 h`]
      : [`last known ${formatClock(lostAtMs)}`]
  const text = said.filter((part) => part !== null)
  // Short, it is still said to who does not see how short it is.
  return text.length > 0 ? <span className={isShort ? 'sr-only' : undefined}>{text.join(' · ')}</span> : null
}
