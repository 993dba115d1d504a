import pg from 'pg'

/** Whether anybody has registered yet. */
export async function hasAccounts(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => {})
  await client.connect()
  try {
    return (await client.query('SELECT 1 FROM users LIMIT 1')).rows.length > 0
  } finally {
    await client.end()
  }
}
