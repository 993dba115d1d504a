import { describe, expect, it } from 'vitest'
import { judgePassword } from './judge-password'
import { makePasswordEstimator } from './make-password-estimator'

const estimator = makePasswordEstimator()
const ann = { name: 'Ann Example', email: 'ann.fisher@acme.example', minLength: 12 }
const judge = (password: string, person: Partial<typeof ann> = {}) =>
  judgePassword({ ...ann, ...person, password }, estimator)

describe('a password may be chosen', () => {
  it.each([
    'correct horse battery',
    'Zoë und zwölf Zeichen',
    'planning a winter garden',
    '漢字漢字とひらがなを混ぜた合言葉',
    'qS3xZr8LmP0v',
    `${'a'.repeat(40)} slow kettle under nine bridges`,
    'm9$Kx!q2'.repeat(16),
  ])('%s', (password) => expect(judge(password).fault).toBeNull())
})

describe('a password is refused', () => {
  it.each([
    ['elevenchars', 'too_short'],
    ['Tr0ub4dor&3', 'too_short'],
    // Eleven characters once composed, twelve as typed; and eleven that are twenty-two UTF-16 units.
    [`e\u0301${'x'.repeat(10)}`, 'too_short'],
    ['😀'.repeat(11), 'too_short'],
    ['qS3xZr8LmP0v'.repeat(11), 'too_long'],
    ['1q2w3e4r5t6y', 'common'],
    [' UnBelievable ', 'common'],
    ['Password1234!', 'guessable'],
    ['P@ssw0rd2026!', 'guessable'],
    ['aaaaaaaaaaaaaaaaaaaa', 'guessable'],
    ['passwordpassword', 'common'],
    ['1234567890123', 'guessable'],
    ['m9$K'.repeat(8), 'guessable'],
    ['slow kettle EXAMPLE bridges', 'personal'],
    ['slow kettle Ann bridges', 'personal'],
    ['slow kettle fisher bridges', 'personal'],
    ['slow kettle annfisher bridges', 'personal'],
    ['slow kettle AutoGraph bridges', 'personal'],
  ])('%s: %s', (password, code) => expect(judge(password).fault?.code).toBe(code))

  it('whatever the accents and the case of the name in it', () => {
    expect(judge('slow kettle zoe bridges', { name: 'Zoë' }).fault?.message).toContain('“zoe”')
    expect(judge('slow JÜRGEN bridges', { name: 'Jurgen K.' }).fault?.code).toBe('personal')
  })

  it('by the length that is set', () => {
    expect(judge('qS3xZr8LmP0v', { minLength: 15 }).fault).toEqual({
      code: 'too_short',
      message: 'Use at least 15 characters.',
    })
  })
})

it('takes no long time over what is made to take long', () => {
  const hostile = ['4@8({[<3369!|10$5+7%2'.repeat(6), '0123456789'.repeat(12), 'p4$$w0rd'.repeat(16), '('.repeat(128)]
  for (const password of hostile) {
    const startedAt = performance.now()
    judge(password)
    // With the library's defaults each takes seconds.
    expect(performance.now() - startedAt).toBeLessThan(1_000)
  }
})
