import { ServiceMonitor } from '@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1'
import { Deployment } from 'kubernetes-models/apps/v1'
import { HorizontalPodAutoscaler } from 'kubernetes-models/autoscaling/v2'
import { CronJob } from 'kubernetes-models/batch/v1'
import { Ingress, NetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1'
import { PodDisruptionBudget } from 'kubernetes-models/policy/v1'
import { ConfigMap, Namespace, Secret, Service } from 'kubernetes-models/v1'
import { z } from 'zod'

const models = {
  CronJob,
  Deployment,
  HorizontalPodAutoscaler,
  Ingress,
  NetworkPolicy,
  PodDisruptionBudget,
  ConfigMap,
  Namespace,
  Secret,
  Service,
  ServiceMonitor,
}

export const resource = z.looseObject({
  apiVersion: z.string(),
  kind: z.enum(Object.keys(models) as [keyof typeof models, ...(keyof typeof models)[]]),
  metadata: z.looseObject({ name: z.string(), namespace: z.string().optional() }),
})
export type Resource = z.infer<typeof resource>

/**
 * What is wrong with a resource by the published schema of its kind, each with its path. Those schemas let unknown fields
 * pass, as the API server does not; so the fields that the validator never asks for are faults too.
 */
export function findFaults(given: Resource): string[] {
  const watched: Watched[] = []
  const fields = Object.entries(given).map(([name, value]) => [name, watch(value, `/${name}`, watched)])
  // Put in after it is made: whatever a model is made of, it copies.
  const model: { validate(): void } = Object.assign(new models[given.kind](), Object.fromEntries(fields))
  const faults = given.apiVersion === models[given.kind].apiVersion ? [] : [`apiVersion ${given.apiVersion}`]
  try {
    model.validate()
  } catch (error) {
    faults.push(error instanceof Error ? error.message : String(error))
  }
  const unknown = watched.flatMap(({ target, path, asked }) =>
    // Nothing asked of it at all: the schema leaves open what it holds.
    asked.size === 0 ? [] : Object.keys(target).flatMap((key) => (asked.has(key) ? [] : [`${path}/${key} is unknown`])),
  )
  return [...faults, ...unknown]
}

interface Watched {
  target: object
  path: string
  asked: Set<string>
}

/** The same value, which notes what is asked of each object inside of it. */
function watch(value: unknown, path: string, watched: Watched[]): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map((item, index) => watch(item, `${path}/${index}`, watched))
  const asked = new Set<string>()
  const target = Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, watch(inner, `${path}/${key}`, watched)]),
  )
  watched.push({ target, path, asked })
  return new Proxy(target, {
    get(of, key) {
      if (typeof key === 'string') asked.add(key)
      return Reflect.get(of, key)
    },
  })
}
