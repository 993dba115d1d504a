'use client'

import { cn } from '@/components/ui/cn'
import { formatKeys } from './shortcuts'
import { useIsApple } from './use-is-apple'

/** A shortcut as keycaps. */
export function Keys({ keys, className }: { keys: string; className?: string }) {
  const caps = formatKeys(keys, useIsApple())
  return (
    <span className={cn('inline-flex items-center gap-1', className)}>
      {caps.map((cap) => (
        <kbd
          key={cap}
          className="inline-flex h-5 min-w-5 items-center justify-center rounded-[4px] border border-line bg-paper px-1 font-sans text-caption text-muted"
        >
          {cap}
        </kbd>
      ))}
    </span>
  )
}
