/** Tells the tabs that live from those that are gone, so that what a dead tab left is taken over by exactly one other. */
export interface TabClaims {
  /** Marks this tab as alive until the page is gone or the returned function is called. */
  hold(tabId: string): Promise<() => void>
  /** Takes over a tab that is gone; null while it lives or another tab has taken it. */
  take(tabId: string): Promise<(() => void) | null>
}

const lockName = (tabId: string) => `autograph-tab-${tabId}`

/** The browser's own locks, which end with the tab, however it ends. Only where the page is a secure context. */
export function createLockClaims(locks: LockManager): TabClaims {
  const acquire = (tabId: string, options: LockOptions) =>
    new Promise<(() => void) | null>((resolve, reject) => {
      const held = (lock: Lock | null) =>
        lock === null ? resolve(null) : new Promise<void>((release) => resolve(() => release()))
      locks.request(lockName(tabId), options, held).catch(reject)
    })
  return {
    hold: async (tabId) => (await acquire(tabId, {})) ?? (() => undefined),
    take: (tabId) => acquire(tabId, { ifAvailable: true }),
  }
}

/** The part of a BroadcastChannel that is used. */
export interface ClaimChannel {
  onmessage: ((event: never) => void) | null
  postMessage(message: string): void
  close(): void
}

const answerWithinMs = 400

/**
 * For plain http, where browsers offer no locks: whoever wants a tab's changes asks whether it lives. Two tabs that ask in
 * the same moment both take them, which is harmless, since applying the same changes twice changes nothing.
 */
export function createChannelClaims(open: (name: string) => ClaimChannel): TabClaims {
  const hold = async (tabId: string) => {
    const channel = open(lockName(tabId))
    channel.onmessage = (event: { data: unknown }) => event.data === 'alive?' && channel.postMessage('alive')
    return () => channel.close()
  }
  const isAlive = (tabId: string) =>
    new Promise<boolean>((resolve) => {
      const channel = open(lockName(tabId))
      const answer = (alive: boolean) => {
        clearTimeout(timer)
        channel.close()
        resolve(alive)
      }
      const timer = setTimeout(() => answer(false), answerWithinMs)
      channel.onmessage = (event: { data: unknown }) => event.data === 'alive' && answer(true)
      channel.postMessage('alive?')
    })
  return { hold, take: async (tabId) => ((await isAlive(tabId)) ? null : hold(tabId)) }
}

export function createTabClaims(): TabClaims {
  return 'locks' in navigator && navigator.locks
    ? createLockClaims(navigator.locks)
    : createChannelClaims((name) => new BroadcastChannel(name))
}
