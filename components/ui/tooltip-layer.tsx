'use client'

import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import { placeTooltip } from './place-tooltip'
import type { TooltipSide } from './tooltip'

const openDelayMs = 400
/** Moving on to a neighbour this soon shows its tooltip at once. */
const skipDelayMs = 250

interface Shown {
  label: string
  shortcut: string | undefined
  side: TooltipSide
  target: DOMRect
}

/** Shows the tooltip of whatever marked element the mouse rests on or the keyboard has reached; one for the whole app. */
export function TooltipLayer() {
  const [shown, setShown] = useState<Shown | null>(null)
  useEffect(() => watchTooltips(setShown), [])
  return shown ? createPortal(<TooltipBubble {...shown} />, document.body) : null
}

function TooltipBubble({ label, shortcut, side, target }: Shown) {
  const bubble = useRef<HTMLDivElement>(null)
  const [place, setPlace] = useState<{ left: number; top: number } | null>(null)
  useLayoutEffect(() => {
    if (!bubble.current) return
    const { width, height } = bubble.current.getBoundingClientRect()
    const screen = { width: document.documentElement.clientWidth, height: window.innerHeight }
    setPlace(placeTooltip(target, { width, height }, { side, screen }))
  }, [side, target])
  return (
    <div
      ref={bubble}
      role="tooltip"
      style={place ?? { left: 0, top: 0, visibility: 'hidden' }}
      className="pointer-events-none fixed z-50 flex max-w-72 select-none items-center gap-2 rounded-control bg-ink px-2 py-1 text-caption text-paper"
    >
      {label}
      {shortcut ? <kbd className="font-sans opacity-70">{shortcut}</kbd> : null}
    </div>
  )
}

function watchTooltips(show: (shown: Shown | null) => void): () => void {
  let current: HTMLElement | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  let hiddenAtMs = 0

  const open = (element: HTMLElement) => {
    const { tooltip: label, tooltipShortcut: shortcut, tooltipSide: side } = element.dataset
    if (!label || !element.isConnected || element.dataset.state === 'open') return
    show({ label, shortcut, side: (side ?? 'bottom') as TooltipSide, target: element.getBoundingClientRect() })
    hiddenAtMs = Number.POSITIVE_INFINITY
  }
  const leave = () => {
    clearTimeout(timer)
    if (hiddenAtMs === Number.POSITIVE_INFINITY) hiddenAtMs = performance.now()
    current = null
    show(null)
  }
  const enter = (target: EventTarget | null, delayMs: number) => {
    const element = target instanceof Element ? target.closest<HTMLElement>('[data-tooltip]') : null
    if (element === current) return
    leave()
    if (!element) return
    current = element
    timer = setTimeout(() => open(element), performance.now() - hiddenAtMs < skipDelayMs ? 0 : delayMs)
  }

  const stop = new AbortController()
  const listen = <K extends keyof DocumentEventMap>(type: K, handle: (event: DocumentEventMap[K]) => void) =>
    document.addEventListener(type, handle, { signal: stop.signal, capture: true, passive: true })
  listen('pointerover', (event) => event.pointerType === 'mouse' && enter(event.target, openDelayMs))
  listen('focusin', ({ target }) => target instanceof Element && target.matches(':focus-visible') && enter(target, 0))
  for (const type of ['pointerdown', 'keydown', 'focusout', 'scroll'] as const) listen(type, leave)
  return () => {
    stop.abort()
    clearTimeout(timer)
  }
}
