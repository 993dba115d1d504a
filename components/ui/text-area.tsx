import { type ComponentProps, useId } from 'react'

interface TextAreaProps extends Omit<ComponentProps<'textarea'>, 'id'> {
  label: string
  /** Said under the field. */
  hint?: string
}

/** Several lines of text with their label above. */
export function TextArea({ label, hint, rows = 4, ...area }: TextAreaProps) {
  const id = useId()
  return (
    <div className="flex flex-col gap-1.5">
      <label htmlFor={id} className="w-fit font-medium text-meta">
        {label}
      </label>
      <textarea
        id={id}
        rows={rows}
        aria-describedby={hint ? `${id}-note` : undefined}
        className="w-full min-w-0 resize-y rounded-control border border-line-strong bg-panel px-3 py-2 text-body text-ink transition-colors placeholder:text-faint hover:border-muted focus-visible:border-accent focus-visible:outline-offset-0 max-sm:text-lead"
        {...area}
      />
      {hint ? (
        <p id={`${id}-note`} className="text-meta text-muted">
          {hint}
        </p>
      ) : null}
    </div>
  )
}
