'use client'

import { useSyncExternalStore } from 'react'
import { formatRelativeTime } from '@/lib/core/relative-time'
import { minuteMs } from '@/lib/core/time'

/** One clock for all of them, so that a list of a thousand keeps one timer. */
const watchMinutes = (onTick: () => void) => {
  const timer = setInterval(onTick, minuteMs)
  return () => clearInterval(timer)
}
const currentMinute = () => Math.floor(Date.now() / minuteMs)

/** "2 h ago", with the exact time on hover; keeps itself current. */
export function RelativeTime({ at, className }: { at: string; className?: string }) {
  useSyncExternalStore(watchMinutes, currentMinute, currentMinute)
  const atMs = Date.parse(at)
  return (
    <time dateTime={at} title={new Date(atMs).toLocaleString()} className={className} suppressHydrationWarning>
      {formatRelativeTime(atMs, Date.now())}
    </time>
  )
}
