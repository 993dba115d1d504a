/** What a command of `npx autograph` is given. */
export interface Call {
  values: Readonly<Record<string, string | boolean | undefined>>
  positionals: readonly string[]
  /** Folder of the repository, which is also the working directory. */
  root: string
  /** The folder that the person is in: what relative paths on the command line mean. */
  calledFrom: string
}

/** Returns the exit code; nothing is 0. */
export type Run = (call: Call) => Promise<number | undefined>

export interface Command {
  name: string
  usage: string
  summary: string
  options: Record<string, { type: 'string' | 'boolean'; short?: string }>
  /** Loaded only when it is asked for: some need half of the product. */
  load(): Promise<Run>
}

/** What went wrong and what to do about it, in a sentence; the command ends with 1. */
export class CommandError extends Error {
  override readonly name = 'CommandError'
}
