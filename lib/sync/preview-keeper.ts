import type { Logger } from 'pino'
import type { DocumentSnapshot } from '@/lib/features/documents/schema'

interface PreviewOptions {
  render: ((document: DocumentSnapshot) => string | Promise<string>) | null
  /** Drawn this long after the last change, or at the latest ten times as long after the first. */
  delayMs: number
  getDocument(): { document: DocumentSnapshot; documentClock: number }
  save(svg: string, documentClock: number): Promise<void>
  log: Logger
}

/** Keeps the picture of a document up to date without ever being in the way of its changes. */
export class PreviewKeeper {
  private timer: NodeJS.Timeout | undefined
  private firstChangeMs: number | null = null
  private running: Promise<void> | null = null

  constructor(private readonly options: PreviewOptions) {}

  noteChange(): void {
    if (!this.options.render) return
    this.firstChangeMs ??= performance.now()
    clearTimeout(this.timer)
    const latestMs = this.firstChangeMs + 10 * this.options.delayMs - performance.now()
    this.timer = setTimeout(() => void this.draw(), Math.max(0, Math.min(this.options.delayMs, latestMs)))
  }

  /** Draws now what is still to be drawn. Never rejects. */
  async finish(): Promise<void> {
    clearTimeout(this.timer)
    await this.running
    if (this.firstChangeMs !== null) await this.draw()
  }

  stop(): void {
    clearTimeout(this.timer)
  }

  private async draw(): Promise<void> {
    if (this.running) return this.noteChange()
    this.running = this.drawAndSave()
    await this.running
    this.running = null
  }

  private async drawAndSave(): Promise<void> {
    const { render, getDocument, save, log } = this.options
    this.firstChangeMs = null
    try {
      const { document, documentClock } = getDocument()
      if (render) await save(await render(document), documentClock)
    } catch (error) {
      log.error({ err: error }, 'the preview could not be drawn')
    }
  }
}
