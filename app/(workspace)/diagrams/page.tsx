import { dehydrate, HydrationBoundary, QueryClient } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { Dashboard } from '@/components/diagrams/dashboard'
import { formatDashboardHref, parseDashboardState } from '@/components/diagrams/dashboard-state'
import { computeListQuery, listKey } from '@/components/diagrams/list-key'
import { viewLabel } from '@/components/shell/view-label'
import { listDiagrams } from '@/lib/features/diagrams/list-diagrams'
import { listDiagramsQuery } from '@/lib/features/diagrams/schema'
import { listTemplates } from '@/lib/features/documents/demo/list-templates'
import { getPageUser } from '@/lib/http/get-page-user'

interface DashboardPage {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export async function generateMetadata({ searchParams }: DashboardPage): Promise<Metadata> {
  return { title: viewLabel(parseDashboardState(await searchParams).view) }
}

export default async function DashboardPage({ searchParams }: DashboardPage) {
  const state = parseDashboardState(await searchParams)
  const actor = await getPageUser(formatDashboardHref(state))
  const templates = listTemplates().map(({ id, title, summary }) => ({ id, title, summary }))
  const client = new QueryClient()
  const query = listDiagramsQuery.safeParse(computeListQuery(state))
  await client.prefetchInfiniteQuery({
    queryKey: listKey(state),
    initialPageParam: null,
    queryFn: () => listDiagrams({ actor, query: query.data ?? listDiagramsQuery.parse({ view: state.view }) }),
  })
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <Dashboard templates={templates} />
    </HydrationBoundary>
  )
}
