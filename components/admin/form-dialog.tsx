'use client'

import { type ReactNode, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'

interface FormDialogProps {
  /** On the button that opens it. */
  label: string
  /** In place of the label, for whoever hears it without what stands around it. */
  spokenLabel?: string
  variant?: 'secondary' | 'quiet'
  title: string
  description?: string
  /** The form; it calls `onDone` when there is nothing left to do. */
  children(onDone: () => void): ReactNode
}

/** A button and the form that it opens. */
export function FormDialog({
  label,
  spokenLabel,
  variant = 'secondary',
  title,
  description,
  children,
}: FormDialogProps) {
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button
        size="small"
        variant={variant}
        onClick={() => setOpen(true)}
        aria-haspopup="dialog"
        aria-label={spokenLabel}
      >
        {label}
      </Button>
      <Dialog open={isOpen} onOpenChange={setOpen} title={title} description={description} width="max-w-120">
        {children(() => setOpen(false))}
      </Dialog>
    </>
  )
}
