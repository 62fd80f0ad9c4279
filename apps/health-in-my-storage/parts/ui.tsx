/** The parts that every screen is made of, over React Aria's components. */
import { describe, type HdmsError } from '@hdms/shared/errors.ts'
import type { ReactNode } from 'react'
import {
  Button,
  type ButtonProps,
  Dialog,
  FieldError,
  Heading,
  Input,
  Label,
  Modal,
  ModalOverlay,
  Text,
  TextArea,
  TextField,
  type TextFieldProps,
} from 'react-aria-components'
import { useLanguage, useTexts } from '../texts.ts'

type Kind = 'primary' | 'quiet' | 'danger'

export function Action({ kind = 'quiet', busy, ...props }: ButtonProps & { kind?: Kind; busy?: boolean | undefined }): ReactNode {
  return <Button {...props} isPending={busy ?? false} className={`button ${kind}`} />
}

interface FieldProps extends TextFieldProps {
  readonly label: string
  readonly help?: string
  readonly lines?: number
  readonly problem?: string | undefined
}
export function Field({ label, help, lines, problem, ...props }: FieldProps): ReactNode {
  return (
    <TextField {...props} className="field" isInvalid={problem !== undefined}>
      <Label>{label}</Label>
      {lines ? <TextArea rows={lines} /> : <Input />}
      {help ? (
        <Text slot="description" className="help">
          {help}
        </Text>
      ) : null}
      <FieldError className="problem">{problem}</FieldError>
    </TextField>
  )
}

export function Choice({
  label,
  value,
  options,
  onChange,
  name,
}: {
  readonly label: string
  readonly value: string
  readonly name: string
  readonly options: readonly (readonly [string, string])[]
  readonly onChange: (value: string) => void
}): ReactNode {
  return (
    <label className="field">
      <span className="react-aria-Label">{label}</span>
      <select name={name} autoComplete="off" value={value} onChange={(event) => onChange(event.target.value)}>
        {options.map(([id, text]) => (
          <option key={id} value={id}>
            {text}
          </option>
        ))}
      </select>
    </label>
  )
}

/** An error as a person reads it, with what to do. */
export function Problem({ error, children }: { readonly error: HdmsError | undefined; readonly children?: ReactNode }): ReactNode {
  const language = useLanguage()
  if (!error) return null
  return (
    <div role="alert" className="notice bad" data-code={error.code}>
      <p>{describe(error.code, error.data, language)}</p>
      {children}
    </div>
  )
}

/** @param ask id of the question that the card puts */
export function Card({ children, ask }: { readonly children: ReactNode; readonly ask?: string }): ReactNode {
  return (
    <article className={ask ? 'card asking' : 'card'} data-ask={ask}>
      {children}
    </article>
  )
}

export function Facts({ rows }: { readonly rows: readonly (readonly [string, ReactNode])[] }): ReactNode {
  return (
    <dl className="facts">
      {rows.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

/** Records that would leave, each of which can be looked at. */
export function RecordList({
  title,
  records,
}: {
  readonly title: string
  readonly records: readonly { readonly key: string; readonly text: string }[]
}): ReactNode {
  if (records.length === 0) return null
  return (
    <details className="access records">
      <summary>{title}</summary>
      <ul>
        {records.map(({ key, text }) => (
          <li key={key}>
            <a href={`#records/${key}`}>{text}</a>
          </li>
        ))}
      </ul>
    </details>
  )
}

/** Asks once more before something that cannot be undone. */
export function Sure({
  title,
  text,
  go,
  open,
  busy,
  error,
  onGo,
  onClose,
}: {
  readonly title: string
  readonly text: string
  readonly go: string
  readonly open: boolean
  readonly busy: boolean
  readonly error: HdmsError | undefined
  readonly onGo: () => void
  readonly onClose: () => void
}): ReactNode {
  const t = useTexts()
  return (
    <ModalOverlay className="overlay" isOpen={open} isDismissable onOpenChange={(now) => now || onClose()}>
      <Modal className="modal">
        <Dialog role="alertdialog" className="dialog">
          <Heading slot="title">{title}</Heading>
          <p>{text}</p>
          <Problem error={error} />
          <div className="row end">
            <Action onPress={onClose}>{t.records.cancel}</Action>
            <Action kind="danger" busy={busy} onPress={onGo}>
              {go}
            </Action>
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}
