'use client'

import { ArrowDown, ArrowUp } from 'lucide-react'
import type { ReactNode } from 'react'
import { cn } from '@/components/ui/cn'
import { computeListOrder } from '@/lib/features/diagrams/pure/list-order'
import type { DiagramSort } from '@/lib/features/diagrams/schema'
import { useDashboard } from './dashboard-context'
import { computeNextOrder, type DashboardChange, type DashboardState } from './dashboard-state'
import { DiagramRow } from './diagram-row'

interface DiagramTableProps {
  state: DashboardState
  onChange: (change: DashboardChange) => void
}

export function DiagramTable({ state, onChange }: DiagramTableProps) {
  const { diagrams } = useDashboard()
  const column = { state, onChange }
  return (
    <table className="w-full table-fixed border-collapse text-meta">
      <caption className="sr-only">Diagrams</caption>
      <thead>
        <tr className="border-line border-b text-left text-muted">
          <th scope="col" className="w-8 [@media(hover:none)]:w-0">
            <span className="sr-only">Selected</span>
          </th>
          <SortHeader sort="title" {...column}>
            Title
          </SortHeader>
          <SortHeader
            sort={state.view === 'trash' ? 'trashedAt' : 'updatedAt'}
            className="w-44 max-lg:hidden"
            {...column}
          >
            {state.view === 'trash' ? 'In the trash since' : 'Edited'}
          </SortHeader>
          <SortHeader sort="createdAt" className="w-32 max-xl:hidden" {...column}>
            Created
          </SortHeader>
          <th scope="col" className="w-36 font-normal max-lg:hidden">
            Owner
          </th>
          <th scope="col" className="w-18">
            <span className="sr-only">Actions</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {diagrams.map((diagram) => (
          <DiagramRow key={diagram.id} diagram={diagram} />
        ))}
      </tbody>
    </table>
  )
}

interface SortHeaderProps extends DiagramTableProps {
  sort: DiagramSort
  className?: string
  children: ReactNode
}

function SortHeader({ sort, state, onChange, className, children }: SortHeaderProps) {
  const { sort: current, order } = computeListOrder(state)
  const sorted = current === sort
  const Arrow = order === 'asc' ? ArrowUp : ArrowDown
  return (
    <th
      scope="col"
      aria-sort={sorted ? (order === 'asc' ? 'ascending' : 'descending') : 'none'}
      className={cn('font-normal', className)}
    >
      <button
        type="button"
        onClick={() => onChange(computeNextOrder(state, sort))}
        className={cn(
          '-ml-1.5 flex h-8 items-center gap-1 rounded-control px-1.5 hover:text-ink',
          sorted && 'text-ink',
        )}
      >
        {children}
        {sorted ? <Arrow aria-hidden className="size-3.5" /> : null}
      </button>
    </th>
  )
}
