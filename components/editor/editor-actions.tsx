'use client'

import { Ellipsis, Users } from 'lucide-react'
import dynamic from 'next/dynamic'
import { useRouter } from 'next/navigation'
import { lazy, useRef, useState } from 'react'
import type { Editor } from 'tldraw'
import { Button } from '@/components/ui/button'
import { IconButton } from '@/components/ui/icon-button'
import { LazyMenu } from '@/components/ui/lazy-menu'
import type { DiagramDto } from '@/lib/features/diagrams/schema'

const loadMenu = () => import('./diagram-menu')
const DiagramMenu = lazy(loadMenu)
const ExportDialog = dynamic(() => import('./export-dialog'), { ssr: false })
const ShareDialog = dynamic(
  () => import('@/components/diagrams/share-dialog').then(({ ShareDialog }) => ({ default: ShareDialog })),
  { ssr: false },
)

const menuButton = (
  <IconButton label="Diagram menu">
    <Ellipsis />
  </IconButton>
)

interface EditorActionsProps {
  diagram: DiagramDto
  userId: string
  /** Null until the drawing is there. */
  editor: Editor | null
  canEdit: boolean
  /** The diagram is about to be left, so its connection closing is no news. */
  onLeave: () => void
}

/** Sharing, and everything behind the menu. What they open is loaded when it is asked for. */
export function EditorActions({ diagram, userId, editor, canEdit, onLeave }: EditorActionsProps) {
  const [dialog, setDialog] = useState<'export' | 'share' | null>(null)
  const file = useRef<HTMLInputElement>(null)
  const router = useRouter()
  const close = () => setDialog(null)

  function leave() {
    onLeave()
    router.push('/diagrams')
  }

  const menu = {
    diagram,
    canEdit,
    isReady: editor !== null,
    onExport: () => setDialog('export'),
    onImport: () => file.current?.click(),
    onLeave,
  }
  return (
    <>
      <Button size="small" variant="primary" aria-label="Share" onClick={() => setDialog('share')}>
        <Users aria-hidden />
        <span className="max-sm:hidden">Share</span>
      </Button>
      <LazyMenu trigger={menuButton} menu={DiagramMenu} preload={loadMenu} rest={menu} />
      <input
        ref={file}
        type="file"
        accept=".tldr"
        hidden
        aria-label="Import a .tldr file"
        onChange={({ currentTarget }) => {
          const [chosen] = currentTarget.files ?? []
          currentTarget.value = ''
          if (editor && chosen) void importFile(editor, chosen)
        }}
      />
      {dialog === 'export' && editor ? <ExportDialog editor={editor} title={diagram.title} onClose={close} /> : null}
      {dialog === 'share' ? <ShareDialog diagram={diagram} userId={userId} onClose={close} onLeft={leave} /> : null}
    </>
  )
}

async function importFile(editor: Editor, file: File): Promise<void> {
  const { importTldrFile } = await import('./import-tldr')
  await importTldrFile(editor, file)
}
