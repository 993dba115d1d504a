import { openSealedText, sealText } from '@/lib/platform/secrets/sealed-text'
import { type CheckTarget, checkTarget } from '../schema-checks'

const purpose = 'check'

export const sealTarget = (target: CheckTarget): string => sealText(JSON.stringify(target), purpose)

/** Null when it cannot be read any more, for example with another AUTH_SECRET. */
export function openTarget(sealed: string): CheckTarget | null {
  const text = openSealedText(sealed, purpose)
  const parsed = text === null ? null : checkTarget.safeParse(JSON.parse(text))
  return parsed?.success ? parsed.data : null
}
