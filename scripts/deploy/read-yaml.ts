import { readFileSync } from 'node:fs'
import { parse, parseAllDocuments } from 'yaml'
import type { z } from 'zod'

/** One YAML file as the shape that is asked of it. */
export const readYaml = <Schema extends z.ZodType>(path: string, schema: Schema): z.infer<Schema> =>
  schema.parse(parse(readFileSync(path, 'utf8'), { merge: true }))

/** The documents of a YAML text; throws at the first fault in its syntax. */
export const parseDocuments = (text: string): unknown[] =>
  parseAllDocuments(text).map((document) => {
    if (document.errors[0]) throw document.errors[0]
    return document.toJS()
  })
