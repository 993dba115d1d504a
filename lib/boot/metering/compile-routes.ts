import { presentParam } from '@/lib/http/route-pattern'

interface Branch {
  fixed: Map<string, Branch>
  any: Branch | null
  /** The pattern of whatever follows, of a route such as `/api/[...path]`. */
  rest: string | null
  /** The pattern of the route that ends here. */
  pattern: string | null
}

const makeBranch = (): Branch => ({ fixed: new Map(), any: null, rest: null, pattern: null })

/** Compiles routes as Next writes them to a lookup from a path to its pattern, e.g. `/api/diagrams/:id`; null for any other path. */
export function compileRoutes(routes: readonly string[]): (path: string) => string | null {
  const root = makeBranch()
  for (const route of routes) add(root, route)
  // Those without parameters, which probes and pages ask for, need no walk.
  const fixed = new Set(routes.filter((route) => !route.includes('[')))
  return (path) => (fixed.has(path) ? path : find(root, path.split('/'), 1))
}

function add(root: Branch, route: string): void {
  let branch = root
  const written: string[] = []
  let params = 0
  const segments = route === '/' ? [''] : route.slice(1).split('/')
  for (const segment of segments) {
    const name = /^\[+(?:\.\.\.)?(\w+)\]+$/.exec(segment)?.[1]
    written.push(name ? presentParam(name, params++) : segment)
    if (segment.includes('[...')) {
      branch.rest = `/${written.join('/')}`
      return
    }
    branch = name ? ensureAny(branch) : ensureFixed(branch, segment)
  }
  branch.pattern = `/${written.join('/')}`
}

function ensureAny(branch: Branch): Branch {
  branch.any ??= makeBranch()
  return branch.any
}

function ensureFixed(branch: Branch, segment: string): Branch {
  const next = branch.fixed.get(segment) ?? makeBranch()
  branch.fixed.set(segment, next)
  return next
}

function find(branch: Branch, segments: readonly string[], index: number): string | null {
  const segment = segments[index]
  if (segment === undefined) return branch.pattern
  const fixed = branch.fixed.get(segment)
  return (
    (fixed && find(fixed, segments, index + 1)) ??
    (branch.any && segment ? find(branch.any, segments, index + 1) : null) ??
    branch.rest
  )
}
