import { type InfiniteData, infiniteQueryOptions, type QueryClient } from '@tanstack/react-query'
import { api } from '@/lib/client/api'
import type { DiagramDto, DiagramPageDto } from '@/lib/features/diagrams/schema'
import type { DashboardState } from './dashboard-state'
import { computeListQuery, diagramsKey, listKey } from './list-key'

export type DiagramPages = InfiniteData<DiagramPageDto>

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

/** The diagrams of the cached lists, the trash aside, whose titles contain the text; the latest edited first. */
export function findCachedDiagrams(client: QueryClient, text: string): DiagramDto[] {
  const found = new Map<string, DiagramDto>()
  for (const [, data] of client.getQueriesData<DiagramPages>({ queryKey: [...diagramsKey, 'list'] })) {
    for (const diagram of data?.pages.flatMap((page) => page.items) ?? []) {
      const matches = diagram.title.toLowerCase().includes(text.toLowerCase())
      if (matches && !diagram.trashedAt) found.set(diagram.id, diagram)
    }
  }
  return [...found.values()].sort((a, b) => b.updatedAt.localeCompare(a.updatedAt))
}
