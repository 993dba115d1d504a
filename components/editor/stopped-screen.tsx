import Link from 'next/link'
import { useState } from 'react'
import { type Editor, useValue } from 'tldraw'
import { Button } from '@/components/ui/button'
import { loadThen } from '@/components/ui/load-then'
import type { OpenDiagram } from '@/lib/sync/client/open-diagram'
import { describeStop } from './describe-stop'
import { loadExport } from './editor-parts'

interface StoppedScreenProps {
  client: OpenDiagram
  editor: Editor | null
  diagramId: string
  title: string
}

/** Covers the editor when the connection ended for a reason that waiting does not mend. */
export function StoppedScreen({ client, editor, diagramId, title }: StoppedScreenProps) {
  const phase = useValue('phase', () => client.socket.phase.get(), [client])
  const saveState = useValue('save state', () => client.saveState.get(), [client])
  const unsaved = 'changes' in saveState ? saveState : { changes: 0, kept: true }
  const [busy, setBusy] = useState(false)
  if (phase.type !== 'stopped') return null
  const { title: heading, sentence, actions } = describeStop(phase.reason, unsaved)
  const has = (action: (typeof actions)[number]) => actions.includes(action)

  async function discard() {
    setBusy(true)
    await client.discardChanges()
    location.reload()
  }

  return (
    <div
      role="alertdialog"
      aria-modal
      aria-labelledby="stopped"
      className="absolute inset-0 z-30 grid place-items-center bg-scrim p-4"
    >
      <div className="grid w-full max-w-110 gap-3 rounded-panel bg-panel p-5 shadow-float">
        <h2 id="stopped" className="font-semibold text-lead">
          {heading}
        </h2>
        <p className="text-muted">{sentence}</p>
        <div className="mt-2 flex flex-wrap justify-end gap-2">
          <Button asChild variant="quiet">
            <Link href="/diagrams">All diagrams</Link>
          </Button>
          {editor && unsaved.changes > 0 ? (
            <Button
              onClick={() => void loadThen(loadExport, ({ exportDiagram }) => exportDiagram(editor, title, tldrChoice))}
            >
              Export a copy
            </Button>
          ) : null}
          {has('discard') && unsaved.changes > 0 ? (
            <Button variant="danger" busy={busy} onClick={() => void discard()}>
              Discard changes
            </Button>
          ) : null}
          {has('retry') ? <Button onClick={() => client.socket.retryNow()}>Try again</Button> : null}
          {has('sign-in') ? (
            <Button asChild variant="primary">
              <a href={`/sign-in?callbackUrl=${encodeURIComponent(`/diagrams/${diagramId}`)}`}>Sign in</a>
            </Button>
          ) : null}
          {has('reload') ? (
            <Button variant="primary" onClick={() => location.reload()}>
              Reload
            </Button>
          ) : null}
        </div>
      </div>
    </div>
  )
}

const tldrChoice = { format: 'tldr', area: 'page', scale: 1, isTransparent: false } as const
