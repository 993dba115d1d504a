import { useCallback, useEffect, useState } from 'react'
import {
  atom,
  getUserPreferences,
  setUserPreferences,
  type TLUser,
  type TLUserPreferences,
  useTldrawUser,
} from 'tldraw'
import { isDark, setTheme, watchTheme } from '@/lib/client/theme'

export interface EditorPerson {
  id: string
  name: string
  color: string
}

const computePreferences = (person: EditorPerson): TLUserPreferences => ({
  ...getUserPreferences(),
  ...person,
  colorScheme: isDark() ? 'dark' : 'light',
})

/**
 * The person at the editor: name and colour from the account, the theme from the app, the rest as they last set it. Always
 * the same object, since tldraw makes a new editor for another one.
 */
export function useEditorUser(person: EditorPerson): TLUser {
  const [preferences] = useState(() => atom('user preferences', computePreferences(person)))
  useEffect(() => watchTheme(() => preferences.set(computePreferences(person))), [preferences, person])
  const keep = useCallback(
    (next: TLUserPreferences) => {
      setUserPreferences(next)
      const scheme = next.colorScheme
      if (scheme && scheme !== preferences.get().colorScheme) setTheme(scheme)
      preferences.set(computePreferences(person))
    },
    [preferences, person],
  )
  return useTldrawUser({ userPreferences: preferences, setUserPreferences: keep })
}
