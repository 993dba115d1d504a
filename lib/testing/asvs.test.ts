import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'

const evidence = z.strictObject({
  file: z.string(),
  /** A part of what a test is called. */
  test: z.string().min(8).optional(),
  /** What to look at in a file that is no test. */
  symbol: z.string().min(4).optional(),
  heading: z.string().min(3).optional(),
})

const requirement = z.strictObject({
  id: z.string().regex(/^v5\.0\.0-\d+\.\d+\.\d+$/),
  status: z.enum(['met', 'partly', 'not-met', 'not-applicable']),
  about: z.string().min(3),
  evidence: z.array(evidence).min(1).optional(),
  note: z.string().optional(),
})

const { requirements } = z
  .strictObject({ standard: z.string(), requirements: z.array(requirement) })
  .parse(JSON.parse(readFileSync('docs/security/asvs.json', 'utf8')))

/** How many of levels 1 and 2 each section of the standard has, where they are the first ones of it. */
const sections: Record<string, number> = {
  ...{ '1.1': 2, '1.2': 9, '1.3': 11, '1.4': 3, '1.5': 2, '2.1': 3, '2.2': 3, '2.3': 4, '2.4': 1, '3.2': 2, '3.3': 4 },
  ...{ '3.4': 6, '3.5': 5, '3.7': 2, '4.1': 3, '4.2': 1, '4.3': 2, '4.4': 4, '5.1': 1, '5.2': 3, '5.3': 2, '5.4': 3 },
  ...{ '6.1': 3, '6.2': 12, '6.3': 4, '6.4': 4, '6.5': 5, '6.6': 3, '6.8': 4, '7.1': 3, '7.2': 4, '7.3': 2, '7.4': 5 },
  ...{
    '7.5': 2,
    '7.6': 2,
    '8.1': 2,
    '8.2': 3,
    '8.3': 1,
    '8.4': 1,
    '9.1': 3,
    '9.2': 4,
    '10.1': 2,
    '10.2': 2,
    '10.3': 4,
  },
  ...{ '10.4': 11, '10.5': 5, '10.6': 2, '10.7': 3, '11.1': 2, '11.2': 3, '11.3': 3, '11.4': 4, '11.5': 1, '11.6': 1 },
  ...{ '12.1': 3, '12.2': 2, '12.3': 4, '13.1': 1, '13.2': 5, '13.3': 2, '13.4': 5, '14.1': 2, '14.2': 4, '14.3': 3 },
  ...{ '15.1': 3, '15.2': 3, '15.3': 7, '16.1': 1, '16.2': 5, '16.3': 4, '16.4': 3, '16.5': 3, '17.1': 1, '17.2': 4 },
  '17.3': 2,
}
const ids = Object.entries(sections).flatMap(([section, count]) =>
  Array.from({ length: count }, (_, index) => `v5.0.0-${section}.${index + 1}`),
)

/** What is wrong with a piece of evidence; null when it is there. */
function findFault({ file, test, symbol, heading }: z.infer<typeof evidence>): string | null {
  if (!existsSync(file)) return `${file} is not there`
  const text = readFileSync(file, 'utf8')
  if (test !== undefined) {
    const names = [...text.matchAll(/\b(?:it|test)\b[^\n]*/g)].map(([line]) => line).join('\n')
    return names.includes(test) || text.includes(`\n    '${test}`) ? null : `${file} has no test “${test}”`
  }
  if (heading !== undefined) {
    return text.split('\n').some((line) => /^#+ /.test(line) && line.includes(heading))
      ? null
      : `${file} has no heading “${heading}”`
  }
  return symbol !== undefined && text.includes(symbol) ? null : `${file} has no “${symbol ?? 'evidence'}”`
}

describe('the map to OWASP ASVS 5.0', () => {
  it('has every requirement of levels 1 and 2, once', () => {
    expect(ids.length).toBe(253)
    expect(requirements.map(({ id }) => id)).toEqual(ids)
  })

  it('points at what is there', () => {
    const faults = requirements.flatMap(({ id, evidence: given = [] }) =>
      given.map(findFault).flatMap((fault) => (fault ? [`${id}: ${fault}`] : [])),
    )
    expect(faults).toEqual([])
  })

  it('says why where something is not met, and shows what is', () => {
    const silent = requirements.filter(({ status, evidence: given, note }) =>
      status === 'met' ? !given : status === 'partly' ? !given || !note : !note,
    )
    expect(silent.map(({ id }) => id)).toEqual([])
  })

  it('is counted in the documentation', () => {
    const count = (status: string) => requirements.filter((one) => one.status === status).length
    const sentence = `${count('met')} met, ${count('partly')} partly, ${count('not-met')} not met, ${count('not-applicable')} not applicable`
    expect(readFileSync('docs/SECURITY.md', 'utf8')).toContain(sentence)
  })
})
