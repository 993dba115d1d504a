import type { DiagramId } from '@/lib/core/ids'
import { query } from './query'

export async function writePreview(preview: {
  diagramId: DiagramId
  documentClock: number
  svg: string
}): Promise<void> {
  await query({
    text: `INSERT INTO diagram_previews AS preview (diagram_id, document_clock, svg, updated_at)
     SELECT id, $2, $3, now() FROM diagrams WHERE id = $1
     ON CONFLICT (diagram_id) DO UPDATE
       SET document_clock = excluded.document_clock, svg = excluded.svg, updated_at = excluded.updated_at
       WHERE preview.document_clock <= excluded.document_clock`,
    values: [preview.diagramId, preview.documentClock, preview.svg],
  })
}

export async function findPreviewSvg(diagramId: DiagramId): Promise<string | null> {
  const { rows } = await query<{ svg: string }>({
    text: 'SELECT svg FROM diagram_previews WHERE diagram_id = $1',
    values: [diagramId],
  })
  return rows[0]?.svg ?? null
}
