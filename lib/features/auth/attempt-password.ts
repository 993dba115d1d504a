import { attemptUnlessLocked } from './attempt-unless-locked'
import { attemptSignIn, type SignInFrom } from './sign-in-limits'

/**
 * Makes an attempt to prove who one is by a password, which fails with null: within the limits of address and account, and
 * unless the account is locked. Errors: rate_limited.
 */
export const attemptPassword = <T>(from: SignInFrom, attempt: () => Promise<T | null>): Promise<T | null> =>
  attemptSignIn(from, () => attemptUnlessLocked(from.email, attempt))
