import type { ComponentProps, ReactNode } from 'react'
import { cn } from './cn'
import { Tooltip } from './tooltip'

interface IconButtonProps extends Omit<ComponentProps<'button'>, 'children' | 'aria-label'> {
  /** What it does: its name for screen readers and its tooltip. */
  label: string
  /** The keys that do the same, shown in the tooltip. */
  shortcut?: string
  children: ReactNode
}

export function IconButton({ label, shortcut, className, children, type = 'button', ...rest }: IconButtonProps) {
  return (
    <Tooltip label={label} shortcut={shortcut}>
      <button
        type={type}
        aria-label={label}
        className={cn(
          'inline-flex size-8 shrink-0 items-center justify-center rounded-control text-muted transition-colors hover:bg-hover hover:text-ink aria-pressed:text-ink disabled:pointer-events-none disabled:opacity-50 data-[state=open]:bg-hover data-[state=open]:text-ink [&_svg]:size-4',
          className,
        )}
        {...rest}
      >
        {children}
      </button>
    </Tooltip>
  )
}
