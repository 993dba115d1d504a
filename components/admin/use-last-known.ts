'use client'

import { useState } from 'react'

/** What was known last under this key, while it cannot be read: a database that is down takes no picture away. */
export function useLastKnown<Value>(value: Value | null | undefined, key: string): Value | null {
  const [known, setKnown] = useState<{ key: string; value: Value | null }>({ key, value: value ?? null })
  const isNews = value != null && value !== known.value
  if (isNews || key !== known.key) setKnown({ key, value: value ?? null })
  return value ?? (key === known.key ? known.value : null)
}
