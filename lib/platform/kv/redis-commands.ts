import type { Keep } from './kv'

/** The few commands that a remote store is asked, over whatever transport; every one is atomic. */
export interface RedisCommands {
  get(key: string): Promise<string | null>
  set(key: string, value: string, keep: Keep & { ifAbsent?: boolean }): Promise<boolean>
  delete(key: string): Promise<boolean>
  /** Runs a Lua script on one key. */
  evaluate(script: string, key: string, args: string[]): Promise<unknown>
  ping(): Promise<void>
  /** Connections that are open, or about to be. */
  countConnections(): number
  close(): void
}
