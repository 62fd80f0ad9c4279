// Generated from message-queue/server/openapi.json by scripts/generate-api.ts.
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
    readonly getBroadcasts: {
        readonly parameters: {
            readonly query?: {
                /** @description Number of the last one that is known. */
                readonly after?: string;
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
                    readonly "application/octet-stream": string;
                };
            };
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly postBroadcasts: {
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
                    /**
                     * @example {
                     *       "number": 1
                     *     }
                     */
                    readonly "application/json": {
                        readonly number: number;
                    };
                };
            };
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly postMailbox: {
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
    readonly postPushRegistrations: {
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
            /** @description Done. */
            readonly 201: {
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
    readonly getRelay: {
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
                     *       "multiaddr": "/dns4/queue.network.example/tcp/7433/ws/p2p/12D3KooWAKmH2GA4fPSQ68ftDeNum9X3MbRfnZTDKS1agD5GTNKK"
                     *     }
                     */
                    readonly "application/json": {
                        readonly multiaddr: string;
                    };
                };
            };
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly postRelayOne: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description SHA-256 of the name of the service, hex. */
                readonly to: string;
            };
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
}
