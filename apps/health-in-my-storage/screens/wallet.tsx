/** The person's health tokens: what they have, where it came from and went, why a minute was not paid, and objecting to that. */

import type { DecidedMinute } from '@hdms/flows/activity/book/rows.ts'
import type { WalletLine } from '@hdms/flows/token/wallet.ts'
import { readWhole } from '@hdms/shared/decimal.ts'
import { type ReactNode, useState } from 'react'
import { useLanguage } from '../../look/language.ts'
import { Action } from '../../look/parts/action.tsx'
import { Card } from '../../look/parts/card.tsx'
import { Field } from '../../look/parts/field.tsx'
import { Row, Rows } from '../../look/parts/list.tsx'
import { Empty, Loading, Problem } from '../../look/parts/states.tsx'
import { useAction, useData, useNode } from '../node.tsx'
import { moment, recordDate } from '../parts/format.ts'
import { useInstitution } from '../parts/names.ts'
import { useTexts } from '../texts.ts'
import type { ActivityView, DayLine } from './today.tsx'

interface WalletView {
  readonly issuer: string
  readonly balance: number
  readonly free: number
  readonly lines: readonly WalletLine[]
}

export function Wallet(): ReactNode {
  const t = useTexts()
  const institution = useInstitution()
  const language = useLanguage()
  const wallet = useData<WalletView>('/wallet')
  const activity = useData<ActivityView>('/activity')
  const { data } = wallet
  const number = new Intl.NumberFormat(language)
  return (
    <>
      <h1>{t.wallet.title}</h1>
      <Problem error={wallet.error} />
      {data || wallet.error ? null : <Loading />}
      {data ? (
        <Card>
          <p className="figure">
            <b>{number.format(data.balance)}</b> {t.wallet.units}
          </p>
          <p className="help">{t.wallet.issuedBy(institution(data.issuer))}</p>
          {data.free < data.balance ? <p className="help">{t.wallet.held(data.balance - data.free)}</p> : null}
        </Card>
      ) : null}
      {data ? <Pay issuer={data.issuer} /> : null}
      <h2>{t.wallet.history}</h2>
      {data?.lines.length === 0 ? <Empty icon="wallet">{t.wallet.none}</Empty> : null}
      <Rows>
        {data?.lines.map((line) => (
          <Row
            key={line.tx}
            title={t.wallet.kinds[line.kind]}
            caption={`${moment(line.at, language)}${line.note ? ` · ${line.note}` : ''}`}
            end={<b>{line.amount > 0 ? `+${line.amount}` : `−${-line.amount}`}</b>}
          />
        ))}
      </Rows>
      {activity.data?.days.map((day) => (
        <Decisions key={day.date} day={day} />
      ))}
    </>
  )
}

function Pay({ issuer }: { readonly issuer: string }): ReactNode {
  const t = useTexts()
  const institution = useInstitution()
  const node = useNode()
  const [amount, setAmount] = useState('')
  const [note, setNote] = useState('')
  const [address, setAddress] = useState('')
  const good = /^[1-9]\d{0,8}$/.test(amount)
  const pay = useAction(async () => {
    const { name } = await node.request<{ name: string }>('POST', '/contacts', { address: address.trim() })
    await node.request('POST', '/payments', { to: name, amount: readWhole(amount, 'amount', 1), note })
    setAmount('')
  })
  const redeem = useAction(async () => {
    await node.request('POST', '/redemptions', { amount: readWhole(amount, 'amount', 1), note })
    setAmount('')
  })
  const mine = useData<{ address: string }>('/address')
  return (
    <details className="card">
      <summary>{t.wallet.payTitle}</summary>
      <div className="stack">
        <Problem error={pay.error ?? redeem.error} />
        <Field label={t.wallet.amount} value={amount} onChange={setAmount} name="amount" inputMode="numeric" autoComplete="off" />
        <Field label={t.wallet.note} value={note} onChange={setNote} name="note" autoComplete="off" maxLength={200} />
        <Field
          label={t.wallet.to}
          help={t.wallet.toHelp}
          value={address}
          onChange={setAddress}
          name="address"
          autoComplete="off"
          lines={2}
        />
        <div className="row">
          <Action kind="primary" busy={pay.busy} isDisabled={!good || address.trim() === ''} onPress={() => void pay.act()}>
            {t.wallet.pay}
          </Action>
          <Action busy={redeem.busy} isDisabled={!good} onPress={() => void redeem.act()}>
            {t.wallet.redeem(institution(issuer))}
          </Action>
        </div>
        <Action onPress={() => void navigator.clipboard.writeText(mine.data?.address ?? '')}>{t.wallet.copyAddress}</Action>
      </div>
    </details>
  )
}

/** Which minutes of a day were not paid, and why. */
function Decisions({ day }: { readonly day: DayLine }): ReactNode {
  const t = useTexts()
  const language = useLanguage()
  const unpaid = day.entries.filter((e) => e.claim?.minutes.some((m) => m.units === 0) || e.claim?.state === 'failed')
  if (unpaid.length === 0) return null
  return (
    <section>
      <h2>{t.wallet.unpaid(recordDate(day.date, language))}</h2>
      {unpaid.map(({ tx, claim, appeal }) => (
        <Card key={tx}>
          {claim?.state === 'failed' ? <Again entry={tx} /> : null}
          <ul className="reasons">
            {[...byReason(claim?.minutes ?? [])].map(([why, minutes]) => (
              <li key={why}>
                <b>{t.wallet.minutes(minutes.length)}</b> {t.wallet.reasons[why] ?? why}
              </li>
            ))}
          </ul>
          {appeal ? (
            <p className="help">
              {t.wallet.appeals[appeal.state]}
              {appeal.words ? ` ${appeal.words}` : ''}
            </p>
          ) : (
            <Appeal entry={tx} minutes={(claim?.minutes ?? []).filter((m) => m.units === 0).map((m) => m.start)} />
          )}
        </Card>
      ))}
    </section>
  )
}

function byReason(minutes: readonly DecidedMinute[]): Map<string, DecidedMinute[]> {
  const found = new Map<string, DecidedMinute[]>()
  for (const m of minutes) if (m.units === 0) found.set(m.why ?? '', [...(found.get(m.why ?? '') ?? []), m])
  return found
}

function Again({ entry }: { readonly entry: string }): ReactNode {
  const t = useTexts()
  const node = useNode()
  const { busy, error, act } = useAction(() => node.request('POST', '/activity/claims', { entry }))
  return (
    <>
      <p>{t.wallet.failed}</p>
      <Problem error={error} />
      <Action busy={busy} onPress={() => void act()}>
        {t.retry}
      </Action>
    </>
  )
}

function Appeal({ entry, minutes }: { readonly entry: string; readonly minutes: readonly number[] }): ReactNode {
  const t = useTexts()
  const node = useNode()
  const [words, setWords] = useState('')
  const [open, setOpen] = useState(false)
  const { busy, error, act } = useAction(() => node.request('POST', '/activity/appeals', { entry, minutes, words }))
  if (minutes.length === 0) return null
  if (!open) return <Action onPress={() => setOpen(true)}>{t.wallet.object}</Action>
  return (
    <>
      <Problem error={error} />
      <Field
        label={t.wallet.words}
        help={t.wallet.wordsHelp}
        value={words}
        onChange={setWords}
        name="words"
        autoComplete="off"
        lines={2}
        maxLength={500}
      />
      <div className="row">
        <Action onPress={() => setOpen(false)}>{t.records.cancel}</Action>
        <Action kind="primary" busy={busy} isDisabled={words.trim() === ''} onPress={() => void act()}>
          {t.wallet.object}
        </Action>
      </div>
    </>
  )
}
