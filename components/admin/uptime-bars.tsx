'use client'

import { cn } from '@/components/ui/cn'
import { barRanges } from '@/lib/ops/status/pure/ranges'
import { type BarState, computeBarState } from '@/lib/ops/status/pure/uptime-bars'
import type { ComponentUptime, UptimeReport } from '@/lib/ops/status/pure/uptime-report'
import { describeBar } from './describe-bar'
import { useScrubber } from './use-scrubber'

interface UptimeBarsProps {
  name: string
  report: Pick<UptimeReport, 'range' | 'fromMs' | 'atMs'>
  bars: ComponentUptime['bars']
}

/** Each state has a height of its own, so that it can be told without its colour. */
const looks: Record<BarState, string> = {
  up: 'h-full bg-up opacity-75',
  degraded: 'h-3/4 bg-degraded',
  down: 'h-1/2 bg-down',
  maintenance: 'h-full border border-maintenance bg-maintenance-soft',
  unknown: 'h-1 bg-line-strong',
}

/** How a component was, bar by bar; the words for one come by mouse, by touch and by the keys of a slider. */
export function UptimeBars({ name, report, bars }: UptimeBarsProps) {
  const { index, setIndex, onKeyDown } = useScrubber(bars.length)
  const { barMs, label } = barRanges.find(({ range }) => range === report.range) ?? barRanges[0]
  const at = (bar: number) => {
    const fromMs = report.fromMs + bar * barMs
    return { bar: bars[bar] ?? null, fromMs, untilMs: Math.min(fromMs + barMs, report.atMs) }
  }
  const shown = index ?? bars.length - 1
  return (
    <div className="relative max-md:pl-8">
      <div
        role="slider"
        tabIndex={0}
        aria-label={`${name}, ${label}`}
        aria-valuemin={0}
        aria-valuemax={bars.length - 1}
        aria-valuenow={shown}
        aria-valuetext={describeBar(at(shown))}
        suppressHydrationWarning
        onKeyDown={onKeyDown}
        onBlur={() => setIndex(null)}
        onPointerLeave={() => setIndex(null)}
        onPointerMove={({ currentTarget, clientX }) => {
          const { left, width } = currentTarget.getBoundingClientRect()
          setIndex(Math.min(bars.length - 1, Math.max(0, Math.floor(((clientX - left) / width) * bars.length))))
        }}
        className="flex h-7 touch-pan-y items-end gap-px rounded-control sm:gap-0.5"
      >
        {bars.map((bar, position) => {
          const { fromMs, untilMs } = at(position)
          const state = computeBarState(bar, (untilMs - fromMs) / 1_000)
          return (
            <span
              // biome-ignore lint/suspicious/noArrayIndexKey: a bar is its place
              key={position}
              aria-hidden
              data-state={state}
              className={cn(
                'min-w-px flex-1 rounded-[1px]',
                looks[state],
                position === index && 'outline-2 outline-ink',
              )}
            />
          )
        })}
      </div>
      {index === null ? null : (
        <p
          aria-hidden
          className={cn(
            'pointer-events-none absolute bottom-full z-10 mb-2 w-max max-w-72 rounded-control bg-panel px-2.5 py-1.5 text-meta shadow-float',
            index > bars.length / 2 ? 'right-0' : 'left-0',
          )}
        >
          {describeBar(at(index))}
        </p>
      )}
    </div>
  )
}
