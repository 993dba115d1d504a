import type { LockedPackage } from './lock-file'

/** Licences that ask for no more than a notice, or to share changes of the very files they cover. */
const accepted = new Set([
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'CC-BY-4.0',
  'CC0-1.0',
  'EPL-2.0',
  'ISC',
  'MIT',
  'MIT-0',
  'MPL-2.0',
  'OFL-1.1',
  'Python-2.0',
  'Unlicense',
])

/** Packages whose licence was read by a person, because the package does not say it in a way that can be judged. */
const readByHand: [name: RegExp, licence: string, reason: string][] = [
  [/^(tldraw|@tldraw\/.*)$/, 'SEE LICENSE IN LICENSE.md', 'tldraw license, in THIRD_PARTY_NOTICES.md'],
  [/^geist$/, 'SIL OPEN FONT LICENSE', 'OFL-1.1'],
  [/^@visx\/vendor$/, 'MIT and ISC', 'both accepted'],
  [/^seq-queue$/, '', 'MIT, in its file LICENSE'],
  [/^@img\/sharp-(libvips|wasm32|win32).*$/, '*', 'LGPL-3.0-or-later library, optional, unused and not in the image'],
]

export interface Judgement {
  isAccepted: boolean
  reason: string
}

/** Whether a package may be shipped, and why. A choice of licences counts when one of them does. */
export function judgeLicence({ name, licence }: Pick<LockedPackage, 'name' | 'licence'>): Judgement {
  const known = readByHand.find(([pattern, said]) => pattern.test(name) && (said === '*' || said === (licence ?? '')))
  if (known) return { isAccepted: true, reason: known[2] }
  if (licence === null) return { isAccepted: false, reason: 'says no licence' }
  const choices = licence.replace(/[()]/g, '').split(' OR ')
  const isAccepted = choices.some((choice) => choice.split(' AND ').every((part) => accepted.has(part)))
  return { isAccepted, reason: isAccepted ? 'accepted' : 'not accepted' }
}
