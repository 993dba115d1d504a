import type { TooltipSide } from './tooltip'

interface Box {
  left: number
  top: number
  width: number
  height: number
}

const gap = 6
const margin = 8
const opposite: Record<TooltipSide, TooltipSide> = { top: 'bottom', bottom: 'top', left: 'right', right: 'left' }

/** Where a tooltip of this size goes: on its side of the target, on the other one where that has no room, on screen. */
export function placeTooltip(
  target: Box,
  tooltip: { width: number; height: number },
  { side, screen }: { side: TooltipSide; screen: { width: number; height: number } },
): { left: number; top: number } {
  const wished = placeOn(side, target, tooltip)
  const outside =
    side === 'top' || side === 'bottom'
      ? wished.top < margin || wished.top + tooltip.height > screen.height - margin
      : wished.left < margin || wished.left + tooltip.width > screen.width - margin
  const { left, top } = outside ? placeOn(opposite[side], target, tooltip) : wished
  return {
    left: clamp(left, margin, screen.width - margin - tooltip.width),
    top: clamp(top, margin, screen.height - margin - tooltip.height),
  }
}

function placeOn(side: TooltipSide, target: Box, { width, height }: { width: number; height: number }) {
  const centred = { left: target.left + (target.width - width) / 2, top: target.top + (target.height - height) / 2 }
  switch (side) {
    case 'top':
      return { ...centred, top: target.top - gap - height }
    case 'bottom':
      return { ...centred, top: target.top + target.height + gap }
    case 'left':
      return { ...centred, left: target.left - gap - width }
    case 'right':
      return { ...centred, left: target.left + target.width + gap }
  }
}

const clamp = (value: number, low: number, high: number) => Math.max(low, Math.min(value, high))
