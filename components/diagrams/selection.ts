/** Which diagrams of a list are chosen. The anchor is where a range with Shift starts. */
export interface Selection {
  ids: ReadonlySet<string>
  anchor: string | null
}

export const emptySelection: Selection = { ids: new Set(), anchor: null }

export type SelectionInput =
  | { type: 'toggle'; id: string }
  | { type: 'extend'; id: string; order: readonly string[] }
  | { type: 'all'; order: readonly string[] }
  | { type: 'clear' }

export function computeSelection(selection: Selection, input: SelectionInput): Selection {
  switch (input.type) {
    case 'toggle': {
      const ids = new Set(selection.ids)
      if (!ids.delete(input.id)) ids.add(input.id)
      return { ids, anchor: input.id }
    }
    case 'extend':
      return extend(selection, input.id, input.order)
    case 'all':
      return { ids: new Set(input.order), anchor: selection.anchor }
    case 'clear':
      return emptySelection
  }
}

function extend(selection: Selection, id: string, order: readonly string[]): Selection {
  const from = order.indexOf(selection.anchor ?? id)
  const to = order.indexOf(id)
  if (from === -1 || to === -1) return computeSelection(selection, { type: 'toggle', id })
  const range = order.slice(Math.min(from, to), Math.max(from, to) + 1)
  return { ids: new Set([...selection.ids, ...range]), anchor: selection.anchor ?? id }
}
