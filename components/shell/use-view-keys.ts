'use client'

import { useGoToView } from './use-go-to-view'
import { useShortcuts } from './use-shortcuts'
import { views } from './views'

/** `g` and then the letter of a view. */
export function useViewKeys(): void {
  const goTo = useGoToView()
  useShortcuts(Object.fromEntries(views.map(({ view, key }) => [`g ${key}`, () => goTo(view)])))
}
