import type { ComponentState } from './component'

/** A component with what it needs; ids that nobody has are passed over. */
export type MapNode = Pick<ComponentState, 'id' | 'dependsOn'>
export type HealthNode = MapNode & Pick<ComponentState, 'status'>

type Graph = ReadonlyMap<string, readonly string[]>

/**
 * Why a component is down: the components below it that are down although all they need is not. Empty when it is not down,
 * or is a cause itself. Components that need each other in a circle and are all down are the cause together.
 */
export function rootCauses(states: readonly HealthNode[], id: string): string[] {
  const down = states.filter(({ status }) => status === 'down')
  const graph = makeGraph(down)
  if (!graph.has(id)) return []
  const groups = groupCircles(graph)
  const own = groups.get(id)
  const isCause = (node: string) => (graph.get(node) ?? []).every((below) => groups.get(below) === groups.get(node))
  return listReachable(graph, id).filter((node) => groups.get(node) !== own && isCause(node))
}

/** Everything that needs this component, directly or through others, nearest first. */
export function impactOf(states: readonly MapNode[], id: string): string[] {
  return listReachable(reverse(makeGraph(states)), id)
}

/** Components that need each other in a circle, each circle once. */
export function findCycles(states: readonly MapNode[]): string[][] {
  const graph = makeGraph(states)
  const members = new Map<number, string[]>()
  for (const [node, group] of groupCircles(graph)) members.set(group, [...(members.get(group) ?? []), node])
  return [...members.values()].filter(([first, second]) => second || graph.get(first!)?.includes(first!))
}

/** The longest chain of essential components that starts at `from`: whatever breaks in it stops drawing. */
export function criticalPath(states: readonly (MapNode & Pick<ComponentState, 'essential'>)[], from: string): string[] {
  const graph = makeGraph(states.filter(({ essential }) => essential))
  const longestFrom = (node: string, seen: ReadonlySet<string>): string[] => {
    const chains = (graph.get(node) ?? [])
      .filter((below) => !seen.has(below))
      .map((below) => longestFrom(below, new Set([...seen, below])))
    return [node, ...chains.reduce((longest, chain) => (chain.length > longest.length ? chain : longest), [])]
  }
  return graph.has(from) ? longestFrom(from, new Set([from])) : []
}

function makeGraph(nodes: readonly MapNode[]): Graph {
  const known = new Set(nodes.map(({ id }) => id))
  return new Map(nodes.map(({ id, dependsOn }) => [id, dependsOn.filter((below) => known.has(below))]))
}

function reverse(graph: Graph): Graph {
  const above = new Map<string, string[]>([...graph.keys()].map((id) => [id, []]))
  for (const [id, below] of graph) for (const node of below) above.get(node)?.push(id)
  return above
}

/** In order of distance, without the start. */
function listReachable(graph: Graph, from: string): string[] {
  const found = new Set([from])
  for (const node of found) for (const next of graph.get(node) ?? []) found.add(next)
  found.delete(from)
  return [...found]
}

/** Each node with the number of its circle; one that is in none has a number of its own. */
function groupCircles(graph: Graph): Map<string, number> {
  const groups = new Map<string, number>()
  const reach = new Map([...graph.keys()].map((id) => [id, new Set(listReachable(graph, id))]))
  for (const id of graph.keys()) {
    const earlier = [...groups.keys()].find((other) => reach.get(id)?.has(other) && reach.get(other)?.has(id))
    groups.set(id, earlier === undefined ? groups.size : groups.get(earlier)!)
  }
  return groups
}
