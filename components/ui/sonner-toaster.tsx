'use client'

import { useEffect } from 'react'
import { Toaster as Sonner, toast } from 'sonner'
import { toasterDemand } from './toast'

export default function SonnerToaster() {
  useEffect(() => toasterDemand.announceMounted(toast), [])
  return (
    <Sonner
      position="bottom-center"
      gap={8}
      toastOptions={{
        unstyled: true,
        classNames: {
          toast:
            'flex w-full items-center gap-2.5 rounded-panel bg-panel px-3.5 py-3 font-sans text-body text-ink shadow-float',
          title: 'font-medium',
          description: 'text-meta text-muted',
          content: 'min-w-0 flex-1',
          actionButton: 'shrink-0 rounded-control px-2 py-1 font-medium text-accent hover:bg-hover',
          error: '[&_[data-icon]]:text-down',
          success: '[&_[data-icon]]:text-up',
        },
      }}
    />
  )
}
