import { useRef } from 'react'

/**
 * Gives the focus back to where it was before a dialog opened. Radix does so for a trigger of its own, which a dialog that is
 * opened by a state does not have.
 */
export function useReturnFocus() {
  const from = useRef<Element | null>(null)
  return {
    onOpenAutoFocus: () => {
      from.current = findOpener(document.activeElement)
    },
    onCloseAutoFocus: (event: Event) => {
      event.preventDefault()
      if (from.current instanceof HTMLElement) from.current.focus()
    },
  }
}

/** A menu is gone when the dialog closes that one of its items has opened; its button, which names it, is not. */
function findOpener(active: Element | null): Element | null {
  const menu = active?.closest('[role=menu]')
  return menu ? document.getElementById(menu.getAttribute('aria-labelledby') ?? '') : active
}
