import { type ComponentProps, useId } from 'react'
import { cn } from './cn'
import { FieldNote } from './field'

interface TextAreaProps extends Omit<ComponentProps<'textarea'>, 'id'> {
  label: string
  /** Said under the field. */
  hint?: string
  /** What is wrong with the text, and what would be right. */
  error?: string
}

/** Several lines of text with their label above. */
export function TextArea({ label, hint, error, rows = 4, className, ...area }: TextAreaProps) {
  const id = useId()
  const note = error ?? hint
  return (
    <div className="flex flex-col gap-1.5">
      <label htmlFor={id} className="w-fit font-medium text-meta">
        {label}
      </label>
      <textarea
        id={id}
        rows={rows}
        aria-invalid={error ? true : undefined}
        aria-describedby={note ? `${id}-note` : undefined}
        className={cn(
          'w-full min-w-0 resize-y rounded-control border border-line-strong bg-panel px-3 py-2 text-body text-ink transition-colors placeholder:text-faint hover:border-muted focus-visible:border-accent focus-visible:outline-offset-0 max-sm:text-lead disabled:opacity-60 aria-invalid:border-down',
          className,
        )}
        {...area}
      />
      {note ? <FieldNote id={`${id}-note`} error={error !== undefined} note={note} /> : null}
    </div>
  )
}
