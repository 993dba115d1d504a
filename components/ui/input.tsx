import type { ComponentProps } from 'react'
import { cn } from './cn'

export function Input({ className, ...rest }: ComponentProps<'input'>) {
  return (
    <input
      className={cn(
        'h-9 w-full min-w-0 rounded-control border border-line-strong bg-panel px-3 text-body text-ink transition-colors placeholder:text-faint hover:border-muted focus-visible:border-accent focus-visible:outline-offset-0 read-only:border-line read-only:bg-sunken read-only:text-muted disabled:opacity-55 aria-invalid:border-down max-sm:text-lead',
        className,
      )}
      {...rest}
    />
  )
}
