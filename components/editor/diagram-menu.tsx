'use client'

import { Copy, Download, FileUp, Trash2 } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { DropdownMenu, MenuItem, MenuSeparator } from '@/components/ui/dropdown-menu'
import type { LazyMenuProps } from '@/components/ui/lazy-menu'
import { toast } from '@/components/ui/toast'
import { api } from '@/lib/client/api'
import type { DiagramDto } from '@/lib/features/diagrams/schema'

export interface DiagramMenuProps {
  diagram: DiagramDto
  /** The editor is there: what needs it can be chosen. */
  isReady: boolean
  canEdit: boolean
  mayCreate: boolean
  onExport: () => void
  onImport: () => void
  /** The diagram is about to be left for good, so its connection closing is no news. */
  onLeave: () => void
}

/** Everything that concerns the diagram as a whole; loaded when it is first pointed at. */
export default function DiagramMenu({
  trigger,
  defaultOpen,
  diagram,
  isReady,
  canEdit,
  mayCreate,
  onExport,
  onImport,
  onLeave,
}: LazyMenuProps & DiagramMenuProps) {
  const router = useRouter()
  const path = `/api/diagrams/${diagram.id}`

  async function duplicate() {
    await attempt('The diagram was not duplicated', async () => {
      const copy = await api.post<DiagramDto>(`${path}/duplicate`, {})
      router.push(`/diagrams/${copy.id}`)
      toast(`This is the copy: ${copy.title}`)
    })
  }

  async function moveToTrash() {
    await attempt('The diagram was not moved to trash', async () => {
      onLeave()
      await api.delete(path)
      router.push('/diagrams')
      const undo = () => attempt('The diagram was not restored', () => api.post(`${path}/restore`))
      toast(`${diagram.title} is in the trash`, { action: { label: 'Undo', onClick: () => void undo() } })
    })
  }

  return (
    <DropdownMenu trigger={trigger} defaultOpen={defaultOpen}>
      <MenuItem disabled={!isReady} onSelect={onExport}>
        <Download aria-hidden /> Export…
      </MenuItem>
      {canEdit ? (
        <MenuItem disabled={!isReady} onSelect={onImport}>
          <FileUp aria-hidden /> Import .tldr…
        </MenuItem>
      ) : null}
      {mayCreate ? (
        <MenuItem onSelect={() => void duplicate()}>
          <Copy aria-hidden /> Duplicate
        </MenuItem>
      ) : null}
      {diagram.access === 'owner' ? (
        <>
          <MenuSeparator />
          <MenuItem danger onSelect={() => void moveToTrash()}>
            <Trash2 aria-hidden /> Move to trash
          </MenuItem>
        </>
      ) : null}
    </DropdownMenu>
  )
}

async function attempt(failed: string, act: () => Promise<unknown>): Promise<void> {
  try {
    await act()
  } catch (error) {
    toast.error(failed, { description: error instanceof Error ? error.message : undefined })
  }
}
