'use client'

import { type FormEvent, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { type DiagramDto, diagramTitle } from '@/lib/features/diagrams/schema'

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
    const parsed = diagramTitle.safeParse(title)
    if (!parsed.success) return setError(parsed.error.issues[0]?.message)
    onRename(parsed.data)
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
