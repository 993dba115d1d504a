import type { DiagramId } from '@/lib/core/ids'
import { processAliveSql } from '@/lib/platform/db/process-liveness'
import type { Lease } from '../document-store'
import { computeFirstClock } from '../pure/clock'
import { query } from './query'

/**
 * How long a lease outlives the last sign of its holder. It matters only when the holder vanished without its
 * connections breaking; otherwise its liveness lock is gone at once and the lease is free.
 */
const leaseSeconds = 12

const acquireSql = `
  INSERT INTO diagram_leases AS lease (diagram_id, holder, fence, expires_at)
  SELECT id, $2, 1 + document_clock / ${computeFirstClock(1)}, now() + interval '${leaseSeconds} seconds'
    FROM diagrams WHERE id = $1
  ON CONFLICT (diagram_id) DO UPDATE
    SET holder = excluded.holder, fence = greatest(lease.fence + 1, excluded.fence), expires_at = excluded.expires_at
    WHERE lease.holder = excluded.holder OR lease.expires_at <= now() OR NOT ${processAliveSql('lease.holder')}
  RETURNING fence`

/** Takes the lease when it is free, expired, its holder is gone or is this process; null otherwise. */
export async function acquireLease(diagramId: DiagramId, holder: string): Promise<Lease | null> {
  const { rows } = await query<{ fence: string }>({ text: acquireSql, values: [diagramId, holder] })
  return rows[0] ? { diagramId, holder, fence: Number(rows[0].fence) } : null
}

const renewSql = `
  UPDATE diagram_leases AS lease SET expires_at = now() + interval '${leaseSeconds} seconds'
    FROM unnest($2::text[], $3::bigint[]) AS held (diagram_id, fence)
   WHERE lease.diagram_id = held.diagram_id AND lease.fence = held.fence AND lease.holder = $1
  RETURNING lease.diagram_id`

export async function renewLeases(holder: string, leases: readonly Lease[]): Promise<ReadonlySet<DiagramId>> {
  const { rows } = await query<{ diagram_id: DiagramId }>({
    text: renewSql,
    values: [holder, leases.map((lease) => lease.diagramId), leases.map((lease) => lease.fence)],
  })
  return new Set(rows.map((row) => row.diagram_id))
}

/** The row stays: its fence must never be given out twice. */
export async function releaseLease({ diagramId, holder, fence }: Lease): Promise<void> {
  await query({
    text: 'UPDATE diagram_leases SET expires_at = now() WHERE diagram_id = $1 AND holder = $2 AND fence = $3',
    values: [diagramId, holder, fence],
  })
}
