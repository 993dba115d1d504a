import type { ComponentProps } from 'react'

interface CheckboxProps extends Omit<ComponentProps<'input'>, 'type'> {
  label: string
}

export function Checkbox({ label, ...input }: CheckboxProps) {
  return (
    <label className="flex w-fit cursor-pointer items-center gap-2.5 text-body">
      <input type="checkbox" className="size-4 accent-accent" {...input} />
      {label}
    </label>
  )
}
