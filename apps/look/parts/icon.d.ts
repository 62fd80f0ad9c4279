/** Drawings of 24 by 24, in lines of the text's own colour. They never stand alone: a word or a label says the same. */
import type { ReactNode } from 'react'

declare const PATHS: {
  readonly home: 'M4 11.5 12 5l8 6.5V19a1.5 1.5 0 0 1-1.5 1.5h-4V15h-5v5.5h-4A1.5 1.5 0 0 1 4 19z'
  readonly records: 'M6 3.5h8l4.5 4.5v11a1.5 1.5 0 0 1-1.5 1.5H6A1.5 1.5 0 0 1 4.5 19V5A1.5 1.5 0 0 1 6 3.5zM13.5 3.5V8.5h5M8.5 12.5h7M8.5 16h5'
  readonly sharing: 'M14.8 6a2.7 2.7 0 1 0 5.4 0a2.7 2.7 0 1 0-5.4 0M3.8 12a2.7 2.7 0 1 0 5.4 0a2.7 2.7 0 1 0-5.4 0M14.8 18a2.7 2.7 0 1 0 5.4 0a2.7 2.7 0 1 0-5.4 0M9 10.7l6-3.4M9 13.3l6 3.4'
  readonly activity: 'M3.5 12.5h4l2.5-7 4 13 2.5-6h4'
  readonly me: 'M8 8a4 4 0 1 0 8 0a4 4 0 1 0-8 0M4.5 20.5c.6-4 3.6-6 7.5-6s6.900 2 7.500 6'
  readonly ask: 'M4 5h16v11H9l-5 4z'
  readonly offer: 'M4 12V4h8l9 9-8 8zM8 8h.01'
  readonly wallet: 'M4 7h16v12H4zM4 7l11-3v3M16 13h.01'
  readonly shoe: 'M3 16v-6l3 1c1-2 3-3 4-5l4 5c2 1.500 7 2 7 5v2H3zM3 16h18'
  readonly link: 'M5 15a10 10 0 0 1 14 0M8 18a6 6 0 0 1 8 0M12 21h.01'
  readonly safe: 'M12 3.5 19 6v5.500c0 4.500-3 7.500-7 9-4-1.500-7-4.500-7-9V6zM9 12l2.200 2.200L15.200 10'
  readonly bell: 'M6 16.500V11a6 6 0 0 1 12 0v5.500l1.500 1.500h-15zM10 20.500h4'
  readonly passkey: 'M5 12a3.500 3.500 0 1 0 7 0a3.500 3.500 0 1 0-7 0M12 12h8v3M16.500 12v2.500'
  readonly written: 'M5 19l1-4L16.500 4.500l3 3L9 18z'
  readonly test: 'M9.500 3.500h5M10.500 3.500v6L5 19a1 1 0 0 0 1 1.500h12a1 1 0 0 0 1-1.500l-5.500-9.500v-6'
  readonly warning: 'M12 4 21 19.500H3zM12 10v4.500M12 17v.1'
  readonly medicine: 'M6.300 17.700a4 4 0 0 1 0-5.600l5.800-5.800a4 4 0 0 1 5.600 5.600l-5.800 5.800a4 4 0 0 1-5.600 0zM9.300 9.300l5.400 5.400'
  readonly heart: 'M12 20S4 15 4 9.300A4.300 4.300 0 0 1 12 7a4.300 4.300 0 0 1 8 2.300C20 15 12 20 12 20z'
  readonly check: 'M5 12.500 10 17 19.500 7'
  readonly more: 'm9 5.500 6.500 6.500L9 18.500'
  readonly back: 'M15 5.500 8.500 12 15 18.500'
}
export type IconName = keyof typeof PATHS
export declare function Icon({ name, small }: { readonly name: IconName; readonly small?: boolean }): ReactNode
