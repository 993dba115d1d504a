/** The package's published types belong to Express; these are for plain Node, with the options that we use. */
declare module 'compression' {
  import type { IncomingMessage, ServerResponse } from 'node:http'
  import type { BrotliOptions } from 'node:zlib'

  type Filter = (request: IncomingMessage, response: ServerResponse) => boolean

  interface Options {
    threshold: number
    level: number
    brotli: BrotliOptions
    filter: Filter
  }

  function compression(options: Options): (request: IncomingMessage, response: ServerResponse, next: () => void) => void

  namespace compression {
    const filter: Filter
  }

  export = compression
}
