'use client'

import { useSyncExternalStore } from 'react'
import { formatRelativeTime } from '@/lib/core/relative-time'
import { currentMinute, watchMinutes } from './minutes'

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
