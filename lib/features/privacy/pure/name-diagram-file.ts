/** `weekly-plan-V1StGXR8Z5jdHi6BmyT9.tldr`: told by people by its title, and unlike any other by its id. */
export function nameDiagramFile({ id, title }: { id: string; title: string }): string {
  const words = title
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, 50)
    .replaceAll(/^-+|-+$/g, '')
  return `${words === '' ? '' : `${words}-`}${id}.tldr`
}
