export interface SentryTarget {
  /** Where envelopes are posted. */
  url: string
  publicKey: string
}

/** `https://<key>@host/path/<project>` as https://develop.sentry.dev/sdk/overview/#parsing-the-dsn says; null when it is not one. */
export function parseSentryDsn(dsn: string): SentryTarget | null {
  const { protocol, host, username, pathname } = new URL(dsn)
  const [, path = '', project] = /^(.*)\/([^/]+)\/?$/.exec(pathname) ?? []
  if (!username || !project) return null
  return { url: `${protocol}//${host}${path}/api/${project}/envelope/`, publicKey: decodeURIComponent(username) }
}
