'use client'

import type { UseInfiniteQueryResult } from '@tanstack/react-query'
import { lazy, Suspense } from 'react'
import { DashboardSkeleton } from './dashboard-skeleton'
import type { DashboardChange, DashboardState } from './dashboard-state'
import { DiagramGrid } from './diagram-grid'
import type { DiagramPages } from './diagrams-query'
import type { TemplateEntry } from './first-visit'
import { LoadMore } from './load-more'

/** What most visits do not see is loaded when it is needed. */
const DashboardEmpty = lazy(async () => ({ default: (await import('./dashboard-empty')).DashboardEmpty }))
const DashboardError = lazy(async () => ({ default: (await import('./dashboard-error')).DashboardError }))
const DiagramTable = lazy(async () => ({ default: (await import('./diagram-table')).DiagramTable }))

interface DashboardBodyProps {
  state: DashboardState
  templates: readonly TemplateEntry[]
  list: UseInfiniteQueryResult<DiagramPages>
  onChange: (change: DashboardChange) => void
  onMore: () => void
}

export function DashboardBody(props: DashboardBodyProps) {
  return (
    <Suspense fallback={<DashboardSkeleton layout={props.state.layout} />}>
      <CurrentBody {...props} />
    </Suspense>
  )
}

function CurrentBody({ state, list, templates, onChange, onMore }: DashboardBodyProps) {
  if (list.isPending) return <DashboardSkeleton layout={state.layout} />
  if (list.isError && !list.data) {
    return <DashboardError error={list.error} busy={list.isFetching} onRetry={() => void list.refetch()} />
  }
  if (list.data?.pages.every((page) => page.items.length === 0) && !list.hasNextPage) {
    return <DashboardEmpty state={state} templates={templates} onChange={onChange} />
  }
  return (
    <>
      {state.layout === 'grid' ? <DiagramGrid /> : <DiagramTable state={state} onChange={onChange} />}
      {list.hasNextPage ? <LoadMore busy={list.isFetchingNextPage} onMore={onMore} /> : null}
    </>
  )
}
