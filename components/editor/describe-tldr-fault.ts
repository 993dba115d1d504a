import type { parseTldrawJsonFile } from 'tldraw'

type Fault = Extract<ReturnType<typeof parseTldrawJsonFile>, { ok: false }>['error']

/** Why a `.tldr` file cannot be opened, as a sentence. */
export function describeTldrFault(fault: Fault): string {
  switch (fault.type) {
    case 'notATldrawFile':
      return 'It is not a .tldr file, or it is damaged.'
    case 'fileFormatVersionTooNew':
      return 'It was made with a newer version of tldraw.'
    case 'migrationFailed':
      return 'It was made with a version of tldraw that cannot be read.'
    case 'invalidRecords':
      return 'It contains shapes that are not valid, so it may be damaged.'
    case 'v1File':
      return 'It was made with the first version of tldraw. Open it on tldraw.com and save it again.'
  }
}
