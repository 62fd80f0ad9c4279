/**
 * Roles of an institution's people. Which operations a role may ask for stands at each operation of openapi.json
 * (`x-roles`), and nowhere else: an operation that names no role is for the node's own token alone.
 */
import { refuse } from './reasons.ts'

/**
 * The duty that a role belongs to. One account has roles of one duty: whoever runs the node or watches over it does not
 * read patients' records and releases nothing, and whoever works with records does not look after the log of it.
 */
const DUTIES = {
  desk: 'work',
  doctor: 'work',
  records: 'work',
  researcher: 'work',
  accounts: 'work',
  it: 'running',
  operator: 'running',
  board: 'oversight',
} as const

/** Something that an account is for. */
export type StaffRole = keyof typeof DUTIES

/** All of them, in the order in which they are listed. */
export const ROLES = Object.keys(DUTIES) as readonly StaffRole[]

const isRole = (text: string): text is StaffRole => Object.hasOwn(DUTIES, text)

/**
 * @returns each once, in the order of {@link ROLES}
 * @throws INPUT_INVALID for none, an unknown one, and roles of two duties
 */
export function rolesIn(names: unknown): readonly StaffRole[] {
  const given = Array.isArray(names) ? names.map(String) : []
  const unknown = given.find((name) => !isRole(name))
  if (given.length === 0 || unknown !== undefined) refuse('INPUT_INVALID', 'role-unknown', { what: 'roles', known: ROLES.join(', ') })
  const roles = ROLES.filter((role) => given.includes(role))
  const [first, ...others] = roles
  const apart = others.find((role) => first && DUTIES[role] !== DUTIES[first])
  if (first && apart) refuse('INPUT_INVALID', 'roles-apart', { what: 'roles', one: first, other: apart })
  return roles
}
