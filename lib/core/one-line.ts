/** Controls, separators of lines, and what turns the direction of text around. */
const unfit = /[\p{Cc}\p{Cs}\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu

/** Text of others as one line of at most `maxLength` characters that shows what it says. */
export function toOneLine(text: string, maxLength: number): string {
  const line = text.replace(unfit, ' ').replace(/\s+/g, ' ').trim()
  const characters = [...line]
  return characters.length <= maxLength
    ? line
    : `${characters
        .slice(0, maxLength - 1)
        .join('')
        .trimEnd()}…`
}
