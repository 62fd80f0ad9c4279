/**
 * A table in columns, written as CSV (RFC 4180) and as Parquet. Columns hold what has a type; what is empty is null in Parquet and nothing in CSV.
 */

import { dayIn, decimalIn } from '@hdms/shared/decimal.ts'
import { ByteWriter, type ColumnSource, ParquetWriter, type SchemaElement } from 'hyparquet-writer'
import { type ExportFile, Portions } from './file.ts'

/** `float` keeps the digits in CSV and is a double in Parquet. */
export type ColumnType = 'integer' | 'float' | 'date' | 'datetime' | 'text'
export type Cell = string | number | undefined

export interface Column {
  readonly name: string
  readonly type: ColumnType
}

/** Lets go of every row group when it is written. */
class Draining extends ByteWriter {
  readonly portions = new Portions()
  flush(): void {
    this.portions.bytes(this.getBytes().slice())
    this.index = 0
  }
}

/** Rows of a row group: what is held in memory in columns before it is written. */
const GROUP = 5_000

/** Takes rows and writes them on the way, so that what it holds of them grows with the files and not with what is between. */
export class Table {
  private readonly columns: readonly Column[]
  private readonly places: ReadonlyMap<string, number>
  private readonly lines = new Portions()
  private readonly bytes = new Draining()
  private readonly writer: ParquetWriter
  private cells: Cell[][]
  /** Lines so far. */
  length = 0

  constructor(columns: readonly Column[]) {
    this.columns = columns
    this.places = new Map(columns.map(({ name }, i) => [name, i]))
    this.cells = columns.map(() => [])
    this.writer = new ParquetWriter({
      writer: this.bytes,
      schema: [{ name: 'root', num_children: columns.length }, ...columns.map(schemaOf)],
    })
    this.lines.text(csvLine(columns.map((c) => c.name)))
  }

  /** @param row cells by column; other names are passed over */
  add(row: Readonly<Record<string, Cell>>): void {
    const line: Cell[] = this.columns.map(() => undefined)
    for (const name in row) {
      const place = this.places.get(name)
      if (place !== undefined) line[place] = row[name]
    }
    this.cells.forEach((cells, i) => void cells.push(line[i]))
    this.lines.text(csvLine(line.map((cell) => cell ?? '')))
    this.length++
    if (this.length % GROUP === 0) this.flush()
  }

  private flush(): void {
    const columnData = this.columns.map(({ name, type }, i) => columnOf(name, type, this.cells[i] as Cell[]))
    // Into memory, where it is done when it returns: a promise comes from writers that flush alone.
    void this.writer.write({ columnData, rowGroupSize: GROUP })
    this.cells = this.columns.map(() => [])
  }

  /** Both files of the table; nothing is added after. @param name path without its ending */
  files(name: string): ExportFile[] {
    if (this.length % GROUP > 0) this.flush()
    void this.writer.finish()
    this.bytes.flush()
    return [this.lines.textFile(`${name}.csv`), this.bytes.portions.bytesFile(`${name}.parquet`)]
  }
}

function columnOf(name: string, type: ColumnType, cells: readonly Cell[]): ColumnSource {
  return { name, data: cells.map((cell) => (cell === undefined || cell === '' ? null : VALUES[type](cell))) }
}
const numeric = (cell: string | number): number | null => (typeof cell === 'number' ? cell : (decimalIn(cell) ?? null))
const VALUES: Readonly<Record<ColumnType, (cell: string | number) => unknown>> = {
  integer: numeric,
  float: numeric,
  date: (cell) => dateOf(cell),
  datetime: (cell) => dateOf(cell),
  text: String,
}
function dateOf(cell: string | number): Date | null {
  const day = dayIn(String(cell))
  return day === undefined ? null : new Date(day * 86_400_000)
}

const PHYSICAL: Readonly<Record<ColumnType, Pick<SchemaElement, 'type' | 'converted_type'>>> = {
  integer: { type: 'INT32' },
  float: { type: 'DOUBLE' },
  date: { type: 'INT32', converted_type: 'DATE' },
  datetime: { type: 'INT64', converted_type: 'TIMESTAMP_MILLIS' },
  text: { type: 'BYTE_ARRAY', converted_type: 'UTF8' },
}
const schemaOf = ({ name, type }: Column): SchemaElement => ({ name, ...PHYSICAL[type], repetition_type: 'OPTIONAL' })

const QUOTED = /[",\r\n]/
/** What a spreadsheet may run when it opens a file (OWASP, CSV injection), white space before it and full-width forms passed over. */
const FORMULA = /^[\s\u200b\ufeff]*[=+\-@|＝＋－＠]|^[\t\r\n]/
const NUMBER = /^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/

/** A field in which nothing is run: an apostrophe goes before what a spreadsheet would take for a formula. Numbers below nought are none. */
function harmless(text: string): string {
  return FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text
}

/** A line of CSV, as RFC 4180 has it. */
export const csvLine = (fields: readonly (string | number)[]): string =>
  `${fields
    .map((field) => {
      const text = typeof field === 'number' ? String(field) : harmless(field)
      return QUOTED.test(text) ? `"${text.replaceAll('"', '""')}"` : text
    })
    .join(',')}\r\n`
