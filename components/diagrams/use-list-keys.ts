'use client'

import { useEffect, useRef } from 'react'
import { useShortcuts } from '@/components/shell/use-shortcuts'
import type { DiagramDto } from '@/lib/features/diagrams/schema'
import type { DashboardValue } from './dashboard-context'

const linksOf = (root: HTMLElement | null) => [...(root?.querySelectorAll<HTMLElement>('[data-diagram-id]') ?? [])]

type Direction = 'left' | 'right' | 'up' | 'down'

/** The element to move to: the next one in reading order, or the nearest one of the row above or below. */
export function findNeighbour(boxes: readonly DOMRect[], from: number, direction: Direction): number {
  const here = boxes[from]
  if (!here) return boxes.length ? 0 : -1
  if (direction === 'left') return Math.max(0, from - 1)
  if (direction === 'right') return Math.min(boxes.length - 1, from + 1)
  const sign = direction === 'down' ? 1 : -1
  const ahead = boxes.map((box, index) => ({
    index,
    dy: (box.top - here.top) * sign,
    dx: Math.abs(box.left - here.left),
  }))
  const candidates = ahead.filter(({ dy }) => dy > 1).sort((a, b) => a.dy - b.dy || a.dx - b.dx)
  return candidates[0]?.index ?? from
}

/** The keys of a list: arrows move the focus, letters act on the diagram that has it. */
export function useListKeys(dashboard: DashboardValue) {
  const root = useRef<HTMLDivElement>(null)
  const { diagrams, select, selection, changes, openDialog } = dashboard
  const order = diagrams.map(({ id }) => id)

  const focused = (): DiagramDto | undefined => {
    const holder = document.activeElement?.closest('li, tr')
    const id = holder?.querySelector<HTMLElement>('[data-diagram-id]')?.dataset.diagramId
    return diagrams.find((diagram) => diagram.id === id)
  }
  const move = (direction: Direction) => () => {
    const links = linksOf(root.current)
    const from = links.findIndex((link) => link.dataset.diagramId === focused()?.id)
    const next =
      links[
        findNeighbour(
          links.map((link) => link.getBoundingClientRect()),
          from,
          direction,
        )
      ]
    next?.focus({ preventScroll: true })
    next?.closest('li, tr')?.scrollIntoView({ block: 'nearest' })
  }
  const withFocused = (act: (diagram: DiagramDto) => void) => () => {
    const diagram = focused()
    if (diagram) act(diagram)
  }
  const remove = () => {
    const chosen = diagrams.filter(({ id }) => selection.ids.has(id))
    const one = focused()
    const targets = (chosen.length ? chosen : one ? [one] : []).filter(({ access }) => access === 'owner')
    if (targets.length === 0) return
    if (targets[0]?.trashedAt) return openDialog({ type: 'delete', diagrams: targets })
    void changes.trash(targets)
    select({ type: 'clear' })
  }

  const clear = () => select({ type: 'clear' })
  useShortcuts({
    ArrowLeft: move('left'),
    ArrowRight: move('right'),
    ArrowUp: move('up'),
    ArrowDown: move('down'),
    x: withFocused(({ id }) => select({ type: 'toggle', id })),
    X: withFocused(({ id }) => select({ type: 'extend', id, order })),
    'mod+a': () => select({ type: 'all', order }),
    s: withFocused((diagram) => diagram.trashedAt || void changes.setStarred(diagram, !diagram.starred)),
    F2: withFocused((diagram) => diagram.access !== 'viewer' && openDialog({ type: 'rename', diagrams: [diagram] })),
    Delete: remove,
    Backspace: remove,
    Escape: clear,
  })
  // Said from the moment they work: a key pressed before the page listens does nothing.
  useEffect(() => root.current?.setAttribute('aria-keyshortcuts', 'ArrowLeft ArrowRight ArrowUp ArrowDown'), [])
  return root
}
