// Generated from doorman/server/openapi.json by scripts/generate-api.ts.
export interface components {
    schemas: {
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
    };
    responses: {
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
    readonly postAnswerTokens: {
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
                 *       "query": "c2f3373da0ebbd10949c90f51db82204",
                 *       "blinded": "8vuPEJIbQ9kpJDr7hIxzQUrNvYY6g/QspkC1YPm43Wg="
                 *     }
                 */
                readonly "application/json": {
                    readonly blinded: string;
                    readonly query: string;
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
                     *       "evaluated": "3vzJFdiaN7vY0A3oJgJCPB+lBioWWy6c1RHNY5nN8x4=",
                     *       "proof": "QGzhY5Mfjk7AvOP65olL6FUgZ6+6uG5HWIIJ8trYoAl29tTgHnxzAu6rrZNrtFDue7R2HbbRhtGHt+46OCtjAw=="
                     *     }
                     */
                    readonly "application/json": {
                        readonly evaluated: string;
                        readonly proof: string;
                    };
                };
            };
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly postAnswerTokensQueries: {
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
                 *       "query": "c2f3373da0ebbd10949c90f51db82204",
                 *       "expires": 1795917540000
                 *     }
                 */
                readonly "application/json": {
                    readonly expires: number;
                    readonly query: string;
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
                     *       "key": "4k4K9kxQzkmFOHchYwAbDWqpfPj2NGjhgMhHdIzkcWc="
                     *     }
                     */
                    readonly "application/json": {
                        readonly key: string;
                    };
                };
            };
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly postAnswerTokensSpent: {
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
                 *       "query": "c2f3373da0ebbd10949c90f51db82204",
                 *       "nonce": "GzB/zdcEB9TtVFpbiAnPmQHPY/bbA7abdY/9AiwpXEo=",
                 *       "output": "ciXMcsZygGxwJTWxbmgF7yp8jnCSd9zPcW4ljP4k/QTWyFuzzTKDaDw0gg4g7BLG5N/Zwd1lnEv3x6DcuXCLjw==",
                 *       "name": "QQ+m+imS46kOMANteseRhvsygOuyI3losj6VLp1evCU="
                 *     }
                 */
                readonly "application/json": {
                    readonly name: string;
                    readonly nonce: string;
                    readonly output: string;
                    readonly query: string;
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
    readonly getCrl: {
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
                    readonly "application/pkix-crl": string;
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
                 *       "handle": "c468f5f844b926a8c3efbe6c0296929c"
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
                     *       "token": "bd2cc4806943358def5c79ca8d3bff49",
                     *       "expires": 1795918088487
                     *     }
                     */
                    readonly "application/json": {
                        readonly expires: number;
                        readonly token: string;
                    };
                };
            };
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly getLogConsistency: {
        readonly parameters: {
            readonly query?: {
                /** @description Size of the shorter log. */
                readonly from?: string;
                /** @description Size of the longer log. */
                readonly to?: string;
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
                     *       "path": [
                     *         "HAZ0ltS5c4QbNumk8i2QSN3odxUiBwqXA7GcmTdgcSU="
                     *       ]
                     *     }
                     */
                    readonly "application/json": {
                        readonly path: readonly string[];
                    };
                };
            };
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly getLogHead: {
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
                     *       "size": 7,
                     *       "time": 1795309200000,
                     *       "root": "q83v…",
                     *       "signature": "MEUC…"
                     *     }
                     */
                    readonly "application/json": {
                        readonly root: string;
                        readonly signature: string;
                        readonly size: number;
                        readonly time: number;
                    };
                };
            };
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly getLogLeaves: {
        readonly parameters: {
            readonly query?: {
                /** @description How many at most, 1000 when it is left out. */
                readonly count?: string;
                /** @description Number of the first, 0 when it is left out. */
                readonly from?: string;
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
                     *       "leaves": [
                     *         "abababababababababababababababababababababababababababababababab"
                     *       ]
                     *     }
                     */
                    readonly "application/json": {
                        readonly leaves: readonly string[];
                    };
                };
            };
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly getLogProofsOne: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description Hash of the leaf, hex. */
                readonly leaf: string;
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
                     *       "proof": "CnYJAAAAAAAAQEARAPBvmQ8gekIaIHjtJLClSg4miGD0WziKvEPxQFv4jzUi8LVMdRkIxdwzIkB0/dsnGdnpxVmBFJUE3Ic26qqao5+JDLQwlgrRmg+8XJ65"
                     *     }
                     */
                    readonly "application/json": {
                        readonly proof: string;
                    };
                };
            };
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly getOperatorCertificates: {
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
                     *       "certificates": [
                     *         {
                     *           "serial": "5c0f3a",
                     *           "name": "O=Seoul Hospital,C=KR",
                     *           "role": "node/institution",
                     *           "until": "2027-11-21",
                     *           "revoked": ""
                     *         }
                     *       ]
                     *     }
                     */
                    readonly "application/json": {
                        readonly certificates: readonly {
                            readonly name: string;
                            /** @description ISO time; empty while it is good. */
                            readonly revoked: string;
                            readonly role: string;
                            readonly serial: string;
                            /** Format: date */
                            readonly until: string;
                        }[];
                    };
                };
            };
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly getOperatorRequests: {
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
                     *       "requests": [
                     *         {
                     *           "id": "2a9b5b48cdf2e0900614a986760f6461",
                     *           "name": "O=Mirae Insurance,L=Busan,C=KR",
                     *           "role": "node-ca/notary",
                     *           "key": "sha256:1dd3441e853e98fdfd092d79585eabc84920d9c35ba6ab97af41df84929db761",
                     *           "warning": "resembles O=Mirae Insurance,L=Seoul,C=KR"
                     *         }
                     *       ]
                     *     }
                     */
                    readonly "application/json": {
                        readonly requests: readonly {
                            readonly id: string;
                            readonly key: string;
                            readonly name: string;
                            readonly role: string;
                            /** @description Whom the name resembles, and scripts that one word of it mixes; empty when there is nothing to be said. */
                            readonly warning: string;
                        }[];
                    };
                };
            };
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly postOperatorRequestsOne: {
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
                 *       "approve": true,
                 *       "reason": ""
                 *     }
                 */
                readonly "application/json": {
                    readonly approve: boolean;
                    readonly reason: string;
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
    readonly postOperatorRevocations: {
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
                 *       "serial": "5c0f3a"
                 *     }
                 */
                readonly "application/json": {
                    readonly serial: string;
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
    readonly postRequests: {
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
                 *       "csr": "MIH1MIGoAgEAMEcxCzAJBgNVBAYTAktSMR0wGwYDVQQKExRIZWFsdGggSW4gTXkgU3RvcmFnZTEZMBcGA1UEAxMQYzU2MGRhM2ZmZTVmODk2OTAqMAUGAytl",
                 *       "invitation": "bd2cc4806943358def5c79ca8d3bff49"
                 *     }
                 */
                readonly "application/json": {
                    readonly csr: string;
                    readonly invitation?: string;
                };
            };
        };
        readonly responses: {
            /** @description Taken; ask for it again after the seconds that it says. */
            readonly 202: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "b67466a62d7b8240fff33eb710cd2402",
                     *       "retryAfterSeconds": 1
                     *     }
                     */
                    readonly "application/json": {
                        readonly id: string;
                        readonly retryAfterSeconds: number;
                    };
                };
            };
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly getRequestsOne: {
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
            /** @description The chain of certificates, the member’s first. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "approved",
                     *       "chain": [
                     *         "MIIBvTCCAW+gAwIBAgIQaGLgOPFohXF5wfQgtY0cijAFBgMrZXAwMzELMAkGA1UEBhMCS1IxDTALBgNVBAoTBEhETVMxFTATBgNVBAMTDEhETVMgRG9vcm1h"
                     *       ]
                     *     }
                     */
                    readonly "application/json": {
                        readonly chain?: readonly string[];
                        readonly retryAfterSeconds?: number;
                        readonly status: string;
                    };
                };
            };
            /** @description Not decided yet; Retry-After says when to ask again. */
            readonly 202: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly getTrust: {
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
                     *       "root": "MIIB…",
                     *       "doormanCa": "MIIB…"
                     *     }
                     */
                    readonly "application/json": {
                        readonly doormanCa: string;
                        readonly root: string;
                    };
                };
            };
            readonly default: components["responses"]["Refused"];
        };
    };
}
