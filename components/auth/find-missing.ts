/** The faults of the fields that are empty, with the sentences given for them; undefined when none is. */
export function findMissing(values: FormData, sentences: Record<string, string>): Record<string, string> | undefined {
  const missing = Object.entries(sentences).filter(([name]) => !String(values.get(name) ?? '').trim())
  return missing.length > 0 ? Object.fromEntries(missing) : undefined
}
