/** Taken: the badge of everything together. */
const overall = 'overall'

/** A name for the address of each badge, made of what the public reads; two of the same name are numbered. */
export function computeSlugs(names: readonly string[]): string[] {
  const taken = new Set([overall])
  return names.map((name) => {
    const plain = name
      .normalize('NFKD')
      .replace(/\p{M}+/gu, '')
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '')
    const base = plain || 'component'
    let slug = base
    for (let number = 2; taken.has(slug); number++) slug = `${base}-${number}`
    taken.add(slug)
    return slug
  })
}
