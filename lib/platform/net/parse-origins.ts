/** `*`, or origins separated by commas, each in the spelling of browsers; null when one of them is none. */
export function parseOrigins(text: string): '*' | readonly string[] | null {
  if (text.trim() === '*') return '*'
  const origins = text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
  return origins.every(
    (origin) => URL.canParse(origin) && /^https?:\/\/[^*]+$/.test(origin) && new URL(origin).origin === origin,
  )
    ? origins
    : null
}
