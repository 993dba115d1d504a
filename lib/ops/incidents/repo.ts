import { AppError, notFound } from '@/lib/core/errors'
import { Prisma } from '@/lib/platform/db/generated/client'
import { getDb } from '@/lib/platform/db/prisma'

const include = {
  createdBy: { select: { name: true } },
  updates: { include: { author: { select: { name: true } } }, orderBy: [{ at: 'desc' }, { id: 'desc' }], take: 200 },
  alerts: { include: { alert: { select: { name: true, startedAt: true } } } },
} satisfies Prisma.IncidentInclude

export type IncidentRow = Prisma.IncidentGetPayload<{ include: typeof include }>

const isOpen = { status: { not: 'resolved' } } satisfies Prisma.IncidentWhereInput
const isResolved = { status: 'resolved' } satisfies Prisma.IncidentWhereInput
const wheres = { open: isOpen, resolved: isResolved, all: {} }

interface Page {
  status: keyof typeof wheres
  limit: number
  /** Id of the last one of the page before. */
  after: string | null
}

/** One more than asked for, when there is; those that began last come first. */
export async function listIncidents({ status, limit, after }: Page): Promise<{ rows: IncidentRow[]; total: number }> {
  const where = wheres[status]
  const [rows, total] = await Promise.all([
    getDb().incident.findMany({
      where,
      include,
      orderBy: [{ startedAt: 'desc' }, { id: 'asc' }],
      ...(after === null ? {} : { cursor: { id: after }, skip: 1 }),
      take: limit + 1,
    }),
    getDb().incident.count({ where }),
  ])
  return { rows, total }
}

export async function getIncident(id: string): Promise<IncidentRow> {
  const row = await getDb().incident.findUnique({ where: { id }, include })
  if (!row) throw notFound('incident')
  return row
}

export const countOpen = (): Promise<number> => getDb().incident.count({ where: isOpen })

export const createIncident = (
  data: Prisma.IncidentUncheckedCreateInput,
  firstUpdate: Omit<Prisma.IncidentUpdateUncheckedCreateInput, 'incidentId'>,
): Promise<IncidentRow> => getDb().incident.create({ data: { ...data, updates: { create: firstUpdate } }, include })

/** Errors: conflict when somebody, or an alert, changed it at the same moment. */
export async function changeIncident(
  { id, version }: { id: string; version: number },
  data: Prisma.IncidentUncheckedUpdateManyInput,
  update?: Omit<Prisma.IncidentUpdateUncheckedCreateInput, 'incidentId'>,
): Promise<IncidentRow> {
  try {
    await getDb().$transaction(async (tx) => {
      const next = { ...data, version: version + 1 }
      const changed = await tx.incident.updateMany({ where: { id, version }, data: next })
      if (changed.count === 0) throw new AppError('conflict', 'It was changed at the same moment. Please try again.')
      if (update) await tx.incidentUpdate.create({ data: { ...update, incidentId: id } })
    })
  } catch (error) {
    if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002')
      throw new AppError('conflict', 'Another incident of the same cause is open. Write there what is new.')
    throw error
  }
  return getIncident(id)
}

interface EditedUpdate {
  incidentId: string
  updateId: string
  data: Prisma.IncidentUpdateUncheckedUpdateManyInput
}

/** Errors: not_found. */
export async function editUpdate({ incidentId, updateId, data }: EditedUpdate): Promise<IncidentRow> {
  const { count } = await getDb().incidentUpdate.updateMany({ where: { id: updateId, incidentId }, data })
  if (count === 0) throw notFound('line')
  return getIncident(incidentId)
}
