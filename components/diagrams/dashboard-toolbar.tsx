'use client'

import { ArrowDownUp, LayoutGrid, List, ListFilter } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import { DropdownMenu, MenuRadioGroup, MenuRadioItem } from '@/components/ui/dropdown-menu'
import { Tooltip } from '@/components/ui/tooltip'
import { computeListOrder, type DiagramSort, diagramSorts } from '@/lib/features/diagrams/pure/list-order'
import { computeNextOrder, type DashboardChange, type DashboardState } from './dashboard-state'

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
      <label className="flex h-8 min-w-0 flex-1 items-center gap-2 rounded-control px-2 text-muted focus-within:outline-2 focus-within:outline-accent hover:bg-hover sm:max-w-64">
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
      <span className="flex-1 max-sm:hidden" />
      <span className={cn(state.layout === 'list' && 'sm:hidden')}>
        <SortMenu state={state} onChange={onChange} />
      </span>
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

function SortMenu({ state, onChange }: ToolbarProps) {
  const { sort } = computeListOrder(state)
  const offered = diagramSorts.filter(
    (candidate) => (candidate === 'trashedAt') === (state.view === 'trash') || candidate === 'title',
  )
  return (
    <DropdownMenu
      trigger={
        <Button variant="quiet" className="text-muted">
          <ArrowDownUp aria-hidden />
          <span className="max-sm:sr-only">{sortLabels[sort]}</span>
        </Button>
      }
    >
      <MenuRadioGroup value={sort}>
        {offered.map((candidate) => (
          <MenuRadioItem
            key={candidate}
            value={candidate}
            onSelect={() => onChange(computeNextOrder(state, candidate))}
          >
            {sortLabels[candidate]}
          </MenuRadioItem>
        ))}
      </MenuRadioGroup>
    </DropdownMenu>
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
          'inline-flex size-8 items-center justify-center rounded-control text-muted hover:bg-hover hover:text-ink [&_svg]:size-4',
          pressed && 'bg-hover text-ink',
        )}
      >
        {children}
      </button>
    </Tooltip>
  )
}
