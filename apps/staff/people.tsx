/** Who has an account, for which roles, and how they sign in. Changed at the node itself, not here. */
import type { ReactNode } from 'react'
import { Pill, Row, Rows } from '../look/parts/list.tsx'
import { Empty, Loading, Problem } from '../look/parts/states.tsx'
import { useFresh } from '../research/parts.tsx'
import { useTexts } from './texts.ts'

interface Member {
  readonly id: string
  readonly name: string
  readonly roles: readonly string[]
  readonly passkeys: number
  readonly password: boolean
  readonly sessions: number
  readonly invited: boolean
  readonly closed: boolean
}

/** One row an account. */
export function People(): ReactNode {
  const t = useTexts()
  const { data, error } = useFresh<{ staff: readonly Member[] }>('/staff', 10_000)
  if (!data) return <main>{error ? <Problem error={error} /> : <Loading />}</main>
  const standing = ({ closed, invited, passkeys, password, sessions }: Member): ReactNode => {
    if (closed) return <Pill tone="warn">{t.closed}</Pill>
    if (passkeys === 0 && !password) return <Pill tone="warn">{invited ? t.invited : t.noWay}</Pill>
    return sessions > 0 ? <Pill tone="good">{t.signedIn(sessions)}</Pill> : null
  }
  return (
    <main>
      {data.staff.length === 0 ? <Empty icon="me">{t.noPeople}</Empty> : null}
      <Rows>
        {data.staff.map((member) => {
          const roles = member.roles.map((role) => t.roles[role] ?? role).join(', ')
          const ways = t.ways(member.passkeys, member.password)
          return (
            <Row
              key={member.id}
              tile={member.name.slice(0, 1)}
              title={member.name}
              caption={[member.id, roles, ways].filter(Boolean).join(' · ')}
              end={standing(member)}
            />
          )
        })}
      </Rows>
      <p className="help">{t.peopleHelp}</p>
    </main>
  )
}
