'use client'

import type { ReactNode } from 'react'
import { cn } from '@/components/ui/cn'
import { BackLink } from './back-link'

const bar = 'pointer-events-auto flex h-11 items-center gap-1 rounded-panel bg-panel px-1.5 shadow-float'

interface EditorBarsProps {
  title: ReactNode
  badge: ReactNode
  /** Filled by the editor once it is there. */
  saveSlot: (element: HTMLElement | null) => void
  peopleSlot: (element: HTMLElement | null) => void
  actions: ReactNode
}

/** The two bars that float over the canvas. They are on screen before the editor is. */
export function EditorBars({ title, badge, saveSlot, peopleSlot, actions }: EditorBarsProps) {
  return (
    <header className="pointer-events-none absolute inset-x-2 top-2 z-20 flex items-start justify-between gap-2">
      <div className={cn(bar, 'min-w-0')}>
        <BackLink />
        {title}
        {badge}
        <div
          ref={saveSlot}
          className="flex h-8 shrink-0 items-center px-2 empty:before:text-meta empty:before:text-muted empty:before:content-['Opening…'] max-sm:empty:before:content-['']"
        />
      </div>
      <div className={cn(bar, 'shrink-0')}>
        <div ref={peopleSlot} className="px-1 empty:hidden" />
        {actions}
      </div>
    </header>
  )
}

export function SkipToCanvas({ onSkip }: { onSkip: () => void }) {
  return (
    <button
      type="button"
      className="sr-only focus:not-sr-only focus:absolute focus:top-2 focus:left-2 focus:z-30 focus:rounded-control focus:bg-panel focus:px-3 focus:py-2"
      onClick={onSkip}
    >
      Skip to canvas
    </button>
  )
}

export function ViewOnlyBadge() {
  return (
    <span className="shrink-0 rounded-control bg-sunken px-2 py-0.5 text-caption text-muted max-sm:px-1.5">
      View only
    </span>
  )
}
