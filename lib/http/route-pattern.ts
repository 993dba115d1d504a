export type RouteParams = Record<string, string | string[] | undefined>

/** How a parameter is written in a pattern: the first id of a path is just `:id`, since the word before it says of what. */
export const presentParam = (name: string, index: number): string =>
  index === 0 && name.endsWith('Id') ? ':id' : `:${name}`

/**
 * The path with each parameter's value replaced by its name, e.g. `/api/diagrams/:id`: what logs and metrics may name
 * without growing with what clients send. The last segment of that value wins: values come after the fixed words.
 */
export function computeRoutePattern(pathname: string, params: RouteParams): string {
  const segments = pathname.includes('%') ? pathname.split('/').map(decode) : pathname.split('/')
  const names = Object.keys(params)
  for (let index = names.length - 1; index >= 0; index--) {
    const name = names[index]!
    const value = params[name]
    const [last, length] = Array.isArray(value) ? [value.at(-1), value.length] : [value, 1]
    const at = segments.lastIndexOf(last ?? '') - (length - 1)
    if (at > 0) segments.splice(at, length, presentParam(name, index))
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
