import { once } from 'node:events'
import { type IncomingMessage, request } from 'node:http'
import { dialOperatorHost } from '@/lib/platform/fetch/dial-operator-host'
import { type Finding, found } from '../check'
import type { CheckTarget } from '../schema-checks'
import { findJsonPath } from './find-json-path'
import { matchesStatus } from './match-status'

type HttpTarget = Extract<CheckTarget, { kind: 'http' }>

const maxBytes = 256 * 1024

/** Asks once, without following anything, and compares. Throws when there is no answer. */
export async function probeHttp(target: HttpTarget, signal: AbortSignal): Promise<Finding> {
  const response = await ask(target, signal)
  try {
    const status = response.statusCode ?? 0
    const detail = `HTTP ${status}`
    if (!matchesStatus(status, target.expected_status))
      return found('down', `It answered ${status} instead of ${target.expected_status}.`, detail)
    if (target.keyword === undefined && target.json_path === undefined) return found('up', null, detail)
    return judgeBody(target, await readText(response)) ?? found('up', null, detail)
  } finally {
    response.destroy()
  }
}

async function ask({ url, method }: HttpTarget, signal: AbortSignal): Promise<IncomingMessage> {
  const { protocol, hostname: bracketed, port, host, pathname, search, username, password } = new URL(url)
  const isSecure = protocol === 'https:'
  const hostname = bracketed.replace(/^\[(.*)\]$/, '$1')
  const target = { hostname, port: Number(port || (isSecure ? 443 : 80)) }
  const socket = await dialOperatorHost(target, { isSecure, signal })
  const asked = request({
    createConnection: () => socket,
    signal,
    method,
    host: hostname,
    path: pathname + search,
    headers: {
      host,
      accept: '*/*',
      'accept-encoding': 'identity',
      'user-agent': 'AutoGraph check',
      connection: 'close',
    },
    ...(username ? { auth: `${decodeURIComponent(username)}:${decodeURIComponent(password)}` } : {}),
  })
  asked.on('close', () => socket.destroy())
  asked.on('error', () => undefined)
  asked.end()
  const [response] = (await once(asked, 'response', { signal })) as [IncomingMessage]
  return response
}

async function readText(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let sizeBytes = 0
  for await (const chunk of response) {
    chunks.push(chunk)
    sizeBytes += chunk.length
    if (sizeBytes >= maxBytes) break
  }
  return Buffer.concat(chunks).subarray(0, maxBytes).toString()
}

function judgeBody({ keyword, json_path: path, json_value: wanted }: HttpTarget, text: string): Finding | null {
  if (keyword !== undefined && !text.includes(keyword)) return found('down', 'Its answer does not have the keyword.')
  if (path === undefined) return null
  const value = findJsonPath(parse(text), path)
  if (value === undefined || value === null) return found('down', `Its answer has nothing at ${path}.`)
  if (wanted === undefined) return value === false ? found('down', `Its answer says false at ${path}.`) : null
  const said = typeof value === 'object' ? JSON.stringify(value) : String(value)
  return said === wanted ? null : found('down', `Its answer at ${path} is another one.`, said.slice(0, 200))
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
