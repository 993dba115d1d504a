import { TLDOCUMENT_ID } from '@tldraw/tlschema'
import { componentIdPattern, mostWatched } from '@/lib/core/component-news'
import { JsonScanner, maxJsonDepth } from '@/lib/core/json-scanner'
import { mayHoldRefusedKeys } from '@/lib/core/refused-keys'
import { makeStorable, mayHoldUnstorableText } from '@/lib/features/documents/pure/storable-text'
import { dropRefusedKeys } from './drop-refused-keys'
import type { ClientEvent, DocumentDiff, WatchRequest } from './protocol'

export type ParsedMessage =
  | { ok: true; message: ClientEvent | WatchRequest /** The diff is not quite what was sent. */; isChanged: boolean }
  /** The reason is for the client, the fault for the log. */
  | { ok: false; reason: 'INVALID_MESSAGE' | 'INVALID_RECORD'; fault: string }

type Fields = Record<string, unknown>

const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const isClock = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0
const idPattern = /^(?=.{1,300}$)[a-z_]+:./s

/**
 * Checks the outline of a message: everything the room relies on and does not check itself. Whether a record is valid is
 * for the schema to say, in the room.
 */
export function parseClientMessage(text: string): ParsedMessage {
  if (isTooDeep(text)) return { ok: false, reason: 'INVALID_MESSAGE', fault: 'nested too deeply' }
  const parsed = parseJson(text)
  if (!isObject(parsed)) return { ok: false, reason: 'INVALID_MESSAGE', fault: 'a message must be a JSON object' }
  const storable = mayHoldUnstorableText(text) ? makeStorable(parsed) : parsed
  const fault = findFault(storable)
  if (fault) return { ok: false, reason: storable.type === 'push' ? 'INVALID_RECORD' : 'INVALID_MESSAGE', fault }
  const message = mayHoldRefusedKeys(text) ? dropRefusedKeys(storable) : storable
  return { ok: true, message: message as object as ClientEvent | WatchRequest, isChanged: message !== parsed }
}

/** PostgreSQL gives up on it, and so does whatever recurses. A message too short to be deep is not looked at. */
function isTooDeep(text: string): boolean {
  if (text.length <= 2 * maxJsonDepth) return false
  const scanner = new JsonScanner(Buffer.from(text))
  scanner.advance(Number.POSITIVE_INFINITY)
  return scanner.isTooDeep
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function findFault(message: Fields): string | null {
  switch (message.type) {
    case 'ping':
      return null
    case 'connect':
      return findFaultOfConnect(message)
    case 'push':
      return findFaultOfPush(message)
    case 'watch':
      return findFaultOfWatch(message)
    default:
      return 'unknown type of message'
  }
}

function findFaultOfConnect(message: Fields): string | null {
  if (typeof message.connectRequestId !== 'string' || message.connectRequestId.length > 200) return 'connectRequestId'
  if (!isClock(message.lastServerClock)) return 'lastServerClock must be a clock'
  if (message.schema !== undefined && message.schema !== null && !isObject(message.schema)) return 'schema'
  return null
}

function findFaultOfWatch({ version, components }: Fields): string | null {
  if (version !== 1) return 'unknown version'
  if (!Array.isArray(components) || components.length > mostWatched) return 'components'
  return components.every((id) => typeof id === 'string' && componentIdPattern.test(id)) ? null : 'not a component'
}

function findFaultOfPush(message: Fields): string | null {
  if (!isClock(message.clientClock)) return 'clientClock must be a clock'
  const { presence, diff } = message
  if (presence !== undefined && !isPresence(presence)) return 'presence'
  if (diff === undefined || diff === null) return null
  if (!isObject(diff)) return 'diff must be an object'
  for (const [id, op] of Object.entries(diff)) {
    const fault = findFaultOfOp(id, op)
    if (fault) return fault
  }
  return null
}

const isPresence = (presence: unknown): boolean =>
  Array.isArray(presence) && (presence[0] === 'put' || presence[0] === 'patch') && isObject(presence[1])

function findFaultOfOp(id: string, op: unknown): string | null {
  if (!idPattern.test(id) || !Array.isArray(op)) return 'not an operation on a record'
  const [type, value] = op as unknown[]
  switch (type) {
    case 'put':
      // The library stores a record under the key it came with, whatever the record says of itself.
      if (isObject(value) && value.id === id && id.startsWith(`${String(value.typeName)}:`)) return null
      return 'a record must be put under its own id'
    case 'patch':
      return isObject(value) && !('id' in value) && !('typeName' in value) ? null : 'a patch must keep id and type'
    case 'remove':
      return id === TLDOCUMENT_ID ? 'the document record cannot be removed' : null
    default:
      return 'unknown operation'
  }
}

/** An upper bound of how much a push makes the document grow, in bytes of JSON. Removing records may shrink it. */
export function computeGrowth(diff: DocumentDiff, sizeOf: (id: string) => number): number {
  let bytes = 0
  for (const [id, op] of Object.entries(diff)) {
    if (op[0] !== 'patch') bytes -= sizeOf(id)
    if (op[0] !== 'remove') bytes += Buffer.byteLength(JSON.stringify(op[1]))
  }
  return bytes
}
