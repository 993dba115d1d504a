import { type Editor, parseTldrawJsonFile, type TLAsset, type TLRecord } from 'tldraw'
import { toast } from '@/components/ui/toast'
import { cleanFile } from './content/clean-file'
import { parseDataUrl } from './content/parse-data-url'
import { describeTldrFault } from './describe-tldr-fault'
import { type ImportPlan, planImport } from './plan-import'
import { showAll } from './show-all'

/** Reads a `.tldr` file and adds its pages to the diagram in one step that one undo takes back. */
export async function importTldrFile(editor: Editor, file: File): Promise<void> {
  if (editor.getIsReadonly()) return
  const notice = toast.loading(`Importing ${file.name}…`)
  try {
    const parsed = parseTldrawJsonFile({ json: await file.text(), schema: editor.store.schema })
    if (!parsed.ok) throw new Error(describeTldrFault(parsed.error))
    const records = Object.values<TLRecord>(parsed.value.serialize('document'))
    const plan = planImport(records, readPlace(editor))
    if (plan.fault) throw new Error(plan.fault)
    const assets = await Promise.all(plan.assets.map((asset) => moveIn(editor, asset)))
    apply(editor, { ...plan, assets })
    toast.success(`${file.name} imported`, { id: notice })
  } catch (error) {
    toast.error(`${file.name} was not imported`, {
      id: notice,
      description: error instanceof Error ? error.message : undefined,
    })
  }
}

const readPlace = (editor: Editor) => ({
  pages: editor.getPages(),
  currentPageId: editor.getCurrentPageId(),
  isCurrentPageEmpty: editor.getCurrentPageShapeIds().size === 0,
  maxShapesPerPage: editor.options.maxShapesPerPage,
  maxPages: editor.options.maxPages,
})

/** An image that lies inside the file is uploaded, so that it is not sent to everyone with the document. */
async function moveIn(editor: Editor, asset: TLAsset): Promise<TLAsset> {
  if (asset.type !== 'image' || !asset.props.src?.startsWith('data:')) return asset
  const file = parseDataUrl(asset.props.src, asset.props.name || 'image')
  if (!file) return asset
  const { src } = await editor.uploadAsset(asset, await cleanFile(file))
  return { ...asset, props: { ...asset.props, src } }
}

function apply(editor: Editor, plan: ImportPlan): void {
  editor.markHistoryStoppingPoint('import')
  editor.run(() => {
    editor.store.put([...plan.pages, ...plan.assets, ...plan.shapes, ...plan.bindings])
    if (plan.showPageId) editor.setCurrentPage(plan.showPageId)
  })
  showAll(editor)
  editor.focus()
}
