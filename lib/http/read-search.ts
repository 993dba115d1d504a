/** What Next gives a page for its query. */
export type PageSearch = Promise<Record<string, string | string[] | undefined>>

/** One value of a page's query; of several the first. */
export function readSearch(search: Awaited<PageSearch>, name: string): string | undefined {
  return [search[name]].flat()[0]
}
