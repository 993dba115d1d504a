interface Person {
  name: string
  email: string
}

/** Shorter parts, such as "Ann", count only as words of their own: "planning" does not name anybody. */
const minLengthWithin = 4
const minLengthAlone = 3

/** The part of the person's name or e-mail address, or the other word given, that a password contains; null without one. */
export function findPersonalPart(password: string, { name, email }: Person, others: string[]): string | null {
  const text = fold(password)
  const words = new Set(text.split(/[^\p{L}]+/u))
  const mailbox = email.split('@')[0] ?? ''
  const given = [name.replaceAll(/\s/g, ''), mailbox, ...listWords(name), ...listWords(mailbox), ...others]
  const parts = given.map((part) => fold(part)).filter((part) => part.length >= minLengthAlone)
  return parts.find((part) => (part.length >= minLengthWithin ? text.includes(part) : words.has(part))) ?? null
}

const listWords = (text: string): string[] => text.split(/[^\p{L}]+/u)

/** Without case and accents: "Zoë" is no better hidden as "zoe". */
const fold = (text: string): string => text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase()
