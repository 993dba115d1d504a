import { useId } from 'react'
import { Select } from '@/components/ui/select'

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
      <Select id={id} {...rest} onChange={(event) => onChange?.(event.target.value as Value)}>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </Select>
    </div>
  )
}
