import type { DiagramSort, DiagramView, SortOrder } from '../schema'

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
