import { isOneLine } from '../../diagrams/pure/title'

/** The rules of a team's name, so that a form can say what is wrong without shipping the wire schemas. */
export const teamNameMaxLength = 60

export const teamNameFaults = {
  empty: 'Give the team a name.',
  tooLong: `A name has at most ${teamNameMaxLength} characters.`,
  notOneLine: 'A name is one line of text.',
}

/** What is wrong with a name, as a sentence; null when nothing is. White space around it does not count. */
export function describeTeamNameFault(name: string): string | null {
  const trimmed = name.trim()
  if (trimmed === '') return teamNameFaults.empty
  if (trimmed.length > teamNameMaxLength) return teamNameFaults.tooLong
  return isOneLine(trimmed) ? null : teamNameFaults.notOneLine
}
