import { HttpDiagramClient, type HttpDiagramClientOptions } from '@/lib/sync/client/http/http-diagram-client'
import { makeHttpTransport } from './make-http-transport'

/** Loaded only where there is no live connection. */
export const openOverHttp = (options: Omit<HttpDiagramClientOptions, 'transport' | 'isVisible'>): HttpDiagramClient =>
  new HttpDiagramClient({
    ...options,
    transport: makeHttpTransport(options.diagramId),
    isVisible: () => !document.hidden,
  })
