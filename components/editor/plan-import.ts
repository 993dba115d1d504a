import {
  AssetRecordType,
  createBindingId,
  createShapeId,
  getIncrementedName,
  getIndicesAbove,
  PageRecordType,
  type TLAsset,
  type TLBinding,
  type TLPage,
  type TLPageId,
  type TLParentId,
  type TLRecord,
  type TLShape,
} from 'tldraw'

export interface ImportPlan {
  /** Why nothing can be imported, as a sentence. */
  fault: string | null
  pages: TLPage[]
  shapes: TLShape[]
  bindings: TLBinding[]
  assets: TLAsset[]
  /** Where the first imported page is. */
  showPageId: TLPageId | null
}

/** The diagram that the records come into. */
export interface ImportPlace {
  pages: TLPage[]
  currentPageId: TLPageId
  isCurrentPageEmpty: boolean
  maxShapesPerPage: number
  maxPages: number
}

/**
 * How the records of a file come into a diagram: as new pages behind its own, the first one on the current page when that
 * is empty. Every id is made anew, so that a file can be imported twice and never replaces what is there.
 */
export function planImport(records: TLRecord[], place: ImportPlace): ImportPlan {
  const pages = records.filter((record) => record.typeName === 'page').sort((a, b) => (a.index < b.index ? -1 : 1))
  const [first] = pages
  if (!first) return { ...nothing, fault: 'The file has no pages.' }
  const added = place.isCurrentPageEmpty ? pages.slice(1) : pages
  if (place.pages.length + added.length > place.maxPages) {
    return { ...nothing, fault: `The diagram would have more than ${place.maxPages} pages.` }
  }
  const ids = computeNewIds(records, place.isCurrentPageEmpty ? { [first.id]: place.currentPageId } : {})
  const shapes = moveShapes(records, ids)
  const fault = findFullPage(shapes, place.maxShapesPerPage)
  if (fault) return { ...nothing, fault }
  const shapeIds = new Set<string>(shapes.map(({ id }) => id))
  return {
    fault: null,
    pages: movePages(added, ids, place.pages),
    shapes,
    bindings: records
      .filter((record) => record.typeName === 'binding')
      .map(
        (binding) =>
          ({ ...binding, id: createBindingId(), fromId: ids(binding.fromId), toId: ids(binding.toId) }) as TLBinding,
      )
      .filter(({ fromId, toId }) => shapeIds.has(fromId) && shapeIds.has(toId)),
    assets: records
      .filter((record) => record.typeName === 'asset')
      .map((asset) => ({ ...withoutForeign(asset), id: ids(asset.id) })),
    showPageId: ids(first.id),
  }
}

const nothing: ImportPlan = { fault: null, pages: [], shapes: [], bindings: [], assets: [], showPageId: null }

type NewIds = <Id extends string>(old: Id) => Id

function computeNewIds(records: TLRecord[], fixed: Record<string, string>): NewIds {
  const ids = new Map<string, string>(Object.entries(fixed))
  for (const { id, typeName } of records) {
    if (ids.has(id)) continue
    if (typeName === 'page') ids.set(id, PageRecordType.createId())
    if (typeName === 'shape') ids.set(id, createShapeId())
    if (typeName === 'asset') ids.set(id, AssetRecordType.createId())
  }
  return <Id extends string>(old: Id) => (ids.get(old) ?? old) as Id
}

function movePages(pages: TLPage[], ids: NewIds, present: TLPage[]): TLPage[] {
  const last = present
    .map(({ index }) => index)
    .sort()
    .at(-1)
  const indices = getIndicesAbove(last, pages.length)
  const names = present.map(({ name }) => name)
  return pages.map((page, at) => {
    const name = getIncrementedName(page.name, names)
    names.push(name)
    return { ...page, name, id: ids(page.id), index: indices[at] ?? page.index }
  })
}

/** Shapes without a living parent would be in the document but nowhere on it. */
function moveShapes(records: TLRecord[], ids: NewIds): TLShape[] {
  const parents = new Set<string>(records.filter(({ typeName }) => typeName !== 'asset').map(({ id }) => id))
  return records
    .filter((record) => record.typeName === 'shape')
    .filter(({ parentId }) => parents.has(parentId))
    .map((shape) => {
      const moved = { ...shape, id: ids(shape.id), parentId: ids<TLParentId>(shape.parentId) }
      const assetId = 'assetId' in shape.props ? shape.props.assetId : null
      return typeof assetId === 'string' ? { ...moved, props: { ...shape.props, assetId: ids(assetId) } } : moved
    })
}

function findFullPage(shapes: TLShape[], most: number): string | null {
  const parentOf = new Map<string, string>(shapes.map(({ id, parentId }) => [id, parentId]))
  const counts = new Map<string, number>()
  for (const { id } of shapes) {
    const page = findPage(id, parentOf)
    counts.set(page, (counts.get(page) ?? 0) + 1)
  }
  const fullest = Math.max(0, ...counts.values())
  return fullest > most
    ? `A page of the file has ${fullest.toLocaleString('en')} shapes; ${most.toLocaleString('en')} is the most.`
    : null
}

const deepest = 1_000

function findPage(id: string, parentOf: Map<string, string>): string {
  let at = id
  for (let depth = 0; depth < deepest; depth++) {
    const parent = parentOf.get(at)
    if (parent === undefined) return at
    at = parent
  }
  return at
}

/** The pictures of link cards lie on other servers, which would learn who looks at this diagram. */
function withoutForeign(asset: TLAsset): TLAsset {
  return asset.type === 'bookmark' ? { ...asset, props: { ...asset.props, image: '', favicon: '' } } : asset
}
