import { createServer } from 'node:net'
import { StartError } from '../start-error'

/** Throws a `StartError` when the web server could not listen; said before minutes go into a build. */
export function assertPortFree({ host, port }: { host: string; port: number }): Promise<void> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', (error) => reject(explainListenFault({ host, port, error })))
    server.listen(port, host, () => server.close(() => resolve()))
  })
}

/** The sentence for a server that cannot listen; the port may also be taken while we were starting. */
export function explainListenFault({ host, port, error }: { host: string; port: number; error: unknown }): StartError {
  const code = error instanceof Error && 'code' in error ? error.code : null
  const reasons: Record<string, string> = {
    EADDRINUSE: `Port ${port} is taken by another program; stop it, or set another PORT.`,
    EACCES: `Port ${port} may not be used by this user; set a PORT above 1023.`,
    EADDRNOTAVAIL: `HOST ${host} is not an address of this machine; correct it, or leave it out.`,
    ENOTFOUND: `HOST ${host} is not an address of this machine; correct it, or leave it out.`,
  }
  const message = error instanceof Error ? error.message : String(error)
  return new StartError(reasons[String(code)] ?? `The server cannot listen on ${host}:${port}: ${message}.`, {
    cause: error,
  })
}
