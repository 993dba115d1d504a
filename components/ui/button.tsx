import { type ComponentProps, cloneElement, isValidElement } from 'react'
import { cn } from './cn'

const base =
  'inline-flex shrink-0 select-none items-center justify-center gap-2 whitespace-nowrap rounded-control font-medium transition-[background-color,border-color,color,opacity] disabled:pointer-events-none disabled:opacity-55 aria-disabled:pointer-events-none aria-disabled:opacity-55 [&_svg]:size-4 [&_svg]:shrink-0'

const variants = {
  primary: 'bg-accent text-on-accent hover:bg-accent-hover',
  secondary: 'border border-line-strong/60 bg-panel text-ink hover:bg-hover',
  quiet: 'text-ink hover:bg-hover',
  quietDanger: 'text-down hover:bg-hover',
  danger: 'border border-down/50 bg-panel text-down hover:bg-down-soft',
}

const sizes = {
  small: 'h-7 px-2.5 text-meta',
  medium: 'h-8 px-3 text-body',
  /** As high as an input beside it. */
  field: 'h-9 px-3 text-body',
  large: 'h-10 px-4 text-body',
}

interface ButtonProps extends ComponentProps<'button'> {
  variant?: keyof typeof variants
  size?: keyof typeof sizes
  /** Dresses the only child, e.g. a link, as a button. */
  asChild?: boolean
  /** The work it started is under way: it cannot be pressed again, and says so to screen readers. */
  busy?: boolean
}

export function Button({
  asChild,
  busy,
  variant = 'secondary',
  size = 'medium',
  className,
  disabled,
  type = 'button',
  ...rest
}: ButtonProps) {
  const classes = cn(base, variants[variant], sizes[size], className)
  if (asChild && isValidElement<{ className?: string }>(rest.children)) {
    const { children, ...props } = rest
    return cloneElement(children, { ...props, className: cn(classes, children.props.className) })
  }
  return <button type={type} className={classes} disabled={disabled || busy} aria-busy={busy || undefined} {...rest} />
}
