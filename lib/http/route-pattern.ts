export type RouteParams = Record<string, string | string[] | undefined>

/** How a parameter is written in a pattern: the first id of a path is just `:id`, since the word before it says of what. */
export const presentParam = (name: string, index: number): string =>
  index === 0 && name.endsWith('Id') ? ':id' : `:${name}`

/**
 * The path with each parameter's value replaced by its name, e.g. `/api/diagrams/:id`: what logs and metrics may name
 * without growing with what clients send. The last segment of that value wins: values come after the fixed words.
 */
export function computeRoutePattern(pathname: string, params: RouteParams): string {
  const segments = pathname.split('/').map(decode)
  for (const [index, [name, value]] of [...Object.entries(params).entries()].toReversed()) {
    const values = Array.isArray(value) ? value : [value]
    const at = segments.lastIndexOf(values.at(-1) ?? '') - (values.length - 1)
    if (at > 0) segments.splice(at, values.length, presentParam(name, index))
  }
  return segments.join('/')
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}
