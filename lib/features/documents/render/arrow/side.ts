export type Side = 'top' | 'right' | 'bottom' | 'left'
