import { expect, it } from 'vitest'
import { describeStanding } from './describe-component'

const since = '2026-06-15T12:00:00.000Z'

it('says how long a state lasts, but not how long nothing has been known', () => {
  expect([
    describeStanding({ status: 'up', message: null, since }),
    describeStanding({ status: 'down', message: 'Connection refused.', since }),
    describeStanding({ status: 'unknown', message: null, since }),
    describeStanding({ status: 'unknown', message: 'Mail is not set up.', since }),
  ]).toEqual([
    { message: null, since },
    { message: 'Connection refused.', since },
    { message: 'Not checked yet', since: null },
    { message: 'Mail is not set up.', since: null },
  ])
})
