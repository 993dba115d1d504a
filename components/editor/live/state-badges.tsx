import { useRef, useState } from 'react'
import { useEditor, useReactor, useValue } from 'tldraw'
import type { ComponentReport } from '@/lib/core/component-news'
import { announceState } from './describe-state'
import type { LiveStates } from './live-states'
import { StateBadge } from './state-badge'

/** The states of what is in view, and a voice that says what changed. What somebody may not see has no report and no badge. */
export default function StateBadges({ live: { shapes, components } }: { live: LiveStates }) {
  const editor = useEditor()
  const inView = useValue('bound shapes in view', () => {
    const [onPage, culled] = [editor.getCurrentPageShapeIds(), editor.getCulledShapes()]
    return [...shapes.componentOf.get()].filter(([id]) => onPage.has(id) && !culled.has(id))
  }, [editor, shapes])
  const reports = useValue('component reports', () => components.reports.get(), [components])
  const lostAtMs = useValue('components lost', () => components.lostAtMs.get(), [components])
  const said = useAnnouncement({ shapes, components })
  return (
    <>
      <ul aria-label="States">
        {inView.map(([shapeId, componentId]) => {
          const report = reports.get(componentId)
          return report ? <StateBadge key={shapeId} {...{ shapeId, report, lostAtMs }} /> : null
        })}
      </ul>
      <p role="status" className="sr-only">
        {said}
      </p>
    </>
  )
}

function useAnnouncement({ components }: LiveStates): string {
  const [said, setSaid] = useState('')
  const before = useRef<ReadonlyMap<string, ComponentReport>>(new Map())
  useReactor('say what changed', () => {
    const reports = components.reports.get()
    const changed = [...reports.values()].filter(({ id, status }) => {
      const last = before.current.get(id)
      return last && last.status !== status
    })
    before.current = reports
    if (changed.length > 0) setSaid(changed.map(announceState).join(' '))
  }, [components])
  return said
}
