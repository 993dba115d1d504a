'use client'

import { useShell } from '@/components/shell/shell-context'
import { RelativeTime } from '@/components/ui/relative-time'
import type { DiagramDto } from '@/lib/features/diagrams/schema'

/** "Edited 2 h ago · Ann"; in the trash, since when it is there. */
export function EditedLine({ diagram }: { diagram: DiagramDto }) {
  const { user } = useShell()
  if (diagram.trashedAt) {
    return (
      <>
        In the trash since <RelativeTime at={diagram.trashedAt} />
      </>
    )
  }
  const editor = diagram.lastEditedBy
  return (
    <>
      Edited <RelativeTime at={diagram.updatedAt} />
      {editor ? ` · ${editor.id === user.id ? 'you' : editor.name}` : ''}
    </>
  )
}
