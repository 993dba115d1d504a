import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { listFiles } from '@/lib/testing/list-files'
import { definitions } from './definitions'

/** Named by what they count for: `${service}_requests_total`. */
const named = /^(auth|diagram)_service_(requests_total|request_duration_seconds|active_connections)$/

it('every metric that is defined is measured somewhere', () => {
  const source = listFiles('lib')
    .filter((path) => path.endsWith('.ts') && !/\.test\.ts$|metrics\/definitions\.ts$|^lib\/testing\//.test(path))
    .map((path) => readFileSync(path, 'utf8'))
    .join('\n')
  const unused = Object.keys(definitions).filter((name) => !named.test(name) && !source.includes(`'${name}'`))
  expect(unused).toEqual([])
})
