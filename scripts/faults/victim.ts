/** Something the product depends on, under our hands. */
export interface Victim {
  stop(): Promise<void>
  start(): Promise<void>
  pause(): Promise<void>
  resume(): Promise<void>
  /** Ends it for good. */
  end(): Promise<void>
}
