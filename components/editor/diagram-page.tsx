'use client'

import './preview.css'
import { lazy, Suspense, useEffect, useMemo, useState } from 'react'
import type { Editor } from 'tldraw'
import { cn } from '@/components/ui/cn'
import type { DiagramDto } from '@/lib/features/diagrams/schema'
import type { SyncOffer } from '@/lib/features/documents/pure/sync-offer'
import { EditorActions } from './editor-actions'
import { EditorBars, SkipToCanvas, ViewOnlyBadge } from './editor-bars'
import { EditorBoundary } from './editor-boundary'
import type { Box } from './fit-camera'
import { PreviewLayer } from './preview-layer'
import { TitleField } from './title-field'
import { useIsCovered } from './use-is-covered'
import { computeUserColor } from './user-color'

const loadEditor = () => import('./diagram-editor')
// The editor is most of the page: it is asked for as soon as this script runs, not when the page has come to life.
if (typeof window !== 'undefined') void loadEditor().catch(() => undefined)

const DiagramEditor = lazy(loadEditor)

interface DiagramPageProps {
  diagram: DiagramDto
  user: { id: string; name: string; mayCreate: boolean }
  licenseKey: string | null
  embeds: 'on' | 'off'
  preview: { svg: string; bounds: Box } | null
  sync: SyncOffer
}

/** The page of one diagram: bars and picture at once, then the editor over the picture. */
export function DiagramPage({ diagram: opened, user, licenseKey, embeds, preview, sync }: DiagramPageProps) {
  const [title, setTitle] = useState(opened.title)
  const [editor, setEditor] = useState<Editor | null>(null)
  const [saveSlot, setSaveSlot] = useState<HTMLElement | null>(null)
  const [peopleSlot, setPeopleSlot] = useState<HTMLElement | null>(null)
  const [isReadonly, setIsReadonly] = useState(opened.access === 'viewer')
  const [isLeaving, setIsLeaving] = useState(false)
  const person = useMemo(() => ({ id: user.id, name: user.name, color: computeUserColor(user.id) }), [user])
  const isCovered = useIsCovered(editor !== null)
  useEffect(() => {
    document.title = `${title} · AutoGraph`
  }, [title])
  const diagram = { ...opened, title }
  const focusCanvas = () => editor?.focus()

  return (
    <main className="fixed inset-0 overflow-hidden bg-paper">
      <SkipToCanvas onSkip={focusCanvas} />
      <EditorBars
        title={
          <TitleField
            diagramId={diagram.id}
            title={title}
            canEdit={!isReadonly}
            onChange={setTitle}
            onDone={focusCanvas}
          />
        }
        badge={isReadonly ? <ViewOnlyBadge /> : null}
        saveSlot={setSaveSlot}
        peopleSlot={setPeopleSlot}
        actions={
          <EditorActions
            diagram={diagram}
            user={user}
            editor={editor}
            canEdit={!isReadonly}
            onLeave={() => setIsLeaving(true)}
          />
        }
      />
      {preview && !isCovered ? <PreviewLayer svg={preview.svg} bounds={preview.bounds} /> : null}
      <div className={cn('absolute inset-0 z-10 transition-opacity', editor ? 'opacity-100' : 'opacity-0')}>
        <EditorBoundary>
          <Suspense>
            {saveSlot && peopleSlot ? (
              <DiagramEditor
                diagramId={diagram.id}
                title={title}
                person={person}
                licenseKey={licenseKey}
                embeds={embeds}
                sync={sync}
                previewBounds={preview?.bounds ?? null}
                saveSlot={saveSlot}
                peopleSlot={peopleSlot}
                isLeaving={isLeaving}
                onReady={setEditor}
                onTitle={setTitle}
                onReadonly={setIsReadonly}
              />
            ) : null}
          </Suspense>
        </EditorBoundary>
      </div>
    </main>
  )
}
