import { ChevronRight } from 'lucide-react'
import { cn } from '@/components/ui/cn'
import type { OperationObject, ResponseObject } from '@/lib/features/openapi/schema'
import { describeType } from './describe-type'
import { Fields, listFields } from './fields'

interface OperationProps {
  method: string
  path: string
  operation: OperationObject
}

/** One call: a line that opens. */
export function Operation({ method, path, operation }: OperationProps) {
  const { summary, description, parameters, requestBody, responses, security } = operation
  const [contentType, body] = Object.entries(requestBody?.content ?? {})[0] ?? []
  return (
    <details className="group border-line border-t first:border-t-0">
      <summary className="flex cursor-pointer list-none flex-wrap items-baseline gap-x-3 gap-y-0.5 px-4 py-2.5 hover:bg-hover [&::-webkit-details-marker]:hidden">
        <ChevronRight
          aria-hidden
          className="size-3.5 shrink-0 self-center text-faint transition-transform group-open:rotate-90"
        />
        <code className={cn('w-14 font-medium font-mono text-caption uppercase', methodColor[method])}>{method}</code>
        <code className="min-w-0 break-all font-mono text-meta">{path}</code>
        <span className="text-meta text-muted max-sm:w-full max-sm:pl-7 sm:ml-auto">{summary}</span>
      </summary>
      <div className="flex flex-col gap-4 px-4 pt-1 pb-5 sm:pl-11">
        <p className="text-body">
          {description ? `${description} ` : ''}
          <span className="text-muted">{security.length > 0 ? 'Needs a signed-in session.' : 'Open to everyone.'}</span>
        </p>
        <Fields title="In the address and headers" fields={parameters} />
        {body?.schema ? <Fields title={`Body, ${contentType}`} fields={listFields(body.schema)} /> : null}
        <Answers responses={responses} />
      </div>
    </details>
  )
}

const methodColor: Record<string, string> = {
  get: 'text-up',
  post: 'text-accent',
  put: 'text-degraded',
  patch: 'text-degraded',
  delete: 'text-down',
}

function Answers({ responses }: { responses: Record<string, ResponseObject> }) {
  return (
    <div>
      <h4 className="font-medium text-caption text-muted">Answers</h4>
      <ul className="mt-1.5 flex flex-col gap-1 text-meta">
        {Object.entries(responses).map(([status, { description, content }]) => {
          const [contentType, answer] = Object.entries(content ?? {})[0] ?? []
          return (
            <li key={status} className="flex items-baseline gap-3">
              <code className="font-mono tabular-nums">{status}</code>
              <span className="text-muted">
                {description}{' '}
                {contentType ? (
                  <code className="font-mono text-caption">
                    {answer?.schema ? describeType(answer.schema) : contentType}
                  </code>
                ) : null}
              </span>
            </li>
          )
        })}
      </ul>
    </div>
  )
}
