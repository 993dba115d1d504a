'use client'

import { useEffect, useRef } from 'react'
import { secondMs } from '@/lib/core/time'

/** What to do for "mod+k", "c" or, pressed one after the other within a second, "g a". */
export type ShortcutActions = Record<string, () => void>

/** Listens for the whole page. Keys typed into a field, or over an open dialog, belong to those; `mod` keys do not. */
export function useShortcuts(actions: ShortcutActions): void {
  const current = useRef(actions)
  useEffect(() => {
    current.current = actions
  })
  useEffect(() => {
    let first: { key: string; atMs: number } | null = null
    const onKeyDown = (event: KeyboardEvent) => {
      const key = describeKey(event)
      if (!key || event.defaultPrevented || event.repeat) return
      if (!key.startsWith('mod+') && isTaken(event.target)) return
      const pair = first && event.timeStamp - first.atMs < secondMs ? `${first.key} ${key}` : null
      first = { key, atMs: event.timeStamp }
      const action = (pair && current.current[pair]) || current.current[key]
      if (!action) return
      event.preventDefault()
      first = null
      action()
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [])
}

function describeKey(event: KeyboardEvent): string | null {
  if (event.altKey || event.isComposing) return null
  const mod = event.metaKey || event.ctrlKey
  return mod ? `mod+${event.key.toLowerCase()}` : event.key
}

function isTaken(target: EventTarget | null): boolean {
  if (document.querySelector('[role="dialog"], [role="alertdialog"], [role="menu"]')) return true
  return target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable="true"]') !== null
}
