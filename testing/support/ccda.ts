/** C-CDA documents of our own for tests. */

const HEAD = 'xmlns="urn:hl7-org:v3" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:sdtc="urn:hl7-org:sdtc"'

export interface CcdaSample {
  readonly patient?: string
  /** Sections' XML. */
  readonly sections?: readonly string[]
  readonly setId?: string
  readonly version?: number
  readonly title?: string
  /** XML of the whole component in place of a structured body. */
  readonly component?: string
}

export function ccdaXml({
  patient = 'P-100',
  sections = [],
  setId = 'doc-1',
  version = 1,
  title = '퇴원 요약',
  component,
}: CcdaSample = {}): string {
  const body = sections.map((one) => `<component>${one}</component>`).join('')
  return `<?xml version="1.0" encoding="UTF-8"?>
<ClinicalDocument ${HEAD}>
  <realmCode code="US"/><typeId root="2.16.840.1.113883.1.3" extension="POCD_HD000040"/>
  <templateId root="2.16.840.1.113883.10.20.22.1.1" extension="2015-08-01"/>
  <id root="1.2.410.99" extension="${setId}.${version}"/>
  <code code="34133-9" codeSystem="2.16.840.1.113883.6.1" displayName="Summarization of Episode Note"/>
  <title>${title}</title>
  <effectiveTime value="20261121093000+0900"/>
  <setId root="1.2.410.99" extension="${setId}"/><versionNumber value="${version}"/>
  <recordTarget><patientRole><id root="1.2.410.100110" extension="${patient}"/>
    <patient><name><given>길동</given><family>홍</family></name><birthTime value="19800301"/></patient></patientRole></recordTarget>
  <author><time value="20261121"/><assignedAuthor><id root="1.2.410.1" extension="D-7"/><assignedPerson><name><given>민</given><family>의사</family></name></assignedPerson></assignedAuthor></author>
  ${component ?? `<component><structuredBody>${body}</structuredBody></component>`}
</ClinicalDocument>`
}

/** Any section; `entries` is their XML. */
export const section = (template: string, code: string, words: string, entries: string): string =>
  `<section><templateId root="${template}"/><templateId root="${template}" extension="2015-08-01"/>
   <code code="${code}" codeSystem="2.16.840.1.113883.6.1"/><title>${code}</title><text>${words}</text>${entries}</section>`

/** One laboratory result; `value` is the XML of it. */
export const resultSection = (value: string, time = '202611210830', more = ''): string =>
  section(
    '2.16.840.1.113883.10.20.22.2.3.1',
    '30954-2',
    '<table><tbody><tr><td ID="r1">HbA1c, slightly high</td></tr></tbody></table>',
    `<entry><organizer classCode="BATTERY" moodCode="EVN"><templateId root="2.16.840.1.113883.10.20.22.4.1"/><id root="1.2.410.2"/>
     <code code="4548-4" codeSystem="2.16.840.1.113883.6.1" displayName="HbA1c panel"/><statusCode code="completed"/>
     <component><observation classCode="OBS" moodCode="EVN"><templateId root="2.16.840.1.113883.10.20.22.4.2"/><id root="1.2.410.3"/>
       <code code="4548-4" codeSystem="2.16.840.1.113883.6.1" displayName="Hemoglobin A1c"/><text><reference value="#r1"/></text>
       <statusCode code="completed"/><effectiveTime value="${time}"/>${value}${more}</observation></component></organizer></entry>`,
  )

/** A problem, from a day to a day. */
export const problemSection = (
  from: string,
  to?: string,
  { denied = false, code = 'E11.9' }: { denied?: boolean; code?: string } = {},
): string =>
  section(
    '2.16.840.1.113883.10.20.22.2.5.1',
    '11450-4',
    '<paragraph>Type 2 diabetes</paragraph>',
    `<entry><act classCode="ACT" moodCode="EVN"><templateId root="2.16.840.1.113883.10.20.22.4.3"/><id root="1.2.410.4"/>
     <code code="CONC" codeSystem="2.16.840.1.113883.5.6"/><statusCode code="active"/>
     <entryRelationship typeCode="SUBJ"><observation classCode="OBS" moodCode="EVN" negationInd="${denied}"><templateId root="2.16.840.1.113883.10.20.22.4.4"/><id root="1.2.410.5"/>
       <code code="55607006" codeSystem="2.16.840.1.113883.6.96"/><statusCode code="completed"/>
       <effectiveTime><low value="${from}"/>${to ? `<high value="${to}"/>` : ''}</effectiveTime>
       <value xsi:type="CD" code="${code}" codeSystem="2.16.840.1.113883.6.3" displayName="Type 2 diabetes mellitus"/></observation></entryRelationship></act></entry>`,
  )

/** An entry of a template that no conversion knows. */
export const unknownSection = (): string =>
  section(
    '1.2.410.77',
    '99999-1',
    '<paragraph>x</paragraph>',
    '<entry><act classCode="ACT" moodCode="EVN"><templateId root="1.2.410.78"/></act></entry>',
  )

/** An allergy statement; `kind` is its SNOMED code, `substance` RxNorm. */
export const allergySection = (kind: string, substance?: string, denied = false): string =>
  section(
    '2.16.840.1.113883.10.20.22.2.6.1',
    '48765-2',
    '<paragraph>x</paragraph>',
    `<entry><act classCode="ACT" moodCode="EVN"><templateId root="2.16.840.1.113883.10.20.22.4.30"/><id root="1.2.410.6"/>
     <code code="CONC" codeSystem="2.16.840.1.113883.5.6"/><statusCode code="active"/>
     <entryRelationship typeCode="SUBJ"><observation classCode="OBS" moodCode="EVN" negationInd="${denied}"><templateId root="2.16.840.1.113883.10.20.22.4.7"/>
       <id root="1.2.410.7"/><code code="ASSERTION" codeSystem="2.16.840.1.113883.5.4"/><statusCode code="completed"/>
       <value xsi:type="CD" code="${kind}" codeSystem="2.16.840.1.113883.6.96"/>
       <participant typeCode="CSM"><participantRole classCode="MANU"><playingEntity classCode="MMAT">
         ${substance ? `<code code="${substance}" codeSystem="2.16.840.1.113883.6.88" displayName="Penicillin G"/>` : '<code nullFlavor="NA"/>'}
       </playingEntity></participantRole></participant></observation></entryRelationship></act></entry>`,
  )

export const vaccineSection = (denied: boolean): string =>
  section(
    '2.16.840.1.113883.10.20.22.2.2.1',
    '11369-6',
    '<paragraph>x</paragraph>',
    `<entry><substanceAdministration classCode="SBADM" moodCode="EVN" negationInd="${denied}"><templateId root="2.16.840.1.113883.10.20.22.4.52"/><id root="1.2.410.8"/>
     <statusCode code="completed"/><effectiveTime value="20261001"/>
     <consumable><manufacturedProduct classCode="MANU"><templateId root="2.16.840.1.113883.10.20.22.4.54"/><manufacturedMaterial>
       <code code="88" codeSystem="2.16.840.1.113883.12.292" displayName="influenza"/></manufacturedMaterial></manufacturedProduct></consumable>
     </substanceAdministration></entry>`,
  )

/** A medicine; `dose` is the XML of doseQuantity. */
export const medicineSection = (dose: string, more = ''): string =>
  section(
    '2.16.840.1.113883.10.20.22.2.1.1',
    '10160-0',
    '<paragraph>x</paragraph>',
    `<entry><substanceAdministration classCode="SBADM" moodCode="EVN"><templateId root="2.16.840.1.113883.10.20.22.4.16"/><id root="1.2.410.9"/>
     <statusCode code="active"/><effectiveTime xsi:type="IVL_TS"><low value="20261001"/></effectiveTime>
     <effectiveTime xsi:type="PIVL_TS" institutionSpecified="true" operator="A"><period value="6" unit="h"/></effectiveTime>${dose}
     <consumable><manufacturedProduct classCode="MANU"><templateId root="2.16.840.1.113883.10.20.22.4.23"/><manufacturedMaterial>
       <code code="197806" codeSystem="2.16.840.1.113883.6.88" displayName="ibuprofen 600 MG"/></manufacturedMaterial></manufacturedProduct></consumable>
     ${more}</substanceAdministration></entry>`,
  )
