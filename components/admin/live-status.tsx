'use client'

import { useRouter } from 'next/navigation'
import { createContext, type ReactNode, useContext, useEffect, useState, useSyncExternalStore } from 'react'
import { connectLive } from './live-connection'
import { type LiveState, LiveStore, nothingLive } from './live-store'

const Live = createContext<LiveStore | null>(null)

/** Keeps what is below it true while somebody looks at it; `uptime` is the range of the bars. */
export function LiveStatus({ uptime, children }: { uptime: string; children: ReactNode }) {
  const router = useRouter()
  const [store] = useState(() => new LiveStore())
  useEffect(() => {
    const url = `/api/admin/status?uptime=${uptime}`
    return connectLive({ url, store, onStale: () => router.refresh() })
  }, [router, store, uptime])
  return <Live value={store}>{children}</Live>
}

const never = () => () => {}
const getNothing = () => nothingLive

/** One part of what is known live. */
export function useLive<Part>(select: (state: LiveState) => Part): Part {
  const store = useContext(Live)
  const read = store?.getState ?? getNothing
  return useSyncExternalStore(
    store?.subscribe ?? never,
    () => select(read()),
    () => select(nothingLive),
  )
}
