import { ChevronDown } from 'lucide-react'
import { useId } from 'react'

interface ChannelSelectProps<Value extends string> {
  label: string
  name: string
  options: readonly { value: Value; label: string }[]
  value?: Value
  defaultValue?: Value
  onChange?: (value: Value) => void
}

/** One of a few, with its label above. */
export function ChannelSelect<Value extends string>(props: ChannelSelectProps<Value>) {
  const { label, options, onChange, ...rest } = props
  const id = useId()
  return (
    <div className="flex flex-col gap-1.5">
      <label htmlFor={id} className="w-fit font-medium text-meta">
        {label}
      </label>
      <span className="relative inline-flex items-center">
        <select
          id={id}
          {...rest}
          onChange={(event) => onChange?.(event.target.value as Value)}
          className="h-9 w-full appearance-none rounded-control border border-line-strong bg-panel pr-8 pl-3 text-body hover:border-muted max-sm:text-lead"
        >
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
        <ChevronDown aria-hidden className="pointer-events-none absolute right-2.5 size-4 text-muted" />
      </span>
    </div>
  )
}
