import type { LiveComponent, LiveMessage } from './live-message'

type Values = Readonly<Record<string, number>>

/** Numbers that are others now; null for one that is gone. */
export function computeChangedValues(before: Values, after: Values): Record<string, number | null> {
  const changed: Record<string, number | null> = {}
  for (const [name, value] of Object.entries(after)) if (before[name] !== value) changed[name] = value
  for (const name of Object.keys(before)) if (!(name in after)) changed[name] = null
  return changed
}

/** Components that are others now, and those that are gone. */
export function computeChangedComponents(
  before: ReadonlyMap<string, string>,
  after: readonly LiveComponent[],
): Pick<LiveMessage, 'components' | 'gone'> {
  const components = after.filter((one) => before.get(one.id) !== fingerprint(one))
  const ids = new Set(after.map(({ id }) => id))
  const gone = [...before.keys()].filter((id) => !ids.has(id))
  return { ...(components.length > 0 && { components }), ...(gone.length > 0 && { gone }) }
}

/** What makes it another one. */
const fingerprint = (component: LiveComponent): string => JSON.stringify(component)

export const fingerprintAll = (components: readonly LiveComponent[]): Map<string, string> =>
  new Map(components.map((one) => [one.id, fingerprint(one)]))
