'use client'

import 'tldraw/tldraw.css'
import './editor.css'
import { getAssetUrls } from '@tldraw/assets/selfHosted'
import { useEffect, useMemo, useState } from 'react'
import { createPortal } from 'react-dom'
import { type Editor, react, Tldraw, type TldrawOptions, useValue } from 'tldraw'
import { findPageNonce } from '@/lib/client/page-nonce'
import { dayMs } from '@/lib/core/time'
import type { SyncOffer } from '@/lib/features/documents/pure/sync-offer'
import type { OpenDiagram } from '@/lib/sync/client/open-diagram'
import { createAssetStore } from './asset-store'
import { createKeptFiles } from './content/kept-files'
import { PendingUploads } from './content/pending-uploads'
import { registerContent } from './content/register-content'
import { embedUtils } from './embeds/embed-util'
import type { Box } from './fit-camera'
import { ConflictSlot } from './http-saving/conflict-slot'
import { NotLive } from './http-saving/not-live'
import { LiveStatesContext, useLiveStates } from './live/live-states'
import { StateDialogSlot } from './live/state-dialog-slot'
import { People } from './people'
import { SaveIndicator } from './save-indicator'
import { showAll } from './show-all'
import { StoppedScreen } from './stopped-screen'
import { components, overrides } from './tldraw-components'
import { type EditorPerson, useEditorUser } from './tldraw-user'
import { useDiagramClient } from './use-diagram-client'

export interface DiagramEditorProps {
  diagramId: string
  title: string
  person: EditorPerson
  licenseKey: string | null
  /** Whether diagrams of this instance show pages of other sites. */
  embeds: 'on' | 'off'
  /** How it is saved; the same object on every render. */
  sync: SyncOffer
  /** What the picture on screen shows, so that the editor starts with the same view. */
  previewBounds: Box | null
  saveSlot: HTMLElement
  peopleSlot: HTMLElement
  /** The diagram is being left: a closing connection is no news. */
  isLeaving: boolean
  /** Called once the drawing is painted. */
  onReady: (editor: Editor) => void
  /** What the diagram is called now; somebody else may rename it while it is open. */
  onTitle: (title: string) => void
  /** Whether this person may only look; it can change while the diagram is open. */
  onReadonly: (isReadonly: boolean) => void
}

const ownUrls = getAssetUrls({ baseUrl: '/tldraw' })

/**
 * Without the pictures of services: tldraw fetches all of them as it opens, for a dialog that we do not have. An empty
 * address is not fetched, where a missing one would be fetched from tldraw's host.
 */
const assetUrls = {
  ...ownUrls,
  embedIcons: Object.fromEntries(Object.keys(ownUrls.embedIcons).map((name) => [name, ''])),
}

/** Made once, because tldraw mounts anew when they change; not before there is a page that has a nonce. */
const makeOptions = (): Partial<TldrawOptions> => ({
  maxShapesPerPage: 10_000,
  // A picture that waits for its upload is seen for as long as the page is open.
  temporaryAssetPreviewLifetimeMs: dayMs,
  nonce: findPageNonce(),
})

/** tldraw in our house. The largest part of the page, loaded after everything else is on screen. */
export default function DiagramEditor(props: DiagramEditorProps) {
  const { diagramId, person, licenseKey, saveSlot, peopleSlot, onReadonly, onTitle } = props
  const kept = useMemo(() => createKeptFiles({ userId: person.id, diagramId }), [person.id, diagramId])
  const assets = useMemo(() => createAssetStore(diagramId, kept), [diagramId, kept])
  const client = useDiagramClient({ diagramId, person, assets, sync: props.sync })
  const user = useEditorUser(person)
  const [options] = useState(makeOptions)
  const [editor, setEditor] = useState<Editor | null>(null)
  const isLoaded = useValue('loaded', () => client?.loaded.get() ?? false, [client])
  const live = useLiveStates(client, isLoaded)
  const isReadonly = useValue('readonly', () => editor?.getIsReadonly() ?? null, [editor])
  useEffect(() => {
    if (isReadonly !== null) onReadonly(isReadonly)
  }, [isReadonly, onReadonly])
  useEffect(() => followTitle(client, onTitle), [client, onTitle])
  if (!client) return null

  function onMount(mounted: Editor) {
    const pending = new PendingUploads(mounted, kept)
    registerContent(mounted, { diagramId, pending })
    prepare(mounted, props.previewBounds)
    setEditor(mounted)
    afterPaint(() => props.onReady(mounted))
    const stops = [followFocus(mounted), pending.start()]
    return () => {
      for (const stop of stops) stop()
    }
  }

  return (
    <>
      {isLoaded ? (
        <LiveStatesContext value={live}>
          <Tldraw
            className="autograph-editor"
            store={client.store}
            user={user}
            licenseKey={licenseKey ?? undefined}
            assetUrls={assetUrls}
            options={options}
            components={components}
            overrides={overrides}
            shapeUtils={props.embeds === 'on' ? embedUtils.on : embedUtils.off}
            autoFocus={false}
            onMount={onMount}
          />
        </LiveStatesContext>
      ) : null}
      {createPortal(<SaveIndicator client={client} />, saveSlot)}
      {editor ? createPortal(props.sync.type === 'http' ? <NotLive /> : <People editor={editor} />, peopleSlot) : null}
      {editor && client.conflicts ? (
        <ConflictSlot conflicts={client.conflicts} editor={editor} title={props.title} />
      ) : null}
      {editor ? <StateDialogSlot editor={editor} /> : null}
      {props.isLeaving ? null : (
        <StoppedScreen client={client} editor={editor} diagramId={diagramId} title={props.title} />
      )}
    </>
  )
}

function prepare(editor: Editor, previewBounds: Box | null): void {
  showAll(editor, previewBounds ?? undefined)
  if (document.activeElement === document.body) editor.focus()
}

function followTitle(client: OpenDiagram | null, onTitle: (title: string) => void): (() => void) | undefined {
  if (!client) return undefined
  return react('title', () => {
    const title = client.title.get()
    if (title !== null) onTitle(title)
  })
}

/** The frame after the next one: what was committed now has been painted by then. */
function afterPaint(act: () => void): void {
  requestAnimationFrame(() => requestAnimationFrame(act))
}

/** Keys belong to the canvas only while it, or nothing, has the focus; not while a menu or dialog of ours does. */
function followFocus(editor: Editor): () => void {
  const container = editor.getContainer()
  const stop = new AbortController()
  const follow = () => {
    const { activeElement } = document
    const isFocused = activeElement === document.body || container.contains(activeElement)
    if (isFocused !== editor.getIsFocused()) editor.updateInstanceState({ isFocused })
  }
  document.addEventListener('focusin', follow, { signal: stop.signal })
  // Nothing says that the focused element was taken away; the focus is on the body in the next task.
  document.addEventListener('focusout', () => setTimeout(follow), { signal: stop.signal })
  return () => stop.abort()
}
