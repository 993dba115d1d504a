import type { z } from 'zod'
import type { ErrorCode } from '@/lib/core/errors'

export type HttpMethod = 'get' | 'post' | 'put' | 'patch' | 'delete'

/** A body or an answer: JSON as a schema says, or another content type that is only named. */
export type Content = z.ZodType | { contentType: string; schema?: z.ZodType }

export interface Answer {
  description: string
  content?: Content
  headers?: Record<string, string>
}

/** One call of the HTTP API, as its feature describes it. */
export interface Operation {
  method: HttpMethod
  /** With parameters in braces: `/api/diagrams/{diagramId}`. */
  path: string
  tag: string
  /** A few words; the heading in the documentation. */
  summary: string
  description?: string
  /** Whether it can be called without being signed in. */
  public?: boolean
  /** A probe: neither counted nor cut short. */
  isProbe?: true
  /** Whether its answer has an ETag, and who knows it is told so with 304. */
  isConditional?: true
  params?: z.ZodObject
  query?: z.ZodObject
  /** Request headers by name, with what they are for. */
  headers?: Record<string, string>
  body?: Content
  answers: Record<number, Answer>
  /** The problems beyond those that every call of its kind can meet. */
  problems?: ErrorCode[]
}

/** What one feature adds to the document. */
export interface ApiSection {
  /** Named in the document and referred to wherever they occur. */
  schemas: Record<string, z.ZodType>
  operations: Operation[]
}
