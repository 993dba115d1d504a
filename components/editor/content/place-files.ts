import { createShapesForAssets, type Editor, type TLAsset, Vec, type VecLike } from 'tldraw'
import { toast } from '@/components/ui/toast'
import { describeFileFault } from './describe-file-fault'

/** Names the files in a sentence. */
const nameFiles = (files: File[]) => (files.length === 1 ? (files[0]?.name ?? 'the file') : `${files.length} files`)

/**
 * Uploads images and puts them on the canvas where they were dropped. Nothing is written into the document before an
 * upload has succeeded, so a failed one leaves nothing behind, and can be tried again.
 */
export async function placeFiles(editor: Editor, files: File[], at?: VecLike): Promise<void> {
  const point = Vec.From(at ?? editor.getViewportPageBounds().center)
  const wanted = files.filter((file) => {
    const fault = describeFileFault(file)
    if (fault) toast.error(fault)
    return !fault
  })
  if (wanted.length === 0) return
  const notice = toast.loading(`Uploading ${nameFiles(wanted)}…`)
  const results = await Promise.allSettled(wanted.map((file) => uploadFile(editor, file)))
  toast.dismiss(notice)
  const assets = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []))
  if (assets.length > 0) place(editor, assets, point)
  const failed = wanted.filter((_, index) => results[index]?.status === 'rejected')
  const reason = results.find((result) => result.status === 'rejected')?.reason
  if (failed.length > 0) offerRetry(failed, reason, () => placeFiles(editor, failed, point))
}

async function uploadFile(editor: Editor, file: File): Promise<TLAsset> {
  const asset = await editor.getAssetForExternalContent({ type: 'file', file })
  if (!asset) throw new Error(`${file.name} could not be read.`)
  return asset
}

function place(editor: Editor, assets: TLAsset[], point: Vec): void {
  editor.markHistoryStoppingPoint('place images')
  editor.run(() => {
    editor.createAssets(assets.filter((asset) => !editor.getAsset(asset.id)))
    void createShapesForAssets(editor, assets, point)
  })
}

function offerRetry(failed: File[], reason: unknown, retry: () => Promise<void>): void {
  toast.error(`${nameFiles(failed)} could not be uploaded`, {
    description: reason instanceof Error ? reason.message : undefined,
    duration: Number.POSITIVE_INFINITY,
    action: { label: 'Retry', onClick: () => void retry() },
    closeButton: true,
  })
}
