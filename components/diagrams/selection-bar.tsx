'use client'

import { RotateCcw, Star, Trash2, X } from 'lucide-react'
import { useShell } from '@/components/shell/shell-context'
import { Button } from '@/components/ui/button'
import { IconButton } from '@/components/ui/icon-button'
import type { DiagramDto } from '@/lib/features/diagrams/schema'
import { useDashboard } from './dashboard-context'

/** Says why what only an owner may do is not offered. */
const foreignNoteId = 'selection-foreign-note'

/** Slides in over the end of the list while something is chosen; announces how much. */
export function SelectionBar({ trash }: { trash: boolean }) {
  const { diagrams, selection, select } = useDashboard()
  const { user } = useShell()
  const chosen = diagrams.filter(({ id }) => selection.ids.has(id))
  const foreign = chosen.filter(({ access }) => access !== 'owner').length
  return (
    <section
      aria-label="Selection"
      inert={chosen.length === 0}
      data-open={chosen.length > 0}
      className="pointer-events-none sticky bottom-0 z-30 -mt-20 flex h-20 translate-y-4 items-end justify-center px-4 pb-6 opacity-0 transition-[opacity,transform] duration-160 ease-out data-[open=true]:translate-y-0 data-[open=true]:opacity-100 max-sm:bottom-14 max-sm:px-3 max-sm:pb-3"
    >
      <div className="pointer-events-auto flex items-center gap-1.5 rounded-panel max-xs:flex-wrap max-xs:justify-end bg-panel p-1.5 pl-4 shadow-float">
        <span role="status" className="mr-2 tabular-nums max-xs:w-full">
          <span className="block whitespace-nowrap">{chosen.length} selected</span>
          {foreign > 0 ? (
            <span id={foreignNoteId} className="block text-caption text-muted">
              {user.mayCreate ? describeForeign(foreign) : 'Your account is for viewing'}
            </span>
          ) : null}
        </span>
        {trash ? <TrashActions chosen={chosen} /> : <LiveActions chosen={chosen} />}
        <IconButton label="Clear the selection" shortcut="Esc" onClick={() => select({ type: 'clear' })}>
          <X />
        </IconButton>
      </div>
    </section>
  )
}

const describeForeign = (count: number) => (count === 1 ? '1 belongs to someone else' : `${count} belong to others`)

function LiveActions({ chosen }: { chosen: readonly DiagramDto[] }) {
  const { changes, select } = useDashboard()
  const unstarred = chosen.filter((diagram) => !diagram.starred)
  const trashable = chosen.filter((diagram) => diagram.access === 'owner')
  const star = () => {
    for (const diagram of unstarred) void changes.setStarred(diagram, true)
    select({ type: 'clear' })
  }
  return (
    <>
      <Button variant="quiet" disabled={unstarred.length === 0} onClick={star}>
        <Star aria-hidden /> Star
      </Button>
      <Button
        variant="quietDanger"
        disabled={trashable.length < chosen.length}
        aria-describedby={trashable.length < chosen.length ? foreignNoteId : undefined}
        onClick={() => {
          void changes.trash(trashable)
          select({ type: 'clear' })
        }}
      >
        <Trash2 aria-hidden /> Move to trash
      </Button>
    </>
  )
}

function TrashActions({ chosen }: { chosen: readonly DiagramDto[] }) {
  const { changes, select, openDialog } = useDashboard()
  const isRefused = chosen.some(({ access }) => access !== 'owner')
  const refusal = { disabled: isRefused, 'aria-describedby': isRefused ? foreignNoteId : undefined }
  return (
    <>
      <Button
        variant="quiet"
        {...refusal}
        onClick={() => {
          void changes.restore(chosen)
          select({ type: 'clear' })
        }}
      >
        <RotateCcw aria-hidden className="max-sm:hidden" /> Restore
      </Button>
      <Button variant="quietDanger" {...refusal} onClick={() => openDialog({ type: 'delete', diagrams: chosen })}>
        <Trash2 aria-hidden className="max-sm:hidden" /> Delete for good
      </Button>
    </>
  )
}
