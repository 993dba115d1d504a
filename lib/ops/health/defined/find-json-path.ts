const step = /^(?:\.?([\w-]+)|\[(\d+)\]|\["([^"]+)"\])/

/** The steps of a path such as `$.items[0].name` or `status["last seen"]`; null when it is none. */
export function parseJsonPath(path: string): (string | number)[] | null {
  const steps: (string | number)[] = []
  let rest = path.replace(/^\$/, '')
  while (rest !== '') {
    const found = step.exec(rest)
    if (!found) return null
    const [whole, name, index, quoted] = found
    steps.push(index === undefined ? (name ?? quoted ?? '') : Number(index))
    rest = rest.slice(whole.length)
  }
  return steps.length > 0 ? steps : null
}

/** What lies at the path; undefined when there is nothing. */
export function findJsonPath(value: unknown, path: string): unknown {
  return (parseJsonPath(path) ?? []).reduce<unknown>((at, name) => {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, name)) return undefined
    return Object.entries(at).find(([key]) => key === String(name))?.[1]
  }, value)
}
