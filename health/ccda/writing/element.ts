/** XML that is written: elements in their order, text escaped, nothing that XML does not have. */
import { escapedXml } from '../../markup.ts'

export interface Element {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: readonly (Element | string)[]
}
export type Child = Element | string | undefined | readonly Child[]

/** @param attributes those without a value are left out. @param children likewise; a list stands for its members */
export function el(name: string, attributes: Readonly<Record<string, string | undefined>> = {}, ...children: readonly Child[]): Element {
  const kept = Object.entries(attributes).filter((entry): entry is [string, string] => entry[1] !== undefined)
  return { name, attributes: Object.fromEntries(kept), children: flat(children) }
}

function flat(children: readonly Child[]): (Element | string)[] {
  return children.flatMap((child) => {
    if (child === undefined || child === '') return []
    return typeof child === 'string' || 'name' in child ? [child] : flat(child)
  })
}

/** XML 1.0 §2.2 has no control characters but tab and line ends. */
const plain = (text: string): string => text.replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
/** A line end in an attribute would be read as a blank. */
const attribute = (text: string): string =>
  escapedXml(plain(text)).replaceAll('\n', '&#10;').replaceAll('\r', '&#13;').replaceAll('\t', '&#9;')

/** @returns its text, indented where it holds elements alone */
export function written(element: Element, indent = ''): string {
  const { name, attributes, children } = element
  const head = `<${name}${Object.entries(attributes)
    .map(([key, value]) => ` ${key}="${attribute(value)}"`)
    .join('')}`
  if (children.length === 0) return `${head}/>`
  const inline = children.some((child) => typeof child === 'string')
  const inside = children.map((child) =>
    typeof child === 'string' ? escapedXml(plain(child)) : written(child, inline ? '' : `${indent}  `),
  )
  return inline
    ? `${head}>${inside.join('')}</${name}>`
    : `${head}>\n${inside.map((one) => `${indent}  ${one}`).join('\n')}\n${indent}</${name}>`
}
