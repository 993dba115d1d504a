'use client'

import { useQueryClient } from '@tanstack/react-query'
import { lazy, Suspense } from 'react'
import { useShell } from '@/components/shell/shell-context'
import type { DashboardDialog } from './dashboard-context'
import { diagramsKey } from './list-key'
import type { DiagramChanges } from './use-diagram-changes'

/** Loaded when one is first opened. */
const loadRename = async () => ({ default: (await import('./rename-dialog')).RenameDialog })
const RenameDialog = lazy(loadRename)
const loadDelete = async () => ({ default: (await import('./delete-dialog')).DeleteDialog })
const DeleteDialog = lazy(loadDelete)
const loadShare = async () => ({ default: (await import('./share-dialog')).ShareDialog })
const ShareDialog = lazy(loadShare)
const loadMove = async () => ({ default: (await import('./move-dialog')).MoveDialog })
const MoveDialog = lazy(loadMove)

export const dialogLoads: Record<DashboardDialog['type'], () => Promise<unknown>> = {
  rename: loadRename,
  delete: loadDelete,
  share: loadShare,
  move: loadMove,
}

interface DashboardDialogsProps {
  dialog: DashboardDialog | null
  changes: DiagramChanges
  onClose: () => void
  onDeleted: () => void
}

export function DashboardDialogs(props: DashboardDialogsProps) {
  return (
    <Suspense>
      <CurrentDialog {...props} />
    </Suspense>
  )
}

function CurrentDialog({ dialog, changes, onClose, onDeleted }: DashboardDialogsProps) {
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
    case 'move':
      return <MoveDialog diagram={diagram} onClose={onClose} />
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
