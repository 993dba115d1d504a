declare global {
  var autographRemembered: Map<string, unknown> | undefined
}

/**
 * One value per process and name. A production build holds a module several times (once for `instrumentation.ts`, once
 * per route bundle), so a module-level singleton silently exists twice; this one lives on `globalThis`.
 */
export function remember<T>(name: string, make: () => T): T {
  globalThis.autographRemembered ??= new Map()
  const values = globalThis.autographRemembered
  if (!values.has(name)) values.set(name, make())
  return values.get(name) as T
}

/** Forgets a value, for shutdown and tests; the caller has closed it. */
export function forget(name: string): void {
  globalThis.autographRemembered?.delete(name)
}
