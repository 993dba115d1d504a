'use client'

import { useDashboard } from './dashboard-context'
import { DiagramCard } from './diagram-card'

export const gridClass = 'grid grid-cols-[repeat(auto-fill,minmax(min(100%,13.5rem),1fr))] gap-x-5 gap-y-7'

export function DiagramGrid() {
  const { diagrams } = useDashboard()
  return (
    <ul aria-label="Diagrams" className={gridClass}>
      {diagrams.map((diagram) => (
        <DiagramCard key={diagram.id} diagram={diagram} />
      ))}
    </ul>
  )
}
