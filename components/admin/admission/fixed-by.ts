/** Says why a field cannot be changed. */
export const fixedBy = (name: string): string => `${name} in the environment sets this.`
