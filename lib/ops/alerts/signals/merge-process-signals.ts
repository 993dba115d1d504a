import { type GrownName, grownNames, type ProcessSignals, type WorstName, worstNames } from './process-signals'

/** All processes as if they were one: what they count is added up, bucket by bucket; of what they use it is the worst. */
export function mergeProcessSignals(processes: readonly ProcessSignals[]): ProcessSignals {
  return {
    grown: mapNames(grownNames, (name) => addUp(processes.map(({ grown }) => grown[name]))),
    worst: Object.fromEntries(worstNames.flatMap((name) => findWorst(name, processes))),
  }
}

const mapNames = <Value>(names: readonly GrownName[], make: (name: GrownName) => Value) =>
  Object.fromEntries(names.map((name) => [name, make(name)])) as Record<GrownName, Value>

function addUp(counts: readonly Readonly<Record<string, number>>[]): Record<string, number> {
  const totals: Record<string, number> = {}
  for (const [key, count] of counts.flatMap((one) => Object.entries(one))) totals[key] = (totals[key] ?? 0) + count
  return totals
}

function findWorst(name: WorstName, processes: readonly ProcessSignals[]): [WorstName, number][] {
  const values = processes.flatMap(({ worst }) => worst[name] ?? [])
  return values.length > 0 ? [[name, Math.max(...values)]] : []
}
