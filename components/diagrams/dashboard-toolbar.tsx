'use client'

import { ArrowDownUp, LayoutGrid, List, ListFilter } from 'lucide-react'
import type { ReactNode } from 'react'
import { cn } from '@/components/ui/cn'
import { Tooltip } from '@/components/ui/tooltip'
import { computeListOrder, type DiagramSort, diagramSorts } from '@/lib/features/diagrams/pure/list-order'
import type { DashboardChange, DashboardState } from './dashboard-state'

const sortLabels: Record<DiagramSort, string> = {
  updatedAt: 'Last edited',
  createdAt: 'Created',
  title: 'Title',
  viewedAt: 'Last opened',
  trashedAt: 'Moved to trash',
}

interface ToolbarProps {
  state: DashboardState
  onChange: (change: DashboardChange) => void
}

export function DashboardToolbar({ state, onChange }: ToolbarProps) {
  return (
    <div className="flex items-center gap-2 pb-5">
      <label className="flex h-8 min-w-0 flex-1 items-center gap-2 rounded-control px-2 text-muted focus-within:outline-2 focus-within:outline-accent hover:bg-hover sm:mr-auto sm:max-w-64">
        <ListFilter aria-hidden className="size-4 shrink-0" />
        <input
          type="search"
          aria-label="Filter by title"
          placeholder="Filter by title"
          value={state.q}
          maxLength={200}
          onChange={(event) => onChange({ q: event.target.value })}
          className="min-w-0 flex-1 bg-transparent text-ink outline-none placeholder:text-muted max-sm:text-lead"
        />
      </label>
      <SortSelect state={state} onChange={onChange} />
      <fieldset className="flex gap-0.5">
        <legend className="sr-only">Layout</legend>
        <LayoutButton label="Grid" pressed={state.layout === 'grid'} onPress={() => onChange({ layout: 'grid' })}>
          <LayoutGrid />
        </LayoutButton>
        <LayoutButton label="List" pressed={state.layout === 'list'} onPress={() => onChange({ layout: 'list' })}>
          <List />
        </LayoutButton>
      </fieldset>
    </div>
  )
}

function SortSelect({ state, onChange }: ToolbarProps) {
  const { sort } = computeListOrder(state)
  const offered = diagramSorts.filter((one) => one === 'title' || (one === 'trashedAt') === (state.view === 'trash'))
  return (
    <span
      className={cn(
        'relative inline-flex h-8 items-center rounded-control text-muted hover:bg-hover hover:text-ink max-sm:w-8',
        state.layout === 'list' && 'lg:hidden',
      )}
    >
      <ArrowDownUp aria-hidden className="pointer-events-none absolute left-2 size-4" />
      <select
        aria-label="Sort by"
        value={sort}
        onChange={(event) =>
          onChange({ sort: diagramSorts.find((one) => one === event.target.value), order: undefined })
        }
        className="h-8 w-full cursor-pointer appearance-none rounded-control bg-transparent pr-3 pl-8 font-medium max-sm:text-transparent"
      >
        {offered.map((one) => (
          <option key={one} value={one} className="bg-panel text-ink">
            {sortLabels[one]}
          </option>
        ))}
      </select>
    </span>
  )
}

interface LayoutButtonProps {
  label: string
  pressed: boolean
  onPress: () => void
  children: ReactNode
}

function LayoutButton({ label, pressed, onPress, children }: LayoutButtonProps) {
  return (
    <Tooltip label={label}>
      <button
        type="button"
        aria-label={label}
        aria-pressed={pressed}
        onClick={onPress}
        className={cn(
          'inline-flex size-8 items-center justify-center rounded-control hover:bg-hover hover:text-ink [&_svg]:size-4',
          pressed ? 'bg-hover text-ink' : 'text-muted',
        )}
      >
        {children}
      </button>
    </Tooltip>
  )
}
