/** Nothing that we start reports home, asks for its newest version, or repairs itself from the network. */
export const quietTools = {
  NEXT_TELEMETRY_DISABLED: '1',
  NEXT_IGNORE_INCORRECT_LOCKFILE: '1',
  CHECKPOINT_DISABLE: '1',
  PRISMA_HIDE_UPDATE_MESSAGE: '1',
} as const

/** Next's development server asks the npm registry for its newest version and has no setting against it. */
export function refuseVersionCheck(): void {
  const fetchAnything = globalThis.fetch
  globalThis.fetch = async (input, init) => {
    const url = input instanceof Request ? input.url : String(input)
    if (url.startsWith('https://registry.npmjs.org/')) throw new TypeError('AutoGraph does not call home.')
    return fetchAnything(input, init)
  }
}
