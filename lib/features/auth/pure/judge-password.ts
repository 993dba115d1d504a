import { findPersonalPart } from './find-personal-part'

/** How hard a password is to guess, by zxcvbn: 0 at once, 3 safe from guessing online, 4 from most guessing offline. */
export type PasswordScore = 0 | 1 | 2 | 3 | 4

/** Knows what people choose. It is handed in, since its lists are large and are loaded when somebody chooses a password. */
export interface PasswordEstimator {
  isCommon(password: string): boolean
  /** `words` are what an attacker would try first, such as the person's name. */
  score(password: string, words: string[]): PasswordScore
}

export interface PasswordChoice {
  password: string
  name: string
  email: string
  /** In characters. */
  minLength: number
}

export type PasswordFaultCode = 'too_short' | 'too_long' | 'personal' | 'common' | 'guessable'

export interface PasswordVerdict {
  score: PasswordScore
  fault: { code: PasswordFaultCode; message: string } | null
}

export const maxPasswordLength = 128
export const productWords = ['autograph']
const leastScore = 3

/**
 * Whether somebody may choose this password. It asks for no digits and signs: length, and what an attacker would guess, are
 * all that counts (NIST SP 800-63B-4, 3.1.1.2).
 */
export function judgePassword(choice: PasswordChoice, estimator: PasswordEstimator): PasswordVerdict {
  const password = choice.password.normalize('NFC')
  const length = [...password].length
  if (length > maxPasswordLength) return refuse('too_long', `Use at most ${maxPasswordLength} characters.`)
  if (length < choice.minLength) return refuse('too_short', `Use at least ${choice.minLength} characters.`)
  const personal = findPersonalPart(password, choice, productWords)
  if (personal) return refuse('personal', `Leave out “${personal}”: a name is what others try first.`)
  if (estimator.isCommon(password)) return refuse('common', 'Many people use this password. Choose one of your own.')
  const score = estimator.score(password, [choice.name, choice.email, ...productWords])
  if (score >= leastScore) return { score, fault: null }
  return {
    score,
    fault: { code: 'guessable', message: 'This is easy to guess. Add words that do not belong together.' },
  }
}

const refuse = (code: PasswordFaultCode, message: string): PasswordVerdict => ({ score: 0, fault: { code, message } })
