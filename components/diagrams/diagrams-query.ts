import { type InfiniteData, infiniteQueryOptions, type QueryClient } from '@tanstack/react-query'
import { api } from '@/lib/client/api'
import { computeListOrder } from '@/lib/features/diagrams/pure/list-order'
import type { DiagramDto, DiagramPageDto } from '@/lib/features/diagrams/schema'
import type { DashboardState } from './dashboard-state'

export type DiagramPages = InfiniteData<DiagramPageDto, string | null>

/** Every cached list of diagrams, and whatever else shows diagrams, lives under this key. */
export const diagramsKey = ['diagrams'] as const

/** What one page of the list of a state is asked for with; the server renders the first one from the same. */
export function computeListQuery(state: DashboardState) {
  return { view: state.view, ...computeListOrder(state), q: state.q }
}

export const listKey = (state: DashboardState) => {
  const { view, sort, order, q } = computeListQuery(state)
  return [...diagramsKey, 'list', view, sort, order, q] as const
}

export const diagramsQuery = (state: DashboardState) =>
  infiniteQueryOptions({
    queryKey: listKey(state),
    queryFn: ({ pageParam, signal }) =>
      api.get<DiagramPageDto>('/api/diagrams', { query: { ...computeListQuery(state), cursor: pageParam }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page: DiagramPageDto) => page.nextCursor,
  })

/** Rewrites each diagram of every cached list; null takes it out of the list. */
export function changeCachedDiagrams(
  client: QueryClient,
  change: (diagram: DiagramDto, list: { view: string }) => DiagramDto | null,
): void {
  for (const [key, data] of client.getQueriesData<DiagramPages>({ queryKey: [...diagramsKey, 'list'] })) {
    if (!data) continue
    const view = String(key[2])
    let removed = 0
    const pages = data.pages.map((page) => {
      const items = page.items.flatMap((diagram) => change(diagram, { view }) ?? [])
      removed += page.items.length - items.length
      return { ...page, items }
    })
    client.setQueryData<DiagramPages>(key, {
      ...data,
      pages: pages.map((page) => ({ ...page, total: page.total - removed })),
    })
  }
}
