import { expect, it } from 'vitest'
import { CrossBundleError } from './cross-bundle-error'

/** The classes as one more bundle would hold them. */
function load() {
  class Parent extends CrossBundleError {
    static override readonly brand: string = 'Parent'
  }
  class Child extends Parent {
    static override readonly brand: string = 'Child'
  }
  class Unbranded extends Parent {}
  return { Parent, Child, Unbranded }
}

it('is recognised by the copies of its class, and of the classes above, in every bundle', () => {
  const [here, there] = [load(), load()]
  expect(new here.Child()).toBeInstanceOf(there.Child)
  expect(new here.Child()).toBeInstanceOf(there.Parent)
  expect(new here.Unbranded()).toBeInstanceOf(there.Parent)
  expect(new here.Child()).toBeInstanceOf(Error)
})

it('is nothing else', () => {
  const [here, there] = [load(), load()]
  expect(new here.Parent()).not.toBeInstanceOf(there.Child)
  expect(new here.Parent()).not.toBeInstanceOf(here.Unbranded)
  expect(new Error('x')).not.toBeInstanceOf(here.Parent)
  expect(null).not.toBeInstanceOf(here.Parent)
  expect(Object.create(null)).not.toBeInstanceOf(here.Parent)
})
