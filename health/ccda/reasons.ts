/** Why what reads C-CDA refuses: for each code its reasons, in English and Korean. */
import { type Refuse, refusing } from '@hdms/shared/reasons.ts'

const REASONS = {
  DOCUMENT_INVALID: {
    'several-patients': ['it is about several patients', '여러 환자의 문서입니다'],
    'no-patient': ['it names no patient (recordTarget)', '환자(recordTarget)가 적혀 있지 않습니다'],
    'no-id': ['it has no id', '식별자가 없습니다'],
    characters: ['it has characters that XML does not have', 'XML에서 쓸 수 없는 문자가 있습니다'],
    attributes: ['it is not well-formed XML (attributes)', 'XML 형식이 올바르지 않습니다(속성)'],
    namespaces: ['it declares more than {most} namespaces at once', '이름공간을 한꺼번에 {most}개 넘게 선언했습니다'],
    unreadable: ['it cannot be read', '읽을 수 없습니다'],
    'not-xml': ['it is not well-formed XML', 'XML 형식이 올바르지 않습니다'],
    'too-large': ['it is larger than {most} MiB', '{most}MiB보다 큽니다'],
    doctype: ['it has a document type declaration; C-CDA has none', '문서 유형 선언이 있습니다. C-CDA에는 없어야 합니다'],
    'not-xml-code': ['it is not well-formed XML ({found})', 'XML 형식이 올바르지 않습니다({found})'],
    'version-expected': ['a ClinicalDocument of {namespace} is expected', '{namespace}의 ClinicalDocument여야 합니다'],
    'root-expected': ['a ClinicalDocument is expected, and it is a {found}', 'ClinicalDocument여야 하는데 {found}입니다'],
    'no-root': ['a ClinicalDocument is expected, and it is nothing', 'ClinicalDocument여야 하는데 비어 있습니다'],
    charset: ['its characters are not {charset}', '문자가 {charset} 형식이 아닙니다'],
    'long-tag': [
      'it is not well-formed XML, or has a tag of more than {most} KiB',
      'XML 형식이 올바르지 않거나 {most}KiB를 넘는 태그가 있습니다',
    ],
    nested: ['its elements are nested deeper than {most}', '요소가 {most}단계보다 깊이 중첩되어 있습니다'],
    elements: ['it has more than {most} elements', '요소가 {most}개를 넘습니다'],
    'many-attributes': ['an element has more than {most} attributes', '속성이 {most}개를 넘는 요소가 있습니다'],
  },
} as const

/** The codes of these refusals, each with its reasons. */
export type CcdaReasons = typeof REASONS

/** @throws the code, with the id of the reason and what its words need */
export const refuse: Refuse<CcdaReasons> = refusing('ccda', REASONS)
