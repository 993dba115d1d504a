import type { IncomingMessage, ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'

/** `GET` and `PUT /bucket?lifecycle` as S3 answers them; false for any other request. `rules` are the documents by bucket. */
export function answerLifecycle(
  request: IncomingMessage,
  response: ServerResponse,
  rules: Map<string, string>,
): boolean {
  const url = new URL(request.url ?? '/', 'http://localhost')
  if (!url.searchParams.has('lifecycle')) return false
  const bucket = url.pathname.split('/')[1] ?? ''
  if (request.method === 'PUT') void keep(request, response, (document) => rules.set(bucket, document))
  else if (rules.has(bucket)) send(response, 200, rules.get(bucket) ?? '')
  else send(response, 404, '<Error><Code>NoSuchLifecycleConfiguration</Code></Error>')
  return true
}

async function keep(request: IncomingMessage, response: ServerResponse, set: (document: string) => void) {
  const document = await text(request)
  const fault = findFault(request, document)
  if (fault) return send(response, 400, `<Error><Code>${fault}</Code></Error>`)
  set(document)
  send(response, 200, '')
}

/** S3 takes a document only with a checksum, and only rules that have a name of their own, a filter and something to do. */
function findFault({ headers }: IncomingMessage, document: string): string | null {
  const isChecked = Object.keys(headers).some((name) => name === 'content-md5' || name.startsWith('x-amz-checksum-'))
  if (!isChecked) return 'InvalidRequest'
  const rules = document.match(/<Rule>.*?<\/Rule>/gs) ?? []
  const ids = new Set(rules.map((rule) => /<ID>([^<]{1,255})<\/ID>/.exec(rule)?.[1]))
  const isWhole = (rule: string) =>
    /<Status>(Enabled|Disabled)<\/Status>/.test(rule) &&
    /<Filter>.*<\/Filter>/s.test(rule) &&
    /<(Expiration|AbortIncompleteMultipartUpload)><Days(AfterInitiation)?>[1-9]\d*</.test(rule)
  const isValid = rules.length > 0 && ids.size === rules.length && !ids.has(undefined) && rules.every(isWhole)
  return isValid ? null : 'MalformedXML'
}

const send = (response: ServerResponse, status: number, document: string): void =>
  void response.writeHead(status, { 'content-type': 'application/xml' }).end(document)
