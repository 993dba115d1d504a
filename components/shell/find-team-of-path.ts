/** The team whose page of diagrams is at an address; null elsewhere. */
export const findTeamOfPath = (path: string): string | null => /^\/teams\/([0-9A-Za-z]{20})$/.exec(path)?.[1] ?? null
