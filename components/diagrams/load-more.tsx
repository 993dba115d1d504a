'use client'

import { useEffect, useRef } from 'react'
import { Button } from '@/components/ui/button'

interface LoadMoreProps {
  busy: boolean
  onMore: () => void
}

/** Asks for the next page when it comes near the screen, or when pressed. */
export function LoadMore({ busy, onMore }: LoadMoreProps) {
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (!place.current || busy) return
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) onMore()
      },
      { rootMargin: '600px' },
    )
    observer.observe(place.current)
    return () => observer.disconnect()
  }, [busy, onMore])
  return (
    <div ref={place} className="flex justify-center py-8">
      <Button busy={busy} onClick={onMore}>
        {busy ? 'Loading more…' : 'Load more'}
      </Button>
    </div>
  )
}
