'use client'

import { Ellipsis, Users } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import type { Editor } from 'tldraw'
import { Button } from '@/components/ui/button'
import { IconButton } from '@/components/ui/icon-button'
import { LazyMenu } from '@/components/ui/lazy-menu'
import { loadThen } from '@/components/ui/load-then'
import { preloadWhenIdle } from '@/lib/client/preload-when-idle'
import type { DiagramDto } from '@/lib/features/diagrams/schema'
import { loadExportDialog, loadImport, loadMenu, loadShareDialog, offlineParts } from './editor-parts'

const DiagramMenu = lazy(loadMenu)
const ExportDialog = lazy(loadExportDialog)
const ShareDialog = lazy(loadShareDialog)

const menuButton = (
  <IconButton label="Diagram menu">
    <Ellipsis />
  </IconButton>
)

interface EditorActionsProps {
  diagram: DiagramDto
  user: { id: string; mayCreate: boolean }
  /** Null until the drawing is there. */
  editor: Editor | null
  canEdit: boolean
  /** The diagram is about to be left, so its connection closing is no news. */
  onLeave: () => void
}

/** Sharing, and everything behind the menu. What they open is loaded when it is asked for. */
export function EditorActions({ diagram, user, editor, canEdit, onLeave }: EditorActionsProps) {
  const [dialog, setDialog] = useState<'export' | 'share' | null>(null)
  const file = useRef<HTMLInputElement>(null)
  const router = useRouter()
  const close = () => setDialog(null)
  useEffect(() => preloadWhenIdle(offlineParts), [])

  const preloadShare = () => void loadShareDialog().catch(() => undefined)
  const share = () => void loadThen(loadShareDialog, () => setDialog('share'))

  function leave() {
    onLeave()
    router.push('/diagrams')
  }

  const menu = {
    diagram,
    canEdit,
    mayCreate: user.mayCreate,
    isReady: editor !== null,
    onExport: () => void loadThen(loadExportDialog, () => setDialog('export')),
    onImport: () => file.current?.click(),
    onLeave,
  }
  return (
    <>
      <Button
        size="small"
        variant="primary"
        aria-label="Share"
        onClick={share}
        onPointerEnter={preloadShare}
        onFocus={preloadShare}
      >
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
          if (editor && chosen) void loadThen(loadImport, ({ importTldrFile }) => importTldrFile(editor, chosen))
        }}
      />
      <Suspense>
        {dialog === 'export' && editor ? <ExportDialog editor={editor} title={diagram.title} onClose={close} /> : null}
        {dialog === 'share' ? <ShareDialog diagram={diagram} userId={user.id} onClose={close} onLeft={leave} /> : null}
      </Suspense>
    </>
  )
}
