/** Names of institutions in the person's language: Korean forms come with the page's configuration. */
import type { AppConfig, KoreanNames } from '@hdms/node/browser/protocol.ts'
import { createContext, useContext, useEffect, useState } from 'react'
import { useLanguage } from '../../look/language.ts'
import { institution } from './format.ts'

const NONE: KoreanNames = {}
export const NamesContext: React.Context<KoreanNames> = createContext<KoreanNames>(NONE)

/** Reads the Korean forms once; without them, institutions are shown as their X.500 names say. */
export function useKoreanNames(): KoreanNames {
  const [names, setNames] = useState(NONE)
  useEffect(() => {
    fetch('/config.json')
      .then((reply) => reply.json() as Promise<AppConfig>)
      .then(({ koreanNames }) => setNames(koreanNames ?? NONE))
      .catch(() => setNames(NONE))
  }, [])
  return names
}

/** @returns writes an X.500 name as a person reads it */
export function useInstitution(): (name: string) => string {
  const language = useLanguage()
  const names = useContext(NamesContext)
  return (name) => institution(name, language, names)
}
