/** What stands beside a value that FHIR writes in another form than it came in. */

/** On an element: the text as it was received. */
export const AS_RECEIVED = 'urn:hdms:as-received'

export const asReceived = (text: string): { extension: object[] } => ({ extension: [{ url: AS_RECEIVED, valueString: text }] })
