/** Everything that the audit log tells of, by what was done to what. */
export const auditActions = [
  'account.register',
  'account.lock',
  'account.unlock',
  'account.password.change',
  'session.start',
  'session.end',
  'session.revoke',
  'diagram.member.add',
  'diagram.member.change',
  'diagram.member.remove',
  'diagram.delete',
  'audit.export',
  'audit.retention.change',
  'audit.prune',
  'log-level.change',
  'error.resolve',
  'alert.acknowledge',
  'alert-rule.create',
  'alert-rule.change',
  'alert-rule.delete',
  'alert-channel.create',
  'alert-channel.change',
  'alert-channel.delete',
  'alert-channel.test',
  'silence.create',
  'silence.end',
  'check.create',
  'check.change',
  'check.delete',
  'maintenance.create',
  'maintenance.change',
  'maintenance.end',
  'incident.create',
  'incident.change',
  'incident.tell',
  'outbox.resend',
  'diagnostics.load',
] as const

export type AuditAction = (typeof auditActions)[number]

/** `refused` is for who may not, `failure` for who could not, such as by a wrong password. */
export const auditResults = ['success', 'failure', 'refused'] as const
export type AuditResult = (typeof auditResults)[number]
