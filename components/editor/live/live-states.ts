import { createContext, useEffect, useMemo } from 'react'
import { react } from 'tldraw'
import type { ComponentStates } from '@/lib/sync/client/component-states'
import type { OpenDiagram } from '@/lib/sync/client/open-diagram'
import { BoundShapes } from './bound-shapes'

/** Which shapes show the state of a component, and how these are. */
export interface LiveStates {
  shapes: BoundShapes
  components: ComponentStates
}

/** For what tldraw renders inside the editor. */
export const LiveStatesContext = createContext<LiveStates | null>(null)

/** Follows which components the document shows, once it is there, and asks the server about these and no others. */
export function useLiveStates(client: OpenDiagram | null, isLoaded: boolean): LiveStates | null {
  const live = useMemo(
    () => client && { shapes: new BoundShapes(client.store), components: client.components },
    [client],
  )
  useEffect(() => {
    if (!live || !isLoaded) return
    const stops = [
      live.shapes.start(),
      react('components to ask for', () => live.components.want(live.shapes.componentOf.get().values())),
    ]
    return () => {
      for (const stop of stops) stop()
    }
  }, [live, isLoaded])
  return live
}
