import { remember } from '../remember'

/**
 * Whether `server.mjs` runs in this process, which remembers true before anything else: there is somebody who takes sockets,
 * and the process lives until it is told to stop. A host that runs Next alone has neither.
 */
export const hasOwnServer = (): boolean => remember('net.peerTold', () => false)
