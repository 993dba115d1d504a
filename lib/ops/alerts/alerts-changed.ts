/** Topic between processes: an alert, a silence or a rule was changed by hand; whoever evaluates looks again. */
export const alertsChanged = 'alerts.changed'
