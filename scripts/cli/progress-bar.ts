import type { Progress } from '@/lib/ops/backup/make-backup'
import { formatCount, formatSize } from './format'

const width = 24
const everyMs = 100

/** Shows how far it is, on one line of a terminal; nothing where nobody watches. */
export function startProgressBar(out: NodeJS.WriteStream): { show(progress: Progress): void; end(): void } {
  let lastMs = Number.NEGATIVE_INFINITY
  return {
    show(progress) {
      if (!out.isTTY || performance.now() - lastMs < everyMs) return
      lastMs = performance.now()
      out.write(`\r\u001b[K${presentProgress(progress)}`)
    },
    end() {
      if (out.isTTY) out.write('\r\u001b[K')
    },
  }
}

export function presentProgress({ stage, done, total, unit }: Progress): string {
  const format = unit === 'bytes' ? formatSize : formatCount
  if (!total) return `${stage} ${format(done)}`
  const share = Math.min(1, done / total)
  const filled = Math.round(share * width)
  return `${stage.padEnd(8)} ${'█'.repeat(filled)}${'░'.repeat(width - filled)} ${Math.floor(share * 100)} %  ${format(done)} of ${format(total)}`
}
