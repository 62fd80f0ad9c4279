/** What is typed or chosen, with its name above it and its help below. */
import type { ReactNode } from 'react'
import { FieldError, Input, Label, Text, TextArea, TextField, type TextFieldProps } from 'react-aria-components'

interface FieldProps extends TextFieldProps {
  readonly label: string
  readonly help?: string
  /** Lines of a longer text; one without. */
  readonly lines?: number
  /** What is wrong with what was typed. */
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

/** One of a few. The browser's own list: a phone draws it as its owner knows it. */
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
  readonly options: readonly (readonly [value: string, text: string])[]
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
