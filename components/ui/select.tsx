import { ChevronDown } from 'lucide-react'
import type { ComponentProps } from 'react'
import { cn } from './cn'

interface SelectProps extends Omit<ComponentProps<'select'>, 'className'> {
  /** For a line of a list; else as high and as wide as a field. */
  small?: boolean
}

/** The choice that browsers and phones bring along, in our look. */
export function Select({ small = false, ...select }: SelectProps) {
  return (
    <span className={cn('relative min-w-0 items-center', small ? 'inline-flex' : 'flex')}>
      <select
        className={cn(
          'min-w-0 appearance-none truncate rounded-control border bg-panel text-ink disabled:opacity-55',
          small
            ? 'h-8 border-line-strong/60 pr-7 pl-2.5 hover:bg-hover'
            : 'h-9 w-full border-line-strong pr-8 pl-3 text-body hover:border-muted max-sm:text-lead',
        )}
        {...select}
      />
      <ChevronDown
        aria-hidden
        className={cn('pointer-events-none absolute text-muted', small ? 'right-2 size-3.5' : 'right-2.5 size-4')}
      />
    </span>
  )
}
