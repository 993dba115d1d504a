const list = /^\d{3}(?:-\d{3})?(?:,\d{3}(?:-\d{3})?)*$/

/** Whether this names statuses of HTTP: `200`, `200-299`, `200,301-302`. */
export const isStatusList = (text: string): boolean => list.test(text)

export const matchesStatus = (status: number, expected: string): boolean =>
  expected.split(',').some((part) => {
    const [from = 0, to = from] = part.split('-').map(Number)
    return from <= status && status <= to
  })
