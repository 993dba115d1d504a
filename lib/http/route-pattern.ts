export type RouteParams = Record<string, string | string[] | undefined>

/**
 * The path with each parameter's value replaced by its name, e.g. `/api/diagrams/:diagramId`: what logs and metrics may
 * name without growing with what clients send. The last segment of that value wins: values come after the fixed words.
 */
export function computeRoutePattern(pathname: string, params: RouteParams): string {
  const segments = pathname.split('/').map(decode)
  for (const [name, value] of Object.entries(params).toReversed()) {
    const values = Array.isArray(value) ? value : [value]
    const at = segments.lastIndexOf(values.at(-1) ?? '') - (values.length - 1)
    if (at > 0) segments.splice(at, values.length, `:${name}`)
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
