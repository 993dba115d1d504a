const store = globalThis as unknown as { [key: symbol]: Map<string, unknown> | undefined }
const key = Symbol.for('autograph.remember')

/**
 * One value per process and name. A production build holds a module several times (once for `instrumentation.ts`, once
 * per route bundle), so a module-level singleton silently exists twice; this one lives on `globalThis`.
 */
export function remember<T>(name: string, make: () => T): T {
  const values = (store[key] ??= new Map())
  if (!values.has(name)) values.set(name, make())
  return values.get(name) as T
}

/** Forgets a value, for shutdown and tests; the caller has closed it. */
export function forget(name: string): void {
  store[key]?.delete(name)
}
