import { bindCount, bindGauge, bindObserve, getMetricStore, type MetricStore } from '@/lib/platform/metrics/metrics'

type Service = 'auth_service' | 'diagram_service'

const services: [RegExp, Service][] = [
  [/^\/api\/(auth|account)(\/|$)/, 'auth_service'],
  [/^\/api\/(diagrams|folders|shares|assets|search|tags|templates)(\/|$)/, 'diagram_service'],
]

/** Whoever reads how many are being answered does not count. */
const scrapes = new Set(['/metrics', '/api/metrics'])

type Write = (value: number) => void

/** Writes what happens to the requests of one method and path pattern; each series is looked for once. */
export class ExchangeMeter {
  private readonly service: Service | null
  private readonly active: readonly Write[]
  private readonly counts = new Map<number, Write>()
  private served: Write | null = null
  private times: readonly Write[] | null = null
  private readonly receivedBytes = bindObserve('network_request_size_bytes', {})
  private readonly sentBytes = bindObserve('network_response_size_bytes', {})

  constructor(
    readonly method: string,
    readonly path: string,
  ) {
    const service = services.find(([pattern]) => pattern.test(path))?.[1] ?? null
    this.service = service
    this.active = scrapes.has(path)
      ? []
      : [
          bindGauge('api_gateway_active_connections', {}),
          ...(service ? [bindGauge(`${service}_active_connections`, {})] : []),
        ]
  }

  addActive(by: 1 | -1): void {
    for (const add of this.active) add(by)
  }

  count(status: number): void {
    const { method, path, service } = this
    let add = this.counts.get(status)
    if (!add) {
      add = bindCount('api_gateway_requests_total', { method, path, status: String(status) })
      this.counts.set(status, add)
    }
    add(1)
    if (service) this.served ??= bindCount(`${service}_requests_total`, {})
    this.served?.(1)
  }

  carry(bytes: { in: number; out: number }): void {
    this.receivedBytes(bytes.in)
    this.sentBytes(bytes.out)
  }

  time(seconds: number): void {
    const { method, path, service } = this
    this.times ??= [
      bindObserve('api_gateway_request_duration_seconds', { method, path }),
      ...(service ? [bindObserve(`${service}_request_duration_seconds`, {})] : []),
    ]
    for (const observe of this.times) observe(seconds)
  }
}

/** By path pattern, and by method, of which there are few. */
const meters = new WeakMap<MetricStore, Map<string, Map<string, ExchangeMeter>>>()

export function findExchangeMeter(method: string, path: string): ExchangeMeter {
  const found = meters.get(getMetricStore())?.get(path)?.get(method)
  return found ?? addExchangeMeter(method, path)
}

function addExchangeMeter(method: string, path: string): ExchangeMeter {
  const store = getMetricStore()
  const paths = meters.get(store) ?? new Map<string, Map<string, ExchangeMeter>>()
  const methods = paths.get(path) ?? new Map<string, ExchangeMeter>()
  const meter = new ExchangeMeter(method, path)
  meters.set(store, paths.set(path, methods.set(method, meter)))
  return meter
}
