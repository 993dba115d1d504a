/** Long work that can be laid down between its steps: it yields after each. */
export type Steps<Result> = Generator<void, Result, void>

/** All of it at once. */
export function runAtOnce<Result>(steps: Steps<Result>): Result {
  let step = steps.next()
  while (!step.done) step = steps.next()
  return step.value
}

/** All of it with a pause after each step. */
export async function runInSteps<Result>(steps: Steps<Result>, pause: () => Promise<void>): Promise<Result> {
  let step = steps.next()
  while (!step.done) {
    await pause()
    step = steps.next()
  }
  return step.value
}
