import type { Metadata } from 'next'
import { ApiReference } from '@/components/docs/api-reference'
import { getOpenApiDocument } from '@/lib/features/openapi/get-openapi-document'

export const metadata: Metadata = { title: 'API' }

export default function ApiDocsPage() {
  return <ApiReference document={getOpenApiDocument()} />
}
