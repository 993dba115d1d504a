import { assertAdmitted } from './admission/is-admitted'
import { attemptUnlessLocked } from './attempt-unless-locked'
import { attemptSignIn, type SignInFrom } from './sign-in-limits'

/**
 * Makes an attempt to prove who one is by a password, which fails with null: within the limits of address and account, and
 * unless the account is locked. Errors: forbidden from a network that is not admitted, rate_limited.
 */
export async function attemptPassword<T>(from: SignInFrom, attempt: () => Promise<T | null>): Promise<T | null> {
  await assertAdmitted(from.address)
  return await attemptSignIn(from, () => attemptUnlessLocked(from.email, attempt))
}
