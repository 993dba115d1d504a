'use client'

import { Check } from 'lucide-react'
import { cn } from '@/components/ui/cn'
import type { DiagramDto } from '@/lib/features/diagrams/schema'
import { useDashboard } from './dashboard-context'

/** Chooses a diagram; with Shift, everything from the last choice up to it. Its place, and with it `position`, is the caller's. */
export function SelectBox({ diagram, className }: { diagram: DiagramDto; className?: string }) {
  const { diagrams, selection, select } = useDashboard()
  const checked = selection.ids.has(diagram.id)
  return (
    // biome-ignore lint/a11y/useSemanticElements: a native box does not say whether Shift was held
    <button
      type="button"
      role="checkbox"
      aria-checked={checked}
      aria-label={`Select ${diagram.title}`}
      onClick={(event) =>
        select(
          event.shiftKey
            ? { type: 'extend', id: diagram.id, order: diagrams.map(({ id }) => id) }
            : { type: 'toggle', id: diagram.id },
        )
      }
      className={cn(
        'size-4.5 shrink-0 items-center justify-center rounded-[4px] border transition-[opacity,background-color] after:absolute after:-inset-2',
        checked ? 'border-accent bg-accent text-on-accent' : 'border-line-strong bg-panel',
        className,
      )}
    >
      {checked ? <Check aria-hidden className="size-3.5" strokeWidth={3} /> : null}
    </button>
  )
}
