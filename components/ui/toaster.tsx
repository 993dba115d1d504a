'use client'

import { lazy, Suspense, useEffect, useState } from 'react'
import { preloadWhenIdle } from '@/lib/client/preload-when-idle'
import { toasterDemand } from './toast'

const loadToaster = () => import('./sonner-toaster')
const SonnerToaster = lazy(loadToaster)

/** Where toasts appear. Call `toast()` of `./toast` to show one. */
export function Toaster() {
  const isLoaded = useIsLoaded()
  if (!isLoaded) return null
  return (
    <Suspense>
      <SonnerToaster />
    </Suspense>
  )
}

/** Without the network the first toast waits until it is back; a component that cannot be loaded would end the page. */
function useIsLoaded(): boolean {
  const [isLoaded, setIsLoaded] = useState(false)
  useEffect(() => {
    const stop = new AbortController()
    const load = () => {
      if (!toasterDemand.isWanted()) return
      void loadToaster().then(
        () => setIsLoaded(true),
        () => undefined,
      )
    }
    load()
    window.addEventListener('online', load, { signal: stop.signal })
    const stops = [toasterDemand.subscribe(load), preloadWhenIdle([loadToaster]), () => stop.abort()]
    return () => {
      for (const end of stops) end()
    }
  }, [])
  return isLoaded
}
