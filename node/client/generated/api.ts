// Generated from node/openapi.json by scripts/generate-api.ts.
export interface components {
    schemas: {
        readonly Announced: {
            readonly accepted: boolean;
            readonly changes: readonly string[];
            /** @description Milliseconds since 1970. */
            readonly effectiveFrom: number;
            readonly epoch: number;
            readonly hash: string;
        };
        readonly Consents: {
            readonly consents: readonly {
                readonly dealing: string;
                readonly id: string;
                readonly own: boolean;
                /** @description What left under it, oldest first: when, what for, kinds of resources, and records by verification key. Of a sale the records stand with its offer. */
                readonly shared: readonly {
                    readonly kinds: readonly string[];
                    readonly purpose: string;
                    readonly records: readonly string[];
                    /** @description ms since 1970 */
                    readonly time?: number;
                    readonly transaction: string;
                }[];
                readonly state: string;
                readonly terms: {
                    readonly end: string;
                    readonly purpose: string;
                    readonly recipient: string;
                    readonly recipientKey: string;
                    readonly scope: string;
                };
                readonly time: number;
            }[];
        };
        readonly Dealings: {
            readonly dealings: readonly {
                readonly id: string;
                readonly lines: readonly Record<string, never>[];
            }[];
        };
        readonly Flow: {
            readonly clientId?: string;
            readonly code?: string;
            /** @description Metadata of the reason of a flow that is kept. */
            readonly data?: Record<string, never>;
            readonly id: string;
            readonly name: string;
            /** @description The reason of a flow that is kept, in words. */
            readonly reason?: {
                readonly en: string;
                readonly ko: string;
            };
            /** @description Since when it is kept, ms since 1970. */
            readonly since?: number;
            readonly started: number;
            readonly state: string;
            readonly waiting: readonly string[];
        };
        readonly Flows: {
            /** @description It begins no new flows. */
            readonly draining: boolean;
            readonly flows: readonly components["schemas"]["Flow"][];
        };
        readonly FoundStates: {
            readonly next?: string;
            readonly states: readonly {
                readonly notary: string;
                readonly own: boolean;
                readonly place: string;
                readonly recordedAt: number;
                readonly spentBy?: string;
                readonly standing: string;
                readonly state: {
                    readonly [key: string]: unknown;
                };
            }[];
            readonly total: number;
        };
        readonly Ledger: {
            readonly transactions: readonly {
                readonly commands: readonly string[];
                readonly dealing: string;
                readonly id: string;
                readonly notary: string;
                readonly sequence?: number;
                readonly standing: string;
                readonly time?: number;
                readonly why?: string;
            }[];
        };
        readonly NotaryStandings: {
            readonly notaries: readonly {
                /** @description Present when this node refuses the notary until its operator decides. */
                readonly distrusted?: {
                    /** @description Milliseconds since 1970. */
                    readonly since: number;
                    readonly why: string;
                };
                /** @description Files that anybody can check offline (hdms evidence check). */
                readonly evidence: readonly string[];
                /** @description X.500 name. */
                readonly name: string;
                /** @description Of the last header that was seen and follows from those before; 0 before the first. */
                readonly sequence: number;
                /** @description Of that header: milliseconds since 1970 by the notary's clock. */
                readonly time: number;
            }[];
            /** @description The doorman, and the network map once it was reached. */
            readonly services: readonly {
                /** @description Present when this node takes nothing new from the service until its operator decides. */
                readonly distrusted?: {
                    /** @description Milliseconds since 1970. */
                    readonly since: number;
                    readonly why: string;
                };
                /** @description Files that anybody can check offline (hdms evidence check). */
                readonly evidence: readonly string[];
                /** @description X.500 name. */
                readonly name: string;
            }[];
        };
        /** @description Options of WebAuthn in JSON, as parseCreationOptionsFromJSON and parseRequestOptionsFromJSON take them. */
        readonly Options: Record<string, never>;
        readonly Progress: {
            readonly lines: readonly {
                readonly at: number;
                readonly dealing: string;
                readonly step: number;
                readonly what: string;
            }[];
        };
        readonly Query: {
            readonly ages: null;
            readonly approvals: number;
            readonly at: number;
            readonly board: string;
            readonly cells: readonly {
                readonly count: number;
                readonly from: number;
                readonly sex: string;
                readonly to: number;
            }[];
            readonly count: string;
            readonly coverage: number;
            readonly criteria: readonly {
                readonly codes: readonly string[];
                readonly codesAll: number;
                readonly concept: string;
                readonly least?: number;
                readonly most?: number;
                readonly times: number;
                readonly units: readonly {
                    readonly code: string;
                    readonly factor: number;
                    readonly offset: number;
                }[];
                readonly wanted: boolean;
            }[];
            readonly dates: string;
            readonly disease: string;
            readonly expires: number;
            readonly from: string;
            readonly hash: string;
            readonly id: string;
            readonly modifiers: readonly string[];
            readonly people: number;
            readonly price: number;
            readonly purpose: string;
            readonly purposeWords: string;
            readonly researcher: string;
            readonly sex: null;
            readonly sources: readonly string[];
            readonly state: string;
            readonly until: string;
            readonly useUntil: number;
            readonly why: string;
            readonly words: string;
        };
        readonly Record: {
            readonly groups: readonly {
                /** @description What was received, as JSON over several lines, every number as it was written. */
                readonly json?: string;
                readonly kind: string;
                readonly value: Record<string, never>;
                /** @description What a person sees of it at a glance, with numbers as they were written; dates as the record has them. */
                readonly view: {
                    readonly date: string;
                    /**
                     * @description The day is that on which it was written down.
                     * @enum {string}
                     */
                    readonly dated?: "recorded";
                    /** @description It is not so, or was not done. */
                    readonly denied?: boolean;
                    /** @description HL7's codes of interpretation. */
                    readonly flags?: readonly string[];
                    readonly interpretation?: string;
                    /** @description What the value is compared with. */
                    readonly reference?: string;
                    readonly status: string;
                    readonly title: string;
                    readonly until?: string;
                    readonly value: string;
                };
            }[];
            readonly profile: string;
        };
        readonly Records: {
            readonly records: readonly {
                readonly dealing?: string;
                readonly issuer: string;
                readonly issuerName?: string;
                /** @description How many of each FHIR type. */
                readonly kinds: {
                    readonly [key: string]: number;
                };
                readonly notary?: string;
                readonly profile: string;
                readonly recordId?: string;
                readonly storedAt: number;
                readonly supersededBy?: string;
                readonly verificationKey: string;
            }[];
        };
        /**
         * @description Why it was refused, in words that say what to do.
         * @example {
         *       "code": "INPUT_INVALID",
         *       "message": "handle is not as it should be: fill it in.",
         *       "messageKo": "handle 값이 올바르지 않습니다.",
         *       "data": {
         *         "what": "handle"
         *       }
         *     }
         */
        readonly Refusal: {
            /** @description One of the codes of shared/errors.ts; it stays the same over languages. */
            readonly code: string;
            readonly data?: Record<string, never>;
            readonly message: string;
            readonly messageKo?: string;
        };
        readonly Register: {
            readonly entries: readonly {
                readonly known: boolean;
                readonly notary: string;
                readonly operation: number;
                readonly recordId: string;
                readonly verificationKey: string;
            }[];
        };
        readonly StaffMember: {
            /** @description Too many tries: no password is looked at for a while. */
            readonly closed?: boolean;
            readonly id: string;
            readonly invitation?: string;
            readonly invited?: boolean;
            readonly link?: string;
            readonly name: string;
            readonly passkeys?: number;
            readonly password?: boolean;
            readonly recovery?: number;
            readonly roles: readonly string[];
            readonly sessions?: number;
        };
        readonly StaffSession: {
            readonly ends?: string;
            readonly id?: string;
            readonly idleEnds?: string;
            readonly institution: string;
            readonly institutionKo?: string;
            readonly kind: string;
            readonly name?: string;
            readonly now?: string;
            readonly origin?: string;
            /** @description Whether passkeys work under the address of this page. */
            readonly passkeys?: boolean;
            readonly passkeysHere?: number;
            /** @description Recovery codes, when an invitation was accepted with a password: they are told once. */
            readonly recovery?: readonly string[];
            readonly recoveryLeft?: number;
            readonly roles?: readonly string[];
            readonly signedIn: boolean;
            readonly since?: string;
        };
        readonly StateQuery: {
            readonly after?: string;
            readonly contract: string;
            readonly free?: boolean;
            readonly own?: boolean;
            readonly participants?: readonly string[];
            readonly recorded?: {
                readonly from?: number;
                readonly until?: number;
            };
            readonly size?: number;
            readonly sort?: readonly {
                readonly by: string;
                readonly descending?: boolean;
            }[];
            /** @enum {string} */
            readonly standing?: "unspent" | "pending" | "spent" | "any";
            readonly where?: {
                readonly [key: string]: unknown;
            };
        };
        readonly StateSums: {
            readonly sums: readonly {
                readonly count: number;
                readonly group: {
                    readonly [key: string]: unknown;
                };
                readonly least: {
                    readonly [key: string]: unknown;
                };
                readonly most: {
                    readonly [key: string]: unknown;
                };
                readonly sum: {
                    readonly [key: string]: unknown;
                };
            }[];
        };
        readonly StateSumsQuery: {
            readonly by?: readonly string[];
            readonly contract: string;
            readonly free?: boolean;
            readonly least?: readonly string[];
            readonly most?: readonly string[];
            readonly own?: boolean;
            readonly participants?: readonly string[];
            readonly recorded?: {
                readonly from?: number;
                readonly until?: number;
            };
            /** @enum {string} */
            readonly standing?: "unspent" | "pending" | "spent" | "any";
            readonly sum?: readonly string[];
            readonly where?: {
                readonly [key: string]: unknown;
            };
        };
        readonly Status: {
            readonly announced?: {
                readonly accepted: boolean;
                readonly changes: readonly string[];
                /** @description Milliseconds since 1970. */
                readonly effectiveFrom: number;
                readonly epoch: number;
                readonly hash: string;
            };
            /** @description What this node runs, each after those that it needs. */
            readonly capabilities: readonly {
                readonly name: string;
                readonly version: number;
            }[];
            readonly mapSerial: number;
            readonly members: readonly {
                readonly kind: string;
                readonly name: string;
                readonly notary: string;
                readonly rest: string;
            }[];
            readonly name: string;
            readonly parametersEpoch: number;
            readonly sent: {
                readonly libp2p: number;
                readonly mailbox: number;
                readonly rest: number;
            };
        };
        readonly Transaction: {
            readonly answer?: string;
            readonly from?: number;
            readonly known: boolean;
            readonly standing?: string;
            readonly transaction?: string;
            readonly until?: number;
        };
    };
    responses: {
        /** @description OperationOutcome: 400, 403, 404, 422 for what the caller can mend, 503 for what may be tried again. */
        readonly FhirRefused: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/fhir+json": {
                    readonly issue: readonly unknown[];
                    /** @constant */
                    readonly resourceType: "OperationOutcome";
                };
            };
        };
        /** @description Refused: 4xx for what the caller can mend, 429 with Retry-After for too many, 503 for what may be tried again. */
        readonly Refused: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["Refusal"];
            };
        };
    };
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export interface operations {
    readonly personGetActivity: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The answer. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "today": "2026-11-22",
                     *       "days": [
                     *         {
                     *           "date": "2026-11-22",
                     *           "steps": 419,
                     *           "distance": 329,
                     *           "moderate": 4,
                     *           "vigorous": 0,
                     *           "doubtful": 5,
                     *           "speed": 1.3987459070332728,
                     *           "cadence": 106.83247002498882,
                     *           "entries": [
                     *             {
                     *               "tx": "a390ed386c871aa6f0730278665dc2ac3c83d7cb80e824468851150365e95067",
                     *               "revision": 1,
                     *               "root": "6dcfdf2e607f7ee10e35add5cbfc38d07983ccb0335fa7acf1c487ea1e194b7c",
                     *               "measures": "05943af6e9811ae232a745a58269202b56ad07b3227727b7b32d7850393b9f6d",
                     *               "at": 1795312825449,
                     *               "minutes": 9,
                     *               "claim": {
                     *                 "state": "decided",
                     *                 "units": 4,
                     *                 "minutes": [
                     *                   {
                     *                     "start": 1795311840,
                     *                     "units": 1
                     *                   }
                     *                 ],
                     *                 "issue": "c656a9685a7313dd0537a8d779de6e72fa18b9a94ef761b44daad13dca5e3c83",
                     *                 "code": ""
                     *               }
                     *             }
                     *           ],
                     *           "units": 4
                     *         }
                     *       ],
                     *       "unrecorded": [],
                     *       "keep": "thin",
                     *       "byItself": false,
                     *       "signed": {
                     *         "raw": 28,
                     *         "all": 32
                     *       },
                     *       "wearer": {
                     *         "born": 1986,
                     *         "sex": "female",
                     *         "height": 1.7,
                     *         "weight": 68
                     *       },
                     *       "indices": [
                     *         {
                     *           "name": "gait-speed",
                     *           "value": 1.3987459070332728,
                     *           "unit": "m/s",
                     *           "low": 1.19,
                     *           "high": 1.69,
                     *           "standing": "within",
                     *           "trend": "unknown",
                     *           "words": {
                     *             "ko": "보행 속도: 참고 범위 안입니다.",
                     *             "en": "Walking speed: within the reference range."
                     *           },
                     *           "source": "Bohannon & Andrews 2011"
                     *         }
                     *       ]
                     *     }
                     */
                    readonly "application/json": {
                        readonly byItself: boolean;
                        readonly days: readonly {
                            readonly cadence: number;
                            readonly date: string;
                            readonly distance: number;
                            readonly doubtful: number;
                            readonly entries: readonly {
                                readonly appeal?: {
                                    readonly minutes: readonly number[];
                                    readonly state: string;
                                    readonly units: number;
                                    readonly words: string;
                                };
                                readonly at: number;
                                readonly claim: {
                                    readonly code: string;
                                    readonly issue: string;
                                    readonly minutes: readonly {
                                        readonly start: number;
                                        readonly units: number;
                                        readonly why?: string;
                                    }[];
                                    readonly state: string;
                                    readonly units: number;
                                };
                                readonly measures: string;
                                readonly minutes: number;
                                readonly revision: number;
                                readonly root: string;
                                readonly tx: string;
                            }[];
                            readonly moderate: number;
                            readonly speed: number;
                            readonly steps: number;
                            readonly units: number;
                            readonly vigorous: number;
                        }[];
                        readonly indices: readonly {
                            readonly high?: number;
                            readonly low?: number;
                            readonly name: string;
                            readonly source: string;
                            readonly standing: string;
                            readonly trend: string;
                            readonly unit: string;
                            readonly value?: number;
                            readonly why?: string;
                            readonly words: {
                                readonly en: string;
                                readonly ko: string;
                            };
                        }[];
                        readonly keep: string;
                        readonly signed: {
                            readonly all: number;
                            readonly raw: number;
                        };
                        readonly today: string;
                        readonly unrecorded: readonly string[];
                        readonly wearer: {
                            readonly born: number;
                            readonly height: number;
                            readonly sex: string;
                            readonly weight: number;
                        };
                    };
                };
            };
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly personGetActivityOne: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description Day, as 2026-11-21. */
                readonly date: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The answer. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "date": "2026-11-21",
                     *       "minutes": [],
                     *       "bouts": []
                     *     }
                     */
                    readonly "application/json": Record<string, never>;
                };
            };
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly personPostActivityAbout: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "born": 1986,
                 *       "sex": "female",
                 *       "height": 1.7,
                 *       "weight": 68
                 *     }
                 */
                readonly "application/json": {
                    readonly born: number;
                    readonly height: number;
                    readonly sex: string;
                    readonly weight: number;
                };
            };
        };
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /** @example {} */
                    readonly "application/json": Record<string, never>;
                };
            };
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly personPostActivityAppeals: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "entry": "a390ed386c871aa6f0730278665dc2ac3c83d7cb80e824468851150365e95067",
                 *       "minutes": [
                 *         1795312080
                 *       ],
                 *       "words": "It was me all along."
                 *     }
                 */
                readonly "application/json": {
                    readonly entry: string;
                    readonly minutes: readonly number[];
                    readonly words: string;
                };
            };
        };
        readonly responses: {
            /** @description The answer. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "flow": "2e579efbed24e3bbf632a034090164f3"
                     *     }
                     */
                    readonly "application/json": {
                        readonly flow: string;
                    };
                };
            };
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly personPostActivityByItself: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "on": true
                 *     }
                 */
                readonly "application/json": {
                    readonly on: boolean;
                };
            };
        };
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /** @example {} */
                    readonly "application/json": Record<string, never>;
                };
            };
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly personPostActivityClaims: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "entry": "abababababababababababababababababababababababababababababababab"
                 *     }
                 */
                readonly "application/json": {
                    readonly entry: string;
                };
            };
        };
        readonly responses: {
            /** @description The answer. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "units": 5
                     *     }
                     */
                    readonly "application/json": {
                        readonly units: number;
                    };
                };
            };
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly personPostActivityEntries: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "date": "2026-11-22"
                 *     }
                 */
                readonly "application/json": {
                    readonly date: string;
                };
            };
        };
        readonly responses: {
            /** @description The answer. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "entry": "807c2a109111b1fa29028b80ce9d8d6e5d01ea4ead8d163c4c099e0390d8b3a9",
                     *       "units": 22
                     *     }
                     */
                    readonly "application/json": {
                        readonly entry: string;
                        readonly units: number;
                    };
                };
            };
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly personPostActivityKeep: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "keep": "thin"
                 *     }
                 */
                readonly "application/json": {
                    /** @enum {unknown} */
                    readonly keep: "all" | "thin";
                };
            };
        };
        readonly responses: {
            /** @description The answer. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "thinned": 0
                     *     }
                     */
                    readonly "application/json": {
                        readonly thinned: number;
                    };
                };
            };
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly personPostActivityPhone: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "samples": []
                 *     }
                 */
                readonly "application/json": {
                    readonly samples: readonly unknown[];
                };
            };
        };
        readonly responses: {
            /** @description The answer. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "minutes": 1
                     *     }
                     */
                    readonly "application/json": {
                        readonly minutes: number;
                    };
                };
            };
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly personGetAddress: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The answer. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": "CN=633e73da860c96e8,O=Health In My Storage,C=KR",
                     *       "address": "CsgdCi9DTj02MzNlNzNkYTg2MGM5NmU4LE89SGVhbHRoIEluIE15IFN0b3JhZ2UsQz1LUhEAoHC6DyB6QhrWAzCCAdIwggGEoAMCAQICEGV5i+bwFmtFDPkp"
                     *     }
                     */
                    readonly "application/json": {
                        readonly address: string;
                        readonly name: string;
                    };
                };
            };
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly personPostAnswers: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "id": "69aaad0d7c1c1a3b4b22e79cec111f12/0.56",
                 *       "approved": false,
                 *       "reason": "no to the result"
                 *     }
                 */
                readonly "application/json": {
                    readonly approved: boolean;
                    readonly id: string;
                    readonly reason?: string;
                };
            };
        };
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /** @example {} */
                    readonly "application/json": Record<string, never>;
                };
            };
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly getActs: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The answer. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "acts": [
                     *         {
                     *           "number": 7,
                     *           "time": "2026-11-27T09:01:02.000Z",
                     *           "by": "s-7k3p9q2m",
                     *           "role": "researcher",
                     *           "event": "POST /queries/:id/count",
                     *           "of": "4f1c22a9",
                     *           "more": ""
                     *         }
                     *       ],
                     *       "total": 7
                     *     }
                     */
                    readonly "application/json": {
                        readonly acts: readonly {
                            /** @description A staff id, operator for whoever has the node’s token, his, or an X.500 name. */
                            readonly by: string;
                            readonly event: string;
                            readonly more?: string;
                            readonly number: number;
                            /** @description The beginning of what it was about. */
                            readonly of?: string;
                            readonly role?: string;
                            readonly time: string;
                        }[];
                        /** @description The first line that is not what was written; absent when all are. */
                        readonly broken?: number;
                        readonly total: number;
                    };
                };
            };
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly getActsExport: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The answer. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /** @example {"number":1,"time":"2026-11-27T09:00:00.000Z","by":"s-7k3p9q2m","event":"sign in","role":"board"} */
                    readonly "application/x-ndjson": string;
                };
            };
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly postAnswers: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "id": "5188e84636f9450494135a92940049c3/0.5",
                 *       "approved": false,
                 *       "reason": "the two soles carried two different weights"
                 *     }
                 */
                readonly "application/json": {
                    readonly approved: boolean;
                    readonly id: string;
                    readonly reason?: string;
                };
            };
        };
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /** @example {} */
                    readonly "application/json": Record<string, never>;
                };
            };
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly postAnswersOneAttest: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description Its id. */
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "outcome": "deleted",
                 *       "basis": "withdrawn"
                 *     }
                 */
                readonly "application/json": {
                    readonly basis: string;
                    readonly outcome: string;
                };
            };
        };
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /** @example {} */
                    readonly "application/json": Record<string, never>;
                };
            };
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly getAsks: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The answer. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "asks": [
                     *         {
                     *           "id": "6f0d1a7c39e2b85d4c1190ab7e53f2d8",
                     *           "flow": "d66e60c6ae39d3101b99b0693739ac56",
                     *           "question": "sale",
                     *           "terms": {
                     *             "query": "5f9b54e499ee043d8c6749727f4b24be",
                     *             "recipient": "O=Onsaem Research Institute,L=Daejeon,C=KR",
                     *             "purpose": "DUO:0000042",
                     *             "modifiers": [
                     *               "DUO:0000046"
                     *             ],
                     *             "wanted": [
                     *               "body-mass-index"
                     *             ],
                     *             "days": true,
                     *             "months": false,
                     *             "price": 30,
                     *             "useUntil": 30457559,
                     *             "sets": [
                     *               {
                     *                 "concept": "body-mass-index",
                     *                 "count": 1,
                     *                 "from": 682,
                     *                 "until": 682
                     *               }
                     *             ],
                     *             "followUp": false
                     *           }
                     *         }
                     *       ]
                     *     }
                     */
                    readonly "application/json": {
                        readonly asks: readonly {
                            readonly flow: string;
                            readonly id: string;
                            readonly question: string;
                            readonly terms: {
                                readonly accessPath?: string;
                                readonly amount?: number;
                                readonly counts?: {
                                    readonly [key: string]: number;
                                };
                                readonly date?: number;
                                readonly days?: boolean;
                                readonly dealing?: string;
                                readonly end?: number;
                                readonly followUp?: boolean;
                                readonly from?: string;
                                readonly items?: readonly string[];
                                readonly kind?: string;
                                readonly minutes?: readonly {
                                    readonly minute: number;
                                    readonly reason: string;
                                    readonly score: number;
                                    readonly steps: number;
                                }[];
                                readonly modifiers?: readonly string[];
                                readonly months?: boolean;
                                readonly price?: number;
                                readonly purpose?: string;
                                readonly query?: string;
                                readonly reason?: string;
                                readonly recipient?: string;
                                /** @description Verification key of the record that is offered. */
                                readonly record?: string;
                                /** @description What would leave, and nothing else: of a consent each record with key, issuer, storedAt and kinds, of a sale verification keys. */
                                readonly records?: readonly unknown[];
                                readonly reference?: string;
                                readonly replaces?: string;
                                /** @description Hex of the key that the data are sealed to. */
                                readonly sealedTo?: string;
                                readonly sets?: readonly {
                                    readonly concept: string;
                                    readonly count: number;
                                    readonly from: number;
                                    readonly until: number;
                                }[];
                                readonly summary?: string;
                                /** @description What is signed, word for word. */
                                readonly terms?: {
                                    readonly [key: string]: string;
                                };
                                readonly to?: string;
                                readonly units?: number;
                                readonly useUntil?: number;
                                readonly wanted?: readonly string[];
                                readonly words?: string;
                            };
                            /** @description What is asked, for whoever has no screen of its own for it. */
                            readonly words?: {
                                readonly en: string;
                                readonly ko: string;
                            };
                        }[];
                    };
                };
            };
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly getAudit: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The answer. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "issued": 26,
                     *       "redeemed": 3,
                     *       "held": 23,
                     *       "transactions": 3,
                     *       "findings": [],
                     *       "wrong": []
                     *     }
                     */
                    readonly "application/json": {
                        readonly findings: readonly {
                            /** @description The state it is about, the transaction it collides with, or why it was refused. */
                            readonly detail: string;
                            /** @enum {string} */
                            readonly fault: "forged" | "hop-missing" | "spent-twice" | "issued-twice" | "not-issued" | "answer" | "signature" | "no-line" | "other-line" | "no-transaction" | "sum";
                            /** @description Id of the transaction, hex; empty for the whole. */
                            readonly tx: string;
                        }[];
                        readonly held: number;
                        readonly issued: number;
                        readonly redeemed: number;
                        readonly transactions: number;
                        /** @description Ids of the transactions that something is found of, hex, each once. */
                        readonly wrong: readonly string[];
                    };
                };
            };
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly postBackups: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The answer. */
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "file": "2026-11-21T09-30-00.000Z.hdms",
                     *       "rows": 1200,
                     *       "documents": 40,
                     *       "bytes": 734003
                     *     }
                     */
                    readonly "application/json": {
                        readonly bytes: number;
                        readonly documents: number;
                        readonly file: string;
                        readonly rows: number;
                    };
                };
            };
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly getBoards: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The answer. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "boards": [
                     *         {
                     *           "name": "Sandbox Review Board",
                     *           "members": [
                     *             {
                     *               "key": "8c4c39d40b15a2c8f16b08a627cf8e61835358438238a91c30828fd6677e0e32",
                     *               "external": false
                     *             }
                     *           ]
                     *         }
                     *       ]
                     *     }
                     */
                    readonly "application/json": {
                        readonly boards: readonly {
                            readonly members: readonly {
                                readonly external: boolean;
                                readonly key: string;
                            }[];
                            readonly name: string;
                        }[];
                    };
                };
            };
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly getBooks: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The answer. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "lines": [
                     *         {
                     *           "tx": "75ddb0443563422fb8e5f37ab1e37a24ea1eb42cc0a74c037e77c77a038e1ff5",
                     *           "kind": "redeemed",
                     *           "amount": 3,
                     *           "at": 1795312827460
                     *         }
                     *       ]
                     *     }
                     */
                    readonly "application/json": {
                        readonly lines: readonly {
                            readonly amount: number;
                            readonly at: number;
                            readonly kind: string;
                            readonly tx: string;
                        }[];
                    };
                };
            };
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly getConcepts: {
        readonly parameters: {
            readonly query?: {
                /** @description Words. */
                readonly q?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The answer. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "concepts": [
                     *         {
                     *           "id": "body-weight",
                     *           "kind": "vital",
                     *           "en": "Body weight",
                     *           "ko": "체중",
                     *           "words": [
                     *             "몸무게"
                     *           ],
                     *           "codes": 2,
                     *           "units": [
                     *             {
                     *               "code": "kg",
                     *               "factor": 1,
                     *               "offset": 0
                     *             }
                     *           ],
                     *           "expansion": [
                     *             "loinc:29463-7"
                     *           ]
                     *         }
                     *       ]
                     *     }
                     */
                    readonly "application/json": {
                        readonly concepts: readonly {
                            readonly codes: number;
                            readonly en: string;
                            readonly expansion: readonly string[];
                            readonly id: string;
                            readonly kind: string;
                            readonly ko: string;
                            readonly units: readonly {
                                readonly code: string;
                                readonly factor: number;
                                readonly offset: number;
                            }[];
                            readonly words: readonly string[];
                        }[];
                    };
                };
            };
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly getConsents: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The answer. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "consents": [
                     *         {
                     *           "id": "d899fba6ebe793ff2e0dab263588cf61113ce871b706887170ba7c2a4af5d526",
                     *           "dealing": "b4abb47da4cbcca6a8347a69b77b4a8c",
                     *           "own": true,
                     *           "state": "withdrawn",
                     *           "time": 1795312640600,
                     *           "terms": {
                     *             "recipient": "O=Hanbit Hospital,L=Seoul,C=KR",
                     *             "recipientKey": "4937ef9ca4cee1d311fb831bf488851f2e5bea7d234ffc1863acf95f1444104e",
                     *             "purpose": "Treatment: headache and dizziness for two weeks",
                     *             "scope": "AllergyIntolerance,Condition,MedicationRequest,Observation",
                     *             "end": "29965077"
                     *           },
                     *           "shared": [
                     *             {
                     *               "transaction": "7d0c2a54e6f1b3c98812f04ad55e9a7b30c1d6e2f4a8b9071c5d3e6f8a2b4c10",
                     *               "time": 1795312648211,
                     *               "purpose": "Treatment: headache and dizziness for two weeks",
                     *               "kinds": [
                     *                 "Condition",
                     *                 "Observation"
                     *               ],
                     *               "records": [
                     *                 "14f4f9446b7b5a4bffc95020bb36c391962d5753796856b1cc46d3d6ef7e0655"
                     *               ]
                     *             }
                     *           ]
                     *         }
                     *       ]
                     *     }
                     */
                    readonly "application/json": components["schemas"]["Consents"];
                };
            };
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly postConsentsCheck: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The answer. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "withdrawn": 1
                     *     }
                     */
                    readonly "application/json": {
                        readonly withdrawn: number;
                    };
                };
            };
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly getDeadLetters: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The answer. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "letters": [
                     *         {
                     *           "id": "12",
                     *           "type": "ORU^R01",
                     *           "control": "C7",
                     *           "why": "the order number is not known here",
                     *           "at": "2026-11-21T09:30:00.000Z"
                     *         }
                     *       ]
                     *     }
                     */
                    readonly "application/json": {
                        readonly letters: readonly {
                            /** Format: date-time */
                            readonly at: string;
                            readonly control?: string;
                            readonly id: string;
                            readonly type?: string;
                            readonly why: string;
                        }[];
                    };
                };
            };
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly getDeadLettersOne: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description Its id. */
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The answer. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "x-application/hl7-v2+er7": string;
                };
            };
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly deleteDeadLettersOne: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description Its id. */
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /** @example {} */
                    readonly "application/json": Record<string, never>;
                };
            };
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly postDeadLettersOneReplay: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description Its id. */
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The answer. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "answer": "AA"
                     *     }
                     */
                    readonly "application/json": {
                        readonly answer: string;
                    };
                };
            };
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly getDealings: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The answer. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "dealings": [
                     *         {
                     *           "id": "773a87308523c761bf3fffdc20e3bfdd",
                     *           "lines": []
                     *         }
                     *       ]
                     *     }
                     */
                    readonly "application/json": components["schemas"]["Dealings"];
                };
            };
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly postDrain: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /** @example {} */
                    readonly "application/json": Record<string, never>;
                };
            };
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly getFlows: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The answer. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "flows": [
                     *         {
                     *           "id": "1bc842d8569f2458c8c00bf60c9cd379",
                     *           "name": "treatment.respond",
                     *           "state": "running",
                     *           "waiting": [
                     *             "receive"
                     *           ],
                     *           "started": 1795312654794
                     *         }
                     *       ],
                     *       "draining": false
                     *     }
                     */
                    readonly "application/json": components["schemas"]["Flows"];
                };
            };
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly getFlowsOne: {
        readonly parameters: {
            readonly query?: {
                /** @description Given: the answer waits for a change. */
                readonly wait?: string;
            };
            readonly header?: never;
            readonly path: {
                /** @description Id of the flow. */
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The answer. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "flow": {
                     *         "id": "1bc842d8569f2458c8c00bf60c9cd379",
                     *         "name": "treatment.respond",
                     *         "state": "running",
                     *         "waiting": [
                     *           "receive"
                     *         ],
                     *         "started": 1795312654794
                     *       }
                     *     }
                     */
                    readonly "application/json": {
                        readonly flow: components["schemas"]["Flow"];
                    };
                };
            };
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly postFlowsOneKill: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description Id of the flow. */
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /** @example {} */
                    readonly "application/json": Record<string, never>;
                };
            };
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly postFlowsOneRetry: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description Id of the flow. */
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /** @example {} */
                    readonly "application/json": Record<string, never>;
                };
            };
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly getGuidance: {
        readonly parameters: {
            readonly query?: {
                /** @description Ids, separated by commas. */
                readonly concepts?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The answer. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "sold": 15,
                     *       "asked": 17,
                     *       "low": 30,
                     *       "median": 30,
                     *       "high": 30
                     *     }
                     */
                    readonly "application/json": {
                        readonly asked: number;
                        readonly high: number;
                        readonly low: number;
                        readonly median: number;
                        readonly sold: number;
                    };
                };
            };
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly postInvitations: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "handle": "1a18fe76e32e749a967164e9fd173e42"
                 *     }
                 */
                readonly "application/json": {
                    readonly handle: string;
                };
            };
        };
        readonly responses: {
            /** @description The answer. */
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "token": "11e37129100f6cceea708ba85708585d"
                     *     }
                     */
                    readonly "application/json": {
                        readonly token: string;
                    };
                };
            };
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly getLedger: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The answer. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "transactions": [
                     *         {
                     *           "id": "585bf0deea0a48f76920903ac106a5d4e562c2a2379250ecd09695c0a79b595b",
                     *           "commands": [
                     *             "order.Approve"
                     *           ],
                     *           "standing": "verified",
                     *           "notary": "O=Saeron Research Institute,L=Daejeon,C=KR",
                     *           "dealing": "4ff972aa11b3156c7d85733e56c2bf85",
                     *           "sequence": 1,
                     *           "time": 1795312914155
                     *         }
                     *       ]
                     *     }
                     */
                    readonly "application/json": components["schemas"]["Ledger"];
                };
            };
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly postMyPasskey: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "passkey": {
                 *         "id": "AQ",
                 *         "type": "public-key"
                 *       }
                 *     }
                 */
                readonly "application/json": {
                    readonly passkey: Record<string, never>;
                };
            };
        };
        readonly responses: {
            /** @description The answer. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /** @example {} */
                    readonly "application/json": Record<string, never>;
                };
            };
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly postMyPasskeyOptions: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The answer. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "challenge": "xRLeZV0SRrNgbcQtmYpbLw"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["Options"];
                };
            };
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly getNotaries: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The notaries of the network. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "notaries": [
                     *         {
                     *           "name": "O=Hanbit Notary,L=Seoul,C=KR",
                     *           "sequence": 4711,
                     *           "time": 1795309200000,
                     *           "evidence": []
                     *         }
                     *       ],
                     *       "services": [
                     *         {
                     *           "name": "CN=HDMS Doorman,O=HDMS,C=KR",
                     *           "evidence": []
                     *         }
                     *       ]
                     *     }
                     */
                    readonly "application/json": components["schemas"]["NotaryStandings"];
                };
            };
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly postNotariesTrust: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "name": "O=Hanbit Notary,L=Seoul,C=KR"
                 *     }
                 */
                readonly "application/json": {
                    /** @description X.500 name of the notary or doorman. */
                    readonly name: string;
                };
            };
        };
        readonly responses: {
            /** @description The notaries of the network. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "notaries": [
                     *         {
                     *           "name": "O=Hanbit Notary,L=Seoul,C=KR",
                     *           "sequence": 4711,
                     *           "time": 1795309200000,
                     *           "evidence": []
                     *         }
                     *       ],
                     *       "services": [
                     *         {
                     *           "name": "CN=HDMS Doorman,O=HDMS,C=KR",
                     *           "evidence": []
                     *         }
                     *       ]
                     *     }
                     */
                    readonly "application/json": components["schemas"]["NotaryStandings"];
                };
            };
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly postParametersAcceptances: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "hash": "abababababababababababababababababababababababababababababababab"
                 *     }
                 */
                readonly "application/json": {
                    /** @description The hash, or its first 8 digits or more. */
                    readonly hash: string;
                };
            };
        };
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "hash": "abababababababababababababababababababababababababababababababab",
                     *       "epoch": 2,
                     *       "effectiveFrom": 1795309200000,
                     *       "accepted": true,
                     *       "changes": [
                     *         "notaries"
                     *       ]
                     *     }
                     */
                    readonly "application/json": components["schemas"]["Announced"];
                };
            };
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly getProgramme: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The answer. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "rule": {
                     *         "steps": 100
                     *       },
                     *       "purpose": "health promotion",
                     *       "makers": [
                     *         {
                     *           "name": "O=Smart Shoes,C=KR",
                     *           "revoked": false
                     *         }
                     *       ]
                     *     }
                     */
                    readonly "application/json": {
                        readonly makers: readonly {
                            readonly name: string;
                            readonly revoked?: boolean;
                        }[];
                        readonly purpose: unknown;
                        readonly rule: Record<string, never>;
                    };
                };
            };
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly getProgressOne: {
        readonly parameters: {
            readonly query?: {
                /** @description How many are known already. */
                readonly after?: string;
            };
            readonly header?: never;
            readonly path: {
                /** @description Id of the dealing. */
                readonly dealing: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The answer. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "lines": [
                     *         {
                     *           "dealing": "b752aafc150a08438823eb45dee0e025",
                     *           "step": 1,
                     *           "what": "verified the hospital's node info and its certificate path",
                     *           "at": 1795312668499
                     *         }
                     *       ]
                     *     }
                     */
                    readonly "application/json": components["schemas"]["Progress"];
                };
            };
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly postPurchases: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "answers": [
                 *         "cafac843fb4b962b1493742d5d3bde45"
                 *       ]
                 *     }
                 */
                readonly "application/json": {
                    readonly answers: readonly string[];
                };
            };
        };
        readonly responses: {
            /** @description The answer. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "asked": 17
                     *     }
                     */
                    readonly "application/json": {
                        readonly asked: number;
                    };
                };
            };
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly getQueries: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The answer. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "queries": [
                     *         {
                     *           "id": "311c951b022e4a2c49716e696ec70b5f",
                     *           "state": "counted",
                     *           "why": "",
                     *           "words": "체중",
                     *           "at": 1795312792081,
                     *           "board": "",
                     *           "approvals": 0,
                     *           "hash": "8131a4e82cedd9c737d762b0cfd84afcdfeb60cbdfcd5f31a9be5a5461ee6f07",
                     *           "criteria": [
                     *             {
                     *               "concept": "body-weight",
                     *               "codes": [
                     *                 "loinc:29463-7",
                     *                 "loinc:3141-9"
                     *               ],
                     *               "units": [
                     *                 {
                     *                   "code": "kg",
                     *                   "factor": 1,
                     *                   "offset": 0
                     *                 },
                     *                 {
                     *                   "code": "g",
                     *                   "factor": 0.001,
                     *                   "offset": 0
                     *                 },
                     *                 {
                     *                   "code": "[lb_av]",
                     *                   "factor": 0.45359237,
                     *                   "offset": 0
                     *                 }
                     *               ],
                     *               "times": 1,
                     *               "wanted": true,
                     *               "codesAll": 2
                     *             }
                     *           ],
                     *           "from": "2025-11-22",
                     *           "until": "2026-11-22",
                     *           "coverage": 0,
                     *           "ages": null,
                     *           "sex": null,
                     *           "sources": [
                     *             "hospital",
                     *             "device",
                     *             "self-reported"
                     *           ],
                     *           "purpose": "DUO:0000042",
                     *           "purposeWords": "general research use",
                     *           "modifiers": [],
                     *           "disease": "",
                     *           "price": 7,
                     *           "people": 20,
                     *           "expires": 1796522340000,
                     *           "useUntil": 1828058340000,
                     *           "dates": "day",
                     *           "researcher": "r-1",
                     *           "count": "20",
                     *           "cells": [
                     *             {
                     *               "from": 70,
                     *               "sex": "male",
                     *               "to": 79,
                     *               "count": 10
                     *             }
                     *           ]
                     *         }
                     *       ]
                     *     }
                     */
                    readonly "application/json": {
                        readonly queries: readonly components["schemas"]["Query"][];
                    };
                };
            };
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly postQueries: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "words": "체중",
                 *       "criteria": [
                 *         {
                 *           "concept": "body-weight",
                 *           "times": 1,
                 *           "wanted": true,
                 *           "unit": "kg"
                 *         }
                 *       ],
                 *       "from": "2025-11-22",
                 *       "until": "2026-11-22",
                 *       "sources": [
                 *         "hospital"
                 *       ],
                 *       "purpose": "DUO:0000042",
                 *       "dates": "day",
                 *       "researcher": "r-1",
                 *       "price": 7,
                 *       "people": 20,
                 *       "days": 14,
                 *       "useDays": 365
                 *     }
                 */
                readonly "application/json": {
                    readonly criteria: readonly {
                        readonly concept: string;
                        readonly times?: number;
                        readonly unit?: string;
                        readonly wanted?: boolean;
                    }[];
                    readonly dates?: string;
                    readonly days: number;
                    readonly from: string;
                    readonly modifiers?: readonly string[];
                    readonly people: number;
                    readonly price: number;
                    readonly purpose: string;
                    readonly researcher: string;
                    readonly sources?: readonly string[];
                    readonly until: string;
                    readonly useDays: number;
                    readonly words: string;
                };
            };
        };
        readonly responses: {
            /** @description The answer. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "311c951b022e4a2c49716e696ec70b5f",
                     *       "state": "counted",
                     *       "why": "",
                     *       "words": "체중",
                     *       "at": 1795312792081,
                     *       "board": "",
                     *       "approvals": 0,
                     *       "hash": "8131a4e82cedd9c737d762b0cfd84afcdfeb60cbdfcd5f31a9be5a5461ee6f07",
                     *       "criteria": [
                     *         {
                     *           "concept": "body-weight",
                     *           "codes": [
                     *             "loinc:29463-7",
                     *             "loinc:3141-9"
                     *           ],
                     *           "units": [
                     *             {
                     *               "code": "kg",
                     *               "factor": 1,
                     *               "offset": 0
                     *             },
                     *             {
                     *               "code": "g",
                     *               "factor": 0.001,
                     *               "offset": 0
                     *             },
                     *             {
                     *               "code": "[lb_av]",
                     *               "factor": 0.45359237,
                     *               "offset": 0
                     *             }
                     *           ],
                     *           "times": 1,
                     *           "wanted": true,
                     *           "codesAll": 2
                     *         }
                     *       ],
                     *       "from": "2025-11-22",
                     *       "until": "2026-11-22",
                     *       "coverage": 0,
                     *       "ages": null,
                     *       "sex": null,
                     *       "sources": [
                     *         "hospital",
                     *         "device",
                     *         "self-reported"
                     *       ],
                     *       "purpose": "DUO:0000042",
                     *       "purposeWords": "general research use",
                     *       "modifiers": [],
                     *       "disease": "",
                     *       "price": 7,
                     *       "people": 20,
                     *       "expires": 1796522340000,
                     *       "useUntil": 1828058340000,
                     *       "dates": "day",
                     *       "researcher": "r-1",
                     *       "count": "20",
                     *       "cells": [
                     *         {
                     *           "from": 70,
                     *           "sex": "male",
                     *           "to": 79,
                     *           "count": 10
                     *         }
                     *       ]
                     *     }
                     */
                    readonly "application/json": components["schemas"]["Query"];
                };
            };
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly getQueriesOne: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description Its id. */
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The answer. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "311c951b022e4a2c49716e696ec70b5f",
                     *       "state": "counted",
                     *       "why": "",
                     *       "words": "체중",
                     *       "at": 1795312792081,
                     *       "board": "",
                     *       "approvals": 0,
                     *       "hash": "8131a4e82cedd9c737d762b0cfd84afcdfeb60cbdfcd5f31a9be5a5461ee6f07",
                     *       "criteria": [
                     *         {
                     *           "concept": "body-weight",
                     *           "codes": [
                     *             "loinc:29463-7",
                     *             "loinc:3141-9"
                     *           ],
                     *           "units": [
                     *             {
                     *               "code": "kg",
                     *               "factor": 1,
                     *               "offset": 0
                     *             },
                     *             {
                     *               "code": "g",
                     *               "factor": 0.001,
                     *               "offset": 0
                     *             },
                     *             {
                     *               "code": "[lb_av]",
                     *               "factor": 0.45359237,
                     *               "offset": 0
                     *             }
                     *           ],
                     *           "times": 1,
                     *           "wanted": true,
                     *           "codesAll": 2
                     *         }
                     *       ],
                     *       "from": "2025-11-22",
                     *       "until": "2026-11-22",
                     *       "coverage": 0,
                     *       "ages": null,
                     *       "sex": null,
                     *       "sources": [
                     *         "hospital",
                     *         "device",
                     *         "self-reported"
                     *       ],
                     *       "purpose": "DUO:0000042",
                     *       "purposeWords": "general research use",
                     *       "modifiers": [],
                     *       "disease": "",
                     *       "price": 7,
                     *       "people": 20,
                     *       "expires": 1796522340000,
                     *       "useUntil": 1828058340000,
                     *       "dates": "day",
                     *       "researcher": "r-1",
                     *       "count": "20",
                     *       "cells": [
                     *         {
                     *           "from": 70,
                     *           "sex": "male",
                     *           "to": 79,
                     *           "count": 10
                     *         }
                     *       ]
                     *     }
                     */
                    readonly "application/json": components["schemas"]["Query"];
                };
            };
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly getQueriesOneAnswers: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description Its id. */
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The answer. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "answers": [
                     *         {
                     *           "id": "cafac843fb4b962b1493742d5d3bde45",
                     *           "query": "5f9b54e499ee043d8c6749727f4b24be",
                     *           "state": "shown",
                     *           "sets": [
                     *             {
                     *               "criterion": 0,
                     *               "count": 1,
                     *               "from": 682,
                     *               "until": 682,
                     *               "coverage": 4,
                     *               "hospital": 1,
                     *               "device": 0,
                     *               "selfReported": 0
                     *             }
                     *           ],
                     *           "price": 0,
                     *           "why": "",
                     *           "sex": "",
                     *           "age": -1,
                     *           "report": [],
                     *           "resources": 0,
                     *           "took": 0,
                     *           "attested": "",
                     *           "at": 1795312779150,
                     *           "kept": false
                     *         }
                     *       ]
                     *     }
                     */
                    readonly "application/json": {
                        readonly answers: readonly {
                            readonly age: number;
                            readonly at: number;
                            readonly attested: string;
                            /** @description Code of the refusal, of either side; absent for none */
                            readonly code?: string;
                            readonly id: string;
                            readonly kept: boolean;
                            readonly price: number;
                            readonly query: string;
                            readonly report: readonly {
                                /** @description What it was collected for: own, public-service or treatment; absent of what was bought before records said it */
                                readonly collected?: string;
                                readonly issuer: string;
                                readonly key: string;
                                readonly months: string;
                                readonly notary: string;
                                readonly recordId: string;
                                readonly source: string;
                            }[];
                            readonly resources: number;
                            readonly sets: readonly {
                                readonly count: number;
                                readonly coverage: number;
                                readonly criterion: number;
                                readonly device: number;
                                readonly from: number;
                                readonly hospital: number;
                                readonly selfReported: number;
                                readonly until: number;
                            }[];
                            readonly sex: string;
                            readonly state: string;
                            readonly took: number;
                            readonly why: string;
                        }[];
                    };
                };
            };
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly postQueriesOneAsk: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description Its id. */
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "board": "Sandbox Review Board",
                 *       "approvals": [
                 *         {
                 *           "key": "8c4c39d40b15a2c8f16b08a627cf8e61835358438238a91c30828fd6677e0e32",
                 *           "signature": "f555ec7e7ba0cd1dd959601f5d4bc66c54cedf76027ffe649474fd21e96d97d36cf4a8539744d9c40daeabcda8155899f79b07a5d8ca713039268cf08e0b590d"
                 *         }
                 *       ]
                 *     }
                 */
                readonly "application/json": {
                    readonly approvals: readonly {
                        readonly key: string;
                        readonly signature: string;
                    }[];
                    readonly board: string;
                };
            };
        };
        readonly responses: {
            /** @description The answer. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "311c951b022e4a2c49716e696ec70b5f",
                     *       "state": "counted",
                     *       "why": "",
                     *       "words": "체중",
                     *       "at": 1795312792081,
                     *       "board": "",
                     *       "approvals": 0,
                     *       "hash": "8131a4e82cedd9c737d762b0cfd84afcdfeb60cbdfcd5f31a9be5a5461ee6f07",
                     *       "criteria": [
                     *         {
                     *           "concept": "body-weight",
                     *           "codes": [
                     *             "loinc:29463-7",
                     *             "loinc:3141-9"
                     *           ],
                     *           "units": [
                     *             {
                     *               "code": "kg",
                     *               "factor": 1,
                     *               "offset": 0
                     *             },
                     *             {
                     *               "code": "g",
                     *               "factor": 0.001,
                     *               "offset": 0
                     *             },
                     *             {
                     *               "code": "[lb_av]",
                     *               "factor": 0.45359237,
                     *               "offset": 0
                     *             }
                     *           ],
                     *           "times": 1,
                     *           "wanted": true,
                     *           "codesAll": 2
                     *         }
                     *       ],
                     *       "from": "2025-11-22",
                     *       "until": "2026-11-22",
                     *       "coverage": 0,
                     *       "ages": null,
                     *       "sex": null,
                     *       "sources": [
                     *         "hospital",
                     *         "device",
                     *         "self-reported"
                     *       ],
                     *       "purpose": "DUO:0000042",
                     *       "purposeWords": "general research use",
                     *       "modifiers": [],
                     *       "disease": "",
                     *       "price": 7,
                     *       "people": 20,
                     *       "expires": 1796522340000,
                     *       "useUntil": 1828058340000,
                     *       "dates": "day",
                     *       "researcher": "r-1",
                     *       "count": "20",
                     *       "cells": [
                     *         {
                     *           "from": 70,
                     *           "sex": "male",
                     *           "to": 79,
                     *           "count": 10
                     *         }
                     *       ]
                     *     }
                     */
                    readonly "application/json": components["schemas"]["Query"];
                };
            };
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly postQueriesOneCount: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description Its id. */
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The answer. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "311c951b022e4a2c49716e696ec70b5f",
                     *       "state": "counted",
                     *       "why": "",
                     *       "words": "체중",
                     *       "at": 1795312792081,
                     *       "board": "",
                     *       "approvals": 0,
                     *       "hash": "8131a4e82cedd9c737d762b0cfd84afcdfeb60cbdfcd5f31a9be5a5461ee6f07",
                     *       "criteria": [
                     *         {
                     *           "concept": "body-weight",
                     *           "codes": [
                     *             "loinc:29463-7",
                     *             "loinc:3141-9"
                     *           ],
                     *           "units": [
                     *             {
                     *               "code": "kg",
                     *               "factor": 1,
                     *               "offset": 0
                     *             },
                     *             {
                     *               "code": "g",
                     *               "factor": 0.001,
                     *               "offset": 0
                     *             },
                     *             {
                     *               "code": "[lb_av]",
                     *               "factor": 0.45359237,
                     *               "offset": 0
                     *             }
                     *           ],
                     *           "times": 1,
                     *           "wanted": true,
                     *           "codesAll": 2
                     *         }
                     *       ],
                     *       "from": "2025-11-22",
                     *       "until": "2026-11-22",
                     *       "coverage": 0,
                     *       "ages": null,
                     *       "sex": null,
                     *       "sources": [
                     *         "hospital",
                     *         "device",
                     *         "self-reported"
                     *       ],
                     *       "purpose": "DUO:0000042",
                     *       "purposeWords": "general research use",
                     *       "modifiers": [],
                     *       "disease": "",
                     *       "price": 7,
                     *       "people": 20,
                     *       "expires": 1796522340000,
                     *       "useUntil": 1828058340000,
                     *       "dates": "day",
                     *       "researcher": "r-1",
                     *       "count": "20",
                     *       "cells": [
                     *         {
                     *           "from": 70,
                     *           "sex": "male",
                     *           "to": 79,
                     *           "count": 10
                     *         }
                     *       ]
                     *     }
                     */
                    readonly "application/json": components["schemas"]["Query"];
                };
            };
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly getQueriesOneExport: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description Its id. */
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The answer. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "files": [
                     *         {
                     *           "name": "facts.csv",
                     *           "bytes": 11399,
                     *           "text": "subject,resource,kind,system,code,value,unit,day,status,source,key\r\nS0e20f5204a9d,9f0a6c8891b11153-0,Observation,http://"
                     *         }
                     *       ],
                     *       "leftOut": {
                     *         "withdrawn": 1,
                     *         "ended": 0,
                     *         "unanswered": 0
                     *       },
                     *       "usableUntil": "2027-03-01T00:00:00.000Z"
                     *     }
                     */
                    readonly "application/json": {
                        readonly files: readonly {
                            /** @description Content of a file that is no text (Parquet); text is empty then. */
                            readonly base64?: string;
                            readonly bytes: number;
                            readonly name: string;
                            readonly text: string;
                        }[];
                        /** @description How many people who sold are not in it, by why. Every consent was asked about before; where no notary answered within an hour, the person is left out. */
                        readonly leftOut: {
                            readonly ended: number;
                            readonly unanswered: number;
                            readonly withdrawn: number;
                        };
                        /**
                         * Format: date-time
                         * @description When the first consent of it ends: from then on this export may not be used.
                         */
                        readonly usableUntil: string;
                    };
                };
            };
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly postQueriesOneFollowUp: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description Its id. */
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "answers": [
                 *         "abababababababababababababababab"
                 *       ],
                 *       "board": "University board",
                 *       "approvals": [
                 *         {
                 *           "key": "abababababababababababababababababababababababababababababababab",
                 *           "signature": "cdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcd"
                 *         }
                 *       ]
                 *     }
                 */
                readonly "application/json": {
                    readonly answers: readonly string[];
                    readonly approvals: readonly {
                        readonly key: string;
                        readonly signature: string;
                    }[];
                    readonly board: string;
                };
            };
        };
        readonly responses: {
            /** @description The answer. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "asked": 1
                     *     }
                     */
                    readonly "application/json": {
                        readonly asked: number;
                    };
                };
            };
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly getQueriesOneReview: {
        readonly parameters: {
            readonly query?: {
                /** @description Name of the board. */
                readonly board?: string;
            };
            readonly header?: never;
            readonly path: {
                /** @description Its id. */
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The answer. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "query": {
                     *         "id": "311c951b022e4a2c49716e696ec70b5f",
                     *         "state": "counted",
                     *         "why": "",
                     *         "words": "체중",
                     *         "at": 1795312792081,
                     *         "board": "",
                     *         "approvals": 0,
                     *         "hash": "8131a4e82cedd9c737d762b0cfd84afcdfeb60cbdfcd5f31a9be5a5461ee6f07",
                     *         "criteria": [
                     *           {
                     *             "concept": "body-weight",
                     *             "codes": [
                     *               "loinc:29463-7",
                     *               "loinc:3141-9"
                     *             ],
                     *             "units": [
                     *               {
                     *                 "code": "kg",
                     *                 "factor": 1,
                     *                 "offset": 0
                     *               },
                     *               {
                     *                 "code": "g",
                     *                 "factor": 0.001,
                     *                 "offset": 0
                     *               },
                     *               {
                     *                 "code": "[lb_av]",
                     *                 "factor": 0.45359237,
                     *                 "offset": 0
                     *               }
                     *             ],
                     *             "times": 1,
                     *             "wanted": true,
                     *             "codesAll": 2
                     *           }
                     *         ],
                     *         "from": "2025-11-22",
                     *         "until": "2026-11-22",
                     *         "coverage": 0,
                     *         "ages": null,
                     *         "sex": null,
                     *         "sources": [
                     *           "hospital",
                     *           "device",
                     *           "self-reported"
                     *         ],
                     *         "purpose": "DUO:0000042",
                     *         "purposeWords": "general research use",
                     *         "modifiers": [],
                     *         "disease": "",
                     *         "price": 7,
                     *         "people": 20,
                     *         "expires": 1796522340000,
                     *         "useUntil": 1828058340000,
                     *         "dates": "day",
                     *         "researcher": "r-1",
                     *         "count": "20",
                     *         "cells": [
                     *           {
                     *             "from": 70,
                     *             "sex": "male",
                     *             "to": 79,
                     *             "count": 10
                     *           }
                     *         ]
                     *       },
                     *       "hash": "bb12d563b2664d35566b7c5954d2ce4ddb82ba24b8aab981595dba5fa48f2997",
                     *       "message": "02e976124b84baf4d8eb689bbf4259e8b8b6640ec328602b465f5d57dfbaefb7"
                     *     }
                     */
                    readonly "application/json": {
                        readonly hash: string;
                        readonly message: string;
                        readonly query: components["schemas"]["Query"];
                    };
                };
            };
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly getRecords: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The answer. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "records": [
                     *         {
                     *           "verificationKey": "b66ccdf331a9a61c314c39b7e8ef652d11fdaec3d54774791eb0bfb439f2d0b1",
                     *           "profile": "fhir-r4/medical-result",
                     *           "issuer": "2c058a7f668095333db0eeb6fea353e831c860bc4ac9ea5c90edcf8860438a44",
                     *           "kinds": {
                     *             "Observation": 3,
                     *             "DiagnosticReport": 1,
                     *             "Provenance": 1
                     *           },
                     *           "storedAt": 1795312914619,
                     *           "issuerName": "O=Hanbit Hospital,L=Seoul,C=KR",
                     *           "dealing": "4ff972aa11b3156c7d85733e56c2bf85",
                     *           "recordId": "a7ee48d34f77ebca6c4a98d3b44523bf1343e3e1caa9442438a9483307a0571a",
                     *           "notary": "O=Saeron Research Institute,L=Daejeon,C=KR"
                     *         }
                     *       ]
                     *     }
                     */
                    readonly "application/json": components["schemas"]["Records"];
                };
            };
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly getRecordsOne: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description Verification key of the record, hex. */
                readonly vk: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The answer. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "profile": "fhir-r4/medical-result",
                     *       "groups": [
                     *         {
                     *           "kind": "Provenance",
                     *           "view": {
                     *             "title": "Provenance",
                     *             "value": "",
                     *             "date": "2026-11-22T01:57:11.215Z",
                     *             "dated": "recorded",
                     *             "status": ""
                     *           },
                     *           "value": {
                     *             "resourceType": "Provenance",
                     *             "target": [
                     *               {
                     *                 "reference": "Observation/4b628ec80bc9f66aa4696eb9"
                     *               }
                     *             ],
                     *             "recorded": "2026-11-22T01:57:11.215Z",
                     *             "agent": [
                     *               {
                     *                 "type": {
                     *                   "coding": [
                     *                     {
                     *                       "system": "http://terminology.hl7.org/CodeSystem/provenance-participant-type",
                     *                       "code": "author"
                     *                     }
                     *                   ]
                     *                 },
                     *                 "who": {
                     *                   "identifier": {
                     *                     "system": "urn:hdms:member",
                     *                     "value": "O=Hanbit Hospital,L=Seoul,C=KR"
                     *                   }
                     *                 }
                     *               }
                     *             ],
                     *             "signature": [
                     *               {
                     *                 "type": [
                     *                   {
                     *                     "system": "urn:iso-astm:E1762-95:2013",
                     *                     "code": "1.2.840.10065.1.12.1.1"
                     *                   }
                     *                 ],
                     *                 "when": "2026-11-22T01:57:11.215Z",
                     *                 "who": {
                     *                   "identifier": {
                     *                     "system": "urn:hdms:member",
                     *                     "value": "O=Hanbit Hospital,L=Seoul,C=KR"
                     *                   }
                     *                 },
                     *                 "sigFormat": "application/octet-stream",
                     *                 "data": "msOdSJXZZH4BHphJ9Py3/Ct9PIozUoDfjNN4Q86nbgm0SIbCuFAoL1QYJqOfYtLa2XtDPkD2P0mNhuACM31CDg=="
                     *               }
                     *             ]
                     *           }
                     *         }
                     *       ]
                     *     }
                     */
                    readonly "application/json": components["schemas"]["Record"];
                };
            };
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly deleteRecordsOne: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description Verification key of the record, hex. */
                readonly vk: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /** @example {} */
                    readonly "application/json": Record<string, never>;
                };
            };
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly getRegister: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The answer. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "entries": [
                     *         {
                     *           "recordId": "5d41177d83226f25500c2d6f64d9614662efbe6875fdfe6f4c3d16719c76ff83",
                     *           "notary": "O=Saeron Research Institute,L=Daejeon,C=KR",
                     *           "known": true,
                     *           "verificationKey": "7550aca4e806a151f17f7341bb2abf8127455c2f1b0736f8411963c69440230c",
                     *           "operation": 0
                     *         }
                     *       ]
                     *     }
                     */
                    readonly "application/json": components["schemas"]["Register"];
                };
            };
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly getResultsOne: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description Id of the flow. */
                readonly flow: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The answer. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "result": {
                     *         "dealing": "b752aafc150a08438823eb45dee0e025",
                     *         "record": "7550aca4e806a151f17f7341bb2abf8127455c2f1b0736f8411963c69440230c"
                     *       }
                     *     }
                     */
                    readonly "application/json": {
                        readonly result: Record<string, never> | string;
                    };
                };
            };
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly postResume: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /** @example {} */
                    readonly "application/json": Record<string, never>;
                };
            };
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly getStaff: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The answer. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "staff": [
                     *         {
                     *           "id": "s-7k3p9q2m",
                     *           "name": "Researcher 1",
                     *           "roles": [
                     *             "researcher"
                     *           ],
                     *           "passkeys": 1,
                     *           "password": false,
                     *           "recovery": 0,
                     *           "closed": false,
                     *           "sessions": 1,
                     *           "invited": false
                     *         }
                     *       ]
                     *     }
                     */
                    readonly "application/json": {
                        readonly staff: readonly components["schemas"]["StaffMember"][];
                    };
                };
            };
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly postStaff: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "name": "Researcher 1",
                 *       "roles": [
                 *         "researcher"
                 *       ]
                 *     }
                 */
                readonly "application/json": {
                    readonly name: string;
                    readonly roles: readonly string[];
                };
            };
        };
        readonly responses: {
            /** @description The answer. */
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "s-7k3p9q2m",
                     *       "name": "Researcher 1",
                     *       "roles": [
                     *         "researcher"
                     *       ],
                     *       "passkeys": 0,
                     *       "password": false,
                     *       "recovery": 0,
                     *       "closed": false,
                     *       "sessions": 0,
                     *       "invited": true,
                     *       "invitation": "9F2K-7QHM-3XWD-0T5B-8CJR-1VNA-6YEP-4GSZ",
                     *       "link": "https://node.institute.example/staff/#invitation=9F2K-7QHM-3XWD-0T5B-8CJR-1VNA-6YEP-4GSZ"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["StaffMember"];
                };
            };
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly deleteStaff: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The answer. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /** @example {} */
                    readonly "application/json": Record<string, never>;
                };
            };
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly postStaffReset: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The answer. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "s-7k3p9q2m",
                     *       "name": "Researcher 1",
                     *       "roles": [
                     *         "researcher"
                     *       ],
                     *       "passkeys": 0,
                     *       "password": false,
                     *       "recovery": 0,
                     *       "closed": false,
                     *       "sessions": 0,
                     *       "invited": true,
                     *       "invitation": "9F2K-7QHM-3XWD-0T5B-8CJR-1VNA-6YEP-4GSZ",
                     *       "link": "https://node.institute.example/staff/#invitation=9F2K-7QHM-3XWD-0T5B-8CJR-1VNA-6YEP-4GSZ"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["StaffMember"];
                };
            };
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly postStaffRoles: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "roles": [
                 *         "researcher"
                 *       ]
                 *     }
                 */
                readonly "application/json": {
                    readonly roles: readonly string[];
                };
            };
        };
        readonly responses: {
            /** @description The answer. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "s-7k3p9q2m",
                     *       "name": "Researcher 1",
                     *       "roles": [
                     *         "researcher"
                     *       ],
                     *       "passkeys": 1,
                     *       "password": false,
                     *       "recovery": 0,
                     *       "closed": false,
                     *       "sessions": 1,
                     *       "invited": false
                     *     }
                     */
                    readonly "application/json": components["schemas"]["StaffMember"];
                };
            };
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly postStates: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "contract": "hdms.token/2",
                 *       "where": {
                 *         "amount": {
                 *           "atLeast": 5
                 *         }
                 *       }
                 *     }
                 */
                readonly "application/json": components["schemas"]["StateQuery"];
            };
        };
        readonly responses: {
            /** @description The answer. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "states": [
                     *         {
                     *           "place": "585bf0deea0a48f76920903ac106a5d4e562c2a2379250ecd09695c0a79b595b.0",
                     *           "state": {
                     *             "issuer": "0b5f58a390ed386c871aa6f0730278665dc2ac3c83d7cb80e824468851150365",
                     *             "amount": 12
                     *           },
                     *           "standing": "unspent",
                     *           "own": true,
                     *           "notary": "O=Saeron Research Institute,L=Daejeon,C=KR",
                     *           "recordedAt": 1795312825472
                     *         }
                     *       ],
                     *       "total": 1
                     *     }
                     */
                    readonly "application/json": components["schemas"]["FoundStates"];
                };
            };
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly postStatesSums: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "contract": "hdms.token/2",
                 *       "sum": [
                 *         "amount"
                 *       ]
                 *     }
                 */
                readonly "application/json": components["schemas"]["StateSumsQuery"];
            };
        };
        readonly responses: {
            /** @description The answer. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "sums": [
                     *         {
                     *           "group": {},
                     *           "count": 1,
                     *           "sum": {
                     *             "amount": 12
                     *           },
                     *           "least": {},
                     *           "most": {}
                     *         }
                     *       ]
                     *     }
                     */
                    readonly "application/json": components["schemas"]["StateSums"];
                };
            };
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly getStatus: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The answer. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": "CN=2a30302fa308e389,O=Health In My Storage,C=KR",
                     *       "members": [
                     *         {
                     *           "name": "O=Dure Mileage,L=Gwangju,C=KR",
                     *           "kind": "institution",
                     *           "notary": "O=Mirae Insurance,L=Busan,C=KR",
                     *           "rest": "http://node.hospital.example"
                     *         }
                     *       ],
                     *       "mapSerial": 5,
                     *       "parametersEpoch": 1,
                     *       "capabilities": [
                     *         {
                     *           "name": "consent",
                     *           "version": 1
                     *         }
                     *       ],
                     *       "sent": {
                     *         "libp2p": 5,
                     *         "rest": 0,
                     *         "mailbox": 0
                     *       }
                     *     }
                     */
                    readonly "application/json": components["schemas"]["Status"];
                };
            };
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly getTerms: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The answer. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "purposes": {
                     *         "DUO:0000042": "general research use",
                     *         "DUO:0000006": "health or medical or biomedical research",
                     *         "DUO:0000007": "disease specific research",
                     *         "DUO:0000011": "population origins or ancestry research"
                     *       },
                     *       "modifiers": {
                     *         "DUO:0000018": "not for profit, non commercial use only",
                     *         "DUO:0000045": "not for profit organisation use only",
                     *         "DUO:0000046": "non-commercial use only",
                     *         "DUO:0000019": "publication required",
                     *         "DUO:0000021": "ethics approval required",
                     *         "DUO:0000024": "publication moratorium",
                     *         "DUO:0000029": "return to database or resource"
                     *       },
                     *       "sources": [
                     *         "hospital"
                     *       ]
                     *     }
                     */
                    readonly "application/json": {
                        readonly modifiers: {
                            readonly [key: string]: string;
                        };
                        readonly purposes: {
                            readonly [key: string]: string;
                        };
                        readonly sources: readonly string[];
                    };
                };
            };
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly getTransactionsOne: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description Its id. */
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The answer. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "known": true,
                     *       "standing": "verified",
                     *       "from": 29921876,
                     *       "until": 29921887,
                     *       "answer": "007411b0d717aeaff5643be9da113d3f08528a6ec277b824b4c4cf6d70341283232f00000000000000345623ae709bfe6a9d5bc9de15597e0389d27e",
                     *       "transaction": "0000006c11b0d717aeaff5643be9da113d3f08528a6ec277b824b4c4cf6d70341283232ff93cb8af30d47e7803ff57a1bc2f67f18ea34b2979cf9f19"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["Transaction"];
                };
            };
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly postUnits: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "amount": 690,
                 *       "reference": "invoice 1795312771484"
                 *     }
                 */
                readonly "application/json": {
                    readonly amount: number;
                    readonly reference: string;
                };
            };
        };
        readonly responses: {
            /** @description The answer. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "flow": "a10d3ca2efa595a97f913df955af3c3e"
                     *     }
                     */
                    readonly "application/json": {
                        readonly flow: string;
                    };
                };
            };
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly getUnmatched: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The answer. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "letters": [
                     *         {
                     *           "id": "12",
                     *           "type": "ORU^R01",
                     *           "control": "C7",
                     *           "why": "it is about no order of this node",
                     *           "at": "2026-11-21T09:30:00.000Z"
                     *         }
                     *       ]
                     *     }
                     */
                    readonly "application/json": {
                        readonly letters: readonly {
                            /** Format: date-time */
                            readonly at: string;
                            readonly control?: string;
                            readonly id: string;
                            readonly type?: string;
                            readonly why: string;
                        }[];
                    };
                };
            };
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly getUnmatchedOne: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description Its id. */
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The answer. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "x-application/hl7-v2+er7": string;
                };
            };
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly deleteUnmatchedOne: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description Its id. */
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /** @example {} */
                    readonly "application/json": Record<string, never>;
                };
            };
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly postUnmatchedOneReplay: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description Its id. */
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The answer. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "answer": "AA"
                     *     }
                     */
                    readonly "application/json": {
                        readonly answer: string;
                    };
                };
            };
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly getWallet: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The answer. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "issuer": "O=Dure Mileage,L=Gwangju,C=KR",
                     *       "balance": 22,
                     *       "free": 22,
                     *       "pieces": 2,
                     *       "lines": [
                     *         {
                     *           "tx": "2141f01a770a8a4f3f0988d0b02c7df591dbb123faa2bc26bff54ed0c8183bf1",
                     *           "kind": "paid",
                     *           "amount": -1,
                     *           "with": "CN=e368e791da64c0fc,O=Health In My Storage,C=KR",
                     *           "note": "from there",
                     *           "at": 1795312827611,
                     *           "refunds": ""
                     *         }
                     *       ]
                     *     }
                     */
                    readonly "application/json": {
                        readonly balance?: number;
                        readonly free: number;
                        readonly issuer: string;
                        readonly lines: readonly {
                            readonly amount: number;
                            readonly at: number;
                            readonly kind: string;
                            readonly note: string;
                            readonly refunds: string;
                            readonly tx: string;
                            readonly with: string;
                        }[];
                        readonly pieces?: number;
                        readonly units?: number;
                    };
                };
            };
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly personGetAsks: {
        readonly parameters: {
            readonly query?: {
                /** @description Present: the answer comes when there is something new to ask. */
                readonly wait?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The answer. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "asks": [
                     *         {
                     *           "id": "6f0d1a7c39e2b85d4c1190ab7e53f2d8",
                     *           "flow": "d66e60c6ae39d3101b99b0693739ac56",
                     *           "question": "sale",
                     *           "terms": {
                     *             "query": "5f9b54e499ee043d8c6749727f4b24be",
                     *             "recipient": "O=Onsaem Research Institute,L=Daejeon,C=KR",
                     *             "purpose": "DUO:0000042",
                     *             "modifiers": [
                     *               "DUO:0000046"
                     *             ],
                     *             "wanted": [
                     *               "body-mass-index"
                     *             ],
                     *             "days": true,
                     *             "months": false,
                     *             "price": 30,
                     *             "useUntil": 30457559,
                     *             "sets": [
                     *               {
                     *                 "concept": "body-mass-index",
                     *                 "count": 1,
                     *                 "from": 682,
                     *                 "until": 682
                     *               }
                     *             ],
                     *             "followUp": false
                     *           }
                     *         }
                     *       ]
                     *     }
                     */
                    readonly "application/json": {
                        readonly asks: readonly {
                            readonly flow: string;
                            readonly id: string;
                            readonly question: string;
                            readonly terms: {
                                readonly accessPath?: string;
                                readonly counts?: {
                                    readonly [key: string]: number;
                                };
                                readonly days?: boolean;
                                readonly dealing?: string;
                                readonly end?: number;
                                readonly followUp?: boolean;
                                readonly from?: string;
                                readonly items?: readonly string[];
                                readonly kind?: string;
                                readonly modifiers?: readonly string[];
                                readonly months?: boolean;
                                readonly price?: number;
                                readonly purpose?: string;
                                readonly query?: string;
                                readonly reason?: string;
                                readonly recipient?: string;
                                /** @description Verification key of the record that is offered. */
                                readonly record?: string;
                                /** @description What would leave, and nothing else: of a consent each record with key, issuer, storedAt and kinds, of a sale verification keys. */
                                readonly records?: readonly unknown[];
                                readonly replaces?: string;
                                /** @description Hex of the key that the data are sealed to. */
                                readonly sealedTo?: string;
                                readonly sets?: readonly {
                                    readonly concept: string;
                                    readonly count: number;
                                    readonly from: number;
                                    readonly until: number;
                                }[];
                                readonly summary?: string;
                                /** @description What is signed, word for word. */
                                readonly terms?: {
                                    readonly [key: string]: string;
                                };
                                readonly useUntil?: number;
                                readonly wanted?: readonly string[];
                            };
                            /** @description What is asked, for whoever has no screen of its own for it. */
                            readonly words?: {
                                readonly en: string;
                                readonly ko: string;
                            };
                        }[];
                    };
                };
            };
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly personGetBases: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The answer. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "bases": []
                     *     }
                     */
                    readonly "application/json": {
                        readonly bases: readonly Record<string, never>[];
                    };
                };
            };
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly personPostBases: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "from": "2026-11-01",
                 *       "to": "2026-11-30",
                 *       "until": "2027-11-30T00:00:00Z"
                 *     }
                 */
                readonly "application/json": {
                    readonly from: string;
                    readonly to: string;
                    readonly until: string;
                };
            };
        };
        readonly responses: {
            /** @description The answer. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "basis": "abababababababababababababababababababababababababababababababab"
                     *     }
                     */
                    readonly "application/json": {
                        readonly basis: string;
                    };
                };
            };
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly personPostBasesWithdrawals: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "basis": "abababababababababababababababababababababababababababababababab"
                 *     }
                 */
                readonly "application/json": {
                    readonly basis: string;
                };
            };
        };
        readonly responses: {
            /** @description The answer. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "transaction": "abababababababababababababababababababababababababababababababab"
                     *     }
                     */
                    readonly "application/json": {
                        readonly transaction: string;
                    };
                };
            };
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly personGetConceptNames: {
        readonly parameters: {
            readonly query?: {
                /** @description Separated by commas. */
                readonly ids?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The answer. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "names": {
                     *         "steps": {
                     *           "en": "Steps",
                     *           "ko": "걸음"
                     *         }
                     *       }
                     *     }
                     */
                    readonly "application/json": {
                        readonly names: Record<string, never>;
                    };
                };
            };
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly personGetConnections: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The answer. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "services": {},
                     *       "direct": 0,
                     *       "relayed": false
                     *     }
                     */
                    readonly "application/json": Record<string, never>;
                };
            };
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly personGetConsents: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The answer. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "consents": [
                     *         {
                     *           "id": "d899fba6ebe793ff2e0dab263588cf61113ce871b706887170ba7c2a4af5d526",
                     *           "dealing": "b4abb47da4cbcca6a8347a69b77b4a8c",
                     *           "own": true,
                     *           "state": "withdrawn",
                     *           "time": 1795312640600,
                     *           "terms": {
                     *             "recipient": "O=Hanbit Hospital,L=Seoul,C=KR",
                     *             "recipientKey": "4937ef9ca4cee1d311fb831bf488851f2e5bea7d234ffc1863acf95f1444104e",
                     *             "purpose": "Treatment: headache and dizziness for two weeks",
                     *             "scope": "AllergyIntolerance,Condition,MedicationRequest,Observation",
                     *             "end": "29965077"
                     *           },
                     *           "shared": [
                     *             {
                     *               "transaction": "7d0c2a54e6f1b3c98812f04ad55e9a7b30c1d6e2f4a8b9071c5d3e6f8a2b4c10",
                     *               "time": 1795312648211,
                     *               "purpose": "Treatment: headache and dizziness for two weeks",
                     *               "kinds": [
                     *                 "Condition",
                     *                 "Observation"
                     *               ],
                     *               "records": [
                     *                 "14f4f9446b7b5a4bffc95020bb36c391962d5753796856b1cc46d3d6ef7e0655"
                     *               ]
                     *             }
                     *           ]
                     *         }
                     *       ]
                     *     }
                     */
                    readonly "application/json": components["schemas"]["Consents"];
                };
            };
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly personPostContacts: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "address": "Cq4eCi9DTj1lMzY4ZTc5MWRhNjRjMGZjLE89SGVhbHRoIEluIE15IFN0b3JhZ2UsQz1LUhEAoHG6DyB6QhrWAzCCAdIwggGEoAMCAQICEFf7Rjvxhlt48vPO"
                 *     }
                 */
                readonly "application/json": {
                    readonly address: string;
                };
            };
        };
        readonly responses: {
            /** @description The answer. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": "CN=e368e791da64c0fc,O=Health In My Storage,C=KR"
                     *     }
                     */
                    readonly "application/json": {
                        readonly name: string;
                    };
                };
            };
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly personGetDealings: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The answer. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "dealings": [
                     *         {
                     *           "id": "773a87308523c761bf3fffdc20e3bfdd",
                     *           "lines": []
                     *         }
                     *       ]
                     *     }
                     */
                    readonly "application/json": components["schemas"]["Dealings"];
                };
            };
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly personPostDrain: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /** @example {} */
                    readonly "application/json": Record<string, never>;
                };
            };
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly personGetErasures: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The answer. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "erasures": [
                     *         {
                     *           "id": "4cf5a0b1f34d2e6b8a7c9d0e1f2a3b4c",
                     *           "kind": "erased",
                     *           "holder": "O=Hanbit Hospital,L=Seoul,C=KR",
                     *           "consent": "",
                     *           "records": [
                     *             "d899fba6ebe793ff2e0dab263588cf61113ce871b706887170ba7c2a4af5d526"
                     *           ],
                     *           "since": 1795312640600,
                     *           "state": "retained",
                     *           "basis": "KR-MSA-record",
                     *           "until": 2110924800000,
                     *           "why": "",
                     *           "as": "",
                     *           "due": 0,
                     *           "attestedAt": 1795312641900,
                     *           "attestation": "01",
                     *           "signature": "00"
                     *         }
                     *       ]
                     *     }
                     */
                    readonly "application/json": {
                        readonly erasures: readonly {
                            /** @description One-time name that the holder knows this person by, which its answer is signed for; empty for the person's own. */
                            readonly as: string;
                            readonly attestation: string;
                            readonly attestedAt: number;
                            readonly basis: string;
                            readonly consent: string;
                            /** @description Milliseconds since 1970: told from then on, so that two names are not linked; 0 for at once. */
                            readonly due: number;
                            readonly holder: string;
                            readonly id: string;
                            readonly kind: string;
                            readonly records: readonly string[];
                            readonly signature: string;
                            readonly since: number;
                            readonly state: string;
                            readonly until: number;
                            readonly why: string;
                        }[];
                    };
                };
            };
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly postFhir: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "resourceType": "Bundle",
                 *       "type": "transaction",
                 *       "entry": [
                 *         {
                 *           "resource": {
                 *             "resourceType": "Observation",
                 *             "id": "0123456789abcdef-2",
                 *             "status": "final",
                 *             "code": {
                 *               "coding": [
                 *                 {
                 *                   "system": "http://loinc.org",
                 *                   "code": "4548-4"
                 *                 }
                 *               ]
                 *             },
                 *             "subject": {
                 *               "reference": "Patient/P-100"
                 *             },
                 *             "valueQuantity": {
                 *               "value": 6.5,
                 *               "unit": "%"
                 *             }
                 *           },
                 *           "request": {
                 *             "method": "POST",
                 *             "url": "Observation"
                 *           }
                 *         }
                 *       ]
                 *     }
                 */
                readonly "application/fhir+json": {
                    readonly resourceType: string;
                };
            };
        };
        readonly responses: {
            /** @description The answer. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "resourceType": "Bundle",
                     *       "type": "transaction-response",
                     *       "entry": [
                     *         {
                     *           "response": {
                     *             "status": "201 Created",
                     *             "location": "https://hdms.hospital.example/fhir/Observation/a1b2c3d4e5f6.0123456789abcdef01234567/_history/1",
                     *             "etag": "W/\"1\""
                     *           }
                     *         }
                     *       ]
                     *     }
                     */
                    readonly "application/fhir+json": {
                        readonly resourceType: string;
                    };
                };
            };
            readonly default: components["responses"]["FhirRefused"];
        };
    };
    readonly getFhirOne: {
        readonly parameters: {
            readonly query?: {
                /** @description Up to 500; 50 when it is left out. */
                readonly _count?: string;
                /** @description Id of the resource. */
                readonly _id?: string;
                /** @description system|code, or code; commas are or. */
                readonly category?: string;
                /** @description system|code, or code; commas are or. */
                readonly code?: string;
                /** @description With eq ne gt ge lt le. */
                readonly date?: string;
                /** @description Of a Patient: system|value, or value. */
                readonly identifier?: string;
                /** @description The HIS’s identifier. */
                readonly patient?: string;
                /** @description FHIR status. */
                readonly status?: string;
                /** @description The same. */
                readonly subject?: string;
            };
            readonly header?: never;
            readonly path: {
                /** @description FHIR R4 resource type. */
                readonly type: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The answer. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "resourceType": "Bundle",
                     *       "type": "searchset",
                     *       "total": 1,
                     *       "entry": [
                     *         {
                     *           "resource": {
                     *             "resourceType": "Observation",
                     *             "id": "0123456789abcdef-2",
                     *             "status": "final",
                     *             "code": {
                     *               "coding": [
                     *                 {
                     *                   "system": "http://loinc.org",
                     *                   "code": "4548-4"
                     *                 }
                     *               ]
                     *             },
                     *             "subject": {
                     *               "reference": "Patient/P-100"
                     *             },
                     *             "valueQuantity": {
                     *               "value": 6.5,
                     *               "unit": "%"
                     *             }
                     *           },
                     *           "search": {
                     *             "mode": "match"
                     *           }
                     *         }
                     *       ]
                     *     }
                     */
                    readonly "application/fhir+json": {
                        readonly resourceType: string;
                    };
                };
            };
            readonly default: components["responses"]["FhirRefused"];
        };
    };
    readonly postFhirOne: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description FHIR R4 resource type. */
                readonly type: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "resourceType": "Task",
                 *       "status": "accepted",
                 *       "intent": "order",
                 *       "identifier": [
                 *         {
                 *           "system": "urn:hdms:order",
                 *           "value": "a1b2c3d4e5f6"
                 *         }
                 *       ],
                 *       "for": {
                 *         "identifier": {
                 *           "system": "urn:hdms:his-patient",
                 *           "value": "P-100"
                 *         }
                 *       }
                 *     }
                 */
                readonly "application/fhir+json": {
                    readonly resourceType: string;
                };
            };
        };
        readonly responses: {
            /** @description The answer. */
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "resourceType": "OperationOutcome",
                     *       "issue": [
                     *         {
                     *           "severity": "information",
                     *           "code": "informational",
                     *           "details": {
                     *             "text": "The Task was taken."
                     *           }
                     *         }
                     *       ]
                     *     }
                     */
                    readonly "application/fhir+json": {
                        readonly resourceType: string;
                    };
                };
            };
            readonly default: components["responses"]["FhirRefused"];
        };
    };
    readonly postFhirOneSearch: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description FHIR R4 resource type. */
                readonly type: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: {
            readonly content: {
                /**
                 * @example {
                 *       "patient": "P-100",
                 *       "code": "http://loinc.org|4548-4"
                 *     }
                 */
                readonly "application/x-www-form-urlencoded": Record<string, never>;
            };
        };
        readonly responses: {
            /** @description The answer. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "resourceType": "Bundle",
                     *       "type": "searchset",
                     *       "total": 1,
                     *       "entry": [
                     *         {
                     *           "fullUrl": "https://hdms.hospital.example/fhir/Observation/0123456789abcdef-2",
                     *           "resource": {
                     *             "resourceType": "Observation",
                     *             "id": "0123456789abcdef-2",
                     *             "status": "final",
                     *             "code": {
                     *               "coding": [
                     *                 {
                     *                   "system": "http://loinc.org",
                     *                   "code": "4548-4"
                     *                 }
                     *               ]
                     *             },
                     *             "subject": {
                     *               "reference": "Patient/P-100"
                     *             },
                     *             "valueQuantity": {
                     *               "value": 6.5,
                     *               "unit": "%"
                     *             }
                     *           },
                     *           "search": {
                     *             "mode": "match"
                     *           }
                     *         }
                     *       ]
                     *     }
                     */
                    readonly "application/fhir+json": {
                        readonly resourceType: string;
                    };
                };
            };
            readonly default: components["responses"]["FhirRefused"];
        };
    };
    readonly getFhirOneOne: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description Its id. */
                readonly id: string;
                /** @description FHIR R4 resource type. */
                readonly type: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The answer. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "resourceType": "Observation",
                     *       "id": "0123456789abcdef-2",
                     *       "status": "final",
                     *       "code": {
                     *         "coding": [
                     *           {
                     *             "system": "http://loinc.org",
                     *             "code": "4548-4"
                     *           }
                     *         ]
                     *       },
                     *       "subject": {
                     *         "reference": "Patient/P-100"
                     *       },
                     *       "valueQuantity": {
                     *         "value": 6.5,
                     *         "unit": "%"
                     *       }
                     *     }
                     */
                    readonly "application/fhir+json": {
                        readonly resourceType: string;
                    };
                };
            };
            readonly default: components["responses"]["FhirRefused"];
        };
    };
    readonly getFhirOneOneHistory: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description Its id. */
                readonly id: string;
                /** @description FHIR R4 resource type. */
                readonly type: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The answer. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "resourceType": "Bundle",
                     *       "type": "history",
                     *       "total": 1,
                     *       "entry": [
                     *         {
                     *           "fullUrl": "https://hdms.hospital.example/fhir/Observation/0123456789abcdef-2",
                     *           "resource": {
                     *             "resourceType": "Observation",
                     *             "id": "0123456789abcdef-2",
                     *             "status": "final",
                     *             "code": {
                     *               "coding": [
                     *                 {
                     *                   "system": "http://loinc.org",
                     *                   "code": "4548-4"
                     *                 }
                     *               ]
                     *             },
                     *             "subject": {
                     *               "reference": "Patient/P-100"
                     *             },
                     *             "valueQuantity": {
                     *               "value": 6.5,
                     *               "unit": "%"
                     *             }
                     *           },
                     *           "request": {
                     *             "method": "PUT",
                     *             "url": "Observation/0123456789abcdef-2"
                     *           },
                     *           "response": {
                     *             "status": "201 Created",
                     *             "etag": "W/\"1\""
                     *           }
                     *         }
                     *       ]
                     *     }
                     */
                    readonly "application/fhir+json": {
                        readonly resourceType: string;
                    };
                };
            };
            readonly default: components["responses"]["FhirRefused"];
        };
    };
    readonly getFhirOneOneHistoryOne: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description Its id. */
                readonly id: string;
                /** @description FHIR R4 resource type. */
                readonly type: string;
                /** @description 1. */
                readonly version: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The answer. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "resourceType": "Observation",
                     *       "id": "0123456789abcdef-2",
                     *       "status": "final",
                     *       "code": {
                     *         "coding": [
                     *           {
                     *             "system": "http://loinc.org",
                     *             "code": "4548-4"
                     *           }
                     *         ]
                     *       },
                     *       "subject": {
                     *         "reference": "Patient/P-100"
                     *       },
                     *       "valueQuantity": {
                     *         "value": 6.5,
                     *         "unit": "%"
                     *       }
                     *     }
                     */
                    readonly "application/fhir+json": {
                        readonly resourceType: string;
                    };
                };
            };
            readonly default: components["responses"]["FhirRefused"];
        };
    };
    readonly postFhirOneValidate: {
        readonly parameters: {
            readonly query?: {
                /** @description Canonical URL of a profile of the package. */
                readonly profile?: string;
            };
            readonly header?: never;
            readonly path: {
                /** @description FHIR R4 resource type. */
                readonly type: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "resourceType": "Observation",
                 *       "id": "0123456789abcdef-2",
                 *       "status": "final",
                 *       "code": {
                 *         "coding": [
                 *           {
                 *             "system": "http://loinc.org",
                 *             "code": "4548-4"
                 *           }
                 *         ]
                 *       },
                 *       "subject": {
                 *         "reference": "Patient/P-100"
                 *       },
                 *       "valueQuantity": {
                 *         "value": 6.5,
                 *         "unit": "%"
                 *       }
                 *     }
                 */
                readonly "application/fhir+json": {
                    readonly resourceType: string;
                };
            };
        };
        readonly responses: {
            /** @description The answer. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "resourceType": "OperationOutcome",
                     *       "issue": [
                     *         {
                     *           "severity": "information",
                     *           "code": "informational",
                     *           "details": {
                     *             "text": "The Task was taken."
                     *           }
                     *         }
                     *       ]
                     *     }
                     */
                    readonly "application/fhir+json": {
                        readonly resourceType: string;
                    };
                };
            };
            readonly default: components["responses"]["FhirRefused"];
        };
    };
    readonly getFhirMetadata: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The answer. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "resourceType": "CapabilityStatement",
                     *       "status": "active",
                     *       "kind": "instance",
                     *       "fhirVersion": "4.0.1"
                     *     }
                     */
                    readonly "application/fhir+json": {
                        readonly resourceType: string;
                    };
                };
            };
            readonly default: components["responses"]["FhirRefused"];
        };
    };
    readonly getFhirPatientOne: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description Its id. */
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The answer. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "resourceType": "Patient",
                     *       "id": "P-100",
                     *       "active": true
                     *     }
                     */
                    readonly "application/fhir+json": {
                        readonly resourceType: string;
                    };
                };
            };
            readonly default: components["responses"]["FhirRefused"];
        };
    };
    readonly putFhirPatientOne: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description Its id. */
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "resourceType": "Patient",
                 *       "identifier": [
                 *         {
                 *           "system": "urn:hdms:his-patient",
                 *           "value": "P-100"
                 *         }
                 *       ],
                 *       "link": [
                 *         {
                 *           "type": "replaced-by",
                 *           "other": {
                 *             "identifier": {
                 *               "system": "urn:hdms:his-patient",
                 *               "value": "P-200"
                 *             }
                 *           }
                 *         }
                 *       ]
                 *     }
                 */
                readonly "application/fhir+json": {
                    readonly resourceType: string;
                };
            };
        };
        readonly responses: {
            /** @description The answer. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "resourceType": "OperationOutcome",
                     *       "issue": [
                     *         {
                     *           "severity": "information",
                     *           "code": "informational",
                     *           "details": {
                     *             "text": "The Task was taken."
                     *           }
                     *         }
                     *       ]
                     *     }
                     */
                    readonly "application/fhir+json": {
                        readonly resourceType: string;
                    };
                };
            };
            readonly default: components["responses"]["FhirRefused"];
        };
    };
    readonly getFhirPatientOneCcdaExport: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description Its id. */
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The answer. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /** @example <ClinicalDocument xmlns="urn:hl7-org:v3">…</ClinicalDocument> */
                    readonly "application/xml": string;
                };
            };
            readonly default: components["responses"]["FhirRefused"];
        };
    };
    readonly getFhirPatientOneEverything: {
        readonly parameters: {
            readonly query?: {
                /** @description Stored since then. */
                readonly _since?: string;
                /** @description Types, with commas; all when it is left out. */
                readonly _type?: string;
                /** @description Up to this one. */
                readonly end?: string;
                /** @description Of what has a date: from this one on. */
                readonly start?: string;
            };
            readonly header?: never;
            readonly path: {
                /** @description Its id. */
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The answer. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "resourceType": "Bundle",
                     *       "type": "searchset",
                     *       "total": 1,
                     *       "entry": [
                     *         {
                     *           "resource": {
                     *             "resourceType": "Observation",
                     *             "id": "0123456789abcdef-2",
                     *             "status": "final",
                     *             "code": {
                     *               "coding": [
                     *                 {
                     *                   "system": "http://loinc.org",
                     *                   "code": "4548-4"
                     *                 }
                     *               ]
                     *             },
                     *             "subject": {
                     *               "reference": "Patient/P-100"
                     *             },
                     *             "valueQuantity": {
                     *               "value": 6.5,
                     *               "unit": "%"
                     *             }
                     *           }
                     *         }
                     *       ]
                     *     }
                     */
                    readonly "application/fhir+json": {
                        readonly resourceType: string;
                    };
                };
            };
            readonly default: components["responses"]["FhirRefused"];
        };
    };
    readonly postFhirPatientOneEverything: {
        readonly parameters: {
            readonly query?: {
                /** @description Stored since then. */
                readonly _since?: string;
                /** @description Types, with commas; all when it is left out. */
                readonly _type?: string;
                /** @description Up to this one. */
                readonly end?: string;
                /** @description Of what has a date: from this one on. */
                readonly start?: string;
            };
            readonly header?: never;
            readonly path: {
                /** @description Its id. */
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: {
            readonly content: {
                /**
                 * @example {
                 *       "resourceType": "Parameters",
                 *       "parameter": [
                 *         {
                 *           "name": "_type",
                 *           "valueString": "Observation"
                 *         }
                 *       ]
                 *     }
                 */
                readonly "application/fhir+json": Record<string, never>;
            };
        };
        readonly responses: {
            /** @description The answer. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "resourceType": "Bundle",
                     *       "type": "searchset",
                     *       "total": 1,
                     *       "entry": [
                     *         {
                     *           "fullUrl": "https://hdms.hospital.example/fhir/Observation/0123456789abcdef-2",
                     *           "resource": {
                     *             "resourceType": "Observation",
                     *             "id": "0123456789abcdef-2",
                     *             "status": "final",
                     *             "code": {
                     *               "coding": [
                     *                 {
                     *                   "system": "http://loinc.org",
                     *                   "code": "4548-4"
                     *                 }
                     *               ]
                     *             },
                     *             "subject": {
                     *               "reference": "Patient/P-100"
                     *             },
                     *             "valueQuantity": {
                     *               "value": 6.5,
                     *               "unit": "%"
                     *             }
                     *           },
                     *           "search": {
                     *             "mode": "match"
                     *           }
                     *         }
                     *       ]
                     *     }
                     */
                    readonly "application/fhir+json": {
                        readonly resourceType: string;
                    };
                };
            };
            readonly default: components["responses"]["FhirRefused"];
        };
    };
    readonly personGetFlows: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The answer. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "flows": [
                     *         {
                     *           "id": "ac058caa5df4bed7f73c64bfb5f84fd5",
                     *           "name": "treatment.request",
                     *           "state": "running",
                     *           "waiting": [
                     *             "crypto store the result"
                     *           ],
                     *           "started": 1795313341288
                     *         }
                     *       ],
                     *       "draining": false
                     *     }
                     */
                    readonly "application/json": components["schemas"]["Flows"];
                };
            };
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly personGetFlowsOne: {
        readonly parameters: {
            readonly query?: {
                /** @description Given: the answer waits for a change. */
                readonly wait?: string;
            };
            readonly header?: never;
            readonly path: {
                /** @description Id of the flow. */
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The answer. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "flow": {
                     *         "id": "ac058caa5df4bed7f73c64bfb5f84fd5",
                     *         "name": "treatment.request",
                     *         "state": "running",
                     *         "waiting": [
                     *           "crypto store the result"
                     *         ],
                     *         "started": 1795313341288
                     *       }
                     *     }
                     */
                    readonly "application/json": {
                        readonly flow: components["schemas"]["Flow"];
                    };
                };
            };
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly personPostFlowsOneKill: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description Id of the flow. */
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /** @example {} */
                    readonly "application/json": Record<string, never>;
                };
            };
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly personPostFlowsOneRetry: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description Id of the flow. */
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /** @example {} */
                    readonly "application/json": Record<string, never>;
                };
            };
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly getHealth: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The answer. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "ok"
                     *     }
                     */
                    readonly "application/json": {
                        readonly status: string;
                    };
                };
            };
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly personPostImport: {
        readonly parameters: {
            readonly query?: {
                /** @description Whose the file is, as the person says: own or other. Without it, it is compared with what is known of the person, and refused (IMPORT_WHOSE) when that is not certain; with ask, also when nothing is known yet. */
                readonly whose?: "own" | "other" | "ask";
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "resourceType": "Bundle",
                 *       "type": "collection",
                 *       "entry": []
                 *     }
                 */
                readonly "application/fhir+json": {
                    readonly resourceType: string;
                };
            };
        };
        readonly responses: {
            /** @description The answer. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "verificationKey": "aaf9e495d31c227a6e52bddbf0627fbee6fe9b2fd2c075831995e44ab053b3e1",
                     *       "kinds": {
                     *         "Observation": 5,
                     *         "MedicationRequest": 1,
                     *         "Condition": 1,
                     *         "Procedure": 1,
                     *         "AllergyIntolerance": 1,
                     *         "Patient": 1
                     *       }
                     *     }
                     */
                    readonly "application/json": {
                        /** @description How many of its resources are here already, and count once. */
                        readonly already?: number;
                        /** @description How many of each FHIR type. */
                        readonly kinds: {
                            readonly [key: string]: number;
                        };
                        /** @description What was not taken, by reason. */
                        readonly leftOut?: readonly {
                            readonly count: number;
                            /** @description Place of the first one. */
                            readonly path: string;
                            readonly why: string;
                        }[];
                        /** @description Name of the subject, where the file is another person's. */
                        readonly subject?: string;
                        readonly verificationKey: string;
                    };
                };
            };
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly personPostImportAbout: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "resourceType": "Bundle",
                 *       "type": "collection",
                 *       "entry": []
                 *     }
                 */
                readonly "application/fhir+json": {
                    readonly resourceType: string;
                };
            };
        };
        readonly responses: {
            /** @description The answer. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": "박바다",
                     *       "birthDate": "2019-11-02",
                     *       "sex": "male",
                     *       "verdict": "other",
                     *       "because": [
                     *         "name",
                     *         "birthDate",
                     *         "sex"
                     *       ]
                     *     }
                     */
                    readonly "application/json": {
                        /** @description What contradicts what is known of the person, or is missing. */
                        readonly because: readonly ("name" | "birthDate" | "sex")[];
                        readonly birthDate: string;
                        /** @description Empty where it is not told. */
                        readonly name: string;
                        readonly sex: string;
                        /** @enum {string} */
                        readonly verdict: "same" | "other" | "unknown" | "first";
                    };
                };
            };
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly personGetIssuer: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The answer. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "issuer": "O=Health Token Issuer,C=KR"
                     *     }
                     */
                    readonly "application/json": {
                        readonly issuer: string;
                    };
                };
            };
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly personGetLedger: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The answer. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "transactions": [
                     *         {
                     *           "id": "a390ed386c871aa6f0730278665dc2ac3c83d7cb80e824468851150365e95067",
                     *           "commands": [
                     *             "activity.Record"
                     *           ],
                     *           "standing": "verified",
                     *           "notary": "O=Mirae Insurance,L=Busan,C=KR",
                     *           "dealing": "8350db081cb63bdd169f13aa988430a5",
                     *           "sequence": 3,
                     *           "time": 1795312825472
                     *         }
                     *       ]
                     *     }
                     */
                    readonly "application/json": components["schemas"]["Ledger"];
                };
            };
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly personPostMerges: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The answer. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "transaction": "abababababababababababababababababababababababababababababababab"
                     *     }
                     */
                    readonly "application/json": {
                        readonly transaction: string;
                    };
                };
            };
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly personGetNotaries: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The notaries of the network. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "notaries": [
                     *         {
                     *           "name": "O=Hanbit Notary,L=Seoul,C=KR",
                     *           "sequence": 4711,
                     *           "time": 1795309200000,
                     *           "evidence": []
                     *         }
                     *       ],
                     *       "services": [
                     *         {
                     *           "name": "CN=HDMS Doorman,O=HDMS,C=KR",
                     *           "evidence": []
                     *         }
                     *       ]
                     *     }
                     */
                    readonly "application/json": components["schemas"]["NotaryStandings"];
                };
            };
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly personPostNotariesTrust: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "name": "O=Hanbit Notary,L=Seoul,C=KR"
                 *     }
                 */
                readonly "application/json": {
                    /** @description X.500 name of the notary or doorman. */
                    readonly name: string;
                };
            };
        };
        readonly responses: {
            /** @description The notaries of the network. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "notaries": [
                     *         {
                     *           "name": "O=Hanbit Notary,L=Seoul,C=KR",
                     *           "sequence": 4711,
                     *           "time": 1795309200000,
                     *           "evidence": []
                     *         }
                     *       ],
                     *       "services": [
                     *         {
                     *           "name": "CN=HDMS Doorman,O=HDMS,C=KR",
                     *           "evidence": []
                     *         }
                     *       ]
                     *     }
                     */
                    readonly "application/json": components["schemas"]["NotaryStandings"];
                };
            };
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly personGetOffers: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The answer. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "policy": {
                     *         "mode": "always",
                     *         "leastPrice": 30,
                     *         "purposes": [
                     *           "DUO:0000042"
                     *         ],
                     *         "withoutDays": false
                     *       },
                     *       "purposes": {
                     *         "DUO:0000042": "general research use",
                     *         "DUO:0000006": "health or medical or biomedical research",
                     *         "DUO:0000007": "disease specific research",
                     *         "DUO:0000011": "population origins or ancestry research"
                     *       },
                     *       "offers": [
                     *         {
                     *           "query": "5f9b54e499ee043d8c6749727f4b24be",
                     *           "state": "not-bought",
                     *           "institution": "O=Onsaem Research Institute,L=Daejeon,C=KR",
                     *           "purpose": "DUO:0000042",
                     *           "price": 30,
                     *           "days": true,
                     *           "useUntil": 30457559,
                     *           "expires": 29931959,
                     *           "sets": [
                     *             {
                     *               "concept": "body-mass-index",
                     *               "count": 1,
                     *               "from": 682,
                     *               "until": 682
                     *             }
                     *           ],
                     *           "dealing": "9db83530c9825f3db3f331db4420587c",
                     *           "consent": "459aa794396e35669e2d534caaeead5398fd8430daa2e153d3d25c9f15d6076e",
                     *           "earned": 0,
                     *           "why": "a record was changed after it was issued: its verification key is another one",
                     *           "attested": "",
                     *           "at": 1795309200000
                     *         }
                     *       ]
                     *     }
                     */
                    readonly "application/json": {
                        readonly offers: readonly {
                            readonly at: number;
                            readonly attested: string;
                            /** @description Where something that is sold was collected for the public service: the basis given beside a consent, and those of /bases that it rests on and is taken back with */
                            readonly bases?: readonly {
                                readonly consent: string;
                                readonly id: string;
                                readonly restsOn: readonly string[];
                            }[];
                            /** @description Code of the refusal, of either side; absent for none */
                            readonly code?: string;
                            readonly consent: string;
                            readonly days: boolean;
                            readonly dealing: string;
                            readonly earned: number;
                            readonly expires: number;
                            readonly institution: string;
                            readonly price: number;
                            readonly purpose: string;
                            readonly query: string;
                            readonly sets: readonly {
                                readonly concept: string;
                                readonly count: number;
                                readonly from: number;
                                readonly until: number;
                            }[];
                            readonly state: string;
                            readonly useUntil: number;
                            readonly why: string;
                        }[];
                        readonly policy: {
                            readonly leastPrice: number;
                            readonly mode: string;
                            readonly purposes: readonly string[];
                            readonly withoutDays: boolean;
                        };
                        readonly purposes: {
                            readonly [key: string]: string;
                        };
                    };
                };
            };
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly personPostOffersPolicy: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "mode": "always",
                 *       "leastPrice": 30,
                 *       "purposes": [
                 *         "DUO:0000042"
                 *       ]
                 *     }
                 */
                readonly "application/json": {
                    readonly leastPrice: number;
                    readonly mode: string;
                    readonly purposes: readonly string[];
                };
            };
        };
        readonly responses: {
            /** @description The answer. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "policy": {
                     *         "mode": "always",
                     *         "leastPrice": 30,
                     *         "purposes": [
                     *           "DUO:0000042"
                     *         ],
                     *         "withoutDays": false
                     *       }
                     *     }
                     */
                    readonly "application/json": {
                        readonly policy: {
                            readonly leastPrice: number;
                            readonly mode: string;
                            readonly purposes: readonly string[];
                            readonly withoutDays: boolean;
                        };
                    };
                };
            };
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly getOpenapiJson: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The answer. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "openapi": "3.1.0"
                     *     }
                     */
                    readonly "application/json": Record<string, never>;
                };
            };
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly personGetOthers: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The answer. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "people": [
                     *         {
                     *           "subject": "a1b2c3d4e5f60718",
                     *           "name": "박바다",
                     *           "birthDate": "2019-11-02",
                     *           "records": [
                     *             {
                     *               "verificationKey": "33e93b554dbd508fee164649b1d044dac00600b8e63d8ae907e4988a572973ed",
                     *               "profile": "fhir-r4/self-reported",
                     *               "kinds": {
                     *                 "Patient": 1,
                     *                 "Immunization": 4
                     *               },
                     *               "storedAt": 1795312730862
                     *             }
                     *           ]
                     *         }
                     *       ]
                     *     }
                     */
                    readonly "application/json": {
                        readonly people: readonly {
                            readonly birthDate: string;
                            readonly name: string;
                            readonly records: readonly {
                                readonly kinds: {
                                    readonly [key: string]: number;
                                };
                                readonly profile: string;
                                readonly storedAt: number;
                                readonly supersededBy?: string;
                                readonly verificationKey: string;
                            }[];
                            readonly subject: string;
                        }[];
                    };
                };
            };
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly personGetOthersOne: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description Verification key of the record, hex. */
                readonly vk: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The answer. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "profile": "fhir-r4/self-reported",
                     *       "groups": []
                     *     }
                     */
                    readonly "application/json": components["schemas"]["Record"];
                };
            };
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly personPostParametersAcceptances: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "hash": "abababababababababababababababababababababababababababababababab"
                 *     }
                 */
                readonly "application/json": {
                    /** @description The hash, or its first 8 digits or more. */
                    readonly hash: string;
                };
            };
        };
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "hash": "abababababababababababababababababababababababababababababababab",
                     *       "epoch": 2,
                     *       "effectiveFrom": 1795309200000,
                     *       "accepted": true,
                     *       "changes": [
                     *         "notaries"
                     *       ]
                     *     }
                     */
                    readonly "application/json": components["schemas"]["Announced"];
                };
            };
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly personPostPaymentRequests: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "from": "CN=0123456789abcdef,O=Health In My Storage,C=KR",
                 *       "amount": 5
                 *     }
                 */
                readonly "application/json": {
                    readonly amount: number;
                    readonly from: string;
                    readonly note?: string;
                };
            };
        };
        readonly responses: {
            /** @description The answer. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "flow": "abababababababababababababababab"
                     *     }
                     */
                    readonly "application/json": {
                        readonly flow: string;
                    };
                };
            };
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly personPostPayments: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "to": "CN=e368e791da64c0fc,O=Health In My Storage,C=KR",
                 *       "amount": 1,
                 *       "note": "from there"
                 *     }
                 */
                readonly "application/json": {
                    readonly amount: number;
                    readonly note: string;
                    readonly to: string;
                };
            };
        };
        readonly responses: {
            /** @description The answer. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "transaction": "2141f01a770a8a4f3f0988d0b02c7df591dbb123faa2bc26bff54ed0c8183bf1"
                     *     }
                     */
                    readonly "application/json": {
                        readonly transaction: string;
                    };
                };
            };
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly personGetProgressOne: {
        readonly parameters: {
            readonly query?: {
                /** @description How many are known already. */
                readonly after?: string;
            };
            readonly header?: never;
            readonly path: {
                /** @description Id of the dealing. */
                readonly dealing: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The answer. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "lines": [
                     *         {
                     *           "dealing": "b752aafc150a08438823eb45dee0e025",
                     *           "step": 1,
                     *           "what": "verified the hospital's node info and its certificate path",
                     *           "at": 1795312668499
                     *         }
                     *       ]
                     *     }
                     */
                    readonly "application/json": components["schemas"]["Progress"];
                };
            };
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly personGetRecords: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The answer. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "records": [
                     *         {
                     *           "verificationKey": "33e93b554dbd508fee164649b1d044dac00600b8e63d8ae907e4988a572973ed",
                     *           "profile": "fhir-r4/self-reported",
                     *           "issuer": "fd3c8cfe3e2a8b167b53445c79c39cf8eab0446f6edc80f87691828328906b39",
                     *           "kinds": {
                     *             "Procedure": 1,
                     *             "Observation": 5,
                     *             "Condition": 1,
                     *             "MedicationRequest": 1,
                     *             "Patient": 1,
                     *             "AllergyIntolerance": 1
                     *           },
                     *           "storedAt": 1795312730862
                     *         }
                     *       ]
                     *     }
                     */
                    readonly "application/json": components["schemas"]["Records"];
                };
            };
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly personGetRecordsOne: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description Verification key of the record, hex. */
                readonly vk: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The answer. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "profile": "fhir-r4/medical-result",
                     *       "groups": [
                     *         {
                     *           "kind": "Provenance",
                     *           "view": {
                     *             "title": "Provenance",
                     *             "value": "",
                     *             "date": "2026-11-22T01:57:11.215Z",
                     *             "dated": "recorded",
                     *             "status": ""
                     *           },
                     *           "value": {
                     *             "resourceType": "Provenance",
                     *             "target": [
                     *               {
                     *                 "reference": "Observation/4b628ec80bc9f66aa4696eb9"
                     *               }
                     *             ],
                     *             "recorded": "2026-11-22T01:57:11.215Z",
                     *             "agent": [
                     *               {
                     *                 "type": {
                     *                   "coding": [
                     *                     {
                     *                       "system": "http://terminology.hl7.org/CodeSystem/provenance-participant-type",
                     *                       "code": "author"
                     *                     }
                     *                   ]
                     *                 },
                     *                 "who": {
                     *                   "identifier": {
                     *                     "system": "urn:hdms:member",
                     *                     "value": "O=Hanbit Hospital,L=Seoul,C=KR"
                     *                   }
                     *                 }
                     *               }
                     *             ],
                     *             "signature": [
                     *               {
                     *                 "type": [
                     *                   {
                     *                     "system": "urn:iso-astm:E1762-95:2013",
                     *                     "code": "1.2.840.10065.1.12.1.1"
                     *                   }
                     *                 ],
                     *                 "when": "2026-11-22T01:57:11.215Z",
                     *                 "who": {
                     *                   "identifier": {
                     *                     "system": "urn:hdms:member",
                     *                     "value": "O=Hanbit Hospital,L=Seoul,C=KR"
                     *                   }
                     *                 },
                     *                 "sigFormat": "application/octet-stream",
                     *                 "data": "msOdSJXZZH4BHphJ9Py3/Ct9PIozUoDfjNN4Q86nbgm0SIbCuFAoL1QYJqOfYtLa2XtDPkD2P0mNhuACM31CDg=="
                     *               }
                     *             ]
                     *           }
                     *         }
                     *       ]
                     *     }
                     */
                    readonly "application/json": components["schemas"]["Record"];
                };
            };
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly personDeleteRecordsOne: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description Verification key of the record, hex. */
                readonly vk: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /** @example {} */
                    readonly "application/json": Record<string, never>;
                };
            };
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly personPostRedemptions: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "amount": 3,
                 *       "note": "a bus ticket"
                 *     }
                 */
                readonly "application/json": {
                    readonly amount: number;
                    readonly note: string;
                };
            };
        };
        readonly responses: {
            /** @description The answer. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "transaction": "75ddb0443563422fb8e5f37ab1e37a24ea1eb42cc0a74c037e77c77a038e1ff5"
                     *     }
                     */
                    readonly "application/json": {
                        readonly transaction: string;
                    };
                };
            };
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly personPostRefunds: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "payment": "e54dea7bd98ea9d5b86108bc9f1ad80be6f3a7299a2e1dc35667f2cc74551903"
                 *     }
                 */
                readonly "application/json": {
                    readonly payment: string;
                };
            };
        };
        readonly responses: {
            /** @description The answer. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "transaction": "ea9b59263709acf17e811dabde577eb0e6c76c0c2fe97f62fab20996843f7b9b"
                     *     }
                     */
                    readonly "application/json": {
                        readonly transaction: string;
                    };
                };
            };
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly personGetRegister: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The answer. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "entries": [
                     *         {
                     *           "recordId": "5d41177d83226f25500c2d6f64d9614662efbe6875fdfe6f4c3d16719c76ff83",
                     *           "notary": "O=Saeron Research Institute,L=Daejeon,C=KR",
                     *           "known": true,
                     *           "verificationKey": "7550aca4e806a151f17f7341bb2abf8127455c2f1b0736f8411963c69440230c",
                     *           "operation": 0
                     *         }
                     *       ]
                     *     }
                     */
                    readonly "application/json": components["schemas"]["Register"];
                };
            };
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly personGetResultsOne: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description Id of the flow. */
                readonly flow: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The answer. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "result": {
                     *         "dealing": "b752aafc150a08438823eb45dee0e025",
                     *         "record": "7550aca4e806a151f17f7341bb2abf8127455c2f1b0736f8411963c69440230c"
                     *       }
                     *     }
                     */
                    readonly "application/json": {
                        readonly result: Record<string, never>;
                    };
                };
            };
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly personPostResume: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /** @example {} */
                    readonly "application/json": Record<string, never>;
                };
            };
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly personGetSearchable: {
        readonly parameters: {
            readonly query?: {
                /** @description Id. */
                readonly concept?: string;
                /** @description Number. */
                readonly least?: string;
                /** @description Number. */
                readonly most?: string;
                /** @description UCUM. */
                readonly unit?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The answer. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "concept": "steps",
                     *       "count": 1
                     *     }
                     */
                    readonly "application/json": Record<string, never>;
                };
            };
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly personGetShoes: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The answer. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "shoes": []
                     *     }
                     */
                    readonly "application/json": {
                        readonly programme?: unknown;
                        readonly shoes: readonly Record<string, never>[];
                    };
                };
            };
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly personPostShoes: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "address": "http://node.hospital.example/radio/edd9a4f83295c552/right"
                 *     }
                 */
                readonly "application/json": {
                    readonly address: string;
                };
            };
        };
        readonly responses: {
            /** @description The answer. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "serial": "dc763948ae8351852761f889b9503d10",
                     *       "side": "right"
                     *     }
                     */
                    readonly "application/json": {
                        readonly serial: string;
                        readonly side: string;
                    };
                };
            };
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly personDeleteShoesOne: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description Serial number of the shoe, hex. */
                readonly serial: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /** @example {} */
                    readonly "application/json": Record<string, never>;
                };
            };
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly personPostShoesSync: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "serial": "dc763948ae8351852761f889b9503d10",
                 *       "address": "http://node.hospital.example/radio/edd9a4f83295c552/right"
                 *     }
                 */
                readonly "application/json": {
                    readonly address: string;
                    readonly serial: string;
                };
            };
        };
        readonly responses: {
            /** @description The answer. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "packets": 360,
                     *       "refused": {},
                     *       "missing": 0,
                     *       "more": false
                     *     }
                     */
                    readonly "application/json": {
                        readonly missing: number;
                        readonly more: boolean;
                        readonly packets: number;
                        readonly refused: Record<string, never>;
                    };
                };
            };
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly getStaffPage: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The answer. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "text/html": string;
                };
            };
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly getStaffAsset: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The answer. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "text/javascript": string;
                };
            };
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly postStaffInvitationAccept: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "invitation": "9F2K-7QHM-3XWD-0T5B-8CJR-1VNA-6YEP-4GSZ",
                 *       "password": "four words of your own",
                 *       "code": "492039"
                 *     }
                 */
                readonly "application/json": {
                    readonly code?: string;
                    readonly invitation: string;
                    readonly passkey?: Record<string, never>;
                    readonly password?: string;
                };
            };
        };
        readonly responses: {
            /** @description The answer. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "institution": "O=Onsaem Research Institute,L=Daejeon,C=KR",
                     *       "kind": "research",
                     *       "passkeys": true,
                     *       "origin": "https://node.institute.example",
                     *       "now": "2026-11-27T09:00:00.000Z",
                     *       "signedIn": true,
                     *       "id": "s-7k3p9q2m",
                     *       "name": "Researcher 1",
                     *       "roles": [
                     *         "researcher"
                     *       ],
                     *       "passkeysHere": 1,
                     *       "recoveryLeft": 0,
                     *       "since": "2026-11-27T09:00:00.000Z",
                     *       "ends": "2026-11-27T19:00:00.000Z",
                     *       "idleEnds": "2026-11-27T09:15:00.000Z",
                     *       "recovery": []
                     *     }
                     */
                    readonly "application/json": components["schemas"]["StaffSession"];
                };
            };
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly postStaffInvitationOpen: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "invitation": "9F2K-7QHM-3XWD-0T5B-8CJR-1VNA-6YEP-4GSZ"
                 *     }
                 */
                readonly "application/json": {
                    readonly invitation: string;
                };
            };
        };
        readonly responses: {
            /** @description The answer. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "s-7k3p9q2m",
                     *       "name": "Researcher 1",
                     *       "roles": [
                     *         "researcher"
                     *       ],
                     *       "until": "2026-11-30T09:00:00.000Z",
                     *       "totp": {
                     *         "secret": "JBSWY3DPEHPK3PXP",
                     *         "uri": "otpauth://totp/x?secret=JBSWY3DPEHPK3PXP"
                     *       },
                     *       "passkey": {
                     *         "challenge": "xRLeZV0SRrNgbcQtmYpbLw"
                     *       }
                     *     }
                     */
                    readonly "application/json": {
                        readonly id: string;
                        readonly name: string;
                        readonly passkey?: components["schemas"]["Options"];
                        readonly roles: readonly string[];
                        readonly totp: {
                            readonly secret: string;
                            readonly uri: string;
                        };
                        readonly until: string;
                    };
                };
            };
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly getStaffSession: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The answer. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "institution": "O=Onsaem Research Institute,L=Daejeon,C=KR",
                     *       "kind": "research",
                     *       "passkeys": true,
                     *       "origin": "https://node.institute.example",
                     *       "now": "2026-11-27T09:00:00.000Z",
                     *       "signedIn": true,
                     *       "id": "s-7k3p9q2m",
                     *       "name": "Researcher 1",
                     *       "roles": [
                     *         "researcher"
                     *       ],
                     *       "passkeysHere": 1,
                     *       "recoveryLeft": 0,
                     *       "since": "2026-11-27T09:00:00.000Z",
                     *       "ends": "2026-11-27T19:00:00.000Z",
                     *       "idleEnds": "2026-11-27T09:15:00.000Z"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["StaffSession"];
                };
            };
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly postStaffSession: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The answer. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "institution": "O=Onsaem Research Institute,L=Daejeon,C=KR",
                     *       "kind": "research",
                     *       "passkeys": true,
                     *       "origin": "https://node.institute.example",
                     *       "now": "2026-11-27T09:00:00.000Z",
                     *       "signedIn": true,
                     *       "id": "s-7k3p9q2m",
                     *       "name": "Researcher 1",
                     *       "roles": [
                     *         "researcher"
                     *       ],
                     *       "passkeysHere": 1,
                     *       "recoveryLeft": 0,
                     *       "since": "2026-11-27T09:00:00.000Z",
                     *       "ends": "2026-11-27T19:00:00.000Z",
                     *       "idleEnds": "2026-11-27T09:15:00.000Z"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["StaffSession"];
                };
            };
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly postStaffSignInOptions: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The answer. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "challenge": "xRLeZV0SRrNgbcQtmYpbLw"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["Options"];
                };
            };
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly postStaffSignInPasskey: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "passkey": {
                 *         "id": "AQ",
                 *         "type": "public-key"
                 *       }
                 *     }
                 */
                readonly "application/json": {
                    readonly passkey: Record<string, never>;
                };
            };
        };
        readonly responses: {
            /** @description The answer. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "institution": "O=Onsaem Research Institute,L=Daejeon,C=KR",
                     *       "kind": "research",
                     *       "passkeys": true,
                     *       "origin": "https://node.institute.example",
                     *       "now": "2026-11-27T09:00:00.000Z",
                     *       "signedIn": true,
                     *       "id": "s-7k3p9q2m",
                     *       "name": "Researcher 1",
                     *       "roles": [
                     *         "researcher"
                     *       ],
                     *       "passkeysHere": 1,
                     *       "recoveryLeft": 0,
                     *       "since": "2026-11-27T09:00:00.000Z",
                     *       "ends": "2026-11-27T19:00:00.000Z",
                     *       "idleEnds": "2026-11-27T09:15:00.000Z"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["StaffSession"];
                };
            };
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly postStaffSignInPassword: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "staff": "s-7k3p9q2m",
                 *       "password": "four words of your own",
                 *       "code": "492039"
                 *     }
                 */
                readonly "application/json": {
                    readonly code: string;
                    readonly password: string;
                    readonly staff: string;
                };
            };
        };
        readonly responses: {
            /** @description The answer. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "institution": "O=Onsaem Research Institute,L=Daejeon,C=KR",
                     *       "kind": "research",
                     *       "passkeys": true,
                     *       "origin": "https://node.institute.example",
                     *       "now": "2026-11-27T09:00:00.000Z",
                     *       "signedIn": true,
                     *       "id": "s-7k3p9q2m",
                     *       "name": "Researcher 1",
                     *       "roles": [
                     *         "researcher"
                     *       ],
                     *       "passkeysHere": 1,
                     *       "recoveryLeft": 0,
                     *       "since": "2026-11-27T09:00:00.000Z",
                     *       "ends": "2026-11-27T19:00:00.000Z",
                     *       "idleEnds": "2026-11-27T09:15:00.000Z"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["StaffSession"];
                };
            };
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly postStaffSignOut: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: {
            readonly content: {
                /**
                 * @example {
                 *       "everywhere": false
                 *     }
                 */
                readonly "application/json": {
                    readonly everywhere?: boolean;
                };
            };
        };
        readonly responses: {
            /** @description The answer. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /** @example {} */
                    readonly "application/json": Record<string, never>;
                };
            };
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly personPostStates: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "contract": "hdms.token/2",
                 *       "where": {
                 *         "amount": {
                 *           "atLeast": 5
                 *         }
                 *       }
                 *     }
                 */
                readonly "application/json": components["schemas"]["StateQuery"];
            };
        };
        readonly responses: {
            /** @description The answer. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "states": [
                     *         {
                     *           "place": "585bf0deea0a48f76920903ac106a5d4e562c2a2379250ecd09695c0a79b595b.0",
                     *           "state": {
                     *             "issuer": "0b5f58a390ed386c871aa6f0730278665dc2ac3c83d7cb80e824468851150365",
                     *             "amount": 12
                     *           },
                     *           "standing": "unspent",
                     *           "own": true,
                     *           "notary": "O=Saeron Research Institute,L=Daejeon,C=KR",
                     *           "recordedAt": 1795312825472
                     *         }
                     *       ],
                     *       "total": 1
                     *     }
                     */
                    readonly "application/json": components["schemas"]["FoundStates"];
                };
            };
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly personPostStatesSums: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "contract": "hdms.token/2",
                 *       "sum": [
                 *         "amount"
                 *       ]
                 *     }
                 */
                readonly "application/json": components["schemas"]["StateSumsQuery"];
            };
        };
        readonly responses: {
            /** @description The answer. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "sums": [
                     *         {
                     *           "group": {},
                     *           "count": 1,
                     *           "sum": {
                     *             "amount": 12
                     *           },
                     *           "least": {},
                     *           "most": {}
                     *         }
                     *       ]
                     *     }
                     */
                    readonly "application/json": components["schemas"]["StateSums"];
                };
            };
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly personGetStatus: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The answer. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": "CN=2a30302fa308e389,O=Health In My Storage,C=KR",
                     *       "members": [
                     *         {
                     *           "name": "O=Dure Mileage,L=Gwangju,C=KR",
                     *           "kind": "institution",
                     *           "notary": "O=Mirae Insurance,L=Busan,C=KR",
                     *           "rest": "http://node.hospital.example"
                     *         }
                     *       ],
                     *       "mapSerial": 5,
                     *       "parametersEpoch": 1,
                     *       "capabilities": [
                     *         {
                     *           "name": "consent",
                     *           "version": 1
                     *         }
                     *       ],
                     *       "sent": {
                     *         "libp2p": 5,
                     *         "rest": 0,
                     *         "mailbox": 0
                     *       }
                     *     }
                     */
                    readonly "application/json": components["schemas"]["Status"];
                };
            };
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly personPostTokenMoves: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "notary": "O=Saeron Research Institute,L=Daejeon,C=KR"
                 *     }
                 */
                readonly "application/json": {
                    readonly notary: string;
                };
            };
        };
        readonly responses: {
            /** @description The answer. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "transaction": "0c364bb09437849c452e04729759bf898f55aa9e6d0c04a29aaba93b1b11e1be"
                     *     }
                     */
                    readonly "application/json": {
                        readonly transaction: string;
                    };
                };
            };
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly personGetTransactionsOne: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description Its id. */
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The answer. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "known": true,
                     *       "standing": "verified",
                     *       "from": 29921876,
                     *       "until": 29921887,
                     *       "answer": "007411b0d717aeaff5643be9da113d3f08528a6ec277b824b4c4cf6d70341283232f00000000000000345623ae709bfe6a9d5bc9de15597e0389d27e",
                     *       "transaction": "0000006c11b0d717aeaff5643be9da113d3f08528a6ec277b824b4c4cf6d70341283232ff93cb8af30d47e7803ff57a1bc2f67f18ea34b2979cf9f19"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["Transaction"];
                };
            };
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly personPostTreatments: {
        readonly parameters: {
            readonly query?: {
                /** @description The same for the same request. */
                readonly clientId?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "hospital": "O=Hanbit Hospital,L=Seoul,C=KR",
                 *       "desk": {
                 *         "name": "김하늘",
                 *         "birthDate": "1984-04-17",
                 *         "sex": "female",
                 *         "code": "E67D7312F7"
                 *       },
                 *       "reason": "headache and dizziness for two weeks"
                 *     }
                 */
                readonly "application/json": {
                    readonly desk: {
                        readonly birthDate: string;
                        readonly code: string;
                        readonly name: string;
                        readonly sex: string;
                    };
                    readonly hospital: string;
                    readonly reason: string;
                };
            };
        };
        readonly responses: {
            /** @description The answer. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "flow": "e86feecd3f28efcd1ed2b4e5e77d6bb0",
                     *       "dealing": "b752aafc150a08438823eb45dee0e025"
                     *     }
                     */
                    readonly "application/json": {
                        readonly dealing: string;
                        readonly flow: string;
                    };
                };
            };
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly postEnvelope: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/octet-stream": string;
            };
        };
        readonly responses: {
            /** @description The answer. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/octet-stream": string;
                };
            };
            /** @description Too many from this address; Retry-After says when again. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly personGetWalkTests: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The answer. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "tests": []
                     *     }
                     */
                    readonly "application/json": {
                        readonly tests: readonly {
                            readonly distance: number;
                            readonly end: number;
                            readonly read: boolean;
                            readonly start: number;
                            readonly steps: number;
                            readonly turns: number;
                            readonly whole: boolean;
                        }[];
                    };
                };
            };
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly personPostWalkTests: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "start": 1772000000,
                 *       "end": 1772000360
                 *     }
                 */
                readonly "application/json": {
                    readonly end: number;
                    readonly start: number;
                };
            };
        };
        readonly responses: {
            /** @description The answer. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /** @example {} */
                    readonly "application/json": Record<string, never>;
                };
            };
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly personGetWallet: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The answer. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "issuer": "O=Dure Mileage,L=Gwangju,C=KR",
                     *       "balance": 22,
                     *       "free": 22,
                     *       "pieces": 2,
                     *       "lines": [
                     *         {
                     *           "tx": "2141f01a770a8a4f3f0988d0b02c7df591dbb123faa2bc26bff54ed0c8183bf1",
                     *           "kind": "paid",
                     *           "amount": -1,
                     *           "with": "CN=e368e791da64c0fc,O=Health In My Storage,C=KR",
                     *           "note": "from there",
                     *           "at": 1795312827611,
                     *           "refunds": ""
                     *         }
                     *       ]
                     *     }
                     */
                    readonly "application/json": {
                        readonly balance: number;
                        readonly free: number;
                        readonly issuer: string;
                        readonly lines: readonly {
                            readonly amount: number;
                            readonly at: number;
                            readonly kind: string;
                            readonly note: string;
                            readonly refunds: string;
                            readonly tx: string;
                            readonly with: string;
                        }[];
                        readonly pieces: number;
                    };
                };
            };
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly personPostWithdrawals: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "consent": "d899fba6ebe793ff2e0dab263588cf61113ce871b706887170ba7c2a4af5d526"
                 *     }
                 */
                readonly "application/json": {
                    readonly consent: string;
                };
            };
        };
        readonly responses: {
            /** @description The answer. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "flow": "9ea6708f55d078e9020db19eddb6a740",
                     *       "transaction": "4e51a4871d2cfcb2435ed09d7475ef0482b26397d84532fe9694a9b742be0189"
                     *     }
                     */
                    readonly "application/json": {
                        readonly flow: string;
                        readonly transaction: string;
                    };
                };
            };
            readonly default: components["responses"]["Refused"];
        };
    };
}
