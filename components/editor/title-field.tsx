'use client'

import { type KeyboardEvent, useRef, useState } from 'react'
import { cn } from '@/components/ui/cn'
import { toast } from '@/components/ui/toast'
import { api } from '@/lib/client/api'

interface TitleFieldProps {
  diagramId: string
  title: string
  canEdit: boolean
  /** Called with the new title at once, and with the old one again when the server refused it. */
  onChange: (title: string) => void
  /** Typing is over: the keyboard belongs to the canvas again. */
  onDone: () => void
}

const look = 'h-8 min-w-0 rounded-control px-2 font-medium text-body'

/** The title of the diagram: click to edit, Enter keeps, Escape puts the old one back. */
export function TitleField({ diagramId, title: current, canEdit, onChange, onDone }: TitleFieldProps) {
  const [draft, setDraft] = useState<string | null>(null)
  const settled = useRef(false)

  async function finish(next: string | null) {
    if (settled.current) return
    settled.current = true
    setDraft(null)
    onDone()
    const renamed = next?.trim()
    if (!renamed || renamed === current) return
    onChange(renamed)
    await api.patch(`/api/diagrams/${diagramId}`, { title: renamed }).catch((error: Error) => {
      onChange(current)
      toast.error('The title was not changed', { description: error.message })
    })
  }

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>) {
    if (event.key === 'Enter') void finish(event.currentTarget.value)
    if (event.key === 'Escape') void finish(null)
    event.stopPropagation()
  }

  if (!canEdit) return <h1 className={cn(look, 'max-w-80 truncate leading-8')}>{current}</h1>
  if (draft === null) {
    return (
      <h1 className="min-w-0 max-w-80">
        <button
          type="button"
          title="Rename"
          aria-label={`${current}, rename`}
          className={cn(look, 'block max-w-full truncate hover:bg-hover')}
          onClick={() => {
            settled.current = false
            setDraft(current)
          }}
        >
          {current}
        </button>
      </h1>
    )
  }
  return (
    <input
      // biome-ignore lint/a11y/noAutofocus: the person has just asked to type here
      autoFocus
      aria-label="Title"
      value={draft}
      maxLength={200}
      onFocus={(event) => event.currentTarget.select()}
      onChange={(event) => setDraft(event.currentTarget.value)}
      onKeyDown={onKeyDown}
      onBlur={(event) => void finish(event.currentTarget.value)}
      className={cn(look, 'field-sizing-content w-full max-w-80 border border-line-strong bg-panel')}
    />
  )
}
