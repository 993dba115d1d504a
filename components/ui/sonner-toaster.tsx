'use client'

import { type CSSProperties, useEffect } from 'react'
import { Toaster as Sonner, toast } from 'sonner'
import { toasterDemand } from './toast'

/** A page that has its tools at the bottom says how much room they need. */
const offset = { bottom: 'var(--toast-bottom, 24px)' }
const width: CSSProperties & Record<'--width', string> = { '--width': '400px' }

export default function SonnerToaster() {
  useEffect(() => toasterDemand.announceMounted(toast), [])
  return (
    <Sonner
      position="bottom-center"
      gap={8}
      offset={offset}
      mobileOffset={offset}
      style={width}
      toastOptions={{
        unstyled: true,
        classNames: {
          toast:
            'flex w-full items-start gap-2.5 rounded-panel bg-panel px-3.5 py-3 font-sans text-body text-ink shadow-float',
          title: 'font-medium',
          description: 'text-meta text-muted',
          content: 'min-w-0 flex-1',
          icon: 'mt-0.5 shrink-0',
          closeButton: 'order-last mt-0.5 shrink-0 rounded-control p-0.5 text-muted hover:bg-hover hover:text-ink',
          actionButton: 'shrink-0 self-center rounded-control px-2 py-1 font-medium text-accent hover:bg-hover',
          error: '[&_[data-icon]]:text-down',
          success: '[&_[data-icon]]:text-up',
        },
      }}
    />
  )
}
