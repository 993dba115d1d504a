'use client'

import { useDashboard } from './dashboard-context'
import { DiagramCard } from './diagram-card'
import { gridClass } from './grid-class'

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
