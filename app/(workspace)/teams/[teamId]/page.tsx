import { dehydrate, HydrationBoundary, QueryClient } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { Dashboard } from '@/components/diagrams/dashboard'
import { parseDashboardState } from '@/components/diagrams/dashboard-state'
import { computeListQuery, listKey } from '@/components/diagrams/list-key'
import { listDiagrams } from '@/lib/features/diagrams/list-diagrams'
import { listDiagramsQuery } from '@/lib/features/diagrams/schema'
import { findTeam } from './find-team'

interface TeamPage {
  params: Promise<{ teamId: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

const find = async ({ params }: TeamPage) => {
  const { teamId } = await params
  return await findTeam(teamId, `/teams/${teamId}`)
}

export async function generateMetadata(page: TeamPage): Promise<Metadata> {
  return { title: (await find(page)).team.name }
}

export default async function TeamPage(page: TeamPage) {
  const { actor, team, teamId } = await find(page)
  const state = parseDashboardState(await page.searchParams, teamId)
  const client = new QueryClient()
  const query = listDiagramsQuery.safeParse(computeListQuery(state))
  await client.prefetchInfiniteQuery({
    queryKey: listKey(state),
    initialPageParam: null,
    queryFn: () => listDiagrams({ actor, query: query.data ?? listDiagramsQuery.parse({ team: teamId }) }),
  })
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <Dashboard key={teamId} templates={[]} team={team} />
    </HydrationBoundary>
  )
}
