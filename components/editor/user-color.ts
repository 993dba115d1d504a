/** Cursor colours that carry white text in both themes. */
const colors = ['#2b50e0', '#17703a', '#b3261e', '#8a5a00', '#6941c6', '#0e7490', '#be185d', '#4d7c0f'] as const

/** The colour of a person's cursor: the same in every diagram and every browser. */
export function computeUserColor(userId: string): string {
  let sum = 0
  for (const character of userId) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 1_000_003
  return colors[sum % colors.length] ?? colors[0]
}
