'use client'

import { lazy, Suspense, useEffect, useSyncExternalStore } from 'react'
import { preloadWhenIdle } from '@/lib/client/preload-when-idle'
import { toasterDemand } from './toast'

const loadToaster = () => import('./sonner-toaster')
const SonnerToaster = lazy(loadToaster)

/** Where toasts appear. Call `toast()` of `./toast` to show one. */
export function Toaster() {
  const wanted = useSyncExternalStore(toasterDemand.subscribe, toasterDemand.isWanted, () => false)
  useEffect(() => preloadWhenIdle([loadToaster]), [])
  if (!wanted) return null
  return (
    <Suspense>
      <SonnerToaster />
    </Suspense>
  )
}
