/** The rules of a title, so that a form can say what is wrong without shipping the wire schemas. */
export const titleMaxLength = 200

export const titleFaults = {
  empty: 'Give the diagram a title.',
  tooLong: `A title has at most ${titleMaxLength} characters.`,
  notOneLine: 'A title is one line of text.',
}

/** PostgreSQL cannot store NUL, and the others would garble a list. */
export const isOneLine = (text: string): boolean => !/\p{Cc}/u.test(text)

/** What is wrong with a title, as a sentence; null when nothing is. White space around it does not count. */
export function describeTitleFault(title: string): string | null {
  const trimmed = title.trim()
  if (trimmed === '') return titleFaults.empty
  if (trimmed.length > titleMaxLength) return titleFaults.tooLong
  return isOneLine(trimmed) ? null : titleFaults.notOneLine
}
