'use client'

import { useSearchParams } from 'next/navigation'
import { useCallback, useMemo } from 'react'
import { type DashboardChange, type DashboardState, formatDashboardHref, parseDashboardState } from './dashboard-state'

/**
 * The state in the address, and a way to change it that stays in the browser: lists that were seen before appear at once.
 * Typing replaces the entry in the history; everything else adds one, so that Back undoes it.
 */
export function useDashboardState(team: string | null): [DashboardState, (change: DashboardChange) => void] {
  const params = useSearchParams()
  const state = useMemo(() => parseDashboardState(params, team), [params, team])
  const change = useCallback(
    (next: DashboardChange) => {
      const href = formatDashboardHref({ ...state, ...next })
      if ('q' in next) window.history.replaceState(null, '', href)
      else window.history.pushState(null, '', href)
    },
    [state],
  )
  return [state, change]
}
