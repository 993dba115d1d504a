import type { Editor, TLAssetId } from 'tldraw'
import { toast } from '@/components/ui/toast'
import { canUploadLater } from './can-upload-later'
import type { KeptFiles } from './kept-files'
import { nameFiles } from './name-files'
import { withSource } from './prepare-file'

/**
 * Files that are in the drawing as placeholders because they could not be uploaded. They are kept in this browser, also
 * over a reload, and come in when it works again.
 */
export class PendingUploads {
  private readonly files = new Map<TLAssetId, File>()
  private isUploading = false
  private notice: string | null = null

  constructor(
    private readonly editor: Editor,
    private readonly kept: KeptFiles,
  ) {}

  /** Takes up what an earlier visit left. Returns its stop. */
  start(): () => void {
    const retry = () => void this.upload()
    window.addEventListener('online', retry)
    void this.resume().catch(() => {})
    return () => window.removeEventListener('online', retry)
  }

  /** Shows the file where its asset is placed, here at once and for others when it is uploaded. */
  keep(assetId: TLAssetId, file: File): void {
    this.files.set(assetId, file)
    this.editor.createTemporaryAssetPreview(assetId, file)
    // Without a place to keep it, it waits as long as the page is open.
    void this.kept.put(assetId, file).catch(() => {})
  }

  offerRetry(reason: unknown): void {
    const why = reason instanceof Error ? reason.message : ''
    this.clearNotice()
    // Each time a new one: the one that was clicked is on its way out, and would take its successor along.
    this.notice = toast.error(`${nameFiles([...this.files.values()])} could not be uploaded`, {
      description: `${why} Until then it is in the drawing as a placeholder, and kept in this browser.`.trim(),
      duration: Number.POSITIVE_INFINITY,
      action: { label: 'Retry', onClick: () => void this.upload() },
      closeButton: true,
    })
  }

  private clearNotice(): void {
    if (this.notice) toast.dismiss(this.notice)
    this.notice = null
  }

  private async resume(): Promise<void> {
    for (const { assetId, file } of await this.kept.list()) {
      const asset = this.editor.getAsset(assetId)
      // Gone, or uploaded from another tab.
      if (!asset || asset.props.src) await this.kept.remove(assetId)
      else this.keep(assetId, file)
    }
    await this.upload()
  }

  private async upload(): Promise<void> {
    if (this.isUploading || this.files.size === 0 || this.editor.getIsReadonly()) return
    this.isUploading = true
    this.clearNotice()
    let reason: unknown
    for (const [assetId, file] of this.files) {
      reason ??= await this.uploadOne(assetId, file).then(
        () => undefined,
        (error: unknown) => error,
      )
    }
    this.isUploading = false
    if (reason !== undefined) this.offerRetry(reason)
  }

  private async uploadOne(assetId: TLAssetId, file: File): Promise<void> {
    const asset = this.editor.getAsset(assetId)
    try {
      if (asset) this.fill(assetId, (await this.editor.uploadAsset(asset, file)).src)
    } catch (error) {
      if (canUploadLater(error)) throw error
      toast.error(`${file.name} could not be uploaded`, { description: error instanceof Error ? error.message : '' })
    }
    this.files.delete(assetId)
    await this.kept.remove(assetId).catch(() => {})
  }

  /** No step of its own: undo takes the shape away, and the asset stays for redo. */
  private fill(assetId: TLAssetId, src: string): void {
    const asset = this.editor.getAsset(assetId)
    if (asset) this.editor.updateAssets([withSource(asset, src)])
  }
}
