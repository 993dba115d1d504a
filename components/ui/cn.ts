import { type ClassValue, clsx } from 'clsx'

/**
 * Joins class names. Nothing decides between two that set the same property: a component leaves open what its callers
 * choose, and `e2e/class-conflicts.ts` looks for elements that were given both.
 */
export const cn = (...classes: ClassValue[]): string => clsx(classes)
