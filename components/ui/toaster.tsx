'use client'

import { lazy, Suspense, useSyncExternalStore } from 'react'
import { toasterDemand } from './toast'

const SonnerToaster = lazy(() => import('./sonner-toaster'))

/** Where toasts appear. Call `toast()` of `./toast` to show one. */
export function Toaster() {
  const wanted = useSyncExternalStore(toasterDemand.subscribe, toasterDemand.isWanted, () => false)
  if (!wanted) return null
  return (
    <Suspense>
      <SonnerToaster />
    </Suspense>
  )
}
