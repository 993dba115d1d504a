import { CloudAlert, CloudCheck, CloudOff, CloudUpload } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useValue } from 'tldraw'
import { cn } from '@/components/ui/cn'
import type { OpenDiagram } from '@/lib/sync/client/open-diagram'
import { describeSaveState, type SaveState } from '@/lib/sync/client/save-state'

const icons = { saved: CloudCheck, saving: CloudUpload, offline: CloudOff, retrying: CloudAlert }
const tones = { saved: 'text-muted', saving: 'text-muted', offline: 'text-degraded', retrying: 'text-degraded' }

/** Whether the drawing is safe: an icon and words; on narrow screens the words appear only when something is wrong. */
export function SaveIndicator({ client }: { client: OpenDiagram }) {
  const state = useValue('save state', () => client.saveState.get(), [client])
  const busy = useValue('busy', () => isBusy(client), [client])
  const opening = useValue('opening', () => !client.loaded.get() && state.status === 'offline' && !hasChanges(state), [
    client,
    state,
  ])
  const Icon = icons[state.status]
  const words = busy
    ? `${describeSaveState(state)}: too much at once for the server, trying again`
    : describeSaveState(state)
  const isTrouble = state.status === 'retrying' || (state.status === 'offline' && hasChanges(state))
  const isNews = useIsNews(isTrouble, state.status === 'saved')
  return (
    <span
      role="status"
      // "Saving…" after every stroke would drown everything else: only trouble and its end are read out.
      aria-live={isNews ? 'polite' : 'off'}
      className={cn('flex items-center gap-1.5 whitespace-nowrap text-meta', tones[state.status])}
    >
      {opening ? null : <Icon aria-hidden className="size-4 shrink-0" />}
      <span className={cn(!isTrouble && 'max-sm:sr-only')}>{opening ? 'Opening…' : words}</span>
    </span>
  )
}

const hasChanges = (state: SaveState) => 'changes' in state && state.changes > 0

function isBusy(client: OpenDiagram): boolean {
  const phase = client.socket.phase.get()
  return phase.type === 'waiting' && phase.busy
}

/** From the first trouble until the drawing is saved again, and that moment included. */
function useIsNews(isTrouble: boolean, isSaved: boolean): boolean {
  const [hadTrouble, setHadTrouble] = useState(false)
  useEffect(() => {
    if (isTrouble) setHadTrouble(true)
    if (isSaved && hadTrouble) {
      const timer = setTimeout(() => setHadTrouble(false), 1_000)
      return () => clearTimeout(timer)
    }
  }, [isTrouble, isSaved, hadTrouble])
  return isTrouble || hadTrouble
}
