import Link from 'next/link'
import { Mark } from '@/components/ui/mark'
import type { OpenApiDocument } from '@/lib/features/openapi/schema'
import { Fields, listFields } from './fields'
import { Operation } from './operation'

const slug = (name: string) => name.toLowerCase().replaceAll(' ', '-')

/** The OpenAPI document for people. */
export function ApiReference({ document }: { document: OpenApiDocument }) {
  const calls = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  )
  return (
    <div className="mx-auto max-w-200 px-6 pb-24">
      <header className="flex h-16 items-center">
        <Link href="/" className="inline-flex rounded-control">
          <Mark />
        </Link>
      </header>
      <main className="pt-6">
        <h1 className="font-semibold text-display">API</h1>
        <div className="mt-3 flex flex-col gap-2 text-body text-muted">
          {document.info.description.split('\n\n').map((paragraph) => (
            <p key={paragraph}>{withCode(paragraph)}</p>
          ))}
          <p>
            The same as{' '}
            <a href="/api/openapi.json" className="text-accent underline underline-offset-2">
              an OpenAPI 3.1 document
            </a>
            .
          </p>
        </div>
        {document.tags.map(({ name }) => (
          <section key={name} aria-labelledby={slug(name)} className="mt-10">
            <h2 id={slug(name)} className="mb-3 font-semibold text-lead">
              {name}
            </h2>
            <div className="overflow-hidden rounded-panel border border-line">
              {calls
                .filter(({ operation }) => operation.tags.includes(name))
                .map((call) => (
                  <Operation key={`${call.method} ${call.path}`} {...call} />
                ))}
            </div>
          </section>
        ))}
        <section aria-labelledby="schemas" className="mt-10 flex flex-col gap-6">
          <h2 id="schemas" className="font-semibold text-lead">
            Objects
          </h2>
          {Object.entries(document.components.schemas).map(([name, schema]) => (
            <section key={name} aria-labelledby={`schema-${name}`}>
              <h3 id={`schema-${name}`} className="mb-1 font-medium font-mono text-meta">
                {name}
              </h3>
              <Fields title="Fields" fields={listFields(schema)} />
            </section>
          ))}
        </section>
      </main>
    </div>
  )
}

/** Words in backticks as code. */
function withCode(text: string) {
  return text.split('`').map((part, index) =>
    index % 2 === 0 ? (
      part
    ) : (
      <code key={part} className="rounded-[4px] bg-sunken px-1 py-0.5 font-mono text-caption text-ink">
        {part}
      </code>
    ),
  )
}
