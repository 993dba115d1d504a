import pg from 'pg'

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, min: 10, max: 30 })

export async function GET(_request: Request, { params }: { params: Promise<{ diagramId: string }> }) {
  const { diagramId } = await params
  const { rows } = await pool.query('SELECT * FROM diagrams WHERE id = $1', [diagramId])
  const records = await pool.query(
    'SELECT record_id, state FROM diagram_records WHERE diagram_id = $1 AND NOT deleted',
    [diagramId],
  )
  return Response.json({
    ...rows[0],
    document: { store: Object.fromEntries(records.rows.map((row) => [row.record_id, row.state])) },
  })
}
