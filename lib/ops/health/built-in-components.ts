import type { Component } from './check'

/** What nothing looks at: it is as well as what it stands on. */
export const derivedComponents: readonly Component[] = [
  { id: 'auth', name: 'Sign-in', essential: true, needs: ['database'], uses: ['kv'] },
  { id: 'diagrams', name: 'Diagrams', essential: true, needs: ['database'], uses: ['objects', 'kv'] },
]

/** Where people come from; not a component of ours, but where every chain begins. */
export const browser = { id: 'browser', name: 'Browsers', needs: ['edge'], uses: ['certificate'] } as const
