import { getPool } from '@/lib/platform/db/pool'

/** Moves every shape of that share of the seeded diagrams. */
export async function changeSome(share: number): Promise<void> {
  await getPool().query(
    `UPDATE diagram_records SET state = jsonb_set(state, '{x}', to_jsonb((random() * 4000)::int)), clock = clock + 1
      WHERE diagram_id IN (SELECT id FROM diagrams WHERE id LIKE 'large%' ORDER BY md5(id) LIMIT
              (SELECT greatest(1, round(count(*) * $1::float8)) FROM diagrams WHERE id LIKE 'large%'))
        AND record_id LIKE 'shape:%'`,
    [share],
  )
}
