/** Plain lists, so that the dashboard can parse its address without shipping the wire schemas. */
export const diagramViews = ['all', 'recent', 'starred', 'shared', 'trash'] as const
export const diagramSorts = ['updatedAt', 'createdAt', 'title', 'viewedAt', 'trashedAt'] as const
export const sortOrders = ['asc', 'desc'] as const

export type DiagramView = (typeof diagramViews)[number]
export type DiagramSort = (typeof diagramSorts)[number]
export type SortOrder = (typeof sortOrders)[number]

const defaultSorts: Record<DiagramView, DiagramSort> = {
  all: 'updatedAt',
  recent: 'viewedAt',
  starred: 'updatedAt',
  shared: 'updatedAt',
  trash: 'trashedAt',
}

/** How a view is ordered when nobody asks for anything else: newest first, titles from A. */
export function computeListOrder(asked: {
  view: DiagramView
  sort?: DiagramSort | undefined
  order?: SortOrder | undefined
}): { sort: DiagramSort; order: SortOrder } {
  const sort = asked.sort ?? defaultSorts[asked.view]
  return { sort, order: asked.order ?? (sort === 'title' ? 'asc' : 'desc') }
}
