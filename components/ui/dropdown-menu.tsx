'use client'

import { Check } from 'lucide-react'
import { DropdownMenu as Radix } from 'radix-ui'
import type { ComponentProps, ReactNode } from 'react'
import { cn } from './cn'

const itemClass =
  'flex h-8 cursor-default select-none items-center gap-2.5 rounded-[4px] px-2 text-body outline-none data-[disabled]:opacity-50 [&_svg]:size-4 [&_svg]:shrink-0'

const usualTone = 'data-[highlighted]:bg-hover [&_svg]:text-muted'
const dangerTone = 'text-down data-[highlighted]:bg-down-soft [&_svg]:text-down'

interface DropdownMenuProps {
  /** The button that opens it. */
  trigger: ReactNode
  defaultOpen?: boolean
  align?: 'start' | 'center' | 'end'
  side?: 'top' | 'right' | 'bottom' | 'left'
  className?: string
  children: ReactNode
}

export function DropdownMenu({
  trigger,
  defaultOpen,
  align = 'end',
  side = 'bottom',
  className,
  children,
}: DropdownMenuProps) {
  return (
    <Radix.Root modal={false} defaultOpen={defaultOpen}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          align={align}
          side={side}
          sideOffset={4}
          collisionPadding={8}
          className={cn('z-50 min-w-44 animate-appear rounded-panel bg-panel p-1 shadow-float', className)}
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}

interface MenuItemProps extends ComponentProps<typeof Radix.Item> {
  shortcut?: string
  /** What it does cannot be undone, or takes something away. */
  danger?: boolean
}

export function MenuItem({ shortcut, danger, className, children, asChild, ...rest }: MenuItemProps) {
  const classes = cn(itemClass, danger ? dangerTone : usualTone, className)
  if (asChild)
    return (
      <Radix.Item asChild className={classes} {...rest}>
        {children}
      </Radix.Item>
    )
  return (
    <Radix.Item className={classes} {...rest}>
      {children}
      {shortcut ? (
        <kbd className="ml-auto pl-4 font-sans text-caption text-faint [@media(hover:none)]:hidden">{shortcut}</kbd>
      ) : null}
    </Radix.Item>
  )
}

/** One of several choices inside `MenuRadioGroup`. */
export function MenuRadioItem({ className, children, ...rest }: ComponentProps<typeof Radix.RadioItem>) {
  return (
    <Radix.RadioItem className={cn(itemClass, usualTone, className)} {...rest}>
      {children}
      <Radix.ItemIndicator className="ml-auto pl-4">
        <Check aria-hidden />
      </Radix.ItemIndicator>
    </Radix.RadioItem>
  )
}

export const MenuRadioGroup = Radix.RadioGroup

export function MenuLabel({ children }: { children: ReactNode }) {
  return <Radix.Label className="px-2 pt-1.5 pb-1 text-caption text-muted">{children}</Radix.Label>
}

export function MenuSeparator() {
  return <Radix.Separator className="my-1 h-px bg-line" />
}
