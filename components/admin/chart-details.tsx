'use client'

import { ChevronRight } from 'lucide-react'
import { useState } from 'react'
import { cn } from '@/components/ui/cn'
import type { MonitorReadingDto } from '@/lib/ops/monitoring/schema'
import type { ChartData } from '@/lib/ops/status/pure/chart-data'
import type { Chart } from '@/lib/ops/status/pure/charts'
import type { ChartRange } from '@/lib/ops/status/pure/ranges'
import { describeMonitor } from './describe-monitor'
import { formatMoment } from './format-moment'
import { formatUnit } from './format-quantity'

interface ChartDetailsProps {
  chart: Chart
  data: ChartData
  range: ChartRange
  reading: MonitorReadingDto | undefined
}

/** What a picture cannot say: what else is known, and the numbers in a table. */
export function ChartDetails({ chart, data, range, reading }: ChartDetailsProps) {
  const [isOpen, setIsOpen] = useState(false)
  const { facts, limits } = reading ? describeMonitor(reading) : { facts: [], limits: null }
  return (
    <div className="mt-1">
      <div className="flex items-center justify-between gap-3 text-caption text-muted">
        <button
          type="button"
          aria-expanded={isOpen}
          onClick={() => setIsOpen(!isOpen)}
          className="flex items-center gap-1.5 rounded-control py-1 transition-colors hover:text-ink"
        >
          <ChevronRight aria-hidden className={cn('size-3.5 transition-transform', isOpen && 'rotate-90')} />
          <span>
            In numbers<span className="sr-only">: {chart.title}</span>
          </span>
        </button>
        <span className="text-right">{limits}</span>
      </div>
      {isOpen ? (
        <div className="flex flex-col gap-3 pt-2">
          {facts.length > 0 ? (
            <dl className="flex flex-col gap-1 text-meta">
              {facts.map(([name, fact]) => (
                <div key={name} className="flex justify-between gap-4">
                  <dt className="text-muted">{name}</dt>
                  <dd className="text-right tabular-nums">{fact}</dd>
                </div>
              ))}
            </dl>
          ) : null}
          <ChartTable chart={chart} data={data} range={range} />
        </div>
      ) : null}
    </div>
  )
}

const mostRows = 24

/** The latest first; of many points every so manieth. */
function ChartTable({ chart, data, range }: Omit<ChartDetailsProps, 'reading'>) {
  const step = Math.max(1, Math.ceil(data.at.length / mostRows))
  const rows = data.at.map((_, index) => index).filter((index) => (data.at.length - 1 - index) % step === 0)
  return (
    <table aria-label={chart.title} className="w-full text-caption tabular-nums">
      <thead>
        <tr className="text-muted">
          <th scope="col" className="py-1 text-left font-normal">
            Time
          </th>
          {chart.lines.map(({ value, label }) => (
            <th key={value} scope="col" className="py-1 text-right font-normal">
              {label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.reverse().map((index) => (
          <tr key={data.at[index]} className="border-line border-t">
            <th scope="row" className="py-1 text-left font-normal">
              {formatMoment((data.at[index] ?? 0) * 1_000, { isExact: range.range === '1h' })}
            </th>
            {chart.lines.map(({ value }, line) => (
              <td key={value} className="py-1 text-right">
                {formatCell(chart, data.columns[line]?.[index])}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const formatCell = ({ unit }: Chart, value: number | null | undefined): string =>
  value == null ? '–' : formatUnit(unit, value)
