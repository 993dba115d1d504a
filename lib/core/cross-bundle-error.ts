/**
 * An error that `instanceof` recognises across bundles. A production build holds a module several times (once for
 * `instrumentation.ts`, once per route), so what a remembered store throws is made by another copy of the class than the one
 * a route asks about. Copies are told by `brand`, which a subclass sets to a name of its own.
 */
export class CrossBundleError extends Error {
  static readonly brand: string = 'CrossBundleError'

  static override [Symbol.hasInstance](value: unknown): boolean {
    // biome-ignore lint/complexity/noThisInStatic: it may be a subclass that is asked about.
    return isMadeBy(this, value)
  }
}

function isMadeBy(asked: unknown, value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false
  for (let proto = Object.getPrototypeOf(value); proto !== null; proto = Object.getPrototypeOf(proto)) {
    const made: unknown = proto.constructor
    if (made === asked) return true
    if (hasBrand(made) && hasBrand(asked) && made.brand === asked.brand) return true
  }
  return false
}

/** Of its own: a subclass without one is not taken for its parent. */
const hasBrand = (made: unknown): made is { brand: string } =>
  typeof made === 'function' && Object.hasOwn(made, 'brand')
