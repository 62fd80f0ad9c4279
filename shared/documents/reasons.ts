/** Why what reads documents and their parts refuses: for each code its reasons, in English and Korean. */
import { type Refuse, refusing } from '../reasons.ts'

const REASONS = {
  DOCUMENT_MISMATCH: {
    'leaf-count': ['the number of leaves is not what the header says', '잎의 수가 머리말과 다릅니다'],
    'leaf-outside': ['a leaf lies outside every group', '어느 묶음에도 속하지 않는 잎이 있습니다'],
    'group-manifest': ['a group is not as its manifest says', '묶음이 그 목록과 다릅니다'],
    'group-twice': ['a group stands twice', '같은 묶음이 두 번 있습니다'],
    'leaf-other-group': ['a leaf is of another group', '다른 묶음의 잎이 있습니다'],
    'field-foreign': ['a field does not belong to it', '이 데이터에 속하지 않는 항목이 있습니다'],
    'place-twice': ['two leaves claim one place', '두 잎이 같은 자리를 차지합니다'],
    empty: ['it is empty', '비어 있습니다'],
    'leaf-in-value': ['a leaf of type {type} inside a value', '값 안에 {type} 유형의 잎이 있습니다'],
    'array-gap': ['an array has a gap', '배열에 빈자리가 있습니다'],
    'no-manifest': ['a group without its manifest', '목록이 없는 묶음이 있습니다'],
    'leaf-misplaced': ['a leaf stands where another belongs', '다른 잎의 자리에 놓인 잎이 있습니다'],
  },
  WIRE_MALFORMED: {
    'ends-early': ['ends too early', '도중에 끝났습니다'],
    'bad-tree': ['a bad tree', '트리가 올바르지 않습니다'],
    'unknown-segment': ['unknown segment', '알 수 없는 경로 조각이 있습니다'],
    'unknown-type': ['unknown type', '알 수 없는 유형입니다'],
  },
  INPUT_INVALID: {
    depth: ['0 to {most}', '0에서 {most}까지여야 합니다'],
  },
} as const

/** The codes of these refusals, each with its reasons. */
export type DocumentReasons = typeof REASONS

/** @throws the code, with the id of the reason and what its words need */
export const refuse: Refuse<DocumentReasons> = refusing('documents', REASONS)
