/** What differs between two occurrences of the same fault, in the order in which it is looked for. */
const variable: readonly (readonly [RegExp, string])[] = [
  [/\b[a-z][a-z0-9+.-]*:\/\/[^\s"'`)<>]+/gi, '<url>'],
  [/[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g, '<e-mail>'],
  [/"[^"\n]*"|'[^'\n]*'|`[^`\n]*`|“[^”\n]*”/g, '<text>'],
  [/(?:\/[\w.@()[\]-]+){2,}/g, '<path>'],
  [/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi, '<id>'],
  [/\b[a-z]+:[\w-]{6,}\b/gi, '<id>'],
  // Ours have twenty characters and nearly always a digit; words do not.
  [/\b(?=\w*\d)[0-9A-Za-z_-]{16,}\b/g, '<id>'],
  [/\b0x[0-9a-f]+\b|\b(?=[0-9a-f]*\d)[0-9a-f]{8,}\b/gi, '<id>'],
  [/\d+(?:[.,:]\d+)*/g, '<n>'],
]

/** The message without what is different each time, so that repeats of a fault read the same. */
export function normalizeMessage(message: string): string {
  let normal = message.slice(0, 2_000)
  for (const [pattern, name] of variable) normal = normal.replace(pattern, name)
  return normal.replace(/\s+/g, ' ').trim().slice(0, 300)
}
