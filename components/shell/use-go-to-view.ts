'use client'

import { useRouter } from 'next/navigation'
import type { DiagramView } from '@/lib/features/diagrams/schema'
import { useCurrentView } from './use-current-view'

/** Goes to a view the way its link does. */
export function useGoToView(): (view: DiagramView) => void {
  const router = useRouter()
  const { current, hrefOf } = useCurrentView()
  return (view) => {
    if (current) window.history.pushState(null, '', hrefOf(view))
    else router.push(hrefOf(view))
  }
}
