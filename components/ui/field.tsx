'use client'

import { CircleAlert } from 'lucide-react'
import { type ComponentProps, type ReactNode, useId } from 'react'
import { Input } from './input'

interface FieldProps extends Omit<ComponentProps<'input'>, 'id'> {
  label: string
  /** Said under the field while there is no error. */
  hint?: ReactNode
  /** What is wrong with the value, and what would be right. */
  error?: string
  /** A small control inside the field, at its end. */
  trailing?: ReactNode
}

/** An input with its label above and its error, or hint, below; the three are tied together for screen readers. */
export function Field({ label, hint, error, trailing, ...input }: FieldProps) {
  const id = useId()
  const note = error ?? hint
  return (
    <div className="flex flex-col gap-1.5">
      <label htmlFor={id} className="w-fit font-medium text-meta">
        {label}
      </label>
      <div className="relative">
        <Input
          id={id}
          aria-invalid={error ? true : undefined}
          aria-describedby={note ? `${id}-note` : undefined}
          className={trailing ? 'pr-10' : undefined}
          {...input}
        />
        {trailing ? <div className="absolute inset-y-0 right-1 grid place-items-center">{trailing}</div> : null}
      </div>
      {note ? <FieldNote id={`${id}-note`} error={error !== undefined} note={note} /> : null}
    </div>
  )
}

/** What stands under a field: what is wrong, or else a hint. */
export function FieldNote({ id, error, note }: { id: string; error: boolean; note: ReactNode }) {
  if (!error)
    return (
      <p id={id} className="text-meta text-muted">
        {note}
      </p>
    )
  return (
    <p id={id} role="alert" className="flex items-start gap-1.5 text-down text-meta">
      <CircleAlert aria-hidden className="mt-0.5 size-3.5 shrink-0" />
      <span>{note}</span>
    </p>
  )
}
