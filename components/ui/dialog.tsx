'use client'

import { X } from 'lucide-react'
import { Dialog as Radix } from 'radix-ui'
import type { ReactNode } from 'react'
import { cn } from './cn'
import { IconButton } from './icon-button'
import { useReturnFocus } from './use-return-focus'

interface DialogProps {
  open: boolean
  onOpenChange: (open: boolean) => void
  title: string
  /** One sentence under the title: what happens, what is safe. */
  description?: ReactNode
  children?: ReactNode
  /** The buttons, the one that acts last. */
  actions?: ReactNode
  width?: 'max-w-110' | 'max-w-120'
}

export function Dialog({
  open,
  onOpenChange,
  title,
  description,
  children,
  actions,
  width = 'max-w-110',
}: DialogProps) {
  const returnFocus = useReturnFocus()
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 animate-fade bg-scrim" />
        <div className="pointer-events-none fixed inset-0 z-40 grid grid-cols-1 place-items-center overflow-y-auto p-4">
          <Radix.Content
            {...returnFocus}
            {...(description ? {} : { 'aria-describedby': undefined })}
            className={cn(
              'pointer-events-auto relative w-full animate-appear rounded-panel bg-panel p-5 shadow-float outline-none',
              width,
            )}
          >
            <Radix.Title className="wrap-anywhere pr-8 font-semibold text-lead">{title}</Radix.Title>
            {description ? (
              <Radix.Description className="mt-1.5 text-body text-muted">{description}</Radix.Description>
            ) : null}
            {children ? <div className="mt-4">{children}</div> : null}
            {actions ? <div className="mt-5 flex flex-wrap justify-end gap-2">{actions}</div> : null}
            <Radix.Close asChild>
              <IconButton label="Close" className="absolute top-3.5 right-3.5">
                <X />
              </IconButton>
            </Radix.Close>
          </Radix.Content>
        </div>
      </Radix.Portal>
    </Radix.Root>
  )
}
