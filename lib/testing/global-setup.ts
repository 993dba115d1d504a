import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  interface ProvidedContext {
    /** A superuser's address of the PostgreSQL server that the tests share. */
    postgresUrl: string
  }
}

export default function setup(project: TestProject): void {
  const url = process.env.TEST_POSTGRES_URL
  if (!url) throw new Error('TEST_POSTGRES_URL is not set')
  project.provide('postgresUrl', url)
}
