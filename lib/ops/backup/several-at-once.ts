/** While one comes from afar, is hashed or is forced to the disk, others are. */
const mostAtOnce = 8

/** When one fails no other is begun, and none is under way any more when it throws: then what they wrote may go. */
export async function severalAtOnce<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const next = items.values()
  const faults: unknown[] = []
  const run = async () => {
    for (const item of next) {
      if (faults.length > 0) return
      await work(item).catch((error) => faults.push(error))
    }
  }
  await Promise.all(Array.from({ length: mostAtOnce }, run))
  if (faults.length > 0) throw faults[0]
}
