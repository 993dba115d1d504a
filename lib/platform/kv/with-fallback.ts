import { KvUnavailable } from './kv'

/** What `ask` gives, or `fallback` when the store cannot be reached. Any other error is a fault and stays one. */
export async function withFallback<T>(ask: () => Promise<T>, fallback: () => T | Promise<T>): Promise<T> {
  try {
    return await ask()
  } catch (error) {
    if (error instanceof KvUnavailable) return fallback()
    throw error
  }
}
