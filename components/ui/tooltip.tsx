import { cloneElement, type ReactElement } from 'react'

export type TooltipSide = 'top' | 'right' | 'bottom' | 'left'

interface TooltipProps {
  label: string
  shortcut?: string
  side?: TooltipSide
  children: ReactElement<Record<string, unknown>>
}

/**
 * Names its only child on hover and focus. It only marks the child, which passes the marks on to its element; one
 * `TooltipLayer` shows the label. So a list of a thousand rows has no component per tooltip. The child itself still needs
 * its own accessible name.
 */
export function Tooltip({ label, shortcut, side = 'bottom', children }: TooltipProps) {
  return cloneElement(children, {
    'data-tooltip': label,
    'data-tooltip-shortcut': shortcut,
    'data-tooltip-side': side,
  })
}
