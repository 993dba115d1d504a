'use client'

import { usePathname, useSearchParams } from 'next/navigation'
import { formatDashboardHref, parseDashboardState } from '@/components/diagrams/dashboard-state'
import type { DiagramView } from '@/lib/features/diagrams/schema'

/** The view on screen, null on other pages, and the address of each view with the layout kept. */
export function useCurrentView(): { current: DiagramView | null; hrefOf: (view: DiagramView) => string } {
  const state = parseDashboardState(useSearchParams())
  const onDashboard = usePathname() === '/diagrams'
  const hrefOf = (view: DiagramView) =>
    formatDashboardHref({
      view,
      team: null,
      layout: onDashboard ? state.layout : 'grid',
      sort: undefined,
      order: undefined,
      q: '',
    })
  return { current: onDashboard ? state.view : null, hrefOf }
}
