/** Why the browser's storage refuses: for each code its reasons, in English and Korean. */
import { type Refuse, refusing } from '@hdms/shared/reasons.ts'

const REASONS = {
  STORE_FAILED: {
    full: ["the device's storage is full", '기기의 저장 공간이 가득 찼습니다'],
    refused: ['the browser refused to write', '브라우저가 쓰기를 거부했습니다'],
    anchor: ['the file of the anchor could not be written', '기준점 파일에 쓸 수 없었습니다'],
    'keys-damaged': ['the file of keys is damaged', '키 파일이 손상되었습니다'],
    'keys-full': ['the file of keys is full', '키 파일이 가득 찼습니다'],
    'keys-unwritten': ['the file of keys could not be written', '키 파일에 쓸 수 없었습니다'],
  },
} as const

/** The codes of these refusals, each with its reasons. */
export type BrowserReasons = typeof REASONS

/** @throws the code, with the id of the reason and what its words need */
export const refuse: Refuse<BrowserReasons> = refusing('browser', REASONS)
