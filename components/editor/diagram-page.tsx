'use client'

import './preview.css'
import { Ellipsis, Users } from 'lucide-react'
import dynamic from 'next/dynamic'
import { useRouter } from 'next/navigation'
import { lazy, useEffect, useMemo, useRef, useState } from 'react'
import type { Editor } from 'tldraw'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import { IconButton } from '@/components/ui/icon-button'
import { LazyMenu } from '@/components/ui/lazy-menu'
import type { DiagramDto } from '@/lib/features/diagrams/schema'
import { EditorBars } from './editor-bars'
import { EditorBoundary } from './editor-boundary'
import type { Box } from './fit-camera'
import { PreviewLayer } from './preview-layer'
import { TitleField } from './title-field'
import { computeUserColor } from './user-color'

const loadEditor = () => import('./diagram-editor')
// The editor is most of the page: it is asked for as soon as this script runs, not when the page has come to life.
if (typeof window !== 'undefined') void loadEditor().catch(() => undefined)

const DiagramEditor = dynamic(loadEditor, { ssr: false })
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

interface DiagramPageProps {
  diagram: DiagramDto
  user: { id: string; name: string }
  licenseKey: string | null
  preview: { svg: string; bounds: Box } | null
}

/** The page of one diagram: bars and picture at once, then the editor over the picture. */
export function DiagramPage({ diagram, user, licenseKey, preview }: DiagramPageProps) {
  const [editor, setEditor] = useState<Editor | null>(null)
  const [saveSlot, setSaveSlot] = useState<HTMLElement | null>(null)
  const [peopleSlot, setPeopleSlot] = useState<HTMLElement | null>(null)
  const [dialog, setDialog] = useState<'export' | 'share' | null>(null)
  const [isReadonly, setIsReadonly] = useState(diagram.access === 'viewer')
  const [isLeaving, setIsLeaving] = useState(false)
  const file = useRef<HTMLInputElement>(null)
  const person = useMemo(() => ({ ...user, color: computeUserColor(user.id) }), [user])
  const router = useRouter()
  const isCovered = useIsCovered(editor !== null)

  async function importFile(chosen: File | undefined) {
    const { importTldrFile } = await import('./import-tldr')
    if (editor && chosen) await importTldrFile(editor, chosen)
  }

  return (
    <main className="fixed inset-0 overflow-hidden bg-paper">
      <button
        type="button"
        className="sr-only focus:not-sr-only focus:absolute focus:top-2 focus:left-2 focus:z-30 focus:rounded-control focus:bg-panel focus:px-3 focus:py-2"
        onClick={() => editor?.focus()}
      >
        Skip to canvas
      </button>
      <EditorBars
        title={
          <TitleField
            diagramId={diagram.id}
            title={diagram.title}
            canEdit={!isReadonly}
            onDone={() => editor?.focus()}
          />
        }
        badge={
          isReadonly ? (
            <span className="shrink-0 rounded-control bg-sunken px-2 py-0.5 text-caption text-muted">View only</span>
          ) : null
        }
        saveSlot={setSaveSlot}
        peopleSlot={setPeopleSlot}
        actions={
          <>
            <Button size="small" variant="primary" aria-label="Share" onClick={() => setDialog('share')}>
              <Users aria-hidden />
              <span className="max-sm:hidden">Share</span>
            </Button>
            <LazyMenu
              trigger={menuButton}
              menu={DiagramMenu}
              preload={loadMenu}
              rest={{
                diagram,
                isReady: editor !== null,
                canEdit: !isReadonly,
                onExport: () => setDialog('export'),
                onImport: () => file.current?.click(),
                onLeave: () => setIsLeaving(true),
              }}
            />
          </>
        }
      />
      {preview && !isCovered ? <PreviewLayer svg={preview.svg} bounds={preview.bounds} /> : null}
      <div className={cn('absolute inset-0 z-10 transition-opacity', editor ? 'opacity-100' : 'opacity-0')}>
        <EditorBoundary>
          <DiagramEditor
            diagramId={diagram.id}
            title={diagram.title}
            person={person}
            licenseKey={licenseKey}
            previewBounds={preview?.bounds ?? null}
            saveSlot={saveSlot}
            peopleSlot={peopleSlot}
            isLeaving={isLeaving}
            onReady={setEditor}
            onReadonly={setIsReadonly}
          />
        </EditorBoundary>
      </div>
      <input
        ref={file}
        type="file"
        accept=".tldr"
        hidden
        aria-label="Import a .tldr file"
        onChange={(event) => {
          void importFile(event.currentTarget.files?.[0])
          event.currentTarget.value = ''
        }}
      />
      {dialog === 'export' && editor ? (
        <ExportDialog editor={editor} title={diagram.title} onClose={() => setDialog(null)} />
      ) : null}
      {dialog === 'share' ? (
        <ShareDialog
          diagram={diagram}
          userId={user.id}
          onClose={() => setDialog(null)}
          onLeft={() => {
            setIsLeaving(true)
            router.push('/diagrams')
          }}
        />
      ) : null}
    </main>
  )
}

/** Longer than the editor takes to fade in over the picture. */
const fadeMs = 400

/** True once the editor has covered the picture, which can go then. */
function useIsCovered(isReady: boolean): boolean {
  const [isCovered, setIsCovered] = useState(false)
  useEffect(() => {
    if (!isReady) return
    const timer = setTimeout(() => setIsCovered(true), fadeMs)
    return () => clearTimeout(timer)
  }, [isReady])
  return isCovered
}
