import {
  computeListOrder,
  type DiagramSort,
  type DiagramView,
  diagramSorts,
  diagramViews,
  type SortOrder,
  sortOrders,
} from '@/lib/features/diagrams/pure/list-order'

/** What the dashboard shows; its only home is the address. */
export interface DashboardState {
  view: DiagramView
  /** Whose diagrams, on the page of a team; then all of them. */
  team: string | null
  layout: 'grid' | 'list'
  sort: DiagramSort | undefined
  order: SortOrder | undefined
  q: string
}

export type DashboardChange = Partial<DashboardState>

/** Anything that does not parse falls back to what a first visit shows. */
export function parseDashboardState(
  params: URLSearchParams | Record<string, unknown>,
  team: string | null = null,
): DashboardState {
  const read = (name: string) => (params instanceof URLSearchParams ? params.get(name) : params[name])
  const q = read('q')
  return {
    view: (team === null && oneOf(diagramViews, read('view'))) || 'all',
    team,
    layout: oneOf(['grid', 'list'] as const, read('layout')) ?? 'grid',
    sort: oneOf(diagramSorts, read('sort')),
    order: oneOf(sortOrders, read('order')),
    q: typeof q === 'string' ? q.slice(0, 200) : '',
  }
}

const oneOf = <T extends string>(known: readonly T[], value: unknown): T | undefined =>
  known.find((candidate) => candidate === value)

/** The address of a state; what is the default is left out, so that addresses stay short. */
export function formatDashboardHref(state: DashboardState): string {
  const params = new URLSearchParams()
  if (state.view !== 'all') params.set('view', state.view)
  if (state.layout !== 'grid') params.set('layout', state.layout)
  const order = computeListOrder(state)
  const usual = computeListOrder({ view: state.view })
  if (order.sort !== usual.sort) params.set('sort', order.sort)
  if (order.order !== computeListOrder({ view: state.view, sort: order.sort }).order) params.set('order', order.order)
  if (state.q) params.set('q', state.q)
  const path = state.team ? `/teams/${state.team}` : '/diagrams'
  return params.size ? `${path}?${params}` : path
}

/** The order after a click on a column: its usual one first, then the other way round. */
export function computeNextOrder(state: DashboardState, sort: DiagramSort): DashboardChange {
  const current = computeListOrder(state)
  if (current.sort !== sort) return { sort, order: undefined }
  return { sort, order: current.order === 'asc' ? 'desc' : 'asc' }
}
