'use client'

import { useSyncExternalStore } from 'react'
import { formatLasting, formatRelativeTime } from '@/lib/core/relative-time'
import { currentMinute, watchMinutes } from './minutes'

interface RelativeTimeProps {
  at: string
  /** Of what goes on since then: "for 2 h". */
  lasting?: boolean
  className?: string
}

/** "2 h ago", with the exact time on hover; keeps itself current. */
export function RelativeTime({ at, lasting = false, className }: RelativeTimeProps) {
  useSyncExternalStore(watchMinutes, currentMinute, currentMinute)
  const atMs = Date.parse(at)
  return (
    <time dateTime={at} title={new Date(atMs).toLocaleString()} className={className} suppressHydrationWarning>
      {(lasting ? formatLasting : formatRelativeTime)(atMs, Date.now())}
    </time>
  )
}
