// Generated from data-search/server/openapi.json by scripts/generate-api.ts.
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
    readonly postCounting: {
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
                 *       "order": "AAABJgFfm1Tkme4EPYxnSXJ/SyS+ACpPPU9uc2FlbSBSZXNlYXJjaCBJbnN0aXR1dGUsTD1EYWVqZW9uLEM9S1IABHItMTcAAgAPYm9keS1tYXNzLWluZGV4",
                 *       "closes": 1795312777804
                 *     }
                 */
                readonly "application/json": {
                    readonly closes: number;
                    readonly order: string;
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
    readonly postCountingOneNames: {
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
                 *       "names": [
                 *         "410fa6fa2992e3a90e30036d7ac79186fb3280ebb2237968b23e952e9d5ebc25"
                 *       ],
                 *       "drawn": "0RqTd5tJKdm9EaOEul3Xm8Fz9C5GLqfRy1L/FIuFofM="
                 *     }
                 */
                readonly "application/json": {
                    readonly drawn: string;
                    readonly names: readonly string[];
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
                     *       "names": [
                     *         "410fa6fa2992e3a90e30036d7ac79186fb3280ebb2237968b23e952e9d5ebc25"
                     *       ],
                     *       "drawn": "/CiqULAx4w5IhNUHZDFxwU+PFnfD/IDOBoa5YWBO7Zs="
                     *     }
                     */
                    readonly "application/json": {
                        readonly drawn: string;
                        readonly names: readonly string[];
                    };
                };
            };
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly postCountingOneOpenings: {
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
                 *       "openings": [
                 *         [
                 *           [
                 *             "1024786325158584372"
                 *           ]
                 *         ]
                 *       ]
                 *     }
                 */
                readonly "application/json": {
                    readonly openings: readonly (readonly (readonly string[])[])[];
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
                     *       "openings": [
                     *         [
                     *           [
                     *             "834286475074993857"
                     *           ]
                     *         ]
                     *       ],
                     *       "rests": [
                     *         [
                     *           "506656437155272607"
                     *         ]
                     *       ]
                     *     }
                     */
                    readonly "application/json": {
                        readonly openings: readonly (readonly (readonly string[])[])[];
                        readonly rests: readonly (readonly string[])[];
                    };
                };
            };
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly postCountingOneResult: {
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
                 *       "sums": [
                 *         "38027291087546142"
                 *       ],
                 *       "at": 1795312777836
                 *     }
                 */
                readonly "application/json": {
                    readonly at: number;
                    readonly sums: readonly string[];
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
                     *       "signature": "qszNcxfWK55SSPfwS0OULPWFpRqKdYeU2lGu9OJvp4n5zby3cFzEzLJJhnF5CWD7s/zKx0XrlRm2Q8eYhW1rCg=="
                     *     }
                     */
                    readonly "application/json": {
                        readonly signature: string;
                    };
                };
            };
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly postCountingOneSums: {
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
                 *       "rests": [
                 *         [
                 *           "1799186572058421344"
                 *         ]
                 *       ]
                 *     }
                 */
                readonly "application/json": {
                    readonly rests: readonly (readonly string[])[];
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
                     *       "sums": [
                     *         "655468653485281674"
                     *       ]
                     *     }
                     */
                    readonly "application/json": {
                        readonly sums: readonly string[];
                    };
                };
            };
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly postCountingOneTold: {
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
                /** @example {} */
                readonly "application/json": Record<string, never>;
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
                     *         "655468653485281674"
                     *       ]
                     *     }
                     */
                    readonly "application/json": {
                        readonly sums: readonly string[];
                    };
                };
            };
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly postCounts: {
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
                 *       "order": "AAABJgFfm1Tkme4EPYxnSXJ/SyS+ACpPPU9uc2FlbSBSZXNlYXJjaCBJbnN0aXR1dGUsTD1EYWVqZW9uLEM9S1IABHItMTcAAgAPYm9keS1tYXNzLWluZGV4"
                 *     }
                 */
                readonly "application/json": {
                    readonly order: string;
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
                     *       "state": "waiting",
                     *       "closes": 0,
                     *       "result": "",
                     *       "why": ""
                     *     }
                     */
                    readonly "application/json": {
                        readonly closes: number;
                        readonly result: string;
                        readonly state: string;
                        readonly why: string;
                    };
                };
            };
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly postOrders: {
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
                 *       "order": "AAABJgFfm1Tkme4EPYxnSXJ/SyS+ACpPPU9uc2FlbSBSZXNlYXJjaCBJbnN0aXR1dGUsTD1EYWVqZW9uLEM9S1IABHItMTcAAgAPYm9keS1tYXNzLWluZGV4",
                 *       "answers": "A3OPflMwOIbaEYe9eO5+cQ=="
                 *     }
                 */
                readonly "application/json": {
                    readonly answers: string;
                    readonly order: string;
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
                     *       "state": "waiting",
                     *       "closes": 1795917540000,
                     *       "result": "",
                     *       "why": ""
                     *     }
                     */
                    readonly "application/json": {
                        readonly closes: number;
                        readonly result: string;
                        readonly state: string;
                        readonly why: string;
                    };
                };
            };
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly postSealed: {
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
                 *       "kind": "count",
                 *       "query": "5f9b54e499ee043d8c6749727f4b24be"
                 *     }
                 */
                readonly "application/json": {
                    readonly kind: string;
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
                     *       "state": "counted",
                     *       "closes": 1795312777804,
                     *       "result": "YAbaL2zWyp6Wycc0YhCoY8LtzhpofnOnVDlnfg1NUhcAEwAAABQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                     *       "why": ""
                     *     }
                     */
                    readonly "application/json": {
                        readonly closes: number;
                        readonly result: string;
                        readonly state: string;
                        readonly why: string;
                    };
                };
            };
            readonly default: components["responses"]["Refused"];
        };
    };
}
