import type { Keep } from './kv'

/** The few commands that a remote store is asked, over whatever transport; every one is atomic. */
export interface RedisCommands {
  get(key: string): Promise<string | null>
  set(key: string, value: string, keep: Keep & { ifAbsent?: boolean }): Promise<boolean>
  delete(key: string): Promise<boolean>
  /** Runs a Lua script on one key. */
  evaluate(script: string, key: string, args: string[]): Promise<unknown>
  ping(): Promise<void>
  /** What the first commands of a process wait for; null once it is known whether there is a connection. */
  firstConnection(): Promise<void> | null
  /** Connections that are open. */
  countConnections(): number
  close(): void
}
