'use client'

import { RotateCw } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useEffect, useTransition } from 'react'
import { Button } from '@/components/ui/button'
import { secondMs } from '@/lib/core/time'

const everyMs = 30 * secondMs

/** Reads the page again every 30 seconds while somebody looks at it, and whenever they ask. */
export function KeepFresh() {
  const router = useRouter()
  const [isReading, startReading] = useTransition()
  useEffect(() => {
    const refresh = () => {
      if (document.visibilityState === 'visible') startReading(() => router.refresh())
    }
    const timer = setInterval(refresh, everyMs)
    document.addEventListener('visibilitychange', refresh)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', refresh)
    }
  }, [router])
  return (
    <div className="flex items-center gap-3 text-meta text-muted">
      <span className="max-sm:sr-only">Reads itself again every 30 s</span>
      <Button size="small" busy={isReading} onClick={() => startReading(() => router.refresh())}>
        <RotateCw aria-hidden /> Refresh
      </Button>
    </div>
  )
}
