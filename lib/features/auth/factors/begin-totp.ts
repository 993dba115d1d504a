import { randomBytes } from 'node:crypto'
import { renderSVG } from 'uqr'
import type { Actor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/errors'
import { sealText } from '@/lib/platform/secrets/sealed-text'
import { requireStepUp } from '../require-step-up'
import type { TotpEnrolmentDto } from '../schema-factors'
import { sealPurposeOf } from './check-code'
import { inGroups, toBase32 } from './pure/base32'
import { totpDigits, totpStepSeconds } from './pure/totp'
import * as repo from './repo-factors'

const issuer = 'AutoGraph'
/** As long as the hash, as RFC 4226 asks for. */
const secretBytes = 20

/**
 * A secret for an authenticator app; it is in force once a code of it was typed. Errors: unauthenticated, forbidden without a
 * fresh proof, conflict when there is a factor already.
 */
export async function beginTotp({ actor: asking }: { actor: Actor }): Promise<TotpEnrolmentDto> {
  const actor = await requireStepUp(asking)
  const secret = randomBytes(secretBytes)
  const sealed = sealText(secret.toString('base64url'), sealPurposeOf(actor.id))
  if (!(await repo.beginFactor(actor.id, sealed))) {
    throw new AppError('conflict', 'Two-step sign-in is on already. Turn it off first to use another app.')
  }
  const key = toBase32(secret)
  const query = new URLSearchParams({ secret: key, issuer, digits: `${totpDigits}`, period: `${totpStepSeconds}` })
  const uri = `otpauth://totp/${encodeURIComponent(issuer)}:${encodeURIComponent(actor.email)}?${query}`
  return { key: inGroups(key), uri, qrSvg: renderSVG(uri, { border: 2 }) }
}
