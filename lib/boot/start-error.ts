/** Why the product cannot start, in one sentence that tells the person who started it what to do. */
export class StartError extends Error {
  override readonly name = 'StartError'
}
