'use client'

import { useDashboard } from './dashboard-context'
import { DiagramCard } from './diagram-card'

export const gridClass =
  'grid grid-cols-2 gap-x-4 gap-y-6 sm:grid-cols-[repeat(auto-fill,minmax(13.5rem,1fr))] sm:gap-x-5 sm:gap-y-7'

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
