'use client'

import { useInfiniteQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useCallback, useEffect, useMemo, useReducer, useState } from 'react'
import { useShell } from '@/components/shell/shell-context'
import { TopBar } from '@/components/shell/top-bar'
import { viewLabel } from '@/components/shell/view-label'
import { loadThen } from '@/components/ui/load-then'
import { Notice } from '@/components/ui/notice'
import { preloadWhenIdle } from '@/lib/client/preload-when-idle'
import { decideTeamAction } from '@/lib/features/teams/policy'
import type { TeamDto } from '@/lib/features/teams/schema'
import { DashboardBody } from './dashboard-body'
import { type DashboardDialog, DashboardProvider, type DashboardValue } from './dashboard-context'
import { DashboardDialogs, dialogLoads } from './dashboard-dialogs'
import { DashboardToolbar } from './dashboard-toolbar'
import { loadDiagramItems } from './diagram-menu'
import { diagramsQuery } from './diagrams-query'
import type { TemplateEntry } from './first-visit'
import { computeSelection, emptySelection } from './selection'
import { SelectionBar } from './selection-bar'
import { useDashboardState } from './use-dashboard-state'
import { useDiagramChanges } from './use-diagram-changes'
import { useListKeys } from './use-list-keys'

const none: DashboardValue['diagrams'] = []

interface DashboardProps {
  templates: readonly TemplateEntry[]
  /** On its page: only its diagrams. */
  team?: TeamDto | null
}

export function Dashboard({ templates, team = null }: DashboardProps) {
  const [state, change] = useDashboardState(team?.id ?? null)
  const { user } = useShell()
  const list = useInfiniteQuery(diagramsQuery(state))
  const changes = useDiagramChanges()
  const [selection, select] = useReducer(computeSelection, emptySelection)
  const [dialog, setDialog] = useState<DashboardDialog | null>(null)
  const openDialog = (next: DashboardDialog) => void loadThen(dialogLoads[next.type], () => setDialog(next))
  const diagrams = useMemo(() => list.data?.pages.flatMap((page) => page.items) ?? none, [list.data])
  const total = list.data?.pages.at(-1)?.total
  const value = { team, diagrams, selection, select, changes, openDialog }
  const root = useListKeys(value)

  // biome-ignore lint/correctness/useExhaustiveDependencies: another view is another list, of which nothing is chosen
  useEffect(() => select({ type: 'clear' }), [state.view, state.q])
  useEffect(() => preloadWhenIdle([loadDiagramItems, ...Object.values(dialogLoads)]), [])
  const title = team?.name ?? viewLabel(state.view)
  useDocumentTitle(title)

  const { fetchNextPage } = list
  const onMore = useCallback(() => void fetchNextPage(), [fetchNextPage])
  return (
    <DashboardProvider value={value}>
      <TopBar mayCreate={team === null || decideTeamAction(team.role, 'contribute')}>
        <h1 className="truncate font-semibold text-lead">{title}</h1>
        {total ? <span className="text-muted tabular-nums">{total.toLocaleString('en')}</span> : null}
        {team ? <PeopleLink team={team} /> : null}
      </TopBar>
      <main ref={root} className="flex-1 px-4 pt-4 pb-24 sm:px-6">
        {user.mayCreate ? null : <ViewerNote />}
        {total === 0 && !state.q ? null : <DashboardToolbar state={state} onChange={change} />}
        <DashboardBody state={state} list={list} team={team} templates={templates} onChange={change} onMore={onMore} />
      </main>
      <SelectionBar trash={state.view === 'trash'} />
      <DashboardDialogs
        dialog={dialog}
        changes={changes}
        onClose={() => setDialog(null)}
        onDeleted={() => select({ type: 'clear' })}
      />
    </DashboardProvider>
  )
}

const PeopleLink = ({ team }: { team: TeamDto }) => (
  <Link
    href={`/teams/${team.id}/members`}
    prefetch={false}
    className="ml-2 shrink-0 rounded-control text-muted underline decoration-line-strong underline-offset-4 hover:text-ink"
  >
    {team.members === 1 ? '1 person' : `${team.members} people`}
  </Link>
)

const ViewerNote = () => (
  <div className="max-w-160 pb-4">
    <Notice>
      Your account is for viewing: you can open what others share with you. Ask whoever runs this AutoGraph if you need
      to draw.
    </Notice>
  </div>
)

/** The server titles the page it renders; a view that is changed to in the browser needs its own. */
function useDocumentTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · AutoGraph`
  }, [title])
}
