import { createShapesForAssets, type Editor, type TLAsset, Vec, type VecLike } from 'tldraw'
import { toast } from '@/components/ui/toast'
import { canUploadLater } from './can-upload-later'
import { describeFileFault } from './describe-file-fault'
import { nameFiles } from './name-files'
import type { PendingUploads } from './pending-uploads'
import { type PreparedFile, prepareFile, withSource } from './prepare-file'

/** What became of a file: its asset, with a source once it is uploaded; or why it does not come in. */
type Outcome = { asset: TLAsset; later?: { file: File; reason: unknown } } | { refusal: string }

/**
 * Uploads images and puts them on the canvas where they were dropped. One that cannot be uploaded now is a placeholder
 * there until it is; one that the server would never take is not placed.
 */
export async function placeFiles(
  editor: Editor,
  files: File[],
  { at, pending }: { at?: VecLike; pending: PendingUploads },
): Promise<void> {
  const point = Vec.From(at ?? editor.getViewportPageBounds().center)
  const wanted = files.filter((file) => {
    const fault = describeFileFault(file)
    if (fault) toast.error(fault)
    return !fault
  })
  if (wanted.length === 0) return
  const notice = toast.loading(`Uploading ${nameFiles(wanted)}…`)
  const outcomes = await Promise.all(wanted.map((file) => takeIn(editor, file)))
  toast.dismiss(notice)
  const placed = outcomes.filter((outcome) => 'asset' in outcome)
  for (const { asset, later } of placed) if (later) pending.keep(asset.id, later.file)
  const assets = placed.map(({ asset }) => asset)
  if (assets.length > 0) place(editor, assets, point)
  outcomes.forEach((outcome, index) => {
    if ('refusal' in outcome) toast.error(`${wanted[index]?.name} could not be added`, { description: outcome.refusal })
  })
  const waiting = placed.find(({ later }) => later)
  if (waiting) pending.offerRetry(waiting.later?.reason)
}

async function takeIn(editor: Editor, file: File): Promise<Outcome> {
  let prepared: PreparedFile | undefined
  try {
    prepared = await prepareFile(file)
    const { src } = await editor.uploadAsset(prepared.asset, prepared.file)
    return { asset: withSource(prepared.asset, src) }
  } catch (error) {
    if (prepared && canUploadLater(error))
      return { asset: prepared.asset, later: { file: prepared.file, reason: error } }
    return { refusal: error instanceof Error ? error.message : 'It could not be read.' }
  }
}

function place(editor: Editor, assets: TLAsset[], point: Vec): void {
  editor.markHistoryStoppingPoint('place images')
  editor.run(() => {
    editor.createAssets(assets.filter((asset) => !editor.getAsset(asset.id)))
    void createShapesForAssets(editor, assets, point)
  })
}
