import type { DiagramDto } from '@/lib/features/diagrams/schema'
import { ThemedPicture } from './themed-picture'

export function Thumbnail({ diagram, className }: { diagram: DiagramDto; className?: string }) {
  const etag = encodeURIComponent(diagram.etag)
  return (
    <ThemedPicture
      src={(theme) => `/api/diagrams/${diagram.id}/thumbnail?theme=${theme}&etag=${etag}`}
      className={className}
    />
  )
}
