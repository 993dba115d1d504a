'use client'

import type { UseInfiniteQueryResult } from '@tanstack/react-query'
import type { TeamDto } from '@/lib/features/teams/schema'
import { DashboardEmpty } from './dashboard-empty'
import { DashboardError } from './dashboard-error'
import { DashboardSkeleton } from './dashboard-skeleton'
import type { DashboardChange, DashboardState } from './dashboard-state'
import { DiagramGrid } from './diagram-grid'
import { DiagramTable } from './diagram-table'
import type { DiagramPages } from './diagrams-query'
import type { TemplateEntry } from './first-visit'
import { LoadMore } from './load-more'

interface DashboardBodyProps {
  state: DashboardState
  team: TeamDto | null
  templates: readonly TemplateEntry[]
  list: UseInfiniteQueryResult<DiagramPages>
  onChange: (change: DashboardChange) => void
  onMore: () => void
}

export function DashboardBody({ state, list, team, templates, onChange, onMore }: DashboardBodyProps) {
  if (list.isPending) return <DashboardSkeleton layout={state.layout} />
  if (list.isError && !list.data) {
    return <DashboardError error={list.error} busy={list.isFetching} onRetry={() => void list.refetch()} />
  }
  if (list.data?.pages.every((page) => page.items.length === 0) && !list.hasNextPage) {
    return <DashboardEmpty state={state} team={team} templates={templates} onChange={onChange} />
  }
  return (
    <>
      {state.layout === 'grid' ? <DiagramGrid /> : <DiagramTable state={state} onChange={onChange} />}
      {list.hasNextPage ? <LoadMore busy={list.isFetchingNextPage} onMore={onMore} /> : null}
    </>
  )
}
