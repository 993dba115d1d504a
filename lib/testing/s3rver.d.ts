declare module 's3rver' {
  import type { IncomingMessage, ServerResponse } from 'node:http'

  export default class S3rver {
    constructor(options: { directory: string; silent: boolean })
    readonly store: import('./s3-server').S3FileStore
    callback(): (request: IncomingMessage, response: ServerResponse) => Promise<void>
  }
}
