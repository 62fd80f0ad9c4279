/** The shoes that are bound to the person, binding new ones, giving them away. */
import { type ReactNode, useState } from 'react'
import { useLanguage } from '../../look/language.ts'
import { Action } from '../../look/parts/action.tsx'
import { Card, Facts } from '../../look/parts/card.tsx'
import { Icon } from '../../look/parts/icon.tsx'
import { Sure } from '../../look/parts/sheet.tsx'
import { Empty, Loading, Problem } from '../../look/parts/states.tsx'
import { useAction, useData, useNode } from '../node.tsx'
import { moment } from '../parts/format.ts'
import { useInstitution } from '../parts/names.ts'
import { knownShoes, nearbyShoes, rememberShoes } from '../parts/shoes.ts'
import { useTexts } from '../texts.ts'

interface ShoeLine {
  readonly serial: string
  readonly side: 'left' | 'right'
  readonly maker: string
  readonly model: string
  readonly packets: number
  /** ms since 1970; 0 before the first packet. */
  readonly last: number
  readonly forked: boolean
}
interface Programme {
  readonly rule: { readonly name: string; readonly moderate: number; readonly vigorous: number; readonly dailyCap: number }
  readonly purpose: 'own' | 'public-service'
}

export function Shoes(): ReactNode {
  const t = useTexts()
  const node = useNode()
  const { data, error } = useData<{ shoes: readonly ShoeLine[]; programme?: Programme }>('/shoes', 10_000)
  const pair = useAction(async () => {
    const bound = []
    for (const address of await nearbyShoes()) {
      const { serial } = await node.request<{ serial: string }>('POST', '/shoes', { address })
      bound.push({ serial, address })
    }
    rememberShoes(bound)
    for (const shoe of bound) await node.request('POST', '/shoes/sync', shoe)
  })
  const { programme } = data ?? {}
  return (
    <>
      <a className="back" href="#today">
        <Icon name="back" small />
        {t.today.title}
      </a>
      <h1>{t.shoes.title}</h1>
      <Problem error={error} />
      {data || error ? null : <Loading />}
      {data?.shoes.length === 0 ? <Empty icon="shoe">{t.shoes.none}</Empty> : null}
      {data?.shoes.map((shoe) => (
        <ShoeCard key={shoe.serial} shoe={shoe} />
      ))}
      <div className="stack">
        <Problem error={pair.error} />
        <Action kind="primary" busy={pair.busy} onPress={() => void pair.act()}>
          {t.shoes.pair}
        </Action>
        <p className="help">{t.shoes.pairHelp}</p>
      </div>
      {programme ? (
        <section>
          <h2>{t.shoes.rule}</h2>
          <p>{t.shoes.ruleText(programme.rule.moderate, programme.rule.vigorous, programme.rule.dailyCap)}</p>
          <p className="help">
            {programme.rule.name} · {programme.purpose === 'own' ? t.shoes.purposeOwn : t.shoes.purposePublic}
          </p>
        </section>
      ) : null}
    </>
  )
}

function ShoeCard({ shoe }: { readonly shoe: ShoeLine }): ReactNode {
  const t = useTexts()
  const institution = useInstitution()
  const language = useLanguage()
  const node = useNode()
  const [asking, setAsking] = useState(false)
  const remove = useAction(async () => {
    await node.request('DELETE', `/shoes/${shoe.serial}`)
    rememberShoes(knownShoes().filter((s) => s.serial !== shoe.serial))
    setAsking(false)
  })
  return (
    <Card>
      <div className="row between">
        <h2>{t.shoes.sides[shoe.side]}</h2>
        <span className={shoe.forked ? 'state' : 'state good'}>{shoe.forked ? t.shoes.forked : t.shoes.bound}</span>
      </div>
      <Facts
        rows={[
          [t.shoes.maker, `${institution(shoe.maker)}, ${shoe.model}`],
          [t.shoes.last, shoe.last > 0 ? moment(shoe.last, language) : t.shoes.never],
        ]}
      />
      <Action kind="danger" onPress={() => setAsking(true)}>
        {t.shoes.remove}
      </Action>
      <Sure
        title={t.shoes.removeTitle}
        text={t.shoes.removeText}
        go={t.shoes.remove}
        open={asking}
        busy={remove.busy}
        error={remove.error}
        onGo={() => void remove.act()}
        onClose={() => setAsking(false)}
      />
    </Card>
  )
}
