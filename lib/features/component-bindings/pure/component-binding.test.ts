import { expect, it } from 'vitest'
import { bindMeta, findBoundComponent } from './component-binding'

it('finds the component in the meta of a shape, and passes over whatever is no binding of ours', () => {
  const bound = bindMeta({ colour: 'mine' }, 'database')
  expect(bound).toEqual({ colour: 'mine', component: { id: 'database' } })
  expect(findBoundComponent(bound)).toBe('database')
  expect(bindMeta(bound, null)).toEqual({ colour: 'mine' })
  const others = [undefined, {}, { component: null }, { component: 'database' }, { component: [] }, { component: {} }]
  const hostile = [{ component: { id: '../x' } }, { component: { id: 7 } }, { component: { id: 'a'.repeat(99) } }]
  expect([...others, ...hostile].map(findBoundComponent)).toEqual(Array(9).fill(null))
})
