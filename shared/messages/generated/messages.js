/*eslint-disable block-scoped-var, id-length, no-control-regex, no-magic-numbers, no-mixed-operators, no-prototype-builtins, no-redeclare, no-shadow, no-var, sort-vars, default-case, jsdoc/require-param*/
import $protobuf from "protobufjs/minimal.js";

// Common aliases
const $Reader = $protobuf.Reader, $Writer = $protobuf.Writer, $util = $protobuf.util;
const $Object = $util.global.Object, $undefined = $util.global.undefined, $Error = $util.global.Error, $RangeError = $util.global.RangeError;

// Exported root namespace
const $root = $protobuf.roots["shared_messages"] || ($protobuf.roots["shared_messages"] = {});

export const hdms = $root.hdms = (() => {

    /**
     * Namespace hdms.
     * @exports hdms
     * @namespace
     */
    const hdms = {};

    hdms.Envelope = (function() {

        /**
         * Properties of an Envelope.
         * @typedef {Object} hdms.Envelope.$Properties
         * @property {number|null} [suite] Envelope suite
         * @property {Uint8Array|null} [enc] Envelope enc
         * @property {Uint8Array|null} [wrappedKey] Envelope wrappedKey
         * @property {Uint8Array|null} [ciphertext] Envelope ciphertext
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of an Envelope.
         * @memberof hdms
         * @interface IEnvelope
         * @augments hdms.Envelope.$Properties
         * @deprecated Use hdms.Envelope.$Properties instead.
         */

        /**
         * Shape of an Envelope.
         * @typedef {hdms.Envelope.$Properties} hdms.Envelope.$Shape
         */

        /**
         * Constructs a new Envelope.
         * @memberof hdms
         * @classdesc Represents an Envelope.
         * @constructor
         * @param {hdms.Envelope.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const Envelope = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * Envelope suite.
         * @member {number} suite
         * @memberof hdms.Envelope
         * @instance
         */
        Envelope.prototype.suite = 0;

        /**
         * Envelope enc.
         * @member {Uint8Array} enc
         * @memberof hdms.Envelope
         * @instance
         */
        Envelope.prototype.enc = $util.newBuffer([]);

        /**
         * Envelope wrappedKey.
         * @member {Uint8Array} wrappedKey
         * @memberof hdms.Envelope
         * @instance
         */
        Envelope.prototype.wrappedKey = $util.newBuffer([]);

        /**
         * Envelope ciphertext.
         * @member {Uint8Array} ciphertext
         * @memberof hdms.Envelope
         * @instance
         */
        Envelope.prototype.ciphertext = $util.newBuffer([]);

        /**
         * Encodes the specified Envelope message. Does not implicitly {@link hdms.Envelope.verify|verify} messages.
         * @function encode
         * @memberof hdms.Envelope
         * @static
         * @param {hdms.Envelope.$Properties} message Envelope message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        Envelope.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.suite != null && $Object.hasOwnProperty.call(message, "suite") && message.suite !== 0)
                writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.suite);
            if (message.enc != null && $Object.hasOwnProperty.call(message, "enc") && message.enc.length)
                writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.enc);
            if (message.wrappedKey != null && $Object.hasOwnProperty.call(message, "wrappedKey") && message.wrappedKey.length)
                writer.uint32(/* id 3, wireType 2 =*/26).bytes(message.wrappedKey);
            if (message.ciphertext != null && $Object.hasOwnProperty.call(message, "ciphertext") && message.ciphertext.length)
                writer.uint32(/* id 4, wireType 2 =*/34).bytes(message.ciphertext);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes an Envelope message from the specified reader or buffer.
         * @function decode
         * @memberof hdms.Envelope
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {hdms.Envelope & hdms.Envelope.$Shape} Envelope
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        Envelope.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.hdms.Envelope();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.suite = value;
                        else
                            delete message.suite;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.enc = value;
                        else
                            delete message.enc;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.wrappedKey = value;
                        else
                            delete message.wrappedKey;
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.ciphertext = value;
                        else
                            delete message.ciphertext;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return Envelope;
    })();

    hdms.SealedBody = (function() {

        /**
         * Properties of a SealedBody.
         * @typedef {Object} hdms.SealedBody.$Properties
         * @property {Uint8Array|null} [session] SealedBody session
         * @property {number|null} [counter] SealedBody counter
         * @property {Uint8Array|null} [sender] SealedBody sender
         * @property {Uint8Array|null} [payload] SealedBody payload
         * @property {Uint8Array|null} [signature] SealedBody signature
         * @property {Array.<hdms.SignedHeader.$Properties>|null} [heads] SealedBody heads
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a SealedBody.
         * @memberof hdms
         * @interface ISealedBody
         * @augments hdms.SealedBody.$Properties
         * @deprecated Use hdms.SealedBody.$Properties instead.
         */

        /**
         * Shape of a SealedBody.
         * @typedef {hdms.SealedBody.$Properties} hdms.SealedBody.$Shape
         */

        /**
         * Constructs a new SealedBody.
         * @memberof hdms
         * @classdesc Represents a SealedBody.
         * @constructor
         * @param {hdms.SealedBody.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const SealedBody = function (properties) {
            this.heads = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * SealedBody session.
         * @member {Uint8Array} session
         * @memberof hdms.SealedBody
         * @instance
         */
        SealedBody.prototype.session = $util.newBuffer([]);

        /**
         * SealedBody counter.
         * @member {number} counter
         * @memberof hdms.SealedBody
         * @instance
         */
        SealedBody.prototype.counter = 0;

        /**
         * SealedBody sender.
         * @member {Uint8Array} sender
         * @memberof hdms.SealedBody
         * @instance
         */
        SealedBody.prototype.sender = $util.newBuffer([]);

        /**
         * SealedBody payload.
         * @member {Uint8Array} payload
         * @memberof hdms.SealedBody
         * @instance
         */
        SealedBody.prototype.payload = $util.newBuffer([]);

        /**
         * SealedBody signature.
         * @member {Uint8Array} signature
         * @memberof hdms.SealedBody
         * @instance
         */
        SealedBody.prototype.signature = $util.newBuffer([]);

        /**
         * SealedBody heads.
         * @member {Array.<hdms.SignedHeader.$Properties>} heads
         * @memberof hdms.SealedBody
         * @instance
         */
        SealedBody.prototype.heads = $util.emptyArray;

        /**
         * Encodes the specified SealedBody message. Does not implicitly {@link hdms.SealedBody.verify|verify} messages.
         * @function encode
         * @memberof hdms.SealedBody
         * @static
         * @param {hdms.SealedBody.$Properties} message SealedBody message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        SealedBody.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.session != null && $Object.hasOwnProperty.call(message, "session") && message.session.length)
                writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.session);
            if (message.counter != null && $Object.hasOwnProperty.call(message, "counter") && message.counter !== 0)
                writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.counter);
            if (message.sender != null && $Object.hasOwnProperty.call(message, "sender") && message.sender.length)
                writer.uint32(/* id 3, wireType 2 =*/26).bytes(message.sender);
            if (message.payload != null && $Object.hasOwnProperty.call(message, "payload") && message.payload.length)
                writer.uint32(/* id 4, wireType 2 =*/34).bytes(message.payload);
            if (message.signature != null && $Object.hasOwnProperty.call(message, "signature") && message.signature.length)
                writer.uint32(/* id 5, wireType 2 =*/42).bytes(message.signature);
            if (message.heads != null && message.heads.length)
                for (let i = 0; i < message.heads.length; ++i)
                    $root.hdms.SignedHeader.encode(message.heads[i], writer.uint32(/* id 6, wireType 2 =*/50).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a SealedBody message from the specified reader or buffer.
         * @function decode
         * @memberof hdms.SealedBody
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {hdms.SealedBody & hdms.SealedBody.$Shape} SealedBody
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        SealedBody.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.hdms.SealedBody();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.session = value;
                        else
                            delete message.session;
                        continue;
                    }
                case 2: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.counter = value;
                        else
                            delete message.counter;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.sender = value;
                        else
                            delete message.sender;
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.payload = value;
                        else
                            delete message.payload;
                        continue;
                    }
                case 5: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.signature = value;
                        else
                            delete message.signature;
                        continue;
                    }
                case 6: {
                        if (wireType !== 2)
                            break;
                        if (!(message.heads && message.heads.length))
                            message.heads = [];
                        message.heads.push($root.hdms.SignedHeader.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return SealedBody;
    })();

    hdms.MailboxRequest = (function() {

        /**
         * Properties of a MailboxRequest.
         * @typedef {Object} hdms.MailboxRequest.$Properties
         * @property {hdms.CreateMailbox.$Properties|null} [create] MailboxRequest create
         * @property {hdms.AppendMessage.$Properties|null} [append] MailboxRequest append
         * @property {hdms.FetchMessages.$Properties|null} [fetch] MailboxRequest fetch
         * @property {hdms.AcknowledgeMessages.$Properties|null} [acknowledge] MailboxRequest acknowledge
         * @property {Uint8Array|null} [receipt] MailboxRequest receipt
         * @property {hdms.OpenAnswers.$Properties|null} [open] MailboxRequest open
         * @property {hdms.AdmitAnswer.$Properties|null} [admit] MailboxRequest admit
         * @property {"create"|"append"|"fetch"|"acknowledge"|"receipt"|"open"|"admit"} [action] MailboxRequest action
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a MailboxRequest.
         * @memberof hdms
         * @interface IMailboxRequest
         * @augments hdms.MailboxRequest.$Properties
         * @deprecated Use hdms.MailboxRequest.$Properties instead.
         */

        /**
         * Narrowed shape of a MailboxRequest.
         * @typedef {{
         *   create?: hdms.CreateMailbox.$Shape|null;
         *   append?: hdms.AppendMessage.$Shape|null;
         *   fetch?: hdms.FetchMessages.$Shape|null;
         *   acknowledge?: hdms.AcknowledgeMessages.$Shape|null;
         *   receipt?: Uint8Array|null;
         *   open?: hdms.OpenAnswers.$Shape|null;
         *   admit?: hdms.AdmitAnswer.$Shape|null;
         *   $unknowns?: Array.<Uint8Array>;
         * } & (
         *   ({ action?: undefined; create?: null; append?: null; fetch?: null; acknowledge?: null; receipt?: null; open?: null; admit?: null }|{ action?: "create"; create: hdms.CreateMailbox.$Shape; append?: null; fetch?: null; acknowledge?: null; receipt?: null; open?: null; admit?: null }|{ action?: "append"; create?: null; append: hdms.AppendMessage.$Shape; fetch?: null; acknowledge?: null; receipt?: null; open?: null; admit?: null }|{ action?: "fetch"; create?: null; append?: null; fetch: hdms.FetchMessages.$Shape; acknowledge?: null; receipt?: null; open?: null; admit?: null }|{ action?: "acknowledge"; create?: null; append?: null; fetch?: null; acknowledge: hdms.AcknowledgeMessages.$Shape; receipt?: null; open?: null; admit?: null }|{ action?: "receipt"; create?: null; append?: null; fetch?: null; acknowledge?: null; receipt: Uint8Array; open?: null; admit?: null }|{ action?: "open"; create?: null; append?: null; fetch?: null; acknowledge?: null; receipt?: null; open: hdms.OpenAnswers.$Shape; admit?: null }|{ action?: "admit"; create?: null; append?: null; fetch?: null; acknowledge?: null; receipt?: null; open?: null; admit: hdms.AdmitAnswer.$Shape })
         * )} hdms.MailboxRequest.$Shape
         */

        /**
         * Constructs a new MailboxRequest.
         * @memberof hdms
         * @classdesc Represents a MailboxRequest.
         * @constructor
         * @param {hdms.MailboxRequest.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const MailboxRequest = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * MailboxRequest create.
         * @member {hdms.CreateMailbox.$Properties|null|undefined} create
         * @memberof hdms.MailboxRequest
         * @instance
         */
        MailboxRequest.prototype.create = null;

        /**
         * MailboxRequest append.
         * @member {hdms.AppendMessage.$Properties|null|undefined} append
         * @memberof hdms.MailboxRequest
         * @instance
         */
        MailboxRequest.prototype.append = null;

        /**
         * MailboxRequest fetch.
         * @member {hdms.FetchMessages.$Properties|null|undefined} fetch
         * @memberof hdms.MailboxRequest
         * @instance
         */
        MailboxRequest.prototype.fetch = null;

        /**
         * MailboxRequest acknowledge.
         * @member {hdms.AcknowledgeMessages.$Properties|null|undefined} acknowledge
         * @memberof hdms.MailboxRequest
         * @instance
         */
        MailboxRequest.prototype.acknowledge = null;

        /**
         * MailboxRequest receipt.
         * @member {Uint8Array|null|undefined} receipt
         * @memberof hdms.MailboxRequest
         * @instance
         */
        MailboxRequest.prototype.receipt = null;

        /**
         * MailboxRequest open.
         * @member {hdms.OpenAnswers.$Properties|null|undefined} open
         * @memberof hdms.MailboxRequest
         * @instance
         */
        MailboxRequest.prototype.open = null;

        /**
         * MailboxRequest admit.
         * @member {hdms.AdmitAnswer.$Properties|null|undefined} admit
         * @memberof hdms.MailboxRequest
         * @instance
         */
        MailboxRequest.prototype.admit = null;

        // OneOf field names bound to virtual getters and setters
        let $oneOfFields;

        /**
         * MailboxRequest action.
         * @member {"create"|"append"|"fetch"|"acknowledge"|"receipt"|"open"|"admit"|undefined} action
         * @memberof hdms.MailboxRequest
         * @instance
         */
        $Object.defineProperty(MailboxRequest.prototype, "action", {
            get: $util.oneOfGetter($oneOfFields = ["create", "append", "fetch", "acknowledge", "receipt", "open", "admit"]),
            set: $util.oneOfSetter($oneOfFields)
        });

        /**
         * Encodes the specified MailboxRequest message. Does not implicitly {@link hdms.MailboxRequest.verify|verify} messages.
         * @function encode
         * @memberof hdms.MailboxRequest
         * @static
         * @param {hdms.MailboxRequest.$Properties} message MailboxRequest message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        MailboxRequest.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.create != null && $Object.hasOwnProperty.call(message, "create"))
                $root.hdms.CreateMailbox.encode(message.create, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
            if (message.append != null && $Object.hasOwnProperty.call(message, "append"))
                $root.hdms.AppendMessage.encode(message.append, writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
            if (message.fetch != null && $Object.hasOwnProperty.call(message, "fetch"))
                $root.hdms.FetchMessages.encode(message.fetch, writer.uint32(/* id 3, wireType 2 =*/26).fork(), _depth + 1).ldelim();
            if (message.acknowledge != null && $Object.hasOwnProperty.call(message, "acknowledge"))
                $root.hdms.AcknowledgeMessages.encode(message.acknowledge, writer.uint32(/* id 4, wireType 2 =*/34).fork(), _depth + 1).ldelim();
            if (message.receipt != null && $Object.hasOwnProperty.call(message, "receipt"))
                writer.uint32(/* id 5, wireType 2 =*/42).bytes(message.receipt);
            if (message.open != null && $Object.hasOwnProperty.call(message, "open"))
                $root.hdms.OpenAnswers.encode(message.open, writer.uint32(/* id 6, wireType 2 =*/50).fork(), _depth + 1).ldelim();
            if (message.admit != null && $Object.hasOwnProperty.call(message, "admit"))
                $root.hdms.AdmitAnswer.encode(message.admit, writer.uint32(/* id 7, wireType 2 =*/58).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a MailboxRequest message from the specified reader or buffer.
         * @function decode
         * @memberof hdms.MailboxRequest
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {hdms.MailboxRequest & hdms.MailboxRequest.$Shape} MailboxRequest
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        MailboxRequest.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.hdms.MailboxRequest();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        message.create = $root.hdms.CreateMailbox.decode(reader, reader.size(), $undefined, _depth + 1, message.create);
                        message.action = "create";
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        message.append = $root.hdms.AppendMessage.decode(reader, reader.size(), $undefined, _depth + 1, message.append);
                        message.action = "append";
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        message.fetch = $root.hdms.FetchMessages.decode(reader, reader.size(), $undefined, _depth + 1, message.fetch);
                        message.action = "fetch";
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        message.acknowledge = $root.hdms.AcknowledgeMessages.decode(reader, reader.size(), $undefined, _depth + 1, message.acknowledge);
                        message.action = "acknowledge";
                        continue;
                    }
                case 5: {
                        if (wireType !== 2)
                            break;
                        message.receipt = reader.bytes();
                        message.action = "receipt";
                        continue;
                    }
                case 6: {
                        if (wireType !== 2)
                            break;
                        message.open = $root.hdms.OpenAnswers.decode(reader, reader.size(), $undefined, _depth + 1, message.open);
                        message.action = "open";
                        continue;
                    }
                case 7: {
                        if (wireType !== 2)
                            break;
                        message.admit = $root.hdms.AdmitAnswer.decode(reader, reader.size(), $undefined, _depth + 1, message.admit);
                        message.action = "admit";
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return MailboxRequest;
    })();

    hdms.OpenAnswers = (function() {

        /**
         * Properties of an OpenAnswers.
         * @typedef {Object} hdms.OpenAnswers.$Properties
         * @property {Uint8Array|null} [query] OpenAnswers query
         * @property {Uint8Array|null} [id] OpenAnswers id
         * @property {Uint8Array|null} [key] OpenAnswers key
         * @property {number|null} [expires] OpenAnswers expires
         * @property {number|null} [until] OpenAnswers until
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of an OpenAnswers.
         * @memberof hdms
         * @interface IOpenAnswers
         * @augments hdms.OpenAnswers.$Properties
         * @deprecated Use hdms.OpenAnswers.$Properties instead.
         */

        /**
         * Shape of an OpenAnswers.
         * @typedef {hdms.OpenAnswers.$Properties} hdms.OpenAnswers.$Shape
         */

        /**
         * Constructs a new OpenAnswers.
         * @memberof hdms
         * @classdesc Represents an OpenAnswers.
         * @constructor
         * @param {hdms.OpenAnswers.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const OpenAnswers = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * OpenAnswers query.
         * @member {Uint8Array} query
         * @memberof hdms.OpenAnswers
         * @instance
         */
        OpenAnswers.prototype.query = $util.newBuffer([]);

        /**
         * OpenAnswers id.
         * @member {Uint8Array} id
         * @memberof hdms.OpenAnswers
         * @instance
         */
        OpenAnswers.prototype.id = $util.newBuffer([]);

        /**
         * OpenAnswers key.
         * @member {Uint8Array} key
         * @memberof hdms.OpenAnswers
         * @instance
         */
        OpenAnswers.prototype.key = $util.newBuffer([]);

        /**
         * OpenAnswers expires.
         * @member {number} expires
         * @memberof hdms.OpenAnswers
         * @instance
         */
        OpenAnswers.prototype.expires = 0;

        /**
         * OpenAnswers until.
         * @member {number} until
         * @memberof hdms.OpenAnswers
         * @instance
         */
        OpenAnswers.prototype.until = 0;

        /**
         * Encodes the specified OpenAnswers message. Does not implicitly {@link hdms.OpenAnswers.verify|verify} messages.
         * @function encode
         * @memberof hdms.OpenAnswers
         * @static
         * @param {hdms.OpenAnswers.$Properties} message OpenAnswers message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        OpenAnswers.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.query != null && $Object.hasOwnProperty.call(message, "query") && message.query.length)
                writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.query);
            if (message.id != null && $Object.hasOwnProperty.call(message, "id") && message.id.length)
                writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.id);
            if (message.key != null && $Object.hasOwnProperty.call(message, "key") && message.key.length)
                writer.uint32(/* id 3, wireType 2 =*/26).bytes(message.key);
            if (message.expires != null && $Object.hasOwnProperty.call(message, "expires") && !$Object.is(message.expires, 0))
                writer.uint32(/* id 4, wireType 1 =*/33).double(message.expires);
            if (message.until != null && $Object.hasOwnProperty.call(message, "until") && !$Object.is(message.until, 0))
                writer.uint32(/* id 5, wireType 1 =*/41).double(message.until);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes an OpenAnswers message from the specified reader or buffer.
         * @function decode
         * @memberof hdms.OpenAnswers
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {hdms.OpenAnswers & hdms.OpenAnswers.$Shape} OpenAnswers
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        OpenAnswers.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.hdms.OpenAnswers();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.query = value;
                        else
                            delete message.query;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.id = value;
                        else
                            delete message.id;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.key = value;
                        else
                            delete message.key;
                        continue;
                    }
                case 4: {
                        if (wireType !== 1)
                            break;
                        if (!$Object.is(value = reader.double(), 0))
                            message.expires = value;
                        else
                            delete message.expires;
                        continue;
                    }
                case 5: {
                        if (wireType !== 1)
                            break;
                        if (!$Object.is(value = reader.double(), 0))
                            message.until = value;
                        else
                            delete message.until;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return OpenAnswers;
    })();

    hdms.AdmitAnswer = (function() {

        /**
         * Properties of an AdmitAnswer.
         * @typedef {Object} hdms.AdmitAnswer.$Properties
         * @property {Uint8Array|null} [query] AdmitAnswer query
         * @property {Uint8Array|null} [nonce] AdmitAnswer nonce
         * @property {Uint8Array|null} [output] AdmitAnswer output
         * @property {Uint8Array|null} [key] AdmitAnswer key
         * @property {Uint8Array|null} [id] AdmitAnswer id
         * @property {Uint8Array|null} [signature] AdmitAnswer signature
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of an AdmitAnswer.
         * @memberof hdms
         * @interface IAdmitAnswer
         * @augments hdms.AdmitAnswer.$Properties
         * @deprecated Use hdms.AdmitAnswer.$Properties instead.
         */

        /**
         * Shape of an AdmitAnswer.
         * @typedef {hdms.AdmitAnswer.$Properties} hdms.AdmitAnswer.$Shape
         */

        /**
         * Constructs a new AdmitAnswer.
         * @memberof hdms
         * @classdesc Represents an AdmitAnswer.
         * @constructor
         * @param {hdms.AdmitAnswer.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const AdmitAnswer = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * AdmitAnswer query.
         * @member {Uint8Array} query
         * @memberof hdms.AdmitAnswer
         * @instance
         */
        AdmitAnswer.prototype.query = $util.newBuffer([]);

        /**
         * AdmitAnswer nonce.
         * @member {Uint8Array} nonce
         * @memberof hdms.AdmitAnswer
         * @instance
         */
        AdmitAnswer.prototype.nonce = $util.newBuffer([]);

        /**
         * AdmitAnswer output.
         * @member {Uint8Array} output
         * @memberof hdms.AdmitAnswer
         * @instance
         */
        AdmitAnswer.prototype.output = $util.newBuffer([]);

        /**
         * AdmitAnswer key.
         * @member {Uint8Array} key
         * @memberof hdms.AdmitAnswer
         * @instance
         */
        AdmitAnswer.prototype.key = $util.newBuffer([]);

        /**
         * AdmitAnswer id.
         * @member {Uint8Array} id
         * @memberof hdms.AdmitAnswer
         * @instance
         */
        AdmitAnswer.prototype.id = $util.newBuffer([]);

        /**
         * AdmitAnswer signature.
         * @member {Uint8Array} signature
         * @memberof hdms.AdmitAnswer
         * @instance
         */
        AdmitAnswer.prototype.signature = $util.newBuffer([]);

        /**
         * Encodes the specified AdmitAnswer message. Does not implicitly {@link hdms.AdmitAnswer.verify|verify} messages.
         * @function encode
         * @memberof hdms.AdmitAnswer
         * @static
         * @param {hdms.AdmitAnswer.$Properties} message AdmitAnswer message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        AdmitAnswer.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.query != null && $Object.hasOwnProperty.call(message, "query") && message.query.length)
                writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.query);
            if (message.nonce != null && $Object.hasOwnProperty.call(message, "nonce") && message.nonce.length)
                writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.nonce);
            if (message.output != null && $Object.hasOwnProperty.call(message, "output") && message.output.length)
                writer.uint32(/* id 3, wireType 2 =*/26).bytes(message.output);
            if (message.key != null && $Object.hasOwnProperty.call(message, "key") && message.key.length)
                writer.uint32(/* id 4, wireType 2 =*/34).bytes(message.key);
            if (message.id != null && $Object.hasOwnProperty.call(message, "id") && message.id.length)
                writer.uint32(/* id 5, wireType 2 =*/42).bytes(message.id);
            if (message.signature != null && $Object.hasOwnProperty.call(message, "signature") && message.signature.length)
                writer.uint32(/* id 6, wireType 2 =*/50).bytes(message.signature);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes an AdmitAnswer message from the specified reader or buffer.
         * @function decode
         * @memberof hdms.AdmitAnswer
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {hdms.AdmitAnswer & hdms.AdmitAnswer.$Shape} AdmitAnswer
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        AdmitAnswer.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.hdms.AdmitAnswer();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.query = value;
                        else
                            delete message.query;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.nonce = value;
                        else
                            delete message.nonce;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.output = value;
                        else
                            delete message.output;
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.key = value;
                        else
                            delete message.key;
                        continue;
                    }
                case 5: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.id = value;
                        else
                            delete message.id;
                        continue;
                    }
                case 6: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.signature = value;
                        else
                            delete message.signature;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return AdmitAnswer;
    })();

    hdms.CreateMailbox = (function() {

        /**
         * Properties of a CreateMailbox.
         * @typedef {Object} hdms.CreateMailbox.$Properties
         * @property {Uint8Array|null} [id] CreateMailbox id
         * @property {Uint8Array|null} [key] CreateMailbox key
         * @property {Uint8Array|null} [pushHandle] CreateMailbox pushHandle
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a CreateMailbox.
         * @memberof hdms
         * @interface ICreateMailbox
         * @augments hdms.CreateMailbox.$Properties
         * @deprecated Use hdms.CreateMailbox.$Properties instead.
         */

        /**
         * Shape of a CreateMailbox.
         * @typedef {hdms.CreateMailbox.$Properties} hdms.CreateMailbox.$Shape
         */

        /**
         * Constructs a new CreateMailbox.
         * @memberof hdms
         * @classdesc Represents a CreateMailbox.
         * @constructor
         * @param {hdms.CreateMailbox.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const CreateMailbox = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * CreateMailbox id.
         * @member {Uint8Array} id
         * @memberof hdms.CreateMailbox
         * @instance
         */
        CreateMailbox.prototype.id = $util.newBuffer([]);

        /**
         * CreateMailbox key.
         * @member {Uint8Array} key
         * @memberof hdms.CreateMailbox
         * @instance
         */
        CreateMailbox.prototype.key = $util.newBuffer([]);

        /**
         * CreateMailbox pushHandle.
         * @member {Uint8Array} pushHandle
         * @memberof hdms.CreateMailbox
         * @instance
         */
        CreateMailbox.prototype.pushHandle = $util.newBuffer([]);

        /**
         * Encodes the specified CreateMailbox message. Does not implicitly {@link hdms.CreateMailbox.verify|verify} messages.
         * @function encode
         * @memberof hdms.CreateMailbox
         * @static
         * @param {hdms.CreateMailbox.$Properties} message CreateMailbox message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        CreateMailbox.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.id != null && $Object.hasOwnProperty.call(message, "id") && message.id.length)
                writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.id);
            if (message.key != null && $Object.hasOwnProperty.call(message, "key") && message.key.length)
                writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.key);
            if (message.pushHandle != null && $Object.hasOwnProperty.call(message, "pushHandle") && message.pushHandle.length)
                writer.uint32(/* id 3, wireType 2 =*/26).bytes(message.pushHandle);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a CreateMailbox message from the specified reader or buffer.
         * @function decode
         * @memberof hdms.CreateMailbox
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {hdms.CreateMailbox & hdms.CreateMailbox.$Shape} CreateMailbox
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        CreateMailbox.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.hdms.CreateMailbox();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.id = value;
                        else
                            delete message.id;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.key = value;
                        else
                            delete message.key;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.pushHandle = value;
                        else
                            delete message.pushHandle;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return CreateMailbox;
    })();

    hdms.AppendMessage = (function() {

        /**
         * Properties of an AppendMessage.
         * @typedef {Object} hdms.AppendMessage.$Properties
         * @property {Uint8Array|null} [id] AppendMessage id
         * @property {Uint8Array|null} [message] AppendMessage message
         * @property {number|null} [ttl] AppendMessage ttl
         * @property {Uint8Array|null} [name] AppendMessage name
         * @property {Uint8Array|null} [signature] AppendMessage signature
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of an AppendMessage.
         * @memberof hdms
         * @interface IAppendMessage
         * @augments hdms.AppendMessage.$Properties
         * @deprecated Use hdms.AppendMessage.$Properties instead.
         */

        /**
         * Shape of an AppendMessage.
         * @typedef {hdms.AppendMessage.$Properties} hdms.AppendMessage.$Shape
         */

        /**
         * Constructs a new AppendMessage.
         * @memberof hdms
         * @classdesc Represents an AppendMessage.
         * @constructor
         * @param {hdms.AppendMessage.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const AppendMessage = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * AppendMessage id.
         * @member {Uint8Array} id
         * @memberof hdms.AppendMessage
         * @instance
         */
        AppendMessage.prototype.id = $util.newBuffer([]);

        /**
         * AppendMessage message.
         * @member {Uint8Array} message
         * @memberof hdms.AppendMessage
         * @instance
         */
        AppendMessage.prototype.message = $util.newBuffer([]);

        /**
         * AppendMessage ttl.
         * @member {number} ttl
         * @memberof hdms.AppendMessage
         * @instance
         */
        AppendMessage.prototype.ttl = 0;

        /**
         * AppendMessage name.
         * @member {Uint8Array} name
         * @memberof hdms.AppendMessage
         * @instance
         */
        AppendMessage.prototype.name = $util.newBuffer([]);

        /**
         * AppendMessage signature.
         * @member {Uint8Array} signature
         * @memberof hdms.AppendMessage
         * @instance
         */
        AppendMessage.prototype.signature = $util.newBuffer([]);

        /**
         * Encodes the specified AppendMessage message. Does not implicitly {@link hdms.AppendMessage.verify|verify} messages.
         * @function encode
         * @memberof hdms.AppendMessage
         * @static
         * @param {hdms.AppendMessage.$Properties} message AppendMessage message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        AppendMessage.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.id != null && $Object.hasOwnProperty.call(message, "id") && message.id.length)
                writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.id);
            if (message.message != null && $Object.hasOwnProperty.call(message, "message") && message.message.length)
                writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.message);
            if (message.ttl != null && $Object.hasOwnProperty.call(message, "ttl") && message.ttl !== 0)
                writer.uint32(/* id 3, wireType 0 =*/24).uint32(message.ttl);
            if (message.name != null && $Object.hasOwnProperty.call(message, "name") && message.name.length)
                writer.uint32(/* id 4, wireType 2 =*/34).bytes(message.name);
            if (message.signature != null && $Object.hasOwnProperty.call(message, "signature") && message.signature.length)
                writer.uint32(/* id 5, wireType 2 =*/42).bytes(message.signature);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes an AppendMessage message from the specified reader or buffer.
         * @function decode
         * @memberof hdms.AppendMessage
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {hdms.AppendMessage & hdms.AppendMessage.$Shape} AppendMessage
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        AppendMessage.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.hdms.AppendMessage();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.id = value;
                        else
                            delete message.id;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.message = value;
                        else
                            delete message.message;
                        continue;
                    }
                case 3: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.ttl = value;
                        else
                            delete message.ttl;
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.name = value;
                        else
                            delete message.name;
                        continue;
                    }
                case 5: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.signature = value;
                        else
                            delete message.signature;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return AppendMessage;
    })();

    hdms.FetchMessages = (function() {

        /**
         * Properties of a FetchMessages.
         * @typedef {Object} hdms.FetchMessages.$Properties
         * @property {Uint8Array|null} [id] FetchMessages id
         * @property {number|null} [from] FetchMessages from
         * @property {number|null} [time] FetchMessages time
         * @property {Uint8Array|null} [signature] FetchMessages signature
         * @property {number|null} [wait] FetchMessages wait
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a FetchMessages.
         * @memberof hdms
         * @interface IFetchMessages
         * @augments hdms.FetchMessages.$Properties
         * @deprecated Use hdms.FetchMessages.$Properties instead.
         */

        /**
         * Shape of a FetchMessages.
         * @typedef {hdms.FetchMessages.$Properties} hdms.FetchMessages.$Shape
         */

        /**
         * Constructs a new FetchMessages.
         * @memberof hdms
         * @classdesc Represents a FetchMessages.
         * @constructor
         * @param {hdms.FetchMessages.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const FetchMessages = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * FetchMessages id.
         * @member {Uint8Array} id
         * @memberof hdms.FetchMessages
         * @instance
         */
        FetchMessages.prototype.id = $util.newBuffer([]);

        /**
         * FetchMessages from.
         * @member {number} from
         * @memberof hdms.FetchMessages
         * @instance
         */
        FetchMessages.prototype.from = 0;

        /**
         * FetchMessages time.
         * @member {number} time
         * @memberof hdms.FetchMessages
         * @instance
         */
        FetchMessages.prototype.time = 0;

        /**
         * FetchMessages signature.
         * @member {Uint8Array} signature
         * @memberof hdms.FetchMessages
         * @instance
         */
        FetchMessages.prototype.signature = $util.newBuffer([]);

        /**
         * FetchMessages wait.
         * @member {number} wait
         * @memberof hdms.FetchMessages
         * @instance
         */
        FetchMessages.prototype.wait = 0;

        /**
         * Encodes the specified FetchMessages message. Does not implicitly {@link hdms.FetchMessages.verify|verify} messages.
         * @function encode
         * @memberof hdms.FetchMessages
         * @static
         * @param {hdms.FetchMessages.$Properties} message FetchMessages message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        FetchMessages.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.id != null && $Object.hasOwnProperty.call(message, "id") && message.id.length)
                writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.id);
            if (message.from != null && $Object.hasOwnProperty.call(message, "from") && message.from !== 0)
                writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.from);
            if (message.time != null && $Object.hasOwnProperty.call(message, "time") && !$Object.is(message.time, 0))
                writer.uint32(/* id 3, wireType 1 =*/25).double(message.time);
            if (message.signature != null && $Object.hasOwnProperty.call(message, "signature") && message.signature.length)
                writer.uint32(/* id 4, wireType 2 =*/34).bytes(message.signature);
            if (message.wait != null && $Object.hasOwnProperty.call(message, "wait") && message.wait !== 0)
                writer.uint32(/* id 5, wireType 0 =*/40).uint32(message.wait);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a FetchMessages message from the specified reader or buffer.
         * @function decode
         * @memberof hdms.FetchMessages
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {hdms.FetchMessages & hdms.FetchMessages.$Shape} FetchMessages
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        FetchMessages.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.hdms.FetchMessages();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.id = value;
                        else
                            delete message.id;
                        continue;
                    }
                case 2: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.from = value;
                        else
                            delete message.from;
                        continue;
                    }
                case 3: {
                        if (wireType !== 1)
                            break;
                        if (!$Object.is(value = reader.double(), 0))
                            message.time = value;
                        else
                            delete message.time;
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.signature = value;
                        else
                            delete message.signature;
                        continue;
                    }
                case 5: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.wait = value;
                        else
                            delete message.wait;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return FetchMessages;
    })();

    hdms.AcknowledgeMessages = (function() {

        /**
         * Properties of an AcknowledgeMessages.
         * @typedef {Object} hdms.AcknowledgeMessages.$Properties
         * @property {Uint8Array|null} [id] AcknowledgeMessages id
         * @property {number|null} [through] AcknowledgeMessages through
         * @property {number|null} [time] AcknowledgeMessages time
         * @property {Uint8Array|null} [signature] AcknowledgeMessages signature
         * @property {Array.<Uint8Array>|null} [messages] AcknowledgeMessages messages
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of an AcknowledgeMessages.
         * @memberof hdms
         * @interface IAcknowledgeMessages
         * @augments hdms.AcknowledgeMessages.$Properties
         * @deprecated Use hdms.AcknowledgeMessages.$Properties instead.
         */

        /**
         * Shape of an AcknowledgeMessages.
         * @typedef {hdms.AcknowledgeMessages.$Properties} hdms.AcknowledgeMessages.$Shape
         */

        /**
         * Constructs a new AcknowledgeMessages.
         * @memberof hdms
         * @classdesc Represents an AcknowledgeMessages.
         * @constructor
         * @param {hdms.AcknowledgeMessages.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const AcknowledgeMessages = function (properties) {
            this.messages = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * AcknowledgeMessages id.
         * @member {Uint8Array} id
         * @memberof hdms.AcknowledgeMessages
         * @instance
         */
        AcknowledgeMessages.prototype.id = $util.newBuffer([]);

        /**
         * AcknowledgeMessages through.
         * @member {number} through
         * @memberof hdms.AcknowledgeMessages
         * @instance
         */
        AcknowledgeMessages.prototype.through = 0;

        /**
         * AcknowledgeMessages time.
         * @member {number} time
         * @memberof hdms.AcknowledgeMessages
         * @instance
         */
        AcknowledgeMessages.prototype.time = 0;

        /**
         * AcknowledgeMessages signature.
         * @member {Uint8Array} signature
         * @memberof hdms.AcknowledgeMessages
         * @instance
         */
        AcknowledgeMessages.prototype.signature = $util.newBuffer([]);

        /**
         * AcknowledgeMessages messages.
         * @member {Array.<Uint8Array>} messages
         * @memberof hdms.AcknowledgeMessages
         * @instance
         */
        AcknowledgeMessages.prototype.messages = $util.emptyArray;

        /**
         * Encodes the specified AcknowledgeMessages message. Does not implicitly {@link hdms.AcknowledgeMessages.verify|verify} messages.
         * @function encode
         * @memberof hdms.AcknowledgeMessages
         * @static
         * @param {hdms.AcknowledgeMessages.$Properties} message AcknowledgeMessages message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        AcknowledgeMessages.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.id != null && $Object.hasOwnProperty.call(message, "id") && message.id.length)
                writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.id);
            if (message.through != null && $Object.hasOwnProperty.call(message, "through") && message.through !== 0)
                writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.through);
            if (message.time != null && $Object.hasOwnProperty.call(message, "time") && !$Object.is(message.time, 0))
                writer.uint32(/* id 3, wireType 1 =*/25).double(message.time);
            if (message.signature != null && $Object.hasOwnProperty.call(message, "signature") && message.signature.length)
                writer.uint32(/* id 4, wireType 2 =*/34).bytes(message.signature);
            if (message.messages != null && message.messages.length)
                for (let i = 0; i < message.messages.length; ++i)
                    writer.uint32(/* id 5, wireType 2 =*/42).bytes(message.messages[i]);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes an AcknowledgeMessages message from the specified reader or buffer.
         * @function decode
         * @memberof hdms.AcknowledgeMessages
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {hdms.AcknowledgeMessages & hdms.AcknowledgeMessages.$Shape} AcknowledgeMessages
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        AcknowledgeMessages.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.hdms.AcknowledgeMessages();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.id = value;
                        else
                            delete message.id;
                        continue;
                    }
                case 2: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.through = value;
                        else
                            delete message.through;
                        continue;
                    }
                case 3: {
                        if (wireType !== 1)
                            break;
                        if (!$Object.is(value = reader.double(), 0))
                            message.time = value;
                        else
                            delete message.time;
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.signature = value;
                        else
                            delete message.signature;
                        continue;
                    }
                case 5: {
                        if (wireType !== 2)
                            break;
                        if (!(message.messages && message.messages.length))
                            message.messages = [];
                        message.messages.push(reader.bytes());
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return AcknowledgeMessages;
    })();

    hdms.MailboxReply = (function() {

        /**
         * Properties of a MailboxReply.
         * @typedef {Object} hdms.MailboxReply.$Properties
         * @property {Array.<hdms.MailboxItem.$Properties>|null} [items] MailboxReply items
         * @property {Uint8Array|null} [receipt] MailboxReply receipt
         * @property {number|null} [state] MailboxReply state
         * @property {hdms.MailboxRefusal.$Properties|null} [refusal] MailboxReply refusal
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a MailboxReply.
         * @memberof hdms
         * @interface IMailboxReply
         * @augments hdms.MailboxReply.$Properties
         * @deprecated Use hdms.MailboxReply.$Properties instead.
         */

        /**
         * Shape of a MailboxReply.
         * @typedef {hdms.MailboxReply.$Properties} hdms.MailboxReply.$Shape
         */

        /**
         * Constructs a new MailboxReply.
         * @memberof hdms
         * @classdesc Represents a MailboxReply.
         * @constructor
         * @param {hdms.MailboxReply.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const MailboxReply = function (properties) {
            this.items = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * MailboxReply items.
         * @member {Array.<hdms.MailboxItem.$Properties>} items
         * @memberof hdms.MailboxReply
         * @instance
         */
        MailboxReply.prototype.items = $util.emptyArray;

        /**
         * MailboxReply receipt.
         * @member {Uint8Array} receipt
         * @memberof hdms.MailboxReply
         * @instance
         */
        MailboxReply.prototype.receipt = $util.newBuffer([]);

        /**
         * MailboxReply state.
         * @member {number} state
         * @memberof hdms.MailboxReply
         * @instance
         */
        MailboxReply.prototype.state = 0;

        /**
         * MailboxReply refusal.
         * @member {hdms.MailboxRefusal.$Properties|null|undefined} refusal
         * @memberof hdms.MailboxReply
         * @instance
         */
        MailboxReply.prototype.refusal = null;

        /**
         * Encodes the specified MailboxReply message. Does not implicitly {@link hdms.MailboxReply.verify|verify} messages.
         * @function encode
         * @memberof hdms.MailboxReply
         * @static
         * @param {hdms.MailboxReply.$Properties} message MailboxReply message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        MailboxReply.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.items != null && message.items.length)
                for (let i = 0; i < message.items.length; ++i)
                    $root.hdms.MailboxItem.encode(message.items[i], writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
            if (message.receipt != null && $Object.hasOwnProperty.call(message, "receipt") && message.receipt.length)
                writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.receipt);
            if (message.state != null && $Object.hasOwnProperty.call(message, "state") && message.state !== 0)
                writer.uint32(/* id 3, wireType 0 =*/24).uint32(message.state);
            if (message.refusal != null && $Object.hasOwnProperty.call(message, "refusal"))
                $root.hdms.MailboxRefusal.encode(message.refusal, writer.uint32(/* id 4, wireType 2 =*/34).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a MailboxReply message from the specified reader or buffer.
         * @function decode
         * @memberof hdms.MailboxReply
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {hdms.MailboxReply & hdms.MailboxReply.$Shape} MailboxReply
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        MailboxReply.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.hdms.MailboxReply();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if (!(message.items && message.items.length))
                            message.items = [];
                        message.items.push($root.hdms.MailboxItem.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.receipt = value;
                        else
                            delete message.receipt;
                        continue;
                    }
                case 3: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.state = value;
                        else
                            delete message.state;
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        message.refusal = $root.hdms.MailboxRefusal.decode(reader, reader.size(), $undefined, _depth + 1, message.refusal);
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return MailboxReply;
    })();

    hdms.MailboxItem = (function() {

        /**
         * Properties of a MailboxItem.
         * @typedef {Object} hdms.MailboxItem.$Properties
         * @property {number|null} [number] MailboxItem number
         * @property {Uint8Array|null} [message] MailboxItem message
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a MailboxItem.
         * @memberof hdms
         * @interface IMailboxItem
         * @augments hdms.MailboxItem.$Properties
         * @deprecated Use hdms.MailboxItem.$Properties instead.
         */

        /**
         * Shape of a MailboxItem.
         * @typedef {hdms.MailboxItem.$Properties} hdms.MailboxItem.$Shape
         */

        /**
         * Constructs a new MailboxItem.
         * @memberof hdms
         * @classdesc Represents a MailboxItem.
         * @constructor
         * @param {hdms.MailboxItem.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const MailboxItem = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * MailboxItem number.
         * @member {number} number
         * @memberof hdms.MailboxItem
         * @instance
         */
        MailboxItem.prototype.number = 0;

        /**
         * MailboxItem message.
         * @member {Uint8Array} message
         * @memberof hdms.MailboxItem
         * @instance
         */
        MailboxItem.prototype.message = $util.newBuffer([]);

        /**
         * Encodes the specified MailboxItem message. Does not implicitly {@link hdms.MailboxItem.verify|verify} messages.
         * @function encode
         * @memberof hdms.MailboxItem
         * @static
         * @param {hdms.MailboxItem.$Properties} message MailboxItem message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        MailboxItem.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.number != null && $Object.hasOwnProperty.call(message, "number") && message.number !== 0)
                writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.number);
            if (message.message != null && $Object.hasOwnProperty.call(message, "message") && message.message.length)
                writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.message);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a MailboxItem message from the specified reader or buffer.
         * @function decode
         * @memberof hdms.MailboxItem
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {hdms.MailboxItem & hdms.MailboxItem.$Shape} MailboxItem
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        MailboxItem.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.hdms.MailboxItem();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.number = value;
                        else
                            delete message.number;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.message = value;
                        else
                            delete message.message;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return MailboxItem;
    })();

    hdms.MailboxRefusal = (function() {

        /**
         * Properties of a MailboxRefusal.
         * @typedef {Object} hdms.MailboxRefusal.$Properties
         * @property {string|null} [code] MailboxRefusal code
         * @property {string|null} [data] MailboxRefusal data
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a MailboxRefusal.
         * @memberof hdms
         * @interface IMailboxRefusal
         * @augments hdms.MailboxRefusal.$Properties
         * @deprecated Use hdms.MailboxRefusal.$Properties instead.
         */

        /**
         * Shape of a MailboxRefusal.
         * @typedef {hdms.MailboxRefusal.$Properties} hdms.MailboxRefusal.$Shape
         */

        /**
         * Constructs a new MailboxRefusal.
         * @memberof hdms
         * @classdesc Represents a MailboxRefusal.
         * @constructor
         * @param {hdms.MailboxRefusal.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const MailboxRefusal = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * MailboxRefusal code.
         * @member {string} code
         * @memberof hdms.MailboxRefusal
         * @instance
         */
        MailboxRefusal.prototype.code = "";

        /**
         * MailboxRefusal data.
         * @member {string} data
         * @memberof hdms.MailboxRefusal
         * @instance
         */
        MailboxRefusal.prototype.data = "";

        /**
         * Encodes the specified MailboxRefusal message. Does not implicitly {@link hdms.MailboxRefusal.verify|verify} messages.
         * @function encode
         * @memberof hdms.MailboxRefusal
         * @static
         * @param {hdms.MailboxRefusal.$Properties} message MailboxRefusal message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        MailboxRefusal.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.code != null && $Object.hasOwnProperty.call(message, "code") && message.code !== "")
                writer.uint32(/* id 1, wireType 2 =*/10).string(message.code);
            if (message.data != null && $Object.hasOwnProperty.call(message, "data") && message.data !== "")
                writer.uint32(/* id 2, wireType 2 =*/18).string(message.data);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a MailboxRefusal message from the specified reader or buffer.
         * @function decode
         * @memberof hdms.MailboxRefusal
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {hdms.MailboxRefusal & hdms.MailboxRefusal.$Shape} MailboxRefusal
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        MailboxRefusal.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.hdms.MailboxRefusal();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.code = value;
                        else
                            delete message.code;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.data = value;
                        else
                            delete message.data;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return MailboxRefusal;
    })();

    hdms.Broadcast = (function() {

        /**
         * Properties of a Broadcast.
         * @typedef {Object} hdms.Broadcast.$Properties
         * @property {number|null} [number] Broadcast number
         * @property {Uint8Array|null} [content] Broadcast content
         * @property {number|null} [expires] Broadcast expires
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a Broadcast.
         * @memberof hdms
         * @interface IBroadcast
         * @augments hdms.Broadcast.$Properties
         * @deprecated Use hdms.Broadcast.$Properties instead.
         */

        /**
         * Shape of a Broadcast.
         * @typedef {hdms.Broadcast.$Properties} hdms.Broadcast.$Shape
         */

        /**
         * Constructs a new Broadcast.
         * @memberof hdms
         * @classdesc Represents a Broadcast.
         * @constructor
         * @param {hdms.Broadcast.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const Broadcast = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * Broadcast number.
         * @member {number} number
         * @memberof hdms.Broadcast
         * @instance
         */
        Broadcast.prototype.number = 0;

        /**
         * Broadcast content.
         * @member {Uint8Array} content
         * @memberof hdms.Broadcast
         * @instance
         */
        Broadcast.prototype.content = $util.newBuffer([]);

        /**
         * Broadcast expires.
         * @member {number} expires
         * @memberof hdms.Broadcast
         * @instance
         */
        Broadcast.prototype.expires = 0;

        /**
         * Encodes the specified Broadcast message. Does not implicitly {@link hdms.Broadcast.verify|verify} messages.
         * @function encode
         * @memberof hdms.Broadcast
         * @static
         * @param {hdms.Broadcast.$Properties} message Broadcast message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        Broadcast.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.number != null && $Object.hasOwnProperty.call(message, "number") && message.number !== 0)
                writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.number);
            if (message.content != null && $Object.hasOwnProperty.call(message, "content") && message.content.length)
                writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.content);
            if (message.expires != null && $Object.hasOwnProperty.call(message, "expires") && !$Object.is(message.expires, 0))
                writer.uint32(/* id 3, wireType 1 =*/25).double(message.expires);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a Broadcast message from the specified reader or buffer.
         * @function decode
         * @memberof hdms.Broadcast
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {hdms.Broadcast & hdms.Broadcast.$Shape} Broadcast
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        Broadcast.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.hdms.Broadcast();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.number = value;
                        else
                            delete message.number;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.content = value;
                        else
                            delete message.content;
                        continue;
                    }
                case 3: {
                        if (wireType !== 1)
                            break;
                        if (!$Object.is(value = reader.double(), 0))
                            message.expires = value;
                        else
                            delete message.expires;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return Broadcast;
    })();

    hdms.BroadcastList = (function() {

        /**
         * Properties of a BroadcastList.
         * @typedef {Object} hdms.BroadcastList.$Properties
         * @property {Array.<hdms.Broadcast.$Properties>|null} [items] BroadcastList items
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a BroadcastList.
         * @memberof hdms
         * @interface IBroadcastList
         * @augments hdms.BroadcastList.$Properties
         * @deprecated Use hdms.BroadcastList.$Properties instead.
         */

        /**
         * Shape of a BroadcastList.
         * @typedef {hdms.BroadcastList.$Properties} hdms.BroadcastList.$Shape
         */

        /**
         * Constructs a new BroadcastList.
         * @memberof hdms
         * @classdesc Represents a BroadcastList.
         * @constructor
         * @param {hdms.BroadcastList.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const BroadcastList = function (properties) {
            this.items = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * BroadcastList items.
         * @member {Array.<hdms.Broadcast.$Properties>} items
         * @memberof hdms.BroadcastList
         * @instance
         */
        BroadcastList.prototype.items = $util.emptyArray;

        /**
         * Encodes the specified BroadcastList message. Does not implicitly {@link hdms.BroadcastList.verify|verify} messages.
         * @function encode
         * @memberof hdms.BroadcastList
         * @static
         * @param {hdms.BroadcastList.$Properties} message BroadcastList message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        BroadcastList.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.items != null && message.items.length)
                for (let i = 0; i < message.items.length; ++i)
                    $root.hdms.Broadcast.encode(message.items[i], writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a BroadcastList message from the specified reader or buffer.
         * @function decode
         * @memberof hdms.BroadcastList
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {hdms.BroadcastList & hdms.BroadcastList.$Shape} BroadcastList
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        BroadcastList.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.hdms.BroadcastList();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if (!(message.items && message.items.length))
                            message.items = [];
                        message.items.push($root.hdms.Broadcast.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return BroadcastList;
    })();

    hdms.NodeInfo = (function() {

        /**
         * Properties of a NodeInfo.
         * @typedef {Object} hdms.NodeInfo.$Properties
         * @property {string|null} [name] NodeInfo name
         * @property {number|null} [serial] NodeInfo serial
         * @property {Array.<Uint8Array>|null} [chain] NodeInfo chain
         * @property {Uint8Array|null} [sealingKey] NodeInfo sealingKey
         * @property {string|null} [rest] NodeInfo rest
         * @property {Array.<string>|null} [multiaddrs] NodeInfo multiaddrs
         * @property {hdms.Mailbox.$Properties|null} [mailbox] NodeInfo mailbox
         * @property {string|null} [notary] NodeInfo notary
         * @property {number|null} [platformVersion] NodeInfo platformVersion
         * @property {Uint8Array|null} [transport] NodeInfo transport
         * @property {Uint8Array|null} [logProof] NodeInfo logProof
         * @property {Uint8Array|null} [cosignKey] NodeInfo cosignKey
         * @property {Array.<hdms.RunningCapability.$Properties>|null} [capabilities] NodeInfo capabilities
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a NodeInfo.
         * @memberof hdms
         * @interface INodeInfo
         * @augments hdms.NodeInfo.$Properties
         * @deprecated Use hdms.NodeInfo.$Properties instead.
         */

        /**
         * Shape of a NodeInfo.
         * @typedef {hdms.NodeInfo.$Properties} hdms.NodeInfo.$Shape
         */

        /**
         * Constructs a new NodeInfo.
         * @memberof hdms
         * @classdesc Represents a NodeInfo.
         * @constructor
         * @param {hdms.NodeInfo.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const NodeInfo = function (properties) {
            this.chain = [];
            this.multiaddrs = [];
            this.capabilities = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * NodeInfo name.
         * @member {string} name
         * @memberof hdms.NodeInfo
         * @instance
         */
        NodeInfo.prototype.name = "";

        /**
         * NodeInfo serial.
         * @member {number} serial
         * @memberof hdms.NodeInfo
         * @instance
         */
        NodeInfo.prototype.serial = 0;

        /**
         * NodeInfo chain.
         * @member {Array.<Uint8Array>} chain
         * @memberof hdms.NodeInfo
         * @instance
         */
        NodeInfo.prototype.chain = $util.emptyArray;

        /**
         * NodeInfo sealingKey.
         * @member {Uint8Array} sealingKey
         * @memberof hdms.NodeInfo
         * @instance
         */
        NodeInfo.prototype.sealingKey = $util.newBuffer([]);

        /**
         * NodeInfo rest.
         * @member {string} rest
         * @memberof hdms.NodeInfo
         * @instance
         */
        NodeInfo.prototype.rest = "";

        /**
         * NodeInfo multiaddrs.
         * @member {Array.<string>} multiaddrs
         * @memberof hdms.NodeInfo
         * @instance
         */
        NodeInfo.prototype.multiaddrs = $util.emptyArray;

        /**
         * NodeInfo mailbox.
         * @member {hdms.Mailbox.$Properties|null|undefined} mailbox
         * @memberof hdms.NodeInfo
         * @instance
         */
        NodeInfo.prototype.mailbox = null;

        /**
         * NodeInfo notary.
         * @member {string} notary
         * @memberof hdms.NodeInfo
         * @instance
         */
        NodeInfo.prototype.notary = "";

        /**
         * NodeInfo platformVersion.
         * @member {number} platformVersion
         * @memberof hdms.NodeInfo
         * @instance
         */
        NodeInfo.prototype.platformVersion = 0;

        /**
         * NodeInfo transport.
         * @member {Uint8Array} transport
         * @memberof hdms.NodeInfo
         * @instance
         */
        NodeInfo.prototype.transport = $util.newBuffer([]);

        /**
         * NodeInfo logProof.
         * @member {Uint8Array} logProof
         * @memberof hdms.NodeInfo
         * @instance
         */
        NodeInfo.prototype.logProof = $util.newBuffer([]);

        /**
         * NodeInfo cosignKey.
         * @member {Uint8Array} cosignKey
         * @memberof hdms.NodeInfo
         * @instance
         */
        NodeInfo.prototype.cosignKey = $util.newBuffer([]);

        /**
         * NodeInfo capabilities.
         * @member {Array.<hdms.RunningCapability.$Properties>} capabilities
         * @memberof hdms.NodeInfo
         * @instance
         */
        NodeInfo.prototype.capabilities = $util.emptyArray;

        /**
         * Encodes the specified NodeInfo message. Does not implicitly {@link hdms.NodeInfo.verify|verify} messages.
         * @function encode
         * @memberof hdms.NodeInfo
         * @static
         * @param {hdms.NodeInfo.$Properties} message NodeInfo message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        NodeInfo.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.name != null && $Object.hasOwnProperty.call(message, "name") && message.name !== "")
                writer.uint32(/* id 1, wireType 2 =*/10).string(message.name);
            if (message.serial != null && $Object.hasOwnProperty.call(message, "serial") && !$Object.is(message.serial, 0))
                writer.uint32(/* id 2, wireType 1 =*/17).double(message.serial);
            if (message.chain != null && message.chain.length)
                for (let i = 0; i < message.chain.length; ++i)
                    writer.uint32(/* id 3, wireType 2 =*/26).bytes(message.chain[i]);
            if (message.sealingKey != null && $Object.hasOwnProperty.call(message, "sealingKey") && message.sealingKey.length)
                writer.uint32(/* id 4, wireType 2 =*/34).bytes(message.sealingKey);
            if (message.rest != null && $Object.hasOwnProperty.call(message, "rest") && message.rest !== "")
                writer.uint32(/* id 5, wireType 2 =*/42).string(message.rest);
            if (message.multiaddrs != null && message.multiaddrs.length)
                for (let i = 0; i < message.multiaddrs.length; ++i)
                    writer.uint32(/* id 6, wireType 2 =*/50).string(message.multiaddrs[i]);
            if (message.mailbox != null && $Object.hasOwnProperty.call(message, "mailbox"))
                $root.hdms.Mailbox.encode(message.mailbox, writer.uint32(/* id 7, wireType 2 =*/58).fork(), _depth + 1).ldelim();
            if (message.notary != null && $Object.hasOwnProperty.call(message, "notary") && message.notary !== "")
                writer.uint32(/* id 8, wireType 2 =*/66).string(message.notary);
            if (message.platformVersion != null && $Object.hasOwnProperty.call(message, "platformVersion") && message.platformVersion !== 0)
                writer.uint32(/* id 9, wireType 0 =*/72).uint32(message.platformVersion);
            if (message.transport != null && $Object.hasOwnProperty.call(message, "transport") && message.transport.length)
                writer.uint32(/* id 10, wireType 2 =*/82).bytes(message.transport);
            if (message.logProof != null && $Object.hasOwnProperty.call(message, "logProof") && message.logProof.length)
                writer.uint32(/* id 11, wireType 2 =*/90).bytes(message.logProof);
            if (message.cosignKey != null && $Object.hasOwnProperty.call(message, "cosignKey") && message.cosignKey.length)
                writer.uint32(/* id 12, wireType 2 =*/98).bytes(message.cosignKey);
            if (message.capabilities != null && message.capabilities.length)
                for (let i = 0; i < message.capabilities.length; ++i)
                    $root.hdms.RunningCapability.encode(message.capabilities[i], writer.uint32(/* id 13, wireType 2 =*/106).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a NodeInfo message from the specified reader or buffer.
         * @function decode
         * @memberof hdms.NodeInfo
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {hdms.NodeInfo & hdms.NodeInfo.$Shape} NodeInfo
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        NodeInfo.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.hdms.NodeInfo();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.name = value;
                        else
                            delete message.name;
                        continue;
                    }
                case 2: {
                        if (wireType !== 1)
                            break;
                        if (!$Object.is(value = reader.double(), 0))
                            message.serial = value;
                        else
                            delete message.serial;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if (!(message.chain && message.chain.length))
                            message.chain = [];
                        message.chain.push(reader.bytes());
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.sealingKey = value;
                        else
                            delete message.sealingKey;
                        continue;
                    }
                case 5: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.rest = value;
                        else
                            delete message.rest;
                        continue;
                    }
                case 6: {
                        if (wireType !== 2)
                            break;
                        if (!(message.multiaddrs && message.multiaddrs.length))
                            message.multiaddrs = [];
                        message.multiaddrs.push(reader.stringVerify());
                        continue;
                    }
                case 7: {
                        if (wireType !== 2)
                            break;
                        message.mailbox = $root.hdms.Mailbox.decode(reader, reader.size(), $undefined, _depth + 1, message.mailbox);
                        continue;
                    }
                case 8: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.notary = value;
                        else
                            delete message.notary;
                        continue;
                    }
                case 9: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.platformVersion = value;
                        else
                            delete message.platformVersion;
                        continue;
                    }
                case 10: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.transport = value;
                        else
                            delete message.transport;
                        continue;
                    }
                case 11: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.logProof = value;
                        else
                            delete message.logProof;
                        continue;
                    }
                case 12: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.cosignKey = value;
                        else
                            delete message.cosignKey;
                        continue;
                    }
                case 13: {
                        if (wireType !== 2)
                            break;
                        if (!(message.capabilities && message.capabilities.length))
                            message.capabilities = [];
                        message.capabilities.push($root.hdms.RunningCapability.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return NodeInfo;
    })();

    hdms.RunningCapability = (function() {

        /**
         * Properties of a RunningCapability.
         * @typedef {Object} hdms.RunningCapability.$Properties
         * @property {string|null} [name] RunningCapability name
         * @property {number|null} [version] RunningCapability version
         * @property {Uint8Array|null} [hash] RunningCapability hash
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a RunningCapability.
         * @memberof hdms
         * @interface IRunningCapability
         * @augments hdms.RunningCapability.$Properties
         * @deprecated Use hdms.RunningCapability.$Properties instead.
         */

        /**
         * Shape of a RunningCapability.
         * @typedef {hdms.RunningCapability.$Properties} hdms.RunningCapability.$Shape
         */

        /**
         * Constructs a new RunningCapability.
         * @memberof hdms
         * @classdesc Represents a RunningCapability.
         * @constructor
         * @param {hdms.RunningCapability.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const RunningCapability = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * RunningCapability name.
         * @member {string} name
         * @memberof hdms.RunningCapability
         * @instance
         */
        RunningCapability.prototype.name = "";

        /**
         * RunningCapability version.
         * @member {number} version
         * @memberof hdms.RunningCapability
         * @instance
         */
        RunningCapability.prototype.version = 0;

        /**
         * RunningCapability hash.
         * @member {Uint8Array} hash
         * @memberof hdms.RunningCapability
         * @instance
         */
        RunningCapability.prototype.hash = $util.newBuffer([]);

        /**
         * Encodes the specified RunningCapability message. Does not implicitly {@link hdms.RunningCapability.verify|verify} messages.
         * @function encode
         * @memberof hdms.RunningCapability
         * @static
         * @param {hdms.RunningCapability.$Properties} message RunningCapability message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        RunningCapability.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.name != null && $Object.hasOwnProperty.call(message, "name") && message.name !== "")
                writer.uint32(/* id 1, wireType 2 =*/10).string(message.name);
            if (message.version != null && $Object.hasOwnProperty.call(message, "version") && message.version !== 0)
                writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.version);
            if (message.hash != null && $Object.hasOwnProperty.call(message, "hash") && message.hash.length)
                writer.uint32(/* id 3, wireType 2 =*/26).bytes(message.hash);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a RunningCapability message from the specified reader or buffer.
         * @function decode
         * @memberof hdms.RunningCapability
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {hdms.RunningCapability & hdms.RunningCapability.$Shape} RunningCapability
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        RunningCapability.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.hdms.RunningCapability();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.name = value;
                        else
                            delete message.name;
                        continue;
                    }
                case 2: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.version = value;
                        else
                            delete message.version;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.hash = value;
                        else
                            delete message.hash;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return RunningCapability;
    })();

    hdms.Mailbox = (function() {

        /**
         * Properties of a Mailbox.
         * @typedef {Object} hdms.Mailbox.$Properties
         * @property {string|null} [queue] Mailbox queue
         * @property {Uint8Array|null} [id] Mailbox id
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a Mailbox.
         * @memberof hdms
         * @interface IMailbox
         * @augments hdms.Mailbox.$Properties
         * @deprecated Use hdms.Mailbox.$Properties instead.
         */

        /**
         * Shape of a Mailbox.
         * @typedef {hdms.Mailbox.$Properties} hdms.Mailbox.$Shape
         */

        /**
         * Constructs a new Mailbox.
         * @memberof hdms
         * @classdesc Represents a Mailbox.
         * @constructor
         * @param {hdms.Mailbox.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const Mailbox = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * Mailbox queue.
         * @member {string} queue
         * @memberof hdms.Mailbox
         * @instance
         */
        Mailbox.prototype.queue = "";

        /**
         * Mailbox id.
         * @member {Uint8Array} id
         * @memberof hdms.Mailbox
         * @instance
         */
        Mailbox.prototype.id = $util.newBuffer([]);

        /**
         * Encodes the specified Mailbox message. Does not implicitly {@link hdms.Mailbox.verify|verify} messages.
         * @function encode
         * @memberof hdms.Mailbox
         * @static
         * @param {hdms.Mailbox.$Properties} message Mailbox message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        Mailbox.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.queue != null && $Object.hasOwnProperty.call(message, "queue") && message.queue !== "")
                writer.uint32(/* id 1, wireType 2 =*/10).string(message.queue);
            if (message.id != null && $Object.hasOwnProperty.call(message, "id") && message.id.length)
                writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.id);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a Mailbox message from the specified reader or buffer.
         * @function decode
         * @memberof hdms.Mailbox
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {hdms.Mailbox & hdms.Mailbox.$Shape} Mailbox
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        Mailbox.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.hdms.Mailbox();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.queue = value;
                        else
                            delete message.queue;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.id = value;
                        else
                            delete message.id;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return Mailbox;
    })();

    hdms.SignedNodeInfo = (function() {

        /**
         * Properties of a SignedNodeInfo.
         * @typedef {Object} hdms.SignedNodeInfo.$Properties
         * @property {Uint8Array|null} [info] SignedNodeInfo info
         * @property {Uint8Array|null} [signature] SignedNodeInfo signature
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a SignedNodeInfo.
         * @memberof hdms
         * @interface ISignedNodeInfo
         * @augments hdms.SignedNodeInfo.$Properties
         * @deprecated Use hdms.SignedNodeInfo.$Properties instead.
         */

        /**
         * Shape of a SignedNodeInfo.
         * @typedef {hdms.SignedNodeInfo.$Properties} hdms.SignedNodeInfo.$Shape
         */

        /**
         * Constructs a new SignedNodeInfo.
         * @memberof hdms
         * @classdesc Represents a SignedNodeInfo.
         * @constructor
         * @param {hdms.SignedNodeInfo.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const SignedNodeInfo = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * SignedNodeInfo info.
         * @member {Uint8Array} info
         * @memberof hdms.SignedNodeInfo
         * @instance
         */
        SignedNodeInfo.prototype.info = $util.newBuffer([]);

        /**
         * SignedNodeInfo signature.
         * @member {Uint8Array} signature
         * @memberof hdms.SignedNodeInfo
         * @instance
         */
        SignedNodeInfo.prototype.signature = $util.newBuffer([]);

        /**
         * Encodes the specified SignedNodeInfo message. Does not implicitly {@link hdms.SignedNodeInfo.verify|verify} messages.
         * @function encode
         * @memberof hdms.SignedNodeInfo
         * @static
         * @param {hdms.SignedNodeInfo.$Properties} message SignedNodeInfo message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        SignedNodeInfo.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.info != null && $Object.hasOwnProperty.call(message, "info") && message.info.length)
                writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.info);
            if (message.signature != null && $Object.hasOwnProperty.call(message, "signature") && message.signature.length)
                writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.signature);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a SignedNodeInfo message from the specified reader or buffer.
         * @function decode
         * @memberof hdms.SignedNodeInfo
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {hdms.SignedNodeInfo & hdms.SignedNodeInfo.$Shape} SignedNodeInfo
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        SignedNodeInfo.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.hdms.SignedNodeInfo();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.info = value;
                        else
                            delete message.info;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.signature = value;
                        else
                            delete message.signature;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return SignedNodeInfo;
    })();

    hdms.NetworkParameters = (function() {

        /**
         * Properties of a NetworkParameters.
         * @typedef {Object} hdms.NetworkParameters.$Properties
         * @property {number|null} [epoch] NetworkParameters epoch
         * @property {number|null} [minimumPlatformVersion] NetworkParameters minimumPlatformVersion
         * @property {Array.<hdms.NotaryEntry.$Properties>|null} [notaries] NetworkParameters notaries
         * @property {number|null} [maxTransactionSize] NetworkParameters maxTransactionSize
         * @property {number|null} [maxMessageSize] NetworkParameters maxMessageSize
         * @property {number|null} [effectiveFrom] NetworkParameters effectiveFrom
         * @property {string|null} [search] NetworkParameters search
         * @property {Array.<string>|null} [counters] NetworkParameters counters
         * @property {Array.<string>|null} [judges] NetworkParameters judges
         * @property {Array.<hdms.BoardEntry.$Properties>|null} [boards] NetworkParameters boards
         * @property {Array.<hdms.ContractEntry.$Properties>|null} [contracts] NetworkParameters contracts
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a NetworkParameters.
         * @memberof hdms
         * @interface INetworkParameters
         * @augments hdms.NetworkParameters.$Properties
         * @deprecated Use hdms.NetworkParameters.$Properties instead.
         */

        /**
         * Shape of a NetworkParameters.
         * @typedef {hdms.NetworkParameters.$Properties} hdms.NetworkParameters.$Shape
         */

        /**
         * Constructs a new NetworkParameters.
         * @memberof hdms
         * @classdesc Represents a NetworkParameters.
         * @constructor
         * @param {hdms.NetworkParameters.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const NetworkParameters = function (properties) {
            this.notaries = [];
            this.counters = [];
            this.judges = [];
            this.boards = [];
            this.contracts = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * NetworkParameters epoch.
         * @member {number} epoch
         * @memberof hdms.NetworkParameters
         * @instance
         */
        NetworkParameters.prototype.epoch = 0;

        /**
         * NetworkParameters minimumPlatformVersion.
         * @member {number} minimumPlatformVersion
         * @memberof hdms.NetworkParameters
         * @instance
         */
        NetworkParameters.prototype.minimumPlatformVersion = 0;

        /**
         * NetworkParameters notaries.
         * @member {Array.<hdms.NotaryEntry.$Properties>} notaries
         * @memberof hdms.NetworkParameters
         * @instance
         */
        NetworkParameters.prototype.notaries = $util.emptyArray;

        /**
         * NetworkParameters maxTransactionSize.
         * @member {number} maxTransactionSize
         * @memberof hdms.NetworkParameters
         * @instance
         */
        NetworkParameters.prototype.maxTransactionSize = 0;

        /**
         * NetworkParameters maxMessageSize.
         * @member {number} maxMessageSize
         * @memberof hdms.NetworkParameters
         * @instance
         */
        NetworkParameters.prototype.maxMessageSize = 0;

        /**
         * NetworkParameters effectiveFrom.
         * @member {number} effectiveFrom
         * @memberof hdms.NetworkParameters
         * @instance
         */
        NetworkParameters.prototype.effectiveFrom = 0;

        /**
         * NetworkParameters search.
         * @member {string} search
         * @memberof hdms.NetworkParameters
         * @instance
         */
        NetworkParameters.prototype.search = "";

        /**
         * NetworkParameters counters.
         * @member {Array.<string>} counters
         * @memberof hdms.NetworkParameters
         * @instance
         */
        NetworkParameters.prototype.counters = $util.emptyArray;

        /**
         * NetworkParameters judges.
         * @member {Array.<string>} judges
         * @memberof hdms.NetworkParameters
         * @instance
         */
        NetworkParameters.prototype.judges = $util.emptyArray;

        /**
         * NetworkParameters boards.
         * @member {Array.<hdms.BoardEntry.$Properties>} boards
         * @memberof hdms.NetworkParameters
         * @instance
         */
        NetworkParameters.prototype.boards = $util.emptyArray;

        /**
         * NetworkParameters contracts.
         * @member {Array.<hdms.ContractEntry.$Properties>} contracts
         * @memberof hdms.NetworkParameters
         * @instance
         */
        NetworkParameters.prototype.contracts = $util.emptyArray;

        /**
         * Encodes the specified NetworkParameters message. Does not implicitly {@link hdms.NetworkParameters.verify|verify} messages.
         * @function encode
         * @memberof hdms.NetworkParameters
         * @static
         * @param {hdms.NetworkParameters.$Properties} message NetworkParameters message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        NetworkParameters.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.epoch != null && $Object.hasOwnProperty.call(message, "epoch") && message.epoch !== 0)
                writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.epoch);
            if (message.minimumPlatformVersion != null && $Object.hasOwnProperty.call(message, "minimumPlatformVersion") && message.minimumPlatformVersion !== 0)
                writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.minimumPlatformVersion);
            if (message.notaries != null && message.notaries.length)
                for (let i = 0; i < message.notaries.length; ++i)
                    $root.hdms.NotaryEntry.encode(message.notaries[i], writer.uint32(/* id 3, wireType 2 =*/26).fork(), _depth + 1).ldelim();
            if (message.maxTransactionSize != null && $Object.hasOwnProperty.call(message, "maxTransactionSize") && message.maxTransactionSize !== 0)
                writer.uint32(/* id 4, wireType 0 =*/32).uint32(message.maxTransactionSize);
            if (message.maxMessageSize != null && $Object.hasOwnProperty.call(message, "maxMessageSize") && message.maxMessageSize !== 0)
                writer.uint32(/* id 5, wireType 0 =*/40).uint32(message.maxMessageSize);
            if (message.effectiveFrom != null && $Object.hasOwnProperty.call(message, "effectiveFrom") && !$Object.is(message.effectiveFrom, 0))
                writer.uint32(/* id 6, wireType 1 =*/49).double(message.effectiveFrom);
            if (message.search != null && $Object.hasOwnProperty.call(message, "search") && message.search !== "")
                writer.uint32(/* id 7, wireType 2 =*/58).string(message.search);
            if (message.counters != null && message.counters.length)
                for (let i = 0; i < message.counters.length; ++i)
                    writer.uint32(/* id 8, wireType 2 =*/66).string(message.counters[i]);
            if (message.judges != null && message.judges.length)
                for (let i = 0; i < message.judges.length; ++i)
                    writer.uint32(/* id 9, wireType 2 =*/74).string(message.judges[i]);
            if (message.boards != null && message.boards.length)
                for (let i = 0; i < message.boards.length; ++i)
                    $root.hdms.BoardEntry.encode(message.boards[i], writer.uint32(/* id 10, wireType 2 =*/82).fork(), _depth + 1).ldelim();
            if (message.contracts != null && message.contracts.length)
                for (let i = 0; i < message.contracts.length; ++i)
                    $root.hdms.ContractEntry.encode(message.contracts[i], writer.uint32(/* id 11, wireType 2 =*/90).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a NetworkParameters message from the specified reader or buffer.
         * @function decode
         * @memberof hdms.NetworkParameters
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {hdms.NetworkParameters & hdms.NetworkParameters.$Shape} NetworkParameters
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        NetworkParameters.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.hdms.NetworkParameters();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.epoch = value;
                        else
                            delete message.epoch;
                        continue;
                    }
                case 2: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.minimumPlatformVersion = value;
                        else
                            delete message.minimumPlatformVersion;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if (!(message.notaries && message.notaries.length))
                            message.notaries = [];
                        message.notaries.push($root.hdms.NotaryEntry.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                case 4: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.maxTransactionSize = value;
                        else
                            delete message.maxTransactionSize;
                        continue;
                    }
                case 5: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.maxMessageSize = value;
                        else
                            delete message.maxMessageSize;
                        continue;
                    }
                case 6: {
                        if (wireType !== 1)
                            break;
                        if (!$Object.is(value = reader.double(), 0))
                            message.effectiveFrom = value;
                        else
                            delete message.effectiveFrom;
                        continue;
                    }
                case 7: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.search = value;
                        else
                            delete message.search;
                        continue;
                    }
                case 8: {
                        if (wireType !== 2)
                            break;
                        if (!(message.counters && message.counters.length))
                            message.counters = [];
                        message.counters.push(reader.stringVerify());
                        continue;
                    }
                case 9: {
                        if (wireType !== 2)
                            break;
                        if (!(message.judges && message.judges.length))
                            message.judges = [];
                        message.judges.push(reader.stringVerify());
                        continue;
                    }
                case 10: {
                        if (wireType !== 2)
                            break;
                        if (!(message.boards && message.boards.length))
                            message.boards = [];
                        message.boards.push($root.hdms.BoardEntry.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                case 11: {
                        if (wireType !== 2)
                            break;
                        if (!(message.contracts && message.contracts.length))
                            message.contracts = [];
                        message.contracts.push($root.hdms.ContractEntry.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return NetworkParameters;
    })();

    hdms.ContractEntry = (function() {

        /**
         * Properties of a ContractEntry.
         * @typedef {Object} hdms.ContractEntry.$Properties
         * @property {string|null} [name] ContractEntry name
         * @property {Uint8Array|null} [code] ContractEntry code
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a ContractEntry.
         * @memberof hdms
         * @interface IContractEntry
         * @augments hdms.ContractEntry.$Properties
         * @deprecated Use hdms.ContractEntry.$Properties instead.
         */

        /**
         * Shape of a ContractEntry.
         * @typedef {hdms.ContractEntry.$Properties} hdms.ContractEntry.$Shape
         */

        /**
         * Constructs a new ContractEntry.
         * @memberof hdms
         * @classdesc Represents a ContractEntry.
         * @constructor
         * @param {hdms.ContractEntry.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const ContractEntry = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * ContractEntry name.
         * @member {string} name
         * @memberof hdms.ContractEntry
         * @instance
         */
        ContractEntry.prototype.name = "";

        /**
         * ContractEntry code.
         * @member {Uint8Array} code
         * @memberof hdms.ContractEntry
         * @instance
         */
        ContractEntry.prototype.code = $util.newBuffer([]);

        /**
         * Encodes the specified ContractEntry message. Does not implicitly {@link hdms.ContractEntry.verify|verify} messages.
         * @function encode
         * @memberof hdms.ContractEntry
         * @static
         * @param {hdms.ContractEntry.$Properties} message ContractEntry message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        ContractEntry.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.name != null && $Object.hasOwnProperty.call(message, "name") && message.name !== "")
                writer.uint32(/* id 1, wireType 2 =*/10).string(message.name);
            if (message.code != null && $Object.hasOwnProperty.call(message, "code") && message.code.length)
                writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.code);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a ContractEntry message from the specified reader or buffer.
         * @function decode
         * @memberof hdms.ContractEntry
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {hdms.ContractEntry & hdms.ContractEntry.$Shape} ContractEntry
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        ContractEntry.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.hdms.ContractEntry();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.name = value;
                        else
                            delete message.name;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.code = value;
                        else
                            delete message.code;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return ContractEntry;
    })();

    hdms.BoardEntry = (function() {

        /**
         * Properties of a BoardEntry.
         * @typedef {Object} hdms.BoardEntry.$Properties
         * @property {string|null} [name] BoardEntry name
         * @property {Array.<hdms.BoardMember.$Properties>|null} [members] BoardEntry members
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a BoardEntry.
         * @memberof hdms
         * @interface IBoardEntry
         * @augments hdms.BoardEntry.$Properties
         * @deprecated Use hdms.BoardEntry.$Properties instead.
         */

        /**
         * Shape of a BoardEntry.
         * @typedef {hdms.BoardEntry.$Properties} hdms.BoardEntry.$Shape
         */

        /**
         * Constructs a new BoardEntry.
         * @memberof hdms
         * @classdesc Represents a BoardEntry.
         * @constructor
         * @param {hdms.BoardEntry.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const BoardEntry = function (properties) {
            this.members = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * BoardEntry name.
         * @member {string} name
         * @memberof hdms.BoardEntry
         * @instance
         */
        BoardEntry.prototype.name = "";

        /**
         * BoardEntry members.
         * @member {Array.<hdms.BoardMember.$Properties>} members
         * @memberof hdms.BoardEntry
         * @instance
         */
        BoardEntry.prototype.members = $util.emptyArray;

        /**
         * Encodes the specified BoardEntry message. Does not implicitly {@link hdms.BoardEntry.verify|verify} messages.
         * @function encode
         * @memberof hdms.BoardEntry
         * @static
         * @param {hdms.BoardEntry.$Properties} message BoardEntry message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        BoardEntry.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.name != null && $Object.hasOwnProperty.call(message, "name") && message.name !== "")
                writer.uint32(/* id 1, wireType 2 =*/10).string(message.name);
            if (message.members != null && message.members.length)
                for (let i = 0; i < message.members.length; ++i)
                    $root.hdms.BoardMember.encode(message.members[i], writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a BoardEntry message from the specified reader or buffer.
         * @function decode
         * @memberof hdms.BoardEntry
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {hdms.BoardEntry & hdms.BoardEntry.$Shape} BoardEntry
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        BoardEntry.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.hdms.BoardEntry();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.name = value;
                        else
                            delete message.name;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if (!(message.members && message.members.length))
                            message.members = [];
                        message.members.push($root.hdms.BoardMember.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return BoardEntry;
    })();

    hdms.BoardMember = (function() {

        /**
         * Properties of a BoardMember.
         * @typedef {Object} hdms.BoardMember.$Properties
         * @property {Uint8Array|null} [key] BoardMember key
         * @property {boolean|null} [external] BoardMember external
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a BoardMember.
         * @memberof hdms
         * @interface IBoardMember
         * @augments hdms.BoardMember.$Properties
         * @deprecated Use hdms.BoardMember.$Properties instead.
         */

        /**
         * Shape of a BoardMember.
         * @typedef {hdms.BoardMember.$Properties} hdms.BoardMember.$Shape
         */

        /**
         * Constructs a new BoardMember.
         * @memberof hdms
         * @classdesc Represents a BoardMember.
         * @constructor
         * @param {hdms.BoardMember.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const BoardMember = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * BoardMember key.
         * @member {Uint8Array} key
         * @memberof hdms.BoardMember
         * @instance
         */
        BoardMember.prototype.key = $util.newBuffer([]);

        /**
         * BoardMember external.
         * @member {boolean} external
         * @memberof hdms.BoardMember
         * @instance
         */
        BoardMember.prototype.external = false;

        /**
         * Encodes the specified BoardMember message. Does not implicitly {@link hdms.BoardMember.verify|verify} messages.
         * @function encode
         * @memberof hdms.BoardMember
         * @static
         * @param {hdms.BoardMember.$Properties} message BoardMember message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        BoardMember.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.key != null && $Object.hasOwnProperty.call(message, "key") && message.key.length)
                writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.key);
            if (message.external != null && $Object.hasOwnProperty.call(message, "external") && message.external !== false)
                writer.uint32(/* id 2, wireType 0 =*/16).bool(message.external);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a BoardMember message from the specified reader or buffer.
         * @function decode
         * @memberof hdms.BoardMember
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {hdms.BoardMember & hdms.BoardMember.$Shape} BoardMember
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        BoardMember.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.hdms.BoardMember();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.key = value;
                        else
                            delete message.key;
                        continue;
                    }
                case 2: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.bool())
                            message.external = value;
                        else
                            delete message.external;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return BoardMember;
    })();

    hdms.NotaryEntry = (function() {

        /**
         * Properties of a NotaryEntry.
         * @typedef {Object} hdms.NotaryEntry.$Properties
         * @property {string|null} [name] NotaryEntry name
         * @property {Uint8Array|null} [key] NotaryEntry key
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a NotaryEntry.
         * @memberof hdms
         * @interface INotaryEntry
         * @augments hdms.NotaryEntry.$Properties
         * @deprecated Use hdms.NotaryEntry.$Properties instead.
         */

        /**
         * Shape of a NotaryEntry.
         * @typedef {hdms.NotaryEntry.$Properties} hdms.NotaryEntry.$Shape
         */

        /**
         * Constructs a new NotaryEntry.
         * @memberof hdms
         * @classdesc Represents a NotaryEntry.
         * @constructor
         * @param {hdms.NotaryEntry.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const NotaryEntry = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * NotaryEntry name.
         * @member {string} name
         * @memberof hdms.NotaryEntry
         * @instance
         */
        NotaryEntry.prototype.name = "";

        /**
         * NotaryEntry key.
         * @member {Uint8Array} key
         * @memberof hdms.NotaryEntry
         * @instance
         */
        NotaryEntry.prototype.key = $util.newBuffer([]);

        /**
         * Encodes the specified NotaryEntry message. Does not implicitly {@link hdms.NotaryEntry.verify|verify} messages.
         * @function encode
         * @memberof hdms.NotaryEntry
         * @static
         * @param {hdms.NotaryEntry.$Properties} message NotaryEntry message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        NotaryEntry.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.name != null && $Object.hasOwnProperty.call(message, "name") && message.name !== "")
                writer.uint32(/* id 1, wireType 2 =*/10).string(message.name);
            if (message.key != null && $Object.hasOwnProperty.call(message, "key") && message.key.length)
                writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.key);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a NotaryEntry message from the specified reader or buffer.
         * @function decode
         * @memberof hdms.NotaryEntry
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {hdms.NotaryEntry & hdms.NotaryEntry.$Shape} NotaryEntry
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        NotaryEntry.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.hdms.NotaryEntry();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.name = value;
                        else
                            delete message.name;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.key = value;
                        else
                            delete message.key;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return NotaryEntry;
    })();

    hdms.SignedObject = (function() {

        /**
         * Properties of a SignedObject.
         * @typedef {Object} hdms.SignedObject.$Properties
         * @property {Uint8Array|null} [content] SignedObject content
         * @property {Array.<Uint8Array>|null} [chain] SignedObject chain
         * @property {Uint8Array|null} [signature] SignedObject signature
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a SignedObject.
         * @memberof hdms
         * @interface ISignedObject
         * @augments hdms.SignedObject.$Properties
         * @deprecated Use hdms.SignedObject.$Properties instead.
         */

        /**
         * Shape of a SignedObject.
         * @typedef {hdms.SignedObject.$Properties} hdms.SignedObject.$Shape
         */

        /**
         * Constructs a new SignedObject.
         * @memberof hdms
         * @classdesc Represents a SignedObject.
         * @constructor
         * @param {hdms.SignedObject.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const SignedObject = function (properties) {
            this.chain = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * SignedObject content.
         * @member {Uint8Array} content
         * @memberof hdms.SignedObject
         * @instance
         */
        SignedObject.prototype.content = $util.newBuffer([]);

        /**
         * SignedObject chain.
         * @member {Array.<Uint8Array>} chain
         * @memberof hdms.SignedObject
         * @instance
         */
        SignedObject.prototype.chain = $util.emptyArray;

        /**
         * SignedObject signature.
         * @member {Uint8Array} signature
         * @memberof hdms.SignedObject
         * @instance
         */
        SignedObject.prototype.signature = $util.newBuffer([]);

        /**
         * Encodes the specified SignedObject message. Does not implicitly {@link hdms.SignedObject.verify|verify} messages.
         * @function encode
         * @memberof hdms.SignedObject
         * @static
         * @param {hdms.SignedObject.$Properties} message SignedObject message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        SignedObject.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.content != null && $Object.hasOwnProperty.call(message, "content") && message.content.length)
                writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.content);
            if (message.chain != null && message.chain.length)
                for (let i = 0; i < message.chain.length; ++i)
                    writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.chain[i]);
            if (message.signature != null && $Object.hasOwnProperty.call(message, "signature") && message.signature.length)
                writer.uint32(/* id 3, wireType 2 =*/26).bytes(message.signature);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a SignedObject message from the specified reader or buffer.
         * @function decode
         * @memberof hdms.SignedObject
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {hdms.SignedObject & hdms.SignedObject.$Shape} SignedObject
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        SignedObject.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.hdms.SignedObject();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.content = value;
                        else
                            delete message.content;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if (!(message.chain && message.chain.length))
                            message.chain = [];
                        message.chain.push(reader.bytes());
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.signature = value;
                        else
                            delete message.signature;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return SignedObject;
    })();

    hdms.NetworkMap = (function() {

        /**
         * Properties of a NetworkMap.
         * @typedef {Object} hdms.NetworkMap.$Properties
         * @property {number|null} [serial] NetworkMap serial
         * @property {number|null} [issued] NetworkMap issued
         * @property {number|null} [expires] NetworkMap expires
         * @property {Array.<Uint8Array>|null} [nodeInfos] NetworkMap nodeInfos
         * @property {Uint8Array|null} [parameters] NetworkMap parameters
         * @property {Uint8Array|null} [announced] NetworkMap announced
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a NetworkMap.
         * @memberof hdms
         * @interface INetworkMap
         * @augments hdms.NetworkMap.$Properties
         * @deprecated Use hdms.NetworkMap.$Properties instead.
         */

        /**
         * Shape of a NetworkMap.
         * @typedef {hdms.NetworkMap.$Properties} hdms.NetworkMap.$Shape
         */

        /**
         * Constructs a new NetworkMap.
         * @memberof hdms
         * @classdesc Represents a NetworkMap.
         * @constructor
         * @param {hdms.NetworkMap.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const NetworkMap = function (properties) {
            this.nodeInfos = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * NetworkMap serial.
         * @member {number} serial
         * @memberof hdms.NetworkMap
         * @instance
         */
        NetworkMap.prototype.serial = 0;

        /**
         * NetworkMap issued.
         * @member {number} issued
         * @memberof hdms.NetworkMap
         * @instance
         */
        NetworkMap.prototype.issued = 0;

        /**
         * NetworkMap expires.
         * @member {number} expires
         * @memberof hdms.NetworkMap
         * @instance
         */
        NetworkMap.prototype.expires = 0;

        /**
         * NetworkMap nodeInfos.
         * @member {Array.<Uint8Array>} nodeInfos
         * @memberof hdms.NetworkMap
         * @instance
         */
        NetworkMap.prototype.nodeInfos = $util.emptyArray;

        /**
         * NetworkMap parameters.
         * @member {Uint8Array} parameters
         * @memberof hdms.NetworkMap
         * @instance
         */
        NetworkMap.prototype.parameters = $util.newBuffer([]);

        /**
         * NetworkMap announced.
         * @member {Uint8Array} announced
         * @memberof hdms.NetworkMap
         * @instance
         */
        NetworkMap.prototype.announced = $util.newBuffer([]);

        /**
         * Encodes the specified NetworkMap message. Does not implicitly {@link hdms.NetworkMap.verify|verify} messages.
         * @function encode
         * @memberof hdms.NetworkMap
         * @static
         * @param {hdms.NetworkMap.$Properties} message NetworkMap message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        NetworkMap.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.serial != null && $Object.hasOwnProperty.call(message, "serial") && !$Object.is(message.serial, 0))
                writer.uint32(/* id 1, wireType 1 =*/9).double(message.serial);
            if (message.issued != null && $Object.hasOwnProperty.call(message, "issued") && !$Object.is(message.issued, 0))
                writer.uint32(/* id 2, wireType 1 =*/17).double(message.issued);
            if (message.expires != null && $Object.hasOwnProperty.call(message, "expires") && !$Object.is(message.expires, 0))
                writer.uint32(/* id 3, wireType 1 =*/25).double(message.expires);
            if (message.nodeInfos != null && message.nodeInfos.length)
                for (let i = 0; i < message.nodeInfos.length; ++i)
                    writer.uint32(/* id 4, wireType 2 =*/34).bytes(message.nodeInfos[i]);
            if (message.parameters != null && $Object.hasOwnProperty.call(message, "parameters") && message.parameters.length)
                writer.uint32(/* id 5, wireType 2 =*/42).bytes(message.parameters);
            if (message.announced != null && $Object.hasOwnProperty.call(message, "announced") && message.announced.length)
                writer.uint32(/* id 6, wireType 2 =*/50).bytes(message.announced);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a NetworkMap message from the specified reader or buffer.
         * @function decode
         * @memberof hdms.NetworkMap
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {hdms.NetworkMap & hdms.NetworkMap.$Shape} NetworkMap
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        NetworkMap.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.hdms.NetworkMap();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 1)
                            break;
                        if (!$Object.is(value = reader.double(), 0))
                            message.serial = value;
                        else
                            delete message.serial;
                        continue;
                    }
                case 2: {
                        if (wireType !== 1)
                            break;
                        if (!$Object.is(value = reader.double(), 0))
                            message.issued = value;
                        else
                            delete message.issued;
                        continue;
                    }
                case 3: {
                        if (wireType !== 1)
                            break;
                        if (!$Object.is(value = reader.double(), 0))
                            message.expires = value;
                        else
                            delete message.expires;
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        if (!(message.nodeInfos && message.nodeInfos.length))
                            message.nodeInfos = [];
                        message.nodeInfos.push(reader.bytes());
                        continue;
                    }
                case 5: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.parameters = value;
                        else
                            delete message.parameters;
                        continue;
                    }
                case 6: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.announced = value;
                        else
                            delete message.announced;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return NetworkMap;
    })();

    hdms.MemberToken = (function() {

        /**
         * Properties of a MemberToken.
         * @typedef {Object} hdms.MemberToken.$Properties
         * @property {Array.<Uint8Array>|null} [chain] MemberToken chain
         * @property {number|null} [time] MemberToken time
         * @property {Uint8Array|null} [signature] MemberToken signature
         * @property {Uint8Array|null} [body] MemberToken body
         * @property {Uint8Array|null} [nonce] MemberToken nonce
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a MemberToken.
         * @memberof hdms
         * @interface IMemberToken
         * @augments hdms.MemberToken.$Properties
         * @deprecated Use hdms.MemberToken.$Properties instead.
         */

        /**
         * Shape of a MemberToken.
         * @typedef {hdms.MemberToken.$Properties} hdms.MemberToken.$Shape
         */

        /**
         * Constructs a new MemberToken.
         * @memberof hdms
         * @classdesc Represents a MemberToken.
         * @constructor
         * @param {hdms.MemberToken.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const MemberToken = function (properties) {
            this.chain = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * MemberToken chain.
         * @member {Array.<Uint8Array>} chain
         * @memberof hdms.MemberToken
         * @instance
         */
        MemberToken.prototype.chain = $util.emptyArray;

        /**
         * MemberToken time.
         * @member {number} time
         * @memberof hdms.MemberToken
         * @instance
         */
        MemberToken.prototype.time = 0;

        /**
         * MemberToken signature.
         * @member {Uint8Array} signature
         * @memberof hdms.MemberToken
         * @instance
         */
        MemberToken.prototype.signature = $util.newBuffer([]);

        /**
         * MemberToken body.
         * @member {Uint8Array} body
         * @memberof hdms.MemberToken
         * @instance
         */
        MemberToken.prototype.body = $util.newBuffer([]);

        /**
         * MemberToken nonce.
         * @member {Uint8Array} nonce
         * @memberof hdms.MemberToken
         * @instance
         */
        MemberToken.prototype.nonce = $util.newBuffer([]);

        /**
         * Encodes the specified MemberToken message. Does not implicitly {@link hdms.MemberToken.verify|verify} messages.
         * @function encode
         * @memberof hdms.MemberToken
         * @static
         * @param {hdms.MemberToken.$Properties} message MemberToken message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        MemberToken.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.chain != null && message.chain.length)
                for (let i = 0; i < message.chain.length; ++i)
                    writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.chain[i]);
            if (message.time != null && $Object.hasOwnProperty.call(message, "time") && !$Object.is(message.time, 0))
                writer.uint32(/* id 2, wireType 1 =*/17).double(message.time);
            if (message.signature != null && $Object.hasOwnProperty.call(message, "signature") && message.signature.length)
                writer.uint32(/* id 3, wireType 2 =*/26).bytes(message.signature);
            if (message.body != null && $Object.hasOwnProperty.call(message, "body") && message.body.length)
                writer.uint32(/* id 4, wireType 2 =*/34).bytes(message.body);
            if (message.nonce != null && $Object.hasOwnProperty.call(message, "nonce") && message.nonce.length)
                writer.uint32(/* id 5, wireType 2 =*/42).bytes(message.nonce);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a MemberToken message from the specified reader or buffer.
         * @function decode
         * @memberof hdms.MemberToken
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {hdms.MemberToken & hdms.MemberToken.$Shape} MemberToken
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        MemberToken.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.hdms.MemberToken();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if (!(message.chain && message.chain.length))
                            message.chain = [];
                        message.chain.push(reader.bytes());
                        continue;
                    }
                case 2: {
                        if (wireType !== 1)
                            break;
                        if (!$Object.is(value = reader.double(), 0))
                            message.time = value;
                        else
                            delete message.time;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.signature = value;
                        else
                            delete message.signature;
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.body = value;
                        else
                            delete message.body;
                        continue;
                    }
                case 5: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.nonce = value;
                        else
                            delete message.nonce;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return MemberToken;
    })();

    hdms.LogHead = (function() {

        /**
         * Properties of a LogHead.
         * @typedef {Object} hdms.LogHead.$Properties
         * @property {number|null} [size] LogHead size
         * @property {number|null} [time] LogHead time
         * @property {Uint8Array|null} [root] LogHead root
         * @property {Uint8Array|null} [signature] LogHead signature
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a LogHead.
         * @memberof hdms
         * @interface ILogHead
         * @augments hdms.LogHead.$Properties
         * @deprecated Use hdms.LogHead.$Properties instead.
         */

        /**
         * Shape of a LogHead.
         * @typedef {hdms.LogHead.$Properties} hdms.LogHead.$Shape
         */

        /**
         * Constructs a new LogHead.
         * @memberof hdms
         * @classdesc Represents a LogHead.
         * @constructor
         * @param {hdms.LogHead.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const LogHead = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * LogHead size.
         * @member {number} size
         * @memberof hdms.LogHead
         * @instance
         */
        LogHead.prototype.size = 0;

        /**
         * LogHead time.
         * @member {number} time
         * @memberof hdms.LogHead
         * @instance
         */
        LogHead.prototype.time = 0;

        /**
         * LogHead root.
         * @member {Uint8Array} root
         * @memberof hdms.LogHead
         * @instance
         */
        LogHead.prototype.root = $util.newBuffer([]);

        /**
         * LogHead signature.
         * @member {Uint8Array} signature
         * @memberof hdms.LogHead
         * @instance
         */
        LogHead.prototype.signature = $util.newBuffer([]);

        /**
         * Encodes the specified LogHead message. Does not implicitly {@link hdms.LogHead.verify|verify} messages.
         * @function encode
         * @memberof hdms.LogHead
         * @static
         * @param {hdms.LogHead.$Properties} message LogHead message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        LogHead.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.size != null && $Object.hasOwnProperty.call(message, "size") && !$Object.is(message.size, 0))
                writer.uint32(/* id 1, wireType 1 =*/9).double(message.size);
            if (message.time != null && $Object.hasOwnProperty.call(message, "time") && !$Object.is(message.time, 0))
                writer.uint32(/* id 2, wireType 1 =*/17).double(message.time);
            if (message.root != null && $Object.hasOwnProperty.call(message, "root") && message.root.length)
                writer.uint32(/* id 3, wireType 2 =*/26).bytes(message.root);
            if (message.signature != null && $Object.hasOwnProperty.call(message, "signature") && message.signature.length)
                writer.uint32(/* id 4, wireType 2 =*/34).bytes(message.signature);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a LogHead message from the specified reader or buffer.
         * @function decode
         * @memberof hdms.LogHead
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {hdms.LogHead & hdms.LogHead.$Shape} LogHead
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        LogHead.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.hdms.LogHead();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 1)
                            break;
                        if (!$Object.is(value = reader.double(), 0))
                            message.size = value;
                        else
                            delete message.size;
                        continue;
                    }
                case 2: {
                        if (wireType !== 1)
                            break;
                        if (!$Object.is(value = reader.double(), 0))
                            message.time = value;
                        else
                            delete message.time;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.root = value;
                        else
                            delete message.root;
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.signature = value;
                        else
                            delete message.signature;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return LogHead;
    })();

    hdms.LogProof = (function() {

        /**
         * Properties of a LogProof.
         * @typedef {Object} hdms.LogProof.$Properties
         * @property {hdms.LogHead.$Properties|null} [head] LogProof head
         * @property {number|null} [index] LogProof index
         * @property {Array.<Uint8Array>|null} [path] LogProof path
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a LogProof.
         * @memberof hdms
         * @interface ILogProof
         * @augments hdms.LogProof.$Properties
         * @deprecated Use hdms.LogProof.$Properties instead.
         */

        /**
         * Shape of a LogProof.
         * @typedef {hdms.LogProof.$Properties} hdms.LogProof.$Shape
         */

        /**
         * Constructs a new LogProof.
         * @memberof hdms
         * @classdesc Represents a LogProof.
         * @constructor
         * @param {hdms.LogProof.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const LogProof = function (properties) {
            this.path = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * LogProof head.
         * @member {hdms.LogHead.$Properties|null|undefined} head
         * @memberof hdms.LogProof
         * @instance
         */
        LogProof.prototype.head = null;

        /**
         * LogProof index.
         * @member {number} index
         * @memberof hdms.LogProof
         * @instance
         */
        LogProof.prototype.index = 0;

        /**
         * LogProof path.
         * @member {Array.<Uint8Array>} path
         * @memberof hdms.LogProof
         * @instance
         */
        LogProof.prototype.path = $util.emptyArray;

        /**
         * Encodes the specified LogProof message. Does not implicitly {@link hdms.LogProof.verify|verify} messages.
         * @function encode
         * @memberof hdms.LogProof
         * @static
         * @param {hdms.LogProof.$Properties} message LogProof message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        LogProof.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.head != null && $Object.hasOwnProperty.call(message, "head"))
                $root.hdms.LogHead.encode(message.head, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
            if (message.index != null && $Object.hasOwnProperty.call(message, "index") && !$Object.is(message.index, 0))
                writer.uint32(/* id 2, wireType 1 =*/17).double(message.index);
            if (message.path != null && message.path.length)
                for (let i = 0; i < message.path.length; ++i)
                    writer.uint32(/* id 3, wireType 2 =*/26).bytes(message.path[i]);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a LogProof message from the specified reader or buffer.
         * @function decode
         * @memberof hdms.LogProof
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {hdms.LogProof & hdms.LogProof.$Shape} LogProof
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        LogProof.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.hdms.LogProof();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        message.head = $root.hdms.LogHead.decode(reader, reader.size(), $undefined, _depth + 1, message.head);
                        continue;
                    }
                case 2: {
                        if (wireType !== 1)
                            break;
                        if (!$Object.is(value = reader.double(), 0))
                            message.index = value;
                        else
                            delete message.index;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if (!(message.path && message.path.length))
                            message.path = [];
                        message.path.push(reader.bytes());
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return LogProof;
    })();

    hdms.Checkpoint = (function() {

        /**
         * Properties of a Checkpoint.
         * @typedef {Object} hdms.Checkpoint.$Properties
         * @property {Uint8Array|null} [header] Checkpoint header
         * @property {Uint8Array|null} [signature] Checkpoint signature
         * @property {string|null} [institution] Checkpoint institution
         * @property {Uint8Array|null} [ed25519] Checkpoint ed25519
         * @property {Uint8Array|null} [mldsa] Checkpoint mldsa
         * @property {Uint8Array|null} [mldsaKey] Checkpoint mldsaKey
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a Checkpoint.
         * @memberof hdms
         * @interface ICheckpoint
         * @augments hdms.Checkpoint.$Properties
         * @deprecated Use hdms.Checkpoint.$Properties instead.
         */

        /**
         * Shape of a Checkpoint.
         * @typedef {hdms.Checkpoint.$Properties} hdms.Checkpoint.$Shape
         */

        /**
         * Constructs a new Checkpoint.
         * @memberof hdms
         * @classdesc Represents a Checkpoint.
         * @constructor
         * @param {hdms.Checkpoint.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const Checkpoint = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * Checkpoint header.
         * @member {Uint8Array} header
         * @memberof hdms.Checkpoint
         * @instance
         */
        Checkpoint.prototype.header = $util.newBuffer([]);

        /**
         * Checkpoint signature.
         * @member {Uint8Array} signature
         * @memberof hdms.Checkpoint
         * @instance
         */
        Checkpoint.prototype.signature = $util.newBuffer([]);

        /**
         * Checkpoint institution.
         * @member {string} institution
         * @memberof hdms.Checkpoint
         * @instance
         */
        Checkpoint.prototype.institution = "";

        /**
         * Checkpoint ed25519.
         * @member {Uint8Array} ed25519
         * @memberof hdms.Checkpoint
         * @instance
         */
        Checkpoint.prototype.ed25519 = $util.newBuffer([]);

        /**
         * Checkpoint mldsa.
         * @member {Uint8Array} mldsa
         * @memberof hdms.Checkpoint
         * @instance
         */
        Checkpoint.prototype.mldsa = $util.newBuffer([]);

        /**
         * Checkpoint mldsaKey.
         * @member {Uint8Array} mldsaKey
         * @memberof hdms.Checkpoint
         * @instance
         */
        Checkpoint.prototype.mldsaKey = $util.newBuffer([]);

        /**
         * Encodes the specified Checkpoint message. Does not implicitly {@link hdms.Checkpoint.verify|verify} messages.
         * @function encode
         * @memberof hdms.Checkpoint
         * @static
         * @param {hdms.Checkpoint.$Properties} message Checkpoint message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        Checkpoint.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.header != null && $Object.hasOwnProperty.call(message, "header") && message.header.length)
                writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.header);
            if (message.signature != null && $Object.hasOwnProperty.call(message, "signature") && message.signature.length)
                writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.signature);
            if (message.institution != null && $Object.hasOwnProperty.call(message, "institution") && message.institution !== "")
                writer.uint32(/* id 3, wireType 2 =*/26).string(message.institution);
            if (message.ed25519 != null && $Object.hasOwnProperty.call(message, "ed25519") && message.ed25519.length)
                writer.uint32(/* id 4, wireType 2 =*/34).bytes(message.ed25519);
            if (message.mldsa != null && $Object.hasOwnProperty.call(message, "mldsa") && message.mldsa.length)
                writer.uint32(/* id 5, wireType 2 =*/42).bytes(message.mldsa);
            if (message.mldsaKey != null && $Object.hasOwnProperty.call(message, "mldsaKey") && message.mldsaKey.length)
                writer.uint32(/* id 6, wireType 2 =*/50).bytes(message.mldsaKey);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a Checkpoint message from the specified reader or buffer.
         * @function decode
         * @memberof hdms.Checkpoint
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {hdms.Checkpoint & hdms.Checkpoint.$Shape} Checkpoint
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        Checkpoint.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.hdms.Checkpoint();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.header = value;
                        else
                            delete message.header;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.signature = value;
                        else
                            delete message.signature;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.institution = value;
                        else
                            delete message.institution;
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.ed25519 = value;
                        else
                            delete message.ed25519;
                        continue;
                    }
                case 5: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.mldsa = value;
                        else
                            delete message.mldsa;
                        continue;
                    }
                case 6: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.mldsaKey = value;
                        else
                            delete message.mldsaKey;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return Checkpoint;
    })();

    hdms.Checkpoints = (function() {

        /**
         * Properties of a Checkpoints.
         * @typedef {Object} hdms.Checkpoints.$Properties
         * @property {Array.<Uint8Array>|null} [checkpoints] Checkpoints checkpoints
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a Checkpoints.
         * @memberof hdms
         * @interface ICheckpoints
         * @augments hdms.Checkpoints.$Properties
         * @deprecated Use hdms.Checkpoints.$Properties instead.
         */

        /**
         * Shape of a Checkpoints.
         * @typedef {hdms.Checkpoints.$Properties} hdms.Checkpoints.$Shape
         */

        /**
         * Constructs a new Checkpoints.
         * @memberof hdms
         * @classdesc Represents a Checkpoints.
         * @constructor
         * @param {hdms.Checkpoints.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const Checkpoints = function (properties) {
            this.checkpoints = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * Checkpoints checkpoints.
         * @member {Array.<Uint8Array>} checkpoints
         * @memberof hdms.Checkpoints
         * @instance
         */
        Checkpoints.prototype.checkpoints = $util.emptyArray;

        /**
         * Encodes the specified Checkpoints message. Does not implicitly {@link hdms.Checkpoints.verify|verify} messages.
         * @function encode
         * @memberof hdms.Checkpoints
         * @static
         * @param {hdms.Checkpoints.$Properties} message Checkpoints message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        Checkpoints.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.checkpoints != null && message.checkpoints.length)
                for (let i = 0; i < message.checkpoints.length; ++i)
                    writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.checkpoints[i]);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a Checkpoints message from the specified reader or buffer.
         * @function decode
         * @memberof hdms.Checkpoints
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {hdms.Checkpoints & hdms.Checkpoints.$Shape} Checkpoints
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        Checkpoints.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.hdms.Checkpoints();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if (!(message.checkpoints && message.checkpoints.length))
                            message.checkpoints = [];
                        message.checkpoints.push(reader.bytes());
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return Checkpoints;
    })();

    hdms.NotaryRequest = (function() {

        /**
         * Properties of a NotaryRequest.
         * @typedef {Object} hdms.NotaryRequest.$Properties
         * @property {Uint8Array|null} [nonce] NotaryRequest nonce
         * @property {hdms.Notarise.$Properties|null} [notarise] NotaryRequest notarise
         * @property {hdms.Empty.$Properties|null} [head] NotaryRequest head
         * @property {Uint8Array|null} [status] NotaryRequest status
         * @property {Uint8Array|null} [unspent] NotaryRequest unspent
         * @property {hdms.Register.$Properties|null} [register] NotaryRequest register
         * @property {hdms.ListRecords.$Properties|null} [list] NotaryRequest list
         * @property {hdms.HeaderRange.$Properties|null} [headers] NotaryRequest headers
         * @property {"notarise"|"head"|"status"|"unspent"|"register"|"list"|"headers"} [question] NotaryRequest question
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a NotaryRequest.
         * @memberof hdms
         * @interface INotaryRequest
         * @augments hdms.NotaryRequest.$Properties
         * @deprecated Use hdms.NotaryRequest.$Properties instead.
         */

        /**
         * Narrowed shape of a NotaryRequest.
         * @typedef {{
         *   nonce?: Uint8Array|null;
         *   notarise?: hdms.Notarise.$Shape|null;
         *   head?: hdms.Empty.$Shape|null;
         *   status?: Uint8Array|null;
         *   unspent?: Uint8Array|null;
         *   register?: hdms.Register.$Shape|null;
         *   list?: hdms.ListRecords.$Shape|null;
         *   headers?: hdms.HeaderRange.$Shape|null;
         *   $unknowns?: Array.<Uint8Array>;
         * } & (
         *   ({ question?: undefined; notarise?: null; head?: null; status?: null; unspent?: null; register?: null; list?: null; headers?: null }|{ question?: "notarise"; notarise: hdms.Notarise.$Shape; head?: null; status?: null; unspent?: null; register?: null; list?: null; headers?: null }|{ question?: "head"; notarise?: null; head: hdms.Empty.$Shape; status?: null; unspent?: null; register?: null; list?: null; headers?: null }|{ question?: "status"; notarise?: null; head?: null; status: Uint8Array; unspent?: null; register?: null; list?: null; headers?: null }|{ question?: "unspent"; notarise?: null; head?: null; status?: null; unspent: Uint8Array; register?: null; list?: null; headers?: null }|{ question?: "register"; notarise?: null; head?: null; status?: null; unspent?: null; register: hdms.Register.$Shape; list?: null; headers?: null }|{ question?: "list"; notarise?: null; head?: null; status?: null; unspent?: null; register?: null; list: hdms.ListRecords.$Shape; headers?: null }|{ question?: "headers"; notarise?: null; head?: null; status?: null; unspent?: null; register?: null; list?: null; headers: hdms.HeaderRange.$Shape })
         * )} hdms.NotaryRequest.$Shape
         */

        /**
         * Constructs a new NotaryRequest.
         * @memberof hdms
         * @classdesc Represents a NotaryRequest.
         * @constructor
         * @param {hdms.NotaryRequest.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const NotaryRequest = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * NotaryRequest nonce.
         * @member {Uint8Array} nonce
         * @memberof hdms.NotaryRequest
         * @instance
         */
        NotaryRequest.prototype.nonce = $util.newBuffer([]);

        /**
         * NotaryRequest notarise.
         * @member {hdms.Notarise.$Properties|null|undefined} notarise
         * @memberof hdms.NotaryRequest
         * @instance
         */
        NotaryRequest.prototype.notarise = null;

        /**
         * NotaryRequest head.
         * @member {hdms.Empty.$Properties|null|undefined} head
         * @memberof hdms.NotaryRequest
         * @instance
         */
        NotaryRequest.prototype.head = null;

        /**
         * NotaryRequest status.
         * @member {Uint8Array|null|undefined} status
         * @memberof hdms.NotaryRequest
         * @instance
         */
        NotaryRequest.prototype.status = null;

        /**
         * NotaryRequest unspent.
         * @member {Uint8Array|null|undefined} unspent
         * @memberof hdms.NotaryRequest
         * @instance
         */
        NotaryRequest.prototype.unspent = null;

        /**
         * NotaryRequest register.
         * @member {hdms.Register.$Properties|null|undefined} register
         * @memberof hdms.NotaryRequest
         * @instance
         */
        NotaryRequest.prototype.register = null;

        /**
         * NotaryRequest list.
         * @member {hdms.ListRecords.$Properties|null|undefined} list
         * @memberof hdms.NotaryRequest
         * @instance
         */
        NotaryRequest.prototype.list = null;

        /**
         * NotaryRequest headers.
         * @member {hdms.HeaderRange.$Properties|null|undefined} headers
         * @memberof hdms.NotaryRequest
         * @instance
         */
        NotaryRequest.prototype.headers = null;

        // OneOf field names bound to virtual getters and setters
        let $oneOfFields;

        /**
         * NotaryRequest question.
         * @member {"notarise"|"head"|"status"|"unspent"|"register"|"list"|"headers"|undefined} question
         * @memberof hdms.NotaryRequest
         * @instance
         */
        $Object.defineProperty(NotaryRequest.prototype, "question", {
            get: $util.oneOfGetter($oneOfFields = ["notarise", "head", "status", "unspent", "register", "list", "headers"]),
            set: $util.oneOfSetter($oneOfFields)
        });

        /**
         * Encodes the specified NotaryRequest message. Does not implicitly {@link hdms.NotaryRequest.verify|verify} messages.
         * @function encode
         * @memberof hdms.NotaryRequest
         * @static
         * @param {hdms.NotaryRequest.$Properties} message NotaryRequest message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        NotaryRequest.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.nonce != null && $Object.hasOwnProperty.call(message, "nonce") && message.nonce.length)
                writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.nonce);
            if (message.notarise != null && $Object.hasOwnProperty.call(message, "notarise"))
                $root.hdms.Notarise.encode(message.notarise, writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
            if (message.head != null && $Object.hasOwnProperty.call(message, "head"))
                $root.hdms.Empty.encode(message.head, writer.uint32(/* id 3, wireType 2 =*/26).fork(), _depth + 1).ldelim();
            if (message.status != null && $Object.hasOwnProperty.call(message, "status"))
                writer.uint32(/* id 4, wireType 2 =*/34).bytes(message.status);
            if (message.unspent != null && $Object.hasOwnProperty.call(message, "unspent"))
                writer.uint32(/* id 5, wireType 2 =*/42).bytes(message.unspent);
            if (message.register != null && $Object.hasOwnProperty.call(message, "register"))
                $root.hdms.Register.encode(message.register, writer.uint32(/* id 6, wireType 2 =*/50).fork(), _depth + 1).ldelim();
            if (message.list != null && $Object.hasOwnProperty.call(message, "list"))
                $root.hdms.ListRecords.encode(message.list, writer.uint32(/* id 7, wireType 2 =*/58).fork(), _depth + 1).ldelim();
            if (message.headers != null && $Object.hasOwnProperty.call(message, "headers"))
                $root.hdms.HeaderRange.encode(message.headers, writer.uint32(/* id 8, wireType 2 =*/66).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a NotaryRequest message from the specified reader or buffer.
         * @function decode
         * @memberof hdms.NotaryRequest
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {hdms.NotaryRequest & hdms.NotaryRequest.$Shape} NotaryRequest
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        NotaryRequest.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.hdms.NotaryRequest();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.nonce = value;
                        else
                            delete message.nonce;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        message.notarise = $root.hdms.Notarise.decode(reader, reader.size(), $undefined, _depth + 1, message.notarise);
                        message.question = "notarise";
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        message.head = $root.hdms.Empty.decode(reader, reader.size(), $undefined, _depth + 1, message.head);
                        message.question = "head";
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        message.status = reader.bytes();
                        message.question = "status";
                        continue;
                    }
                case 5: {
                        if (wireType !== 2)
                            break;
                        message.unspent = reader.bytes();
                        message.question = "unspent";
                        continue;
                    }
                case 6: {
                        if (wireType !== 2)
                            break;
                        message.register = $root.hdms.Register.decode(reader, reader.size(), $undefined, _depth + 1, message.register);
                        message.question = "register";
                        continue;
                    }
                case 7: {
                        if (wireType !== 2)
                            break;
                        message.list = $root.hdms.ListRecords.decode(reader, reader.size(), $undefined, _depth + 1, message.list);
                        message.question = "list";
                        continue;
                    }
                case 8: {
                        if (wireType !== 2)
                            break;
                        message.headers = $root.hdms.HeaderRange.decode(reader, reader.size(), $undefined, _depth + 1, message.headers);
                        message.question = "headers";
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return NotaryRequest;
    })();

    hdms.Empty = (function() {

        /**
         * Properties of an Empty.
         * @typedef {Object} hdms.Empty.$Properties
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of an Empty.
         * @memberof hdms
         * @interface IEmpty
         * @augments hdms.Empty.$Properties
         * @deprecated Use hdms.Empty.$Properties instead.
         */

        /**
         * Shape of an Empty.
         * @typedef {hdms.Empty.$Properties} hdms.Empty.$Shape
         */

        /**
         * Constructs a new Empty.
         * @memberof hdms
         * @classdesc Represents an Empty.
         * @constructor
         * @param {hdms.Empty.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const Empty = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * Encodes the specified Empty message. Does not implicitly {@link hdms.Empty.verify|verify} messages.
         * @function encode
         * @memberof hdms.Empty
         * @static
         * @param {hdms.Empty.$Properties} message Empty message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        Empty.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes an Empty message from the specified reader or buffer.
         * @function decode
         * @memberof hdms.Empty
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {hdms.Empty & hdms.Empty.$Shape} Empty
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        Empty.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.hdms.Empty();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                reader.skipType(tag & 7, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return Empty;
    })();

    hdms.Notarise = (function() {

        /**
         * Properties of a Notarise.
         * @typedef {Object} hdms.Notarise.$Properties
         * @property {Uint8Array|null} [visible] Notarise visible
         * @property {Uint8Array|null} [privateRoot] Notarise privateRoot
         * @property {Array.<Uint8Array>|null} [witnesses] Notarise witnesses
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a Notarise.
         * @memberof hdms
         * @interface INotarise
         * @augments hdms.Notarise.$Properties
         * @deprecated Use hdms.Notarise.$Properties instead.
         */

        /**
         * Shape of a Notarise.
         * @typedef {hdms.Notarise.$Properties} hdms.Notarise.$Shape
         */

        /**
         * Constructs a new Notarise.
         * @memberof hdms
         * @classdesc Represents a Notarise.
         * @constructor
         * @param {hdms.Notarise.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const Notarise = function (properties) {
            this.witnesses = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * Notarise visible.
         * @member {Uint8Array} visible
         * @memberof hdms.Notarise
         * @instance
         */
        Notarise.prototype.visible = $util.newBuffer([]);

        /**
         * Notarise privateRoot.
         * @member {Uint8Array} privateRoot
         * @memberof hdms.Notarise
         * @instance
         */
        Notarise.prototype.privateRoot = $util.newBuffer([]);

        /**
         * Notarise witnesses.
         * @member {Array.<Uint8Array>} witnesses
         * @memberof hdms.Notarise
         * @instance
         */
        Notarise.prototype.witnesses = $util.emptyArray;

        /**
         * Encodes the specified Notarise message. Does not implicitly {@link hdms.Notarise.verify|verify} messages.
         * @function encode
         * @memberof hdms.Notarise
         * @static
         * @param {hdms.Notarise.$Properties} message Notarise message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        Notarise.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.visible != null && $Object.hasOwnProperty.call(message, "visible") && message.visible.length)
                writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.visible);
            if (message.privateRoot != null && $Object.hasOwnProperty.call(message, "privateRoot") && message.privateRoot.length)
                writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.privateRoot);
            if (message.witnesses != null && message.witnesses.length)
                for (let i = 0; i < message.witnesses.length; ++i)
                    writer.uint32(/* id 3, wireType 2 =*/26).bytes(message.witnesses[i]);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a Notarise message from the specified reader or buffer.
         * @function decode
         * @memberof hdms.Notarise
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {hdms.Notarise & hdms.Notarise.$Shape} Notarise
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        Notarise.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.hdms.Notarise();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.visible = value;
                        else
                            delete message.visible;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.privateRoot = value;
                        else
                            delete message.privateRoot;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if (!(message.witnesses && message.witnesses.length))
                            message.witnesses = [];
                        message.witnesses.push(reader.bytes());
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return Notarise;
    })();

    hdms.Register = (function() {

        /**
         * Properties of a Register.
         * @typedef {Object} hdms.Register.$Properties
         * @property {Uint8Array|null} [recordId] Register recordId
         * @property {Uint8Array|null} [key] Register key
         * @property {number|null} [operation] Register operation
         * @property {Uint8Array|null} [sealed] Register sealed
         * @property {Uint8Array|null} [signature] Register signature
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a Register.
         * @memberof hdms
         * @interface IRegister
         * @augments hdms.Register.$Properties
         * @deprecated Use hdms.Register.$Properties instead.
         */

        /**
         * Shape of a Register.
         * @typedef {hdms.Register.$Properties} hdms.Register.$Shape
         */

        /**
         * Constructs a new Register.
         * @memberof hdms
         * @classdesc Represents a Register.
         * @constructor
         * @param {hdms.Register.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const Register = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * Register recordId.
         * @member {Uint8Array} recordId
         * @memberof hdms.Register
         * @instance
         */
        Register.prototype.recordId = $util.newBuffer([]);

        /**
         * Register key.
         * @member {Uint8Array} key
         * @memberof hdms.Register
         * @instance
         */
        Register.prototype.key = $util.newBuffer([]);

        /**
         * Register operation.
         * @member {number} operation
         * @memberof hdms.Register
         * @instance
         */
        Register.prototype.operation = 0;

        /**
         * Register sealed.
         * @member {Uint8Array} sealed
         * @memberof hdms.Register
         * @instance
         */
        Register.prototype.sealed = $util.newBuffer([]);

        /**
         * Register signature.
         * @member {Uint8Array} signature
         * @memberof hdms.Register
         * @instance
         */
        Register.prototype.signature = $util.newBuffer([]);

        /**
         * Encodes the specified Register message. Does not implicitly {@link hdms.Register.verify|verify} messages.
         * @function encode
         * @memberof hdms.Register
         * @static
         * @param {hdms.Register.$Properties} message Register message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        Register.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.recordId != null && $Object.hasOwnProperty.call(message, "recordId") && message.recordId.length)
                writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.recordId);
            if (message.key != null && $Object.hasOwnProperty.call(message, "key") && message.key.length)
                writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.key);
            if (message.operation != null && $Object.hasOwnProperty.call(message, "operation") && message.operation !== 0)
                writer.uint32(/* id 3, wireType 0 =*/24).uint32(message.operation);
            if (message.sealed != null && $Object.hasOwnProperty.call(message, "sealed") && message.sealed.length)
                writer.uint32(/* id 4, wireType 2 =*/34).bytes(message.sealed);
            if (message.signature != null && $Object.hasOwnProperty.call(message, "signature") && message.signature.length)
                writer.uint32(/* id 5, wireType 2 =*/42).bytes(message.signature);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a Register message from the specified reader or buffer.
         * @function decode
         * @memberof hdms.Register
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {hdms.Register & hdms.Register.$Shape} Register
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        Register.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.hdms.Register();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.recordId = value;
                        else
                            delete message.recordId;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.key = value;
                        else
                            delete message.key;
                        continue;
                    }
                case 3: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.operation = value;
                        else
                            delete message.operation;
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.sealed = value;
                        else
                            delete message.sealed;
                        continue;
                    }
                case 5: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.signature = value;
                        else
                            delete message.signature;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return Register;
    })();

    hdms.ListRecords = (function() {

        /**
         * Properties of a ListRecords.
         * @typedef {Object} hdms.ListRecords.$Properties
         * @property {Array.<Uint8Array>|null} [recordIds] ListRecords recordIds
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a ListRecords.
         * @memberof hdms
         * @interface IListRecords
         * @augments hdms.ListRecords.$Properties
         * @deprecated Use hdms.ListRecords.$Properties instead.
         */

        /**
         * Shape of a ListRecords.
         * @typedef {hdms.ListRecords.$Properties} hdms.ListRecords.$Shape
         */

        /**
         * Constructs a new ListRecords.
         * @memberof hdms
         * @classdesc Represents a ListRecords.
         * @constructor
         * @param {hdms.ListRecords.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const ListRecords = function (properties) {
            this.recordIds = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * ListRecords recordIds.
         * @member {Array.<Uint8Array>} recordIds
         * @memberof hdms.ListRecords
         * @instance
         */
        ListRecords.prototype.recordIds = $util.emptyArray;

        /**
         * Encodes the specified ListRecords message. Does not implicitly {@link hdms.ListRecords.verify|verify} messages.
         * @function encode
         * @memberof hdms.ListRecords
         * @static
         * @param {hdms.ListRecords.$Properties} message ListRecords message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        ListRecords.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.recordIds != null && message.recordIds.length)
                for (let i = 0; i < message.recordIds.length; ++i)
                    writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.recordIds[i]);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a ListRecords message from the specified reader or buffer.
         * @function decode
         * @memberof hdms.ListRecords
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {hdms.ListRecords & hdms.ListRecords.$Shape} ListRecords
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        ListRecords.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.hdms.ListRecords();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if (!(message.recordIds && message.recordIds.length))
                            message.recordIds = [];
                        message.recordIds.push(reader.bytes());
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return ListRecords;
    })();

    hdms.HeaderRange = (function() {

        /**
         * Properties of a HeaderRange.
         * @typedef {Object} hdms.HeaderRange.$Properties
         * @property {number|null} [from] HeaderRange from
         * @property {number|null} [limit] HeaderRange limit
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a HeaderRange.
         * @memberof hdms
         * @interface IHeaderRange
         * @augments hdms.HeaderRange.$Properties
         * @deprecated Use hdms.HeaderRange.$Properties instead.
         */

        /**
         * Shape of a HeaderRange.
         * @typedef {hdms.HeaderRange.$Properties} hdms.HeaderRange.$Shape
         */

        /**
         * Constructs a new HeaderRange.
         * @memberof hdms
         * @classdesc Represents a HeaderRange.
         * @constructor
         * @param {hdms.HeaderRange.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const HeaderRange = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * HeaderRange from.
         * @member {number} from
         * @memberof hdms.HeaderRange
         * @instance
         */
        HeaderRange.prototype.from = 0;

        /**
         * HeaderRange limit.
         * @member {number} limit
         * @memberof hdms.HeaderRange
         * @instance
         */
        HeaderRange.prototype.limit = 0;

        /**
         * Encodes the specified HeaderRange message. Does not implicitly {@link hdms.HeaderRange.verify|verify} messages.
         * @function encode
         * @memberof hdms.HeaderRange
         * @static
         * @param {hdms.HeaderRange.$Properties} message HeaderRange message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        HeaderRange.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.from != null && $Object.hasOwnProperty.call(message, "from") && !$Object.is(message.from, 0))
                writer.uint32(/* id 1, wireType 1 =*/9).double(message.from);
            if (message.limit != null && $Object.hasOwnProperty.call(message, "limit") && message.limit !== 0)
                writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.limit);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a HeaderRange message from the specified reader or buffer.
         * @function decode
         * @memberof hdms.HeaderRange
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {hdms.HeaderRange & hdms.HeaderRange.$Shape} HeaderRange
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        HeaderRange.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.hdms.HeaderRange();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 1)
                            break;
                        if (!$Object.is(value = reader.double(), 0))
                            message.from = value;
                        else
                            delete message.from;
                        continue;
                    }
                case 2: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.limit = value;
                        else
                            delete message.limit;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return HeaderRange;
    })();

    hdms.NotaryReply = (function() {

        /**
         * Properties of a NotaryReply.
         * @typedef {Object} hdms.NotaryReply.$Properties
         * @property {Uint8Array|null} [answer] NotaryReply answer
         * @property {hdms.Statement.$Properties|null} [statement] NotaryReply statement
         * @property {Array.<hdms.RecordEntry.$Properties>|null} [records] NotaryReply records
         * @property {Array.<hdms.SignedHeader.$Properties>|null} [headers] NotaryReply headers
         * @property {hdms.Refusal.$Properties|null} [refusal] NotaryReply refusal
         * @property {boolean|null} [registered] NotaryReply registered
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a NotaryReply.
         * @memberof hdms
         * @interface INotaryReply
         * @augments hdms.NotaryReply.$Properties
         * @deprecated Use hdms.NotaryReply.$Properties instead.
         */

        /**
         * Shape of a NotaryReply.
         * @typedef {hdms.NotaryReply.$Properties} hdms.NotaryReply.$Shape
         */

        /**
         * Constructs a new NotaryReply.
         * @memberof hdms
         * @classdesc Represents a NotaryReply.
         * @constructor
         * @param {hdms.NotaryReply.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const NotaryReply = function (properties) {
            this.records = [];
            this.headers = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * NotaryReply answer.
         * @member {Uint8Array} answer
         * @memberof hdms.NotaryReply
         * @instance
         */
        NotaryReply.prototype.answer = $util.newBuffer([]);

        /**
         * NotaryReply statement.
         * @member {hdms.Statement.$Properties|null|undefined} statement
         * @memberof hdms.NotaryReply
         * @instance
         */
        NotaryReply.prototype.statement = null;

        /**
         * NotaryReply records.
         * @member {Array.<hdms.RecordEntry.$Properties>} records
         * @memberof hdms.NotaryReply
         * @instance
         */
        NotaryReply.prototype.records = $util.emptyArray;

        /**
         * NotaryReply headers.
         * @member {Array.<hdms.SignedHeader.$Properties>} headers
         * @memberof hdms.NotaryReply
         * @instance
         */
        NotaryReply.prototype.headers = $util.emptyArray;

        /**
         * NotaryReply refusal.
         * @member {hdms.Refusal.$Properties|null|undefined} refusal
         * @memberof hdms.NotaryReply
         * @instance
         */
        NotaryReply.prototype.refusal = null;

        /**
         * NotaryReply registered.
         * @member {boolean} registered
         * @memberof hdms.NotaryReply
         * @instance
         */
        NotaryReply.prototype.registered = false;

        /**
         * Encodes the specified NotaryReply message. Does not implicitly {@link hdms.NotaryReply.verify|verify} messages.
         * @function encode
         * @memberof hdms.NotaryReply
         * @static
         * @param {hdms.NotaryReply.$Properties} message NotaryReply message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        NotaryReply.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.answer != null && $Object.hasOwnProperty.call(message, "answer") && message.answer.length)
                writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.answer);
            if (message.statement != null && $Object.hasOwnProperty.call(message, "statement"))
                $root.hdms.Statement.encode(message.statement, writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
            if (message.records != null && message.records.length)
                for (let i = 0; i < message.records.length; ++i)
                    $root.hdms.RecordEntry.encode(message.records[i], writer.uint32(/* id 3, wireType 2 =*/26).fork(), _depth + 1).ldelim();
            if (message.headers != null && message.headers.length)
                for (let i = 0; i < message.headers.length; ++i)
                    $root.hdms.SignedHeader.encode(message.headers[i], writer.uint32(/* id 4, wireType 2 =*/34).fork(), _depth + 1).ldelim();
            if (message.refusal != null && $Object.hasOwnProperty.call(message, "refusal"))
                $root.hdms.Refusal.encode(message.refusal, writer.uint32(/* id 5, wireType 2 =*/42).fork(), _depth + 1).ldelim();
            if (message.registered != null && $Object.hasOwnProperty.call(message, "registered") && message.registered !== false)
                writer.uint32(/* id 6, wireType 0 =*/48).bool(message.registered);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a NotaryReply message from the specified reader or buffer.
         * @function decode
         * @memberof hdms.NotaryReply
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {hdms.NotaryReply & hdms.NotaryReply.$Shape} NotaryReply
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        NotaryReply.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.hdms.NotaryReply();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.answer = value;
                        else
                            delete message.answer;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        message.statement = $root.hdms.Statement.decode(reader, reader.size(), $undefined, _depth + 1, message.statement);
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if (!(message.records && message.records.length))
                            message.records = [];
                        message.records.push($root.hdms.RecordEntry.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        if (!(message.headers && message.headers.length))
                            message.headers = [];
                        message.headers.push($root.hdms.SignedHeader.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                case 5: {
                        if (wireType !== 2)
                            break;
                        message.refusal = $root.hdms.Refusal.decode(reader, reader.size(), $undefined, _depth + 1, message.refusal);
                        continue;
                    }
                case 6: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.bool())
                            message.registered = value;
                        else
                            delete message.registered;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return NotaryReply;
    })();

    hdms.Statement = (function() {

        /**
         * Properties of a Statement.
         * @typedef {Object} hdms.Statement.$Properties
         * @property {Uint8Array|null} [bytes] Statement bytes
         * @property {Uint8Array|null} [signature] Statement signature
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a Statement.
         * @memberof hdms
         * @interface IStatement
         * @augments hdms.Statement.$Properties
         * @deprecated Use hdms.Statement.$Properties instead.
         */

        /**
         * Shape of a Statement.
         * @typedef {hdms.Statement.$Properties} hdms.Statement.$Shape
         */

        /**
         * Constructs a new Statement.
         * @memberof hdms
         * @classdesc Represents a Statement.
         * @constructor
         * @param {hdms.Statement.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const Statement = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * Statement bytes.
         * @member {Uint8Array} bytes
         * @memberof hdms.Statement
         * @instance
         */
        Statement.prototype.bytes = $util.newBuffer([]);

        /**
         * Statement signature.
         * @member {Uint8Array} signature
         * @memberof hdms.Statement
         * @instance
         */
        Statement.prototype.signature = $util.newBuffer([]);

        /**
         * Encodes the specified Statement message. Does not implicitly {@link hdms.Statement.verify|verify} messages.
         * @function encode
         * @memberof hdms.Statement
         * @static
         * @param {hdms.Statement.$Properties} message Statement message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        Statement.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.bytes != null && $Object.hasOwnProperty.call(message, "bytes") && message.bytes.length)
                writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.bytes);
            if (message.signature != null && $Object.hasOwnProperty.call(message, "signature") && message.signature.length)
                writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.signature);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a Statement message from the specified reader or buffer.
         * @function decode
         * @memberof hdms.Statement
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {hdms.Statement & hdms.Statement.$Shape} Statement
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        Statement.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.hdms.Statement();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.bytes = value;
                        else
                            delete message.bytes;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.signature = value;
                        else
                            delete message.signature;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return Statement;
    })();

    hdms.RecordEntry = (function() {

        /**
         * Properties of a RecordEntry.
         * @typedef {Object} hdms.RecordEntry.$Properties
         * @property {Uint8Array|null} [recordId] RecordEntry recordId
         * @property {boolean|null} [known] RecordEntry known
         * @property {Uint8Array|null} [verificationKey] RecordEntry verificationKey
         * @property {Uint8Array|null} [issuerSignature] RecordEntry issuerSignature
         * @property {number|null} [operation] RecordEntry operation
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a RecordEntry.
         * @memberof hdms
         * @interface IRecordEntry
         * @augments hdms.RecordEntry.$Properties
         * @deprecated Use hdms.RecordEntry.$Properties instead.
         */

        /**
         * Shape of a RecordEntry.
         * @typedef {hdms.RecordEntry.$Properties} hdms.RecordEntry.$Shape
         */

        /**
         * Constructs a new RecordEntry.
         * @memberof hdms
         * @classdesc Represents a RecordEntry.
         * @constructor
         * @param {hdms.RecordEntry.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const RecordEntry = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * RecordEntry recordId.
         * @member {Uint8Array} recordId
         * @memberof hdms.RecordEntry
         * @instance
         */
        RecordEntry.prototype.recordId = $util.newBuffer([]);

        /**
         * RecordEntry known.
         * @member {boolean} known
         * @memberof hdms.RecordEntry
         * @instance
         */
        RecordEntry.prototype.known = false;

        /**
         * RecordEntry verificationKey.
         * @member {Uint8Array} verificationKey
         * @memberof hdms.RecordEntry
         * @instance
         */
        RecordEntry.prototype.verificationKey = $util.newBuffer([]);

        /**
         * RecordEntry issuerSignature.
         * @member {Uint8Array} issuerSignature
         * @memberof hdms.RecordEntry
         * @instance
         */
        RecordEntry.prototype.issuerSignature = $util.newBuffer([]);

        /**
         * RecordEntry operation.
         * @member {number} operation
         * @memberof hdms.RecordEntry
         * @instance
         */
        RecordEntry.prototype.operation = 0;

        /**
         * Encodes the specified RecordEntry message. Does not implicitly {@link hdms.RecordEntry.verify|verify} messages.
         * @function encode
         * @memberof hdms.RecordEntry
         * @static
         * @param {hdms.RecordEntry.$Properties} message RecordEntry message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        RecordEntry.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.recordId != null && $Object.hasOwnProperty.call(message, "recordId") && message.recordId.length)
                writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.recordId);
            if (message.known != null && $Object.hasOwnProperty.call(message, "known") && message.known !== false)
                writer.uint32(/* id 2, wireType 0 =*/16).bool(message.known);
            if (message.verificationKey != null && $Object.hasOwnProperty.call(message, "verificationKey") && message.verificationKey.length)
                writer.uint32(/* id 3, wireType 2 =*/26).bytes(message.verificationKey);
            if (message.issuerSignature != null && $Object.hasOwnProperty.call(message, "issuerSignature") && message.issuerSignature.length)
                writer.uint32(/* id 4, wireType 2 =*/34).bytes(message.issuerSignature);
            if (message.operation != null && $Object.hasOwnProperty.call(message, "operation") && message.operation !== 0)
                writer.uint32(/* id 5, wireType 0 =*/40).uint32(message.operation);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a RecordEntry message from the specified reader or buffer.
         * @function decode
         * @memberof hdms.RecordEntry
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {hdms.RecordEntry & hdms.RecordEntry.$Shape} RecordEntry
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        RecordEntry.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.hdms.RecordEntry();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.recordId = value;
                        else
                            delete message.recordId;
                        continue;
                    }
                case 2: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.bool())
                            message.known = value;
                        else
                            delete message.known;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.verificationKey = value;
                        else
                            delete message.verificationKey;
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.issuerSignature = value;
                        else
                            delete message.issuerSignature;
                        continue;
                    }
                case 5: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.operation = value;
                        else
                            delete message.operation;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return RecordEntry;
    })();

    hdms.SignedHeader = (function() {

        /**
         * Properties of a SignedHeader.
         * @typedef {Object} hdms.SignedHeader.$Properties
         * @property {Uint8Array|null} [header] SignedHeader header
         * @property {Uint8Array|null} [signature] SignedHeader signature
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a SignedHeader.
         * @memberof hdms
         * @interface ISignedHeader
         * @augments hdms.SignedHeader.$Properties
         * @deprecated Use hdms.SignedHeader.$Properties instead.
         */

        /**
         * Shape of a SignedHeader.
         * @typedef {hdms.SignedHeader.$Properties} hdms.SignedHeader.$Shape
         */

        /**
         * Constructs a new SignedHeader.
         * @memberof hdms
         * @classdesc Represents a SignedHeader.
         * @constructor
         * @param {hdms.SignedHeader.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const SignedHeader = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * SignedHeader header.
         * @member {Uint8Array} header
         * @memberof hdms.SignedHeader
         * @instance
         */
        SignedHeader.prototype.header = $util.newBuffer([]);

        /**
         * SignedHeader signature.
         * @member {Uint8Array} signature
         * @memberof hdms.SignedHeader
         * @instance
         */
        SignedHeader.prototype.signature = $util.newBuffer([]);

        /**
         * Encodes the specified SignedHeader message. Does not implicitly {@link hdms.SignedHeader.verify|verify} messages.
         * @function encode
         * @memberof hdms.SignedHeader
         * @static
         * @param {hdms.SignedHeader.$Properties} message SignedHeader message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        SignedHeader.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.header != null && $Object.hasOwnProperty.call(message, "header") && message.header.length)
                writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.header);
            if (message.signature != null && $Object.hasOwnProperty.call(message, "signature") && message.signature.length)
                writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.signature);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a SignedHeader message from the specified reader or buffer.
         * @function decode
         * @memberof hdms.SignedHeader
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {hdms.SignedHeader & hdms.SignedHeader.$Shape} SignedHeader
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        SignedHeader.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.hdms.SignedHeader();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.header = value;
                        else
                            delete message.header;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.signature = value;
                        else
                            delete message.signature;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return SignedHeader;
    })();

    hdms.Refusal = (function() {

        /**
         * Properties of a Refusal.
         * @typedef {Object} hdms.Refusal.$Properties
         * @property {string|null} [code] Refusal code
         * @property {string|null} [data] Refusal data
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a Refusal.
         * @memberof hdms
         * @interface IRefusal
         * @augments hdms.Refusal.$Properties
         * @deprecated Use hdms.Refusal.$Properties instead.
         */

        /**
         * Shape of a Refusal.
         * @typedef {hdms.Refusal.$Properties} hdms.Refusal.$Shape
         */

        /**
         * Constructs a new Refusal.
         * @memberof hdms
         * @classdesc Represents a Refusal.
         * @constructor
         * @param {hdms.Refusal.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const Refusal = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * Refusal code.
         * @member {string} code
         * @memberof hdms.Refusal
         * @instance
         */
        Refusal.prototype.code = "";

        /**
         * Refusal data.
         * @member {string} data
         * @memberof hdms.Refusal
         * @instance
         */
        Refusal.prototype.data = "";

        /**
         * Encodes the specified Refusal message. Does not implicitly {@link hdms.Refusal.verify|verify} messages.
         * @function encode
         * @memberof hdms.Refusal
         * @static
         * @param {hdms.Refusal.$Properties} message Refusal message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        Refusal.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.code != null && $Object.hasOwnProperty.call(message, "code") && message.code !== "")
                writer.uint32(/* id 1, wireType 2 =*/10).string(message.code);
            if (message.data != null && $Object.hasOwnProperty.call(message, "data") && message.data !== "")
                writer.uint32(/* id 2, wireType 2 =*/18).string(message.data);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a Refusal message from the specified reader or buffer.
         * @function decode
         * @memberof hdms.Refusal
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {hdms.Refusal & hdms.Refusal.$Shape} Refusal
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        Refusal.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.hdms.Refusal();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.code = value;
                        else
                            delete message.code;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.data = value;
                        else
                            delete message.data;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return Refusal;
    })();

    hdms.SealedExchange = (function() {

        /**
         * Properties of a SealedExchange.
         * @typedef {Object} hdms.SealedExchange.$Properties
         * @property {Uint8Array|null} [enc] SealedExchange enc
         * @property {Uint8Array|null} [ciphertext] SealedExchange ciphertext
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a SealedExchange.
         * @memberof hdms
         * @interface ISealedExchange
         * @augments hdms.SealedExchange.$Properties
         * @deprecated Use hdms.SealedExchange.$Properties instead.
         */

        /**
         * Shape of a SealedExchange.
         * @typedef {hdms.SealedExchange.$Properties} hdms.SealedExchange.$Shape
         */

        /**
         * Constructs a new SealedExchange.
         * @memberof hdms
         * @classdesc Represents a SealedExchange.
         * @constructor
         * @param {hdms.SealedExchange.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const SealedExchange = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * SealedExchange enc.
         * @member {Uint8Array} enc
         * @memberof hdms.SealedExchange
         * @instance
         */
        SealedExchange.prototype.enc = $util.newBuffer([]);

        /**
         * SealedExchange ciphertext.
         * @member {Uint8Array} ciphertext
         * @memberof hdms.SealedExchange
         * @instance
         */
        SealedExchange.prototype.ciphertext = $util.newBuffer([]);

        /**
         * Encodes the specified SealedExchange message. Does not implicitly {@link hdms.SealedExchange.verify|verify} messages.
         * @function encode
         * @memberof hdms.SealedExchange
         * @static
         * @param {hdms.SealedExchange.$Properties} message SealedExchange message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        SealedExchange.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.enc != null && $Object.hasOwnProperty.call(message, "enc") && message.enc.length)
                writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.enc);
            if (message.ciphertext != null && $Object.hasOwnProperty.call(message, "ciphertext") && message.ciphertext.length)
                writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.ciphertext);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a SealedExchange message from the specified reader or buffer.
         * @function decode
         * @memberof hdms.SealedExchange
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {hdms.SealedExchange & hdms.SealedExchange.$Shape} SealedExchange
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        SealedExchange.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.hdms.SealedExchange();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.enc = value;
                        else
                            delete message.enc;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.ciphertext = value;
                        else
                            delete message.ciphertext;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return SealedExchange;
    })();

    hdms.SessionMessage = (function() {

        /**
         * Properties of a SessionMessage.
         * @typedef {Object} hdms.SessionMessage.$Properties
         * @property {Uint8Array|null} [session] SessionMessage session
         * @property {hdms.SessionMessage.Kind|null} [kind] SessionMessage kind
         * @property {number|null} [sequence] SessionMessage sequence
         * @property {boolean|null} [fromOpener] SessionMessage fromOpener
         * @property {string|null} [flow] SessionMessage flow
         * @property {number|null} [versionMin] SessionMessage versionMin
         * @property {number|null} [versionMax] SessionMessage versionMax
         * @property {Uint8Array|null} [payload] SessionMessage payload
         * @property {string|null} [code] SessionMessage code
         * @property {string|null} [data] SessionMessage data
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a SessionMessage.
         * @memberof hdms
         * @interface ISessionMessage
         * @augments hdms.SessionMessage.$Properties
         * @deprecated Use hdms.SessionMessage.$Properties instead.
         */

        /**
         * Shape of a SessionMessage.
         * @typedef {hdms.SessionMessage.$Properties} hdms.SessionMessage.$Shape
         */

        /**
         * Constructs a new SessionMessage.
         * @memberof hdms
         * @classdesc Represents a SessionMessage.
         * @constructor
         * @param {hdms.SessionMessage.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const SessionMessage = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * SessionMessage session.
         * @member {Uint8Array} session
         * @memberof hdms.SessionMessage
         * @instance
         */
        SessionMessage.prototype.session = $util.newBuffer([]);

        /**
         * SessionMessage kind.
         * @member {hdms.SessionMessage.Kind} kind
         * @memberof hdms.SessionMessage
         * @instance
         */
        SessionMessage.prototype.kind = 0;

        /**
         * SessionMessage sequence.
         * @member {number} sequence
         * @memberof hdms.SessionMessage
         * @instance
         */
        SessionMessage.prototype.sequence = 0;

        /**
         * SessionMessage fromOpener.
         * @member {boolean} fromOpener
         * @memberof hdms.SessionMessage
         * @instance
         */
        SessionMessage.prototype.fromOpener = false;

        /**
         * SessionMessage flow.
         * @member {string} flow
         * @memberof hdms.SessionMessage
         * @instance
         */
        SessionMessage.prototype.flow = "";

        /**
         * SessionMessage versionMin.
         * @member {number} versionMin
         * @memberof hdms.SessionMessage
         * @instance
         */
        SessionMessage.prototype.versionMin = 0;

        /**
         * SessionMessage versionMax.
         * @member {number} versionMax
         * @memberof hdms.SessionMessage
         * @instance
         */
        SessionMessage.prototype.versionMax = 0;

        /**
         * SessionMessage payload.
         * @member {Uint8Array} payload
         * @memberof hdms.SessionMessage
         * @instance
         */
        SessionMessage.prototype.payload = $util.newBuffer([]);

        /**
         * SessionMessage code.
         * @member {string} code
         * @memberof hdms.SessionMessage
         * @instance
         */
        SessionMessage.prototype.code = "";

        /**
         * SessionMessage data.
         * @member {string} data
         * @memberof hdms.SessionMessage
         * @instance
         */
        SessionMessage.prototype.data = "";

        /**
         * Encodes the specified SessionMessage message. Does not implicitly {@link hdms.SessionMessage.verify|verify} messages.
         * @function encode
         * @memberof hdms.SessionMessage
         * @static
         * @param {hdms.SessionMessage.$Properties} message SessionMessage message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        SessionMessage.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.session != null && $Object.hasOwnProperty.call(message, "session") && message.session.length)
                writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.session);
            if (message.kind != null && $Object.hasOwnProperty.call(message, "kind") && message.kind !== 0)
                writer.uint32(/* id 2, wireType 0 =*/16).int32(message.kind);
            if (message.sequence != null && $Object.hasOwnProperty.call(message, "sequence") && message.sequence !== 0)
                writer.uint32(/* id 3, wireType 0 =*/24).uint32(message.sequence);
            if (message.fromOpener != null && $Object.hasOwnProperty.call(message, "fromOpener") && message.fromOpener !== false)
                writer.uint32(/* id 4, wireType 0 =*/32).bool(message.fromOpener);
            if (message.flow != null && $Object.hasOwnProperty.call(message, "flow") && message.flow !== "")
                writer.uint32(/* id 5, wireType 2 =*/42).string(message.flow);
            if (message.versionMin != null && $Object.hasOwnProperty.call(message, "versionMin") && message.versionMin !== 0)
                writer.uint32(/* id 6, wireType 0 =*/48).uint32(message.versionMin);
            if (message.versionMax != null && $Object.hasOwnProperty.call(message, "versionMax") && message.versionMax !== 0)
                writer.uint32(/* id 7, wireType 0 =*/56).uint32(message.versionMax);
            if (message.payload != null && $Object.hasOwnProperty.call(message, "payload") && message.payload.length)
                writer.uint32(/* id 8, wireType 2 =*/66).bytes(message.payload);
            if (message.code != null && $Object.hasOwnProperty.call(message, "code") && message.code !== "")
                writer.uint32(/* id 9, wireType 2 =*/74).string(message.code);
            if (message.data != null && $Object.hasOwnProperty.call(message, "data") && message.data !== "")
                writer.uint32(/* id 10, wireType 2 =*/82).string(message.data);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a SessionMessage message from the specified reader or buffer.
         * @function decode
         * @memberof hdms.SessionMessage
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {hdms.SessionMessage & hdms.SessionMessage.$Shape} SessionMessage
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        SessionMessage.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.hdms.SessionMessage();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.session = value;
                        else
                            delete message.session;
                        continue;
                    }
                case 2: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.int32())
                            message.kind = value;
                        else
                            delete message.kind;
                        continue;
                    }
                case 3: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.sequence = value;
                        else
                            delete message.sequence;
                        continue;
                    }
                case 4: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.bool())
                            message.fromOpener = value;
                        else
                            delete message.fromOpener;
                        continue;
                    }
                case 5: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.flow = value;
                        else
                            delete message.flow;
                        continue;
                    }
                case 6: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.versionMin = value;
                        else
                            delete message.versionMin;
                        continue;
                    }
                case 7: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.versionMax = value;
                        else
                            delete message.versionMax;
                        continue;
                    }
                case 8: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.payload = value;
                        else
                            delete message.payload;
                        continue;
                    }
                case 9: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.code = value;
                        else
                            delete message.code;
                        continue;
                    }
                case 10: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.data = value;
                        else
                            delete message.data;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        /**
         * Kind enum.
         * @name hdms.SessionMessage.Kind
         * @enum {number}
         * @property {number} UNKNOWN=0 UNKNOWN value
         * @property {number} OPEN=1 OPEN value
         * @property {number} CONFIRM=2 CONFIRM value
         * @property {number} DATA=3 DATA value
         * @property {number} END=4 END value
         * @property {number} ERROR=5 ERROR value
         * @property {number} REJECT=6 REJECT value
         * @property {number} ACK=7 ACK value
         */
        SessionMessage.Kind = (function() {
            const valuesById = $Object.create(null), values = $Object.create(valuesById);
            values[valuesById[0] = "UNKNOWN"] = 0;
            values[valuesById[1] = "OPEN"] = 1;
            values[valuesById[2] = "CONFIRM"] = 2;
            values[valuesById[3] = "DATA"] = 3;
            values[valuesById[4] = "END"] = 4;
            values[valuesById[5] = "ERROR"] = 5;
            values[valuesById[6] = "REJECT"] = 6;
            values[valuesById[7] = "ACK"] = 7;
            return values;
        })();

        return SessionMessage;
    })();

    return hdms;
})();

export {
  $root as default
};
