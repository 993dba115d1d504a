import { useEffect, useState } from 'react'
import type { TLAssetStore } from 'tldraw'
import { toast } from '@/components/ui/toast'
import { type ClientNotice, DiagramClient } from '@/lib/sync/client/diagram-client'
import { createKeptChangesStore } from '@/lib/sync/client/kept-changes'
import { createTabClaims } from '@/lib/sync/client/tab-claims'
import { describeNotice } from './describe-notice'
import type { EditorPerson } from './tldraw-user'

interface Opened {
  diagramId: string
  person: EditorPerson
  assets: TLAssetStore
}

/** The client of the open diagram; null until it is made, in the browser. The options must be the same objects on every render. */
export function useDiagramClient({ diagramId, person, assets }: Opened): DiagramClient | null {
  const [client, setClient] = useState<DiagramClient | null>(null)
  useEffect(() => {
    const opened = new DiagramClient({
      diagramId,
      user: person,
      assets,
      getAddress: () => new URL(`/api/sync/${diagramId}`, location.href.replace(/^http/, 'ws')).href,
      openSocket: (address) => new WebSocket(address),
      onFault: reportError,
      keptChanges: createKeptChangesStore(),
      claims: createTabClaims(),
      onNotice: tell,
      now: Date.now,
    })
    const unsubscribe = followPage(opened)
    setClient(opened)
    return () => {
      unsubscribe()
      opened.stop()
    }
  }, [diagramId, person, assets])
  return client
}

function tell(notice: ClientNotice): void {
  const { title, description } = describeNotice(notice)
  toast(title, { description, duration: 10_000 })
}

/** What the browser says about the page and the network. Returns its stop. */
function followPage(client: DiagramClient): () => void {
  const stop = new AbortController()
  const { signal } = stop
  const flush = () => void client.flush()
  window.addEventListener('online', () => client.socket.retryNow(), { signal })
  window.addEventListener('offline', () => client.socket.restart(), { signal })
  window.addEventListener('pagehide', flush, { signal })
  document.addEventListener('visibilitychange', () => (document.hidden ? flush() : client.socket.retryNow()), {
    signal,
  })
  window.addEventListener(
    'beforeunload',
    (event) => {
      flush()
      if (client.isAtRisk()) event.preventDefault()
    },
    { signal },
  )
  return () => stop.abort()
}
