import { z } from 'zod'

const healthcheck = z.object({
  test: z.union([z.string(), z.array(z.string())]),
  interval: z.string(),
  retries: z.number(),
})

/** What our tests ask about in a Compose file; that it is one is for the published schema to say. */
export const composeFile = z.object({
  services: z.record(
    z.string(),
    z.object({
      image: z.string(),
      entrypoint: z.array(z.string()).optional(),
      command: z.array(z.string()).optional(),
      environment: z.record(z.string(), z.string()).default({}),
      secrets: z.array(z.string()).default([]),
      ports: z.array(z.string()).default([]),
      volumes: z.array(z.string()).default([]),
      profiles: z.array(z.string()).default([]),
      read_only: z.boolean().optional(),
      cap_drop: z.array(z.string()).optional(),
      security_opt: z.array(z.string()).optional(),
      stop_grace_period: z.string().optional(),
      healthcheck,
      deploy: z
        .object({ resources: z.object({ limits: z.object({ cpus: z.string(), memory: z.string() }) }) })
        .optional(),
    }),
  ),
  volumes: z.record(z.string(), z.null()).default({}),
  secrets: z.record(z.string(), z.object({ file: z.string() })).default({}),
})
export type ComposeService = z.infer<typeof composeFile>['services'][string]

/** Replaces `${NAME:-default}` by the default and `$$` by `$`, as Compose does where nothing is set. */
export const interpolate = (text: string): string =>
  text.replace(/\$\{\w+:-([^}]*)\}/g, '$1').replaceAll('$$', () => '$')

/** The settings that a Compose file takes from outside. */
export const listInterpolated = (text: string): string[] =>
  [...text.matchAll(/(?<!\$)\$\{?(\w+)/g)].map(([, name]) => name!)
