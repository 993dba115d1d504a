'use client'

import { Radio, RotateCw, Unplug } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useEffect, useTransition } from 'react'
import { Button } from '@/components/ui/button'
import { secondMs } from '@/lib/core/time'
import { useLive } from './live-status'

const words = { connecting: 'Connecting…', live: 'Live', lost: 'Not live, connecting again…' } as const
/** Without a connection the page reads itself. */
const everyMs = 30 * secondMs

/** Whether what one sees is what is, and a way to read all of it again. */
export function LiveSign() {
  const router = useRouter()
  const connection = useLive((state) => state.connection)
  const [isReading, startReading] = useTransition()
  useEffect(() => {
    if (connection !== 'lost') return
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') router.refresh()
    }, everyMs)
    return () => clearInterval(timer)
  }, [connection, router])
  const Icon = connection === 'lost' ? Unplug : Radio
  return (
    <div className="flex items-center gap-3 text-meta text-muted">
      <span className="inline-flex items-center gap-1.5">
        <Icon aria-hidden className={connection === 'live' ? 'size-4 text-up' : 'size-4'} />
        {words[connection]}
      </span>
      <Button size="small" busy={isReading} onClick={() => startReading(() => router.refresh())}>
        <RotateCw aria-hidden /> Refresh
      </Button>
    </div>
  )
}
