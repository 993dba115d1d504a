'use client'

import { type FormEvent, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { describeTitleFault } from '@/lib/features/diagrams/pure/title'
import type { DiagramDto } from '@/lib/features/diagrams/schema'

interface RenameDialogProps {
  diagram: DiagramDto
  onClose: () => void
  onRename: (title: string) => void
}

export function RenameDialog({ diagram, onClose, onRename }: RenameDialogProps) {
  const [title, setTitle] = useState(diagram.title)
  const [error, setError] = useState<string>()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const fault = describeTitleFault(title)
    if (fault) return setError(fault)
    onRename(title.trim())
    onClose()
  }
  return (
    <Dialog open onOpenChange={onClose} title="Rename diagram">
      <form onSubmit={submit} noValidate>
        <Field
          label="Title"
          value={title}
          error={error}
          autoComplete="off"
          onFocus={(event) => event.target.select()}
          onChange={(event) => setTitle(event.target.value)}
        />
        <div className="mt-5 flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary">
            Rename
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
