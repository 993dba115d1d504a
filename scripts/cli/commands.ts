import type { Command } from './command'

const backup = { type: 'string' } as const

/** Every command, in the order of the help. */
export const commands: readonly Command[] = [
  {
    name: 'backup',
    usage: 'autograph backup [--to <folder or s3://bucket/prefix>] [--background]',
    summary: 'Backs up the instance as it is in this moment, running or not. Default place: BACKUP_TO.',
    options: { to: { type: 'string' }, background: { type: 'boolean' } },
    load: async () => (await import('./backup')).backup,
  },
  {
    name: 'list',
    usage: 'autograph list [<folder or s3://…>] [--json]',
    summary: 'Shows the backups there are, newest first, and from when to when any moment can be restored.',
    options: { json: { type: 'boolean' } },
    load: async () => (await import('./list')).list,
  },
  {
    name: 'verify',
    usage: 'autograph verify [<folder or s3://…>] [--backup <id>] [--background]',
    summary: 'Restores a backup aside, compares every table and object by hash, and looks at every file.',
    options: { backup, background: { type: 'boolean' } },
    load: async () => (await import('./verify')).verify,
  },
  {
    name: 'restore',
    usage:
      'autograph restore [<folder or s3://…>] [--backup <id> | --at <time or latest>] [--replace | --diagram <id> [--owner <e-mail>]]',
    summary:
      'Puts a backup into an empty instance that is stopped; with --replace in the place of what is there; with --diagram one diagram beside it, running or not; with --at the embedded database as it was at a moment, such as 2026-11-23T14:05:00+01:00, or latest.',
    options: {
      backup,
      at: { type: 'string' },
      replace: { type: 'boolean' },
      diagram: { type: 'string' },
      owner: { type: 'string' },
    },
    load: async () => (await import('./restore')).restore,
  },
  {
    name: 'restored',
    usage: 'autograph restored',
    summary:
      'After PostgreSQL itself was put back to an earlier moment, with every process stopped: browsers get what is there now. `restore` needs no such thing.',
    options: {},
    load: async () => (await import('./restored')).restored,
  },
  {
    name: 'audit',
    usage: 'autograph audit verify [--expect <entry>:<hash>]',
    summary:
      'Follows the chain of the audit log and says where it breaks; --expect also knows a chain that was written anew.',
    options: { expect: { type: 'string' } },
    load: async () => (await import('./audit')).audit,
  },
  {
    name: 'admission',
    usage: 'autograph admission open',
    summary: 'Allows every network again, running or not, for when nobody can reach the page Admission any more.',
    options: {},
    load: async () => (await import('./admission')).admission,
  },
  {
    name: 'migrate',
    usage: 'autograph migrate',
    summary: 'Brings the database of DATABASE_URL up to date, as every start does; for hosts that run Next alone.',
    options: {},
    load: async () => (await import('./migrate')).migrate,
  },
  {
    name: 'doctor',
    usage: 'autograph doctor [--json]',
    summary: 'Looks at everything an instance stands on: what is wrong, and how to correct it.',
    options: { json: { type: 'boolean' } },
    load: async () => (await import('./doctor')).doctor,
  },
]
