import { componentIdPattern } from '@/lib/core/component-news'

/** Where a shape's `meta` says which component's state it shows. It names nothing: what the id means is told live. */
export const bindingKey = 'component'

type Meta = Readonly<Record<string, unknown>>

/** The component whose state a shape with this `meta` shows; null for none, and for what is no binding of ours. */
export function findBoundComponent(meta: Meta | undefined): string | null {
  const binding = meta?.[bindingKey]
  if (typeof binding !== 'object' || binding === null) return null
  const id: unknown = Reflect.get(binding, 'id')
  return typeof id === 'string' && componentIdPattern.test(id) ? id : null
}

/** The same `meta`, bound to this component or, with null, to none. */
export function bindMeta<Known extends Meta>(meta: Known, componentId: string | null): Known {
  const { [bindingKey]: _before, ...rest } = meta
  return (componentId === null ? rest : { ...rest, [bindingKey]: { id: componentId } }) as Known
}
