const owners: readonly [path: RegExp, component: string][] = [
  [/^\/api\/(?:auth|account)(?:\/|$)/, 'auth'],
  [/^\/api\/(?:diagrams|assets|folders|shares|search|templates)(?:\/|$)/, 'diagrams'],
]

/** Which component answers at this path, as the map of dependencies names it. */
export const componentOfPath = (path: string): string => owners.find(([owned]) => owned.test(path))?.[1] ?? 'edge'
