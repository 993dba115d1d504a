import { atom, type TLShapeId } from 'tldraw'

/**
 * The embeds that this person has asked to see, until the page is left. Opening a diagram asks nobody but our server; who
 * looks at what somebody else has embedded decides so.
 */
export const shownEmbeds = atom<ReadonlySet<TLShapeId>>('shown embeds', new Set())

export const showEmbed = (id: TLShapeId): void => {
  shownEmbeds.update((ids) => (ids.has(id) ? ids : new Set([...ids, id])))
}
