import { z } from 'zod'
import { computeListOrder } from '@/lib/features/diagrams/pure/list-order'
import { type DiagramSort, diagramSort, diagramView, sortOrder } from '@/lib/features/diagrams/schema'

const parameters = z.object({
  view: diagramView.catch('all'),
  layout: z.enum(['grid', 'list']).catch('grid'),
  sort: diagramSort.optional().catch(undefined),
  order: sortOrder.optional().catch(undefined),
  q: z.string().trim().max(200).catch(''),
})

/** What the dashboard shows; its only home is the address. */
export type DashboardState = z.output<typeof parameters>

export type DashboardChange = Partial<DashboardState>

/** Anything that does not parse falls back to what a first visit shows. */
export function parseDashboardState(params: URLSearchParams | Record<string, unknown>): DashboardState {
  return parameters.parse(params instanceof URLSearchParams ? Object.fromEntries(params) : params)
}

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
  return params.size ? `/diagrams?${params}` : '/diagrams'
}

/** The order after a click on a column: its usual one first, then the other way round. */
export function computeNextOrder(state: DashboardState, sort: DiagramSort): DashboardChange {
  const current = computeListOrder(state)
  if (current.sort !== sort) return { sort, order: undefined }
  return { sort, order: current.order === 'asc' ? 'desc' : 'asc' }
}
