import { createHash, createHmac } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

interface Signed {
  scope: string
  date: string
  headers: string[]
  payload: string
  signature: string
}

/** Why a request is refused, as S3's own code; null when its signature (version 4, in a header or the address) holds. */
export function findSignatureFault(request: IncomingMessage, secret: string, nowMs = Date.now()): string | null {
  const url = new URL(request.url ?? '/', 'http://localhost')
  const signed = url.searchParams.has('X-Amz-Signature') ? readQuery(url) : readHeader(request)
  if (!signed) return 'AccessDenied'
  const expires = Number(url.searchParams.get('X-Amz-Expires') ?? 900) * 1000
  if (nowMs > parseDate(signed.date) + expires) return 'AccessDenied'
  return sign(request, url, signed, secret) === signed.signature ? null : 'SignatureDoesNotMatch'
}

function readQuery({ searchParams }: URL): Signed {
  const get = (name: string) => searchParams.get(`X-Amz-${name}`) ?? ''
  return {
    scope: get('Credential').split('/').slice(1).join('/'),
    date: get('Date'),
    headers: get('SignedHeaders').split(';'),
    payload: 'UNSIGNED-PAYLOAD',
    signature: get('Signature'),
  }
}

function readHeader({ headers }: IncomingMessage): Signed | null {
  const [, scope = '', names = '', signature = ''] =
    /Credential=[^/]+\/([^,]+), *SignedHeaders=([^,]+), *Signature=(\w+)/.exec(headers.authorization ?? '') ?? []
  const payload = String(headers['x-amz-content-sha256'])
  return signature
    ? { scope, date: String(headers['x-amz-date']), headers: names.split(';'), payload, signature }
    : null
}

const encode = (text: string) =>
  encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)

function sign(request: IncomingMessage, url: URL, signed: Signed, secret: string): string {
  const query = [...url.searchParams]
    .filter(([name]) => name !== 'X-Amz-Signature')
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .sort()
  const headers = signed.headers.map((name) => `${name}:${String(request.headers[name]).trim().replace(/ +/g, ' ')}\n`)
  const whole = [
    request.method,
    url.pathname,
    query.join('&'),
    headers.join(''),
    signed.headers.join(';'),
    signed.payload,
  ]
  const hash = createHash('sha256').update(whole.join('\n')).digest('hex')
  const key = signed.scope.split('/').reduce<string | Buffer>((last, part) => hmac(last, part), `AWS4${secret}`)
  return hmac(key, ['AWS4-HMAC-SHA256', signed.date, signed.scope, hash].join('\n')).toString('hex')
}

const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest()

const parseDate = (date: string) =>
  Date.parse(date.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'))
