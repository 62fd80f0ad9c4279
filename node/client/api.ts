/** What an institution's node says to the programs of its own people (openapi.json). */
import type { Answer } from '@hdms/shared/network/api.ts'
import type { operations } from './generated/api.ts'

export type QueryView = Answer<operations['getQueriesOne']>
export type ConceptView = Answer<operations['getConcepts']>['concepts'][number]
export type AnswerView = Answer<operations['getQueriesOneAnswers']>['answers'][number]
export type BooksAudit = Answer<operations['getAudit']>
export type Boards = Answer<operations['getBoards']>
export type ExportFiles = Answer<operations['getQueriesOneExport']>
