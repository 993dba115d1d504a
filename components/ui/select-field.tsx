import { type ComponentProps, useId } from 'react'
import { FieldNote } from './field'
import { Select } from './select'

interface SelectFieldProps extends Omit<ComponentProps<'select'>, 'id' | 'children'> {
  label: string
  /** Said under the field. */
  hint?: string
  options: readonly (readonly [value: string, text: string])[]
}

/** One of a few choices with its label above. */
export function SelectField({ label, hint, options, ...select }: SelectFieldProps) {
  const id = useId()
  return (
    <div className="flex flex-col gap-1.5">
      <label htmlFor={id} className="w-fit font-medium text-meta">
        {label}
      </label>
      <Select id={id} aria-describedby={hint ? `${id}-note` : undefined} {...select}>
        {options.map(([value, text]) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </Select>
      {hint ? <FieldNote id={`${id}-note`} error={false} note={hint} /> : null}
    </div>
  )
}
