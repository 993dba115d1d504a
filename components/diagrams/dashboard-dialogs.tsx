'use client'

import { useQueryClient } from '@tanstack/react-query'
import dynamic from 'next/dynamic'
import { useShell } from '@/components/shell/shell-context'
import type { DashboardDialog } from './dashboard-context'
import { diagramsKey } from './list-key'
import type { DiagramChanges } from './use-diagram-changes'

/** Loaded when one is first opened. */
const RenameDialog = dynamic(() => import('./rename-dialog').then((module) => module.RenameDialog), { ssr: false })
const DeleteDialog = dynamic(() => import('./delete-dialog').then((module) => module.DeleteDialog), { ssr: false })
const ShareDialog = dynamic(() => import('./share-dialog').then((module) => module.ShareDialog), { ssr: false })

interface DashboardDialogsProps {
  dialog: DashboardDialog | null
  changes: DiagramChanges
  onClose: () => void
  onDeleted: () => void
}

export function DashboardDialogs({ dialog, changes, onClose, onDeleted }: DashboardDialogsProps) {
  const client = useQueryClient()
  const { user } = useShell()
  const diagram = dialog?.diagrams[0]
  if (!dialog || !diagram) return null
  switch (dialog.type) {
    case 'rename':
      return (
        <RenameDialog diagram={diagram} onClose={onClose} onRename={(title) => void changes.rename(diagram, title)} />
      )
    case 'delete':
      return (
        <DeleteDialog
          diagrams={dialog.diagrams}
          onClose={onClose}
          onDelete={() => {
            void changes.deleteForGood(dialog.diagrams)
            onDeleted()
          }}
        />
      )
    case 'share':
      return (
        <ShareDialog
          diagram={diagram}
          userId={user.id}
          onClose={onClose}
          onLeft={() => void client.invalidateQueries({ queryKey: diagramsKey })}
        />
      )
  }
}
