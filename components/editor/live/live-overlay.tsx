import { type ComponentType, useContext, useEffect, useState } from 'react'
import { useValue } from 'tldraw'
import { loadStateBadges } from '../editor-parts'
import { type LiveStates, LiveStatesContext } from './live-states'

/** States over the shapes that show one. Drawn by the editor beside the document; its code is loaded with the first of them. */
export function LiveOverlay() {
  const live = useContext(LiveStatesContext)
  const [Badges, setBadges] = useState<ComponentType<{ live: LiveStates }> | null>(null)
  const isNeeded = useValue('has bound shapes', () => (live?.shapes.componentOf.get().size ?? 0) > 0, [live])
  const reports = useValue('reports', () => live?.components.reports.get(), [live])
  const hasReports = (reports?.size ?? 0) > 0
  // Tried again with the next report when it could not be loaded.
  // biome-ignore lint/correctness/useExhaustiveDependencies: each new report is another chance
  useEffect(() => {
    if (isNeeded && hasReports && !Badges) loadStateBadges().then((part) => setBadges(() => part.default), ignore)
  }, [isNeeded, reports, Badges])
  return live && isNeeded && Badges ? <Badges live={live} /> : null
}

const ignore = () => undefined
