'use client'

import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import type { DiagramDto } from '@/lib/features/diagrams/schema'

interface DeleteDialogProps {
  diagrams: readonly DiagramDto[]
  onClose: () => void
  onDelete: () => void
}

/** The only thing in the dashboard that cannot be undone, so the only one that asks. */
export function DeleteDialog({ diagrams, onClose, onDelete }: DeleteDialogProps) {
  const one = diagrams.length === 1
  const confirm = () => {
    onDelete()
    onClose()
  }
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={one ? `Delete “${diagrams[0]?.title}” for good?` : `Delete ${diagrams.length} diagrams for good?`}
      description={`${one ? 'It is' : 'They are'} deleted for everyone, and cannot be brought back.`}
      actions={
        <>
          <Button onClick={onClose}>Keep {one ? 'it' : 'them'}</Button>
          <Button variant="danger" onClick={confirm}>
            Delete for good
          </Button>
        </>
      }
    />
  )
}
