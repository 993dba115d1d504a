import { computeListOrder } from '@/lib/features/diagrams/pure/list-order'
import type { DashboardState } from './dashboard-state'

/** Every cached list of diagrams, and whatever else shows diagrams, lives under this key. */
export const diagramsKey = ['diagrams'] as const

/** What one page of the list of a state is asked for with; the server renders the first one from the same. */
export function computeListQuery(state: DashboardState) {
  return { view: state.view, team: state.team ?? undefined, ...computeListOrder(state), q: state.q }
}

export const listKey = (state: DashboardState) => {
  const { view, team, sort, order, q } = computeListQuery(state)
  return [...diagramsKey, 'list', view, sort, order, q, team] as const
}
