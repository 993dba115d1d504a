import { useEffect, useState } from 'react'
import type { TLAssetStore } from 'tldraw'
import { toast } from '@/components/ui/toast'
import { api } from '@/lib/client/api'
import type { SyncTicketDto } from '@/lib/features/diagrams/schema'
import type { SyncOffer } from '@/lib/features/documents/pure/sync-offer'
import { type ClientNotice, DiagramClient } from '@/lib/sync/client/diagram-client'
import { createKeptChangesStore } from '@/lib/sync/client/kept-changes'
import type { OpenDiagram } from '@/lib/sync/client/open-diagram'
import { createTabClaims } from '@/lib/sync/client/tab-claims'
import { describeNotice } from './describe-notice'
import type { EditorPerson } from './tldraw-user'

interface Opened {
  diagramId: string
  person: EditorPerson
  assets: TLAssetStore
  sync: SyncOffer
}

/** The client of the open diagram; null until it is made, in the browser. The options must be the same objects on every render. */
export function useDiagramClient({ diagramId, person, assets, sync }: Opened): OpenDiagram | null {
  const [client, setClient] = useState<OpenDiagram | null>(null)
  useEffect(() => {
    let stop: (() => void) | null = null
    let isGone = false
    void openDiagram({ diagramId, person, assets, sync }).then((opened) => {
      if (isGone) return opened.stop()
      const unsubscribe = followPage(opened)
      stop = () => {
        unsubscribe()
        opened.stop()
      }
      setClient(opened)
    }, reportError)
    return () => {
      isGone = true
      stop?.()
    }
  }, [diagramId, person, assets, sync])
  return client
}

async function openDiagram({ diagramId, person, assets, sync }: Opened): Promise<OpenDiagram> {
  const shared = {
    diagramId,
    user: person,
    assets,
    onFault: reportError,
    keptChanges: createKeptChangesStore(),
    claims: createTabClaims(),
    onNotice: tell,
    now: Date.now,
  }
  if (sync.type === 'http') {
    const { openOverHttp } = await import('./http-saving/open-over-http')
    return openOverHttp(shared)
  }
  const getAddress = () => getSyncAddress(diagramId, sync.origin)
  return new DiagramClient({ ...shared, getAddress, openSocket: (address) => new WebSocket(address) })
}

/** Cookies do not go to another site, so there a ticket says who somebody is; a new one for each connection. */
async function getSyncAddress(diagramId: string, origin: string | null): Promise<string> {
  const address = new URL(`/api/sync/${diagramId}`, (origin ?? location.href).replace(/^http/, 'ws'))
  if (origin !== null) {
    const { ticket } = await api.post<SyncTicketDto>(`/api/diagrams/${diagramId}/sync-ticket`)
    address.searchParams.set('ticket', ticket)
  }
  return address.href
}

function tell(notice: ClientNotice): void {
  const { title, description } = describeNotice(notice)
  toast(title, { description, duration: 10_000 })
}

/** What the browser says about the page and the network. Returns its stop. */
function followPage(client: OpenDiagram): () => void {
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
