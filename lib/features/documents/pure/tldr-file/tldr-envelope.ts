import { z } from 'zod'
import { limits } from '../../schema'

/** Why a file cannot be imported. The message is a sentence for the person who chose the file. */
export interface TldrFault {
  code: 'too_large' | 'not_json' | 'not_tldraw' | 'first_version' | 'too_new' | 'damaged'
  message: string
}

export const tldrFormatVersion = 1

const schemaOf2023 = z.object({
  schemaVersion: z.literal(1),
  storeVersion: z.number().int().positive(),
  recordVersions: z.record(
    z.string(),
    z.object({
      version: z.number().int().nonnegative(),
      subTypeVersions: z.record(z.string(), z.number().int().nonnegative()).optional(),
      subTypeKey: z.string().optional(),
    }),
  ),
})
const schemaOfToday = z.object({
  schemaVersion: z.literal(2),
  sequences: z.record(z.string(), z.number().int().nonnegative()),
})

const envelope = z.object({
  tldrawFileFormatVersion: z.number().int().positive(),
  schema: z.discriminatedUnion('schemaVersion', [schemaOf2023, schemaOfToday]),
  records: z.array(z.looseObject({ id: z.string(), typeName: z.string() })),
})

export type TldrEnvelope = z.infer<typeof envelope>

/** What every file has in common, whatever is in it. */
const outline = z.looseObject({
  tldrawFileFormatVersion: z.number().optional(),
  document: z.looseObject({ version: z.number() }).optional(),
  schema: z.looseObject({ schemaVersion: z.number() }).optional(),
})

export function readTldrEnvelope(text: string): { file: TldrEnvelope } | { fault: TldrFault } {
  const isTooLarge =
    text.length > limits.maxDocumentBytes ||
    (text.length > limits.maxDocumentBytes / 3 && new TextEncoder().encode(text).byteLength > limits.maxDocumentBytes)
  if (isTooLarge) return fault('too_large', 'The file is too large: a document may have at most 100 MiB.')
  const data = parseJson(text)
  if (data === undefined) return fault('not_json', 'It is not a .tldr file: its contents cannot be read as JSON.')
  const whole = envelope.safeParse(data)
  if (whole.success && whole.data.tldrawFileFormatVersion <= tldrFormatVersion) return { file: whole.data }
  return explain(data, whole.error)
}

function explain(data: unknown, error: z.ZodError | undefined): { fault: TldrFault } {
  const shape = outline.safeParse(data)
  const found = shape.success ? shape.data : {}
  if (found.document) {
    return fault(
      'first_version',
      'It was made with the first version of tldraw. Open it on tldraw.com, save it again, and import that file.',
    )
  }
  const isNewer = (found.tldrawFileFormatVersion ?? 0) > tldrFormatVersion || (found.schema?.schemaVersion ?? 0) > 2
  if (isNewer) return fault('too_new', 'It was made with a newer version of tldraw than this one can read.')
  if (found.tldrawFileFormatVersion === undefined) {
    return fault('not_tldraw', 'It is not a .tldr file: it is JSON, but not a tldraw document.')
  }
  const where = error?.issues[0]?.path.join('.') || 'its outline'
  return fault('damaged', `The file is damaged: ${where} cannot be read.`)
}

const fault = (code: TldrFault['code'], message: string) => ({ fault: { code, message } })

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, ''))
  } catch {
    return undefined
  }
}
