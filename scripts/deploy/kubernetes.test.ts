import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { limits } from '@/lib/features/documents/schema'
import { parseProcessEnv } from '@/lib/platform/env/parse-process-env'
import { envSchema } from '@/lib/platform/env/schema'
import { findFileSetting } from '@/lib/platform/env/secret-settings'
import { definitions } from '@/lib/platform/metrics/definitions'
import packageFile from '@/package.json'
import { commands } from '../cli/commands'
import { findFaults, type Resource, resource } from './kubernetes-resource'
import { parseDocuments, readYaml } from './read-yaml'

const root = 'deploy/kubernetes'
const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.yaml'))
const plain = files.filter((file) => !file.endsWith('kustomization.yaml'))
const readOne = (file: string): Resource => readYaml(join(root, file), resource)
const exampleSecrets = readFileSync(`${root}/overlays/production/secrets.env.example`, 'utf8')

const folder = mkdtempSync(join(tmpdir(), 'autograph-kubernetes-'))
afterAll(() => rmSync(folder, { recursive: true }))
cpSync(root, folder, { recursive: true })
cpSync(`${root}/overlays/production/secrets.env.example`, join(folder, 'overlays/production/secrets.env'))

const probe = z.object({
  httpGet: z.object({ path: z.string(), port: z.literal('http') }),
  periodSeconds: z.number(),
  failureThreshold: z.number(),
})
const deployment = z.object({
  metadata: z.object({ name: z.string() }),
  spec: z.object({
    replicas: z.number().optional(),
    selector: z.object({ matchLabels: z.record(z.string(), z.string()) }),
    template: z.object({
      metadata: z.object({ labels: z.record(z.string(), z.string()) }),
      spec: z.looseObject({
        terminationGracePeriodSeconds: z.number(),
        containers: z.tuple([
          z.looseObject({
            image: z.string(),
            ports: z.tuple([z.object({ name: z.literal('http'), containerPort: z.number() })]),
            startupProbe: probe,
            readinessProbe: probe,
            livenessProbe: probe,
            lifecycle: z.object({ preStop: z.object({ sleep: z.object({ seconds: z.number() }) }) }),
            volumeMounts: z.array(z.object({ name: z.string(), mountPath: z.string() })),
          }),
        ]),
      }),
    }),
  }),
})
const job = z.object({
  spec: z.object({
    schedule: z.string(),
    concurrencyPolicy: z.string(),
    jobTemplate: z.object({
      spec: z.object({
        template: z.object({
          metadata: z.object({ labels: z.record(z.string(), z.string()) }),
          spec: z.looseObject({
            initContainers: z.array(z.looseObject({ args: z.array(z.string()) })),
            containers: z.array(z.looseObject({ args: z.array(z.string()) })),
          }),
        }),
      }),
    }),
  }),
})
const { data: config } = readYaml(`${root}/base/configmap.yaml`, z.object({ data: z.record(z.string(), z.string()) }))
const workload = readYaml(`${root}/base/workload/deployment.yaml`, deployment)
const pod = workload.spec.template.spec
const [container] = pod.containers

describe('the resources', () => {
  it.each(plain)('%s is one by the published schema, without a field that does not exist', (file) => {
    expect(findFaults(readOne(file))).toEqual([])
  })

  it('would not be, with a word misspelt', () => {
    const faulty = structuredClone(readOne('base/workload/deployment.yaml'))
    expect(findFaults({ ...faulty, spec: { ...z.looseObject({}).parse(faulty.spec), replica: 2 } })).toEqual([
      '/spec/replica is unknown',
    ])
  })

  it('are all part of a kustomization', () => {
    const named = files
      .filter((file) => file.endsWith('kustomization.yaml'))
      .flatMap((file) => {
        const { resources = [], components = [] } = readYaml(
          join(root, file),
          z.looseObject({ resources: z.array(z.string()).optional(), components: z.array(z.string()).optional() }),
        )
        return [...resources, ...components].map((path) => join(root, file, '..', path))
      })
    expect(named.filter((path) => !existsSync(path))).toEqual([])
    expect(plain.map((file) => join(root, file)).filter((path) => !named.includes(path))).toEqual([])
  })
})

describe('the processes', () => {
  it('are given only settings that AutoGraph knows, and start with them', () => {
    const secrets = Object.fromEntries(
      exampleSecrets
        .trim()
        .split('\n')
        .map((line) => /^(\w+)=(.*)$/.exec(line)!.slice(1, 3)),
    )
    const names = [...Object.keys(config), ...Object.keys(secrets)]
    expect(names.filter((name) => !(name in envSchema.shape))).toEqual([])
    expect(parseProcessEnv({ ...config, ...secrets })).toHaveProperty('env')
    expect(Object.keys(config).filter((name) => findFileSetting(name))).toEqual([])
  })

  it('listen where the service, the probes and the rules of the network look', () => {
    expect(container.ports[0].containerPort).toBe(Number(config.PORT))
    for (const file of ['service.yaml', 'ingress.yaml', 'network-policy.yaml'])
      expect(readFileSync(`${root}/base/${file}`, 'utf8')).toMatch(/port: (http|\{ name: http \})|targetPort: http/)
  })

  it('are asked at paths that exist: readiness every 2 s, liveness every 30 s and 3 times', () => {
    const { startupProbe, readinessProbe, livenessProbe } = container
    for (const { httpGet } of [startupProbe, readinessProbe, livenessProbe])
      expect(existsSync(`app${httpGet.path}/route.ts`)).toBe(true)
    expect(readinessProbe).toMatchObject({ httpGet: { path: '/api/health/ready' }, periodSeconds: 2 })
    expect(livenessProbe).toMatchObject({
      httpGet: { path: '/api/health/live' },
      periodSeconds: 30,
      failureThreshold: 3,
    })
    // They migrate the database before they listen.
    expect(startupProbe.periodSeconds * startupProbe.failureThreshold).toBeGreaterThanOrEqual(1_800)
  })

  it('have the time they take to stop', () => {
    expect(container.lifecycle.preStop.sleep.seconds + 10).toBeLessThan(pod.terminationGracePeriodSeconds)
  })

  it('meet the restricted standard of pod security, and write where they are told', () => {
    expect(pod).toMatchObject({
      automountServiceAccountToken: false,
      securityContext: { runAsNonRoot: true, runAsUser: 1000, seccompProfile: { type: 'RuntimeDefault' } },
    })
    expect(readFileSync('Dockerfile', 'utf8')).toContain('USER 1000:1000')
    expect(container.securityContext).toEqual({
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    })
    expect(container.volumeMounts.map(({ mountPath }) => mountPath)).toEqual([config.DATA_DIR, '/tmp'])
  })

  it('run the image of this version', () => {
    expect(container.image).toBe(`autograph:${packageFile.version}`)
    const tags = files.flatMap((file) => [...readFileSync(join(root, file), 'utf8').matchAll(/newTag: (\S+) /g)])
    expect(tags.map(([, tag]) => tag)).toEqual([packageFile.version, packageFile.version, packageFile.version])
  })
})

describe('the backup', () => {
  const { schedule, concurrencyPolicy, jobTemplate } = readYaml(`${root}/base/backup.yaml`, job).spec
  const { metadata, spec } = jobTemplate.spec.template
  const steps = [...spec.initContainers, ...spec.containers]

  it('is made and then restored aside, every hour and never twice at once, by commands that exist', () => {
    expect(schedule).toMatch(/^\d+ \* \* \* \*$/)
    expect(concurrencyPolicy).toBe('Forbid')
    expect(steps.map(({ args }) => args[2])).toEqual(['backup', 'verify'])
    for (const { args } of steps) {
      const [runtime, script = '', name, ...options] = args
      expect([runtime, existsSync(script)]).toEqual(['node', true])
      const command = commands.find((one) => one.name === name)
      expect(options.filter((option) => !(option.replace('--', '') in (command?.options ?? {})))).toEqual([])
    }
  })

  it('runs as the processes do: the same image, settings, rights and folders', () => {
    const { image, envFrom, securityContext, volumeMounts } = container
    for (const step of steps) expect(step).toMatchObject({ image, envFrom, securityContext, volumeMounts })
    const { automountServiceAccountToken, securityContext: ofPod, volumes } = pod
    expect(spec).toMatchObject({ automountServiceAccountToken, securityContext: ofPod, volumes })
  })

  it('may reach what they reach, and is not taken for one of them', () => {
    const [name = ''] = Object.values(metadata.labels)
    expect(readFileSync(`${root}/base/network-policy.yaml`, 'utf8')).toContain(`values: [autograph, ${name}]`)
    expect(name).not.toBe(workload.spec.template.metadata.labels['app.kubernetes.io/name'])
  })
})

describe('what stands around them', () => {
  it('lets a whole document through, and a connection be quiet', () => {
    const { annotations } = z
      .object({ metadata: z.object({ annotations: z.record(z.string(), z.string()) }) })
      .parse(readOne('base/ingress.yaml')).metadata
    expect(Number.parseInt(annotations['nginx.org/client-max-body-size']!, 10) * 2 ** 20).toBeGreaterThanOrEqual(
      limits.maxDocumentBytes,
    )
    expect(annotations).toMatchObject({
      'nginx.org/websocket-services': 'autograph',
      'nginx.org/proxy-read-timeout': '3600s',
    })
  })

  it('scales by a metric that exists, and is scraped where it is', () => {
    const component = readFileSync(`${root}/components/monitoring/kustomization.yaml`, 'utf8')
    const [, metric = ''] = /metric: \{ name: (\w+) \}/.exec(component) ?? []
    expect(definitions).toHaveProperty(metric)
    expect(readOne('components/monitoring/service-monitor.yaml')).toMatchObject({
      spec: {
        jobLabel: 'app.kubernetes.io/name',
        endpoints: [{ port: 'http', path: '/metrics', authorization: { credentials: { key: 'METRICS_TOKEN' } } }],
      },
    })
    expect(readFileSync('deploy/prometheus/alerting-rules.yml', 'utf8')).toContain('job="autograph"')
  })
})

const hasKubectl = spawnSync('kubectl', ['version', '--client']).status === 0

describe.skipIf(!hasKubectl)('the overlays, as kubectl renders them (left out without kubectl)', () => {
  const render = (overlay: string): Resource[] => {
    const { status, stdout, stderr } = spawnSync('kubectl', ['kustomize', join(folder, 'overlays', overlay)], {
      encoding: 'utf8',
    })
    expect([status, stderr]).toEqual([0, ''])
    return parseDocuments(stdout).map((document) => joinSecrets(resource.parse(document)))
  }
  /** Kubernetes takes the values of a secret in several lines, the schema does not. */
  const joinSecrets = (one: Resource): Resource => {
    if (one.kind !== 'Secret') return one
    const data = Object.entries(z.record(z.string(), z.string()).parse(one.data))
    return { ...one, data: Object.fromEntries(data.map(([name, value]) => [name, value.replace(/\s/g, '')])) }
  }
  const findWorkload = (overlay: string) =>
    deployment.parse(render(overlay).find(({ kind }) => kind === 'Deployment')).spec

  it.each(['production', 'canary', 'green'])('%s holds nothing that is wrong, all in one namespace', (overlay) => {
    const rendered = render(overlay)
    expect(rendered.flatMap((one) => findFaults(one).map((fault) => `${one.kind}: ${fault}`))).toEqual([])
    const elsewhere = rendered.filter(
      ({ kind, metadata }) => kind !== 'Namespace' && metadata.namespace !== 'autograph',
    )
    expect(elsewhere).toEqual([])
  })

  it('production refuses pods that are not restricted, serves by TLS and scales by open rooms too', () => {
    const rendered = render('production')
    const find = (kind: string) => rendered.find((one) => one.kind === kind)
    expect(find('Namespace')?.metadata.labels).toMatchObject({ 'pod-security.kubernetes.io/enforce': 'restricted' })
    expect(find('Ingress')).toMatchObject({ spec: { tls: [{ hosts: ['draw.example.org'] }] } })
    expect(find('HorizontalPodAutoscaler')).toMatchObject({
      spec: { metrics: [{ type: 'Resource' }, { type: 'Resource' }, { type: 'Pods' }] },
    })
    expect(find('Secret')?.metadata.name).toBe('autograph')
  })

  it('a canary is served beside the others and never taken for one of them', () => {
    const [stable, canary] = [findWorkload('production'), findWorkload('canary')]
    expect(canary.template.metadata.labels).toMatchObject(
      z.object({ selector: z.record(z.string(), z.string()) }).parse(readOne('base/service.yaml').spec).selector,
    )
    expect(canary.selector.matchLabels).not.toEqual(stable.selector.matchLabels)
    expect(canary.template.metadata.labels).toMatchObject(canary.selector.matchLabels)
    expect(canary.replicas).toBe(1)
    // The autoscaler decides how many there are; a number here would reset it with every apply.
    expect(stable.replicas).toBeUndefined()
  })

  it('green is served only when the service is told so', () => {
    const green = findWorkload('green')
    expect(green.template.metadata.labels).toMatchObject({ 'autograph/pool': 'green', 'autograph/track': 'green' })
    expect(green.selector.matchLabels).toMatchObject({ 'autograph/track': 'green' })
  })
})
