'use client'

import { type KeyboardEvent, useState } from 'react'

interface Scrubber {
  /** What is looked at; null while nothing is. */
  index: number | null
  setIndex(index: number | null): void
  onKeyDown(event: KeyboardEvent): void
}

const pages = 10

/** Walks along something with the keys of a slider: arrows, Page Up and Page Down, Home and End. */
export function useScrubber(count: number): Scrubber {
  const [index, setIndex] = useState<number | null>(null)
  const last = count - 1
  return {
    index: index === null ? null : Math.min(index, last),
    setIndex,
    onKeyDown(event) {
      const from = index ?? last
      const step = Math.max(1, Math.round(count / pages))
      const targets: Record<string, number> = {
        ArrowLeft: index === null ? last : from - 1,
        ArrowDown: index === null ? last : from - 1,
        ArrowRight: from + 1,
        ArrowUp: from + 1,
        PageDown: from - step,
        PageUp: from + step,
        Home: 0,
        End: last,
      }
      const target = targets[event.key]
      if (event.key === 'Escape') setIndex(null)
      if (target === undefined || count === 0) return
      event.preventDefault()
      setIndex(Math.min(last, Math.max(0, target)))
    },
  }
}
