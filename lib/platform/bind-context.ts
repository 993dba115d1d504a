import { AsyncResource } from 'node:async_hooks'

/**
 * A function that runs in the async context it is bound in, as `AsyncResource.bind` makes one; that also describes a
 * deprecated property on each, twice for every statement.
 */
export function bindContext<Args extends unknown[]>(callback: (...args: Args) => void): (...args: Args) => void {
  const resource = new AsyncResource('bound')
  return (...args) => resource.runInAsyncScope(callback, null, ...args)
}
