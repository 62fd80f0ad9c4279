/*eslint-disable block-scoped-var, id-length, no-control-regex, no-magic-numbers, no-mixed-operators, no-prototype-builtins, no-redeclare, no-shadow, no-var, sort-vars, default-case, jsdoc/require-param*/
import $protobuf from "protobufjs/minimal.js";

// Common aliases
const $Reader = $protobuf.Reader, $Writer = $protobuf.Writer, $util = $protobuf.util;
const $Object = $util.global.Object, $undefined = $util.global.undefined, $Error = $util.global.Error, $RangeError = $util.global.RangeError;

// Exported root namespace
const $root = $protobuf.roots["flows_token"] || ($protobuf.roots["flows_token"] = {});

export const token = $root.token = (() => {

    /**
     * Namespace token.
     * @exports token
     * @namespace
     */
    const token = {};

    token.Hop = (function() {

        /**
         * Properties of a Hop.
         * @typedef {Object} token.Hop.$Properties
         * @property {Uint8Array|null} [transaction] Hop transaction
         * @property {Uint8Array|null} [answer] Hop answer
         * @property {Array.<Uint8Array>|null} [signatures] Hop signatures
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a Hop.
         * @memberof token
         * @interface IHop
         * @augments token.Hop.$Properties
         * @deprecated Use token.Hop.$Properties instead.
         */

        /**
         * Shape of a Hop.
         * @typedef {token.Hop.$Properties} token.Hop.$Shape
         */

        /**
         * Constructs a new Hop.
         * @memberof token
         * @classdesc Represents a Hop.
         * @constructor
         * @param {token.Hop.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const Hop = function (properties) {
            this.signatures = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * Hop transaction.
         * @member {Uint8Array} transaction
         * @memberof token.Hop
         * @instance
         */
        Hop.prototype.transaction = $util.newBuffer([]);

        /**
         * Hop answer.
         * @member {Uint8Array} answer
         * @memberof token.Hop
         * @instance
         */
        Hop.prototype.answer = $util.newBuffer([]);

        /**
         * Hop signatures.
         * @member {Array.<Uint8Array>} signatures
         * @memberof token.Hop
         * @instance
         */
        Hop.prototype.signatures = $util.emptyArray;

        /**
         * Encodes the specified Hop message. Does not implicitly {@link token.Hop.verify|verify} messages.
         * @function encode
         * @memberof token.Hop
         * @static
         * @param {token.Hop.$Properties} message Hop message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        Hop.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.transaction != null && $Object.hasOwnProperty.call(message, "transaction") && message.transaction.length)
                writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.transaction);
            if (message.answer != null && $Object.hasOwnProperty.call(message, "answer") && message.answer.length)
                writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.answer);
            if (message.signatures != null && message.signatures.length)
                for (let i = 0; i < message.signatures.length; ++i)
                    writer.uint32(/* id 3, wireType 2 =*/26).bytes(message.signatures[i]);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a Hop message from the specified reader or buffer.
         * @function decode
         * @memberof token.Hop
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {token.Hop & token.Hop.$Shape} Hop
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        Hop.decode = function (reader, length, _end, _depth, _target) {
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
            message = _target || new $root.token.Hop();
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
                            message.transaction = value;
                        else
                            delete message.transaction;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.answer = value;
                        else
                            delete message.answer;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if (!(message.signatures && message.signatures.length))
                            message.signatures = [];
                        message.signatures.push(reader.bytes());
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

        return Hop;
    })();

    token.ToPayee = (function() {

        /**
         * Properties of a ToPayee.
         * @typedef {Object} token.ToPayee.$Properties
         * @property {token.Offer.$Properties|null} [offer] ToPayee offer
         * @property {token.Paid.$Properties|null} [paid] ToPayee paid
         * @property {token.Final.$Properties|null} [final] ToPayee final
         * @property {"offer"|"paid"|"final"} [message] ToPayee message
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a ToPayee.
         * @memberof token
         * @interface IToPayee
         * @augments token.ToPayee.$Properties
         * @deprecated Use token.ToPayee.$Properties instead.
         */

        /**
         * Narrowed shape of a ToPayee.
         * @typedef {{
         *   offer?: token.Offer.$Shape|null;
         *   paid?: token.Paid.$Shape|null;
         *   final?: token.Final.$Shape|null;
         *   $unknowns?: Array.<Uint8Array>;
         * } & (
         *   ({ message?: undefined; offer?: null; paid?: null; final?: null }|{ message?: "offer"; offer: token.Offer.$Shape; paid?: null; final?: null }|{ message?: "paid"; offer?: null; paid: token.Paid.$Shape; final?: null }|{ message?: "final"; offer?: null; paid?: null; final: token.Final.$Shape })
         * )} token.ToPayee.$Shape
         */

        /**
         * Constructs a new ToPayee.
         * @memberof token
         * @classdesc Represents a ToPayee.
         * @constructor
         * @param {token.ToPayee.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const ToPayee = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * ToPayee offer.
         * @member {token.Offer.$Properties|null|undefined} offer
         * @memberof token.ToPayee
         * @instance
         */
        ToPayee.prototype.offer = null;

        /**
         * ToPayee paid.
         * @member {token.Paid.$Properties|null|undefined} paid
         * @memberof token.ToPayee
         * @instance
         */
        ToPayee.prototype.paid = null;

        /**
         * ToPayee final.
         * @member {token.Final.$Properties|null|undefined} final
         * @memberof token.ToPayee
         * @instance
         */
        ToPayee.prototype.final = null;

        // OneOf field names bound to virtual getters and setters
        let $oneOfFields;

        /**
         * ToPayee message.
         * @member {"offer"|"paid"|"final"|undefined} message
         * @memberof token.ToPayee
         * @instance
         */
        $Object.defineProperty(ToPayee.prototype, "message", {
            get: $util.oneOfGetter($oneOfFields = ["offer", "paid", "final"]),
            set: $util.oneOfSetter($oneOfFields)
        });

        /**
         * Encodes the specified ToPayee message. Does not implicitly {@link token.ToPayee.verify|verify} messages.
         * @function encode
         * @memberof token.ToPayee
         * @static
         * @param {token.ToPayee.$Properties} message ToPayee message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        ToPayee.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.offer != null && $Object.hasOwnProperty.call(message, "offer"))
                $root.token.Offer.encode(message.offer, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
            if (message.paid != null && $Object.hasOwnProperty.call(message, "paid"))
                $root.token.Paid.encode(message.paid, writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
            if (message.final != null && $Object.hasOwnProperty.call(message, "final"))
                $root.token.Final.encode(message.final, writer.uint32(/* id 3, wireType 2 =*/26).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a ToPayee message from the specified reader or buffer.
         * @function decode
         * @memberof token.ToPayee
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {token.ToPayee & token.ToPayee.$Shape} ToPayee
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        ToPayee.decode = function (reader, length, _end, _depth, _target) {
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
            message = _target || new $root.token.ToPayee();
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
                        message.offer = $root.token.Offer.decode(reader, reader.size(), $undefined, _depth + 1, message.offer);
                        message.message = "offer";
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        message.paid = $root.token.Paid.decode(reader, reader.size(), $undefined, _depth + 1, message.paid);
                        message.message = "paid";
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        message.final = $root.token.Final.decode(reader, reader.size(), $undefined, _depth + 1, message.final);
                        message.message = "final";
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

        return ToPayee;
    })();

    token.ToPayer = (function() {

        /**
         * Properties of a ToPayer.
         * @typedef {Object} token.ToPayer.$Properties
         * @property {token.Request.$Properties|null} [request] ToPayer request
         * @property {token.Owner.$Properties|null} [owner] ToPayer owner
         * @property {token.Recorded.$Properties|null} [recorded] ToPayer recorded
         * @property {"request"|"owner"|"recorded"} [message] ToPayer message
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a ToPayer.
         * @memberof token
         * @interface IToPayer
         * @augments token.ToPayer.$Properties
         * @deprecated Use token.ToPayer.$Properties instead.
         */

        /**
         * Narrowed shape of a ToPayer.
         * @typedef {{
         *   request?: token.Request.$Shape|null;
         *   owner?: token.Owner.$Shape|null;
         *   recorded?: token.Recorded.$Shape|null;
         *   $unknowns?: Array.<Uint8Array>;
         * } & (
         *   ({ message?: undefined; request?: null; owner?: null; recorded?: null }|{ message?: "request"; request: token.Request.$Shape; owner?: null; recorded?: null }|{ message?: "owner"; request?: null; owner: token.Owner.$Shape; recorded?: null }|{ message?: "recorded"; request?: null; owner?: null; recorded: token.Recorded.$Shape })
         * )} token.ToPayer.$Shape
         */

        /**
         * Constructs a new ToPayer.
         * @memberof token
         * @classdesc Represents a ToPayer.
         * @constructor
         * @param {token.ToPayer.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const ToPayer = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * ToPayer request.
         * @member {token.Request.$Properties|null|undefined} request
         * @memberof token.ToPayer
         * @instance
         */
        ToPayer.prototype.request = null;

        /**
         * ToPayer owner.
         * @member {token.Owner.$Properties|null|undefined} owner
         * @memberof token.ToPayer
         * @instance
         */
        ToPayer.prototype.owner = null;

        /**
         * ToPayer recorded.
         * @member {token.Recorded.$Properties|null|undefined} recorded
         * @memberof token.ToPayer
         * @instance
         */
        ToPayer.prototype.recorded = null;

        // OneOf field names bound to virtual getters and setters
        let $oneOfFields;

        /**
         * ToPayer message.
         * @member {"request"|"owner"|"recorded"|undefined} message
         * @memberof token.ToPayer
         * @instance
         */
        $Object.defineProperty(ToPayer.prototype, "message", {
            get: $util.oneOfGetter($oneOfFields = ["request", "owner", "recorded"]),
            set: $util.oneOfSetter($oneOfFields)
        });

        /**
         * Encodes the specified ToPayer message. Does not implicitly {@link token.ToPayer.verify|verify} messages.
         * @function encode
         * @memberof token.ToPayer
         * @static
         * @param {token.ToPayer.$Properties} message ToPayer message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        ToPayer.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.request != null && $Object.hasOwnProperty.call(message, "request"))
                $root.token.Request.encode(message.request, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
            if (message.owner != null && $Object.hasOwnProperty.call(message, "owner"))
                $root.token.Owner.encode(message.owner, writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
            if (message.recorded != null && $Object.hasOwnProperty.call(message, "recorded"))
                $root.token.Recorded.encode(message.recorded, writer.uint32(/* id 3, wireType 2 =*/26).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a ToPayer message from the specified reader or buffer.
         * @function decode
         * @memberof token.ToPayer
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {token.ToPayer & token.ToPayer.$Shape} ToPayer
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        ToPayer.decode = function (reader, length, _end, _depth, _target) {
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
            message = _target || new $root.token.ToPayer();
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
                        message.request = $root.token.Request.decode(reader, reader.size(), $undefined, _depth + 1, message.request);
                        message.message = "request";
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        message.owner = $root.token.Owner.decode(reader, reader.size(), $undefined, _depth + 1, message.owner);
                        message.message = "owner";
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        message.recorded = $root.token.Recorded.decode(reader, reader.size(), $undefined, _depth + 1, message.recorded);
                        message.message = "recorded";
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

        return ToPayer;
    })();

    token.Offer = (function() {

        /**
         * Properties of an Offer.
         * @typedef {Object} token.Offer.$Properties
         * @property {Uint8Array|null} [issuer] Offer issuer
         * @property {number|null} [amount] Offer amount
         * @property {string|null} [note] Offer note
         * @property {Uint8Array|null} [refunds] Offer refunds
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of an Offer.
         * @memberof token
         * @interface IOffer
         * @augments token.Offer.$Properties
         * @deprecated Use token.Offer.$Properties instead.
         */

        /**
         * Shape of an Offer.
         * @typedef {token.Offer.$Properties} token.Offer.$Shape
         */

        /**
         * Constructs a new Offer.
         * @memberof token
         * @classdesc Represents an Offer.
         * @constructor
         * @param {token.Offer.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const Offer = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * Offer issuer.
         * @member {Uint8Array} issuer
         * @memberof token.Offer
         * @instance
         */
        Offer.prototype.issuer = $util.newBuffer([]);

        /**
         * Offer amount.
         * @member {number} amount
         * @memberof token.Offer
         * @instance
         */
        Offer.prototype.amount = 0;

        /**
         * Offer note.
         * @member {string} note
         * @memberof token.Offer
         * @instance
         */
        Offer.prototype.note = "";

        /**
         * Offer refunds.
         * @member {Uint8Array} refunds
         * @memberof token.Offer
         * @instance
         */
        Offer.prototype.refunds = $util.newBuffer([]);

        /**
         * Encodes the specified Offer message. Does not implicitly {@link token.Offer.verify|verify} messages.
         * @function encode
         * @memberof token.Offer
         * @static
         * @param {token.Offer.$Properties} message Offer message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        Offer.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.issuer != null && $Object.hasOwnProperty.call(message, "issuer") && message.issuer.length)
                writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.issuer);
            if (message.amount != null && $Object.hasOwnProperty.call(message, "amount") && message.amount !== 0)
                writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.amount);
            if (message.note != null && $Object.hasOwnProperty.call(message, "note") && message.note !== "")
                writer.uint32(/* id 3, wireType 2 =*/26).string(message.note);
            if (message.refunds != null && $Object.hasOwnProperty.call(message, "refunds") && message.refunds.length)
                writer.uint32(/* id 4, wireType 2 =*/34).bytes(message.refunds);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes an Offer message from the specified reader or buffer.
         * @function decode
         * @memberof token.Offer
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {token.Offer & token.Offer.$Shape} Offer
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        Offer.decode = function (reader, length, _end, _depth, _target) {
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
            message = _target || new $root.token.Offer();
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
                            message.issuer = value;
                        else
                            delete message.issuer;
                        continue;
                    }
                case 2: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.amount = value;
                        else
                            delete message.amount;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.note = value;
                        else
                            delete message.note;
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.refunds = value;
                        else
                            delete message.refunds;
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

        return Offer;
    })();

    token.Request = (function() {

        /**
         * Properties of a Request.
         * @typedef {Object} token.Request.$Properties
         * @property {Uint8Array|null} [issuer] Request issuer
         * @property {number|null} [amount] Request amount
         * @property {string|null} [note] Request note
         * @property {Uint8Array|null} [owner] Request owner
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a Request.
         * @memberof token
         * @interface IRequest
         * @augments token.Request.$Properties
         * @deprecated Use token.Request.$Properties instead.
         */

        /**
         * Shape of a Request.
         * @typedef {token.Request.$Properties} token.Request.$Shape
         */

        /**
         * Constructs a new Request.
         * @memberof token
         * @classdesc Represents a Request.
         * @constructor
         * @param {token.Request.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const Request = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * Request issuer.
         * @member {Uint8Array} issuer
         * @memberof token.Request
         * @instance
         */
        Request.prototype.issuer = $util.newBuffer([]);

        /**
         * Request amount.
         * @member {number} amount
         * @memberof token.Request
         * @instance
         */
        Request.prototype.amount = 0;

        /**
         * Request note.
         * @member {string} note
         * @memberof token.Request
         * @instance
         */
        Request.prototype.note = "";

        /**
         * Request owner.
         * @member {Uint8Array} owner
         * @memberof token.Request
         * @instance
         */
        Request.prototype.owner = $util.newBuffer([]);

        /**
         * Encodes the specified Request message. Does not implicitly {@link token.Request.verify|verify} messages.
         * @function encode
         * @memberof token.Request
         * @static
         * @param {token.Request.$Properties} message Request message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        Request.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.issuer != null && $Object.hasOwnProperty.call(message, "issuer") && message.issuer.length)
                writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.issuer);
            if (message.amount != null && $Object.hasOwnProperty.call(message, "amount") && message.amount !== 0)
                writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.amount);
            if (message.note != null && $Object.hasOwnProperty.call(message, "note") && message.note !== "")
                writer.uint32(/* id 3, wireType 2 =*/26).string(message.note);
            if (message.owner != null && $Object.hasOwnProperty.call(message, "owner") && message.owner.length)
                writer.uint32(/* id 4, wireType 2 =*/34).bytes(message.owner);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a Request message from the specified reader or buffer.
         * @function decode
         * @memberof token.Request
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {token.Request & token.Request.$Shape} Request
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        Request.decode = function (reader, length, _end, _depth, _target) {
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
            message = _target || new $root.token.Request();
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
                            message.issuer = value;
                        else
                            delete message.issuer;
                        continue;
                    }
                case 2: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.amount = value;
                        else
                            delete message.amount;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.note = value;
                        else
                            delete message.note;
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.owner = value;
                        else
                            delete message.owner;
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

        return Request;
    })();

    token.Owner = (function() {

        /**
         * Properties of an Owner.
         * @typedef {Object} token.Owner.$Properties
         * @property {Uint8Array|null} [owner] Owner owner
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of an Owner.
         * @memberof token
         * @interface IOwner
         * @augments token.Owner.$Properties
         * @deprecated Use token.Owner.$Properties instead.
         */

        /**
         * Shape of an Owner.
         * @typedef {token.Owner.$Properties} token.Owner.$Shape
         */

        /**
         * Constructs a new Owner.
         * @memberof token
         * @classdesc Represents an Owner.
         * @constructor
         * @param {token.Owner.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const Owner = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * Owner owner.
         * @member {Uint8Array} owner
         * @memberof token.Owner
         * @instance
         */
        Owner.prototype.owner = $util.newBuffer([]);

        /**
         * Encodes the specified Owner message. Does not implicitly {@link token.Owner.verify|verify} messages.
         * @function encode
         * @memberof token.Owner
         * @static
         * @param {token.Owner.$Properties} message Owner message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        Owner.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.owner != null && $Object.hasOwnProperty.call(message, "owner") && message.owner.length)
                writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.owner);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes an Owner message from the specified reader or buffer.
         * @function decode
         * @memberof token.Owner
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {token.Owner & token.Owner.$Shape} Owner
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        Owner.decode = function (reader, length, _end, _depth, _target) {
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
            message = _target || new $root.token.Owner();
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
                            message.owner = value;
                        else
                            delete message.owner;
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

        return Owner;
    })();

    token.Paid = (function() {

        /**
         * Properties of a Paid.
         * @typedef {Object} token.Paid.$Properties
         * @property {Uint8Array|null} [transaction] Paid transaction
         * @property {Array.<token.Hop.$Properties>|null} [history] Paid history
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a Paid.
         * @memberof token
         * @interface IPaid
         * @augments token.Paid.$Properties
         * @deprecated Use token.Paid.$Properties instead.
         */

        /**
         * Shape of a Paid.
         * @typedef {token.Paid.$Properties} token.Paid.$Shape
         */

        /**
         * Constructs a new Paid.
         * @memberof token
         * @classdesc Represents a Paid.
         * @constructor
         * @param {token.Paid.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const Paid = function (properties) {
            this.history = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * Paid transaction.
         * @member {Uint8Array} transaction
         * @memberof token.Paid
         * @instance
         */
        Paid.prototype.transaction = $util.newBuffer([]);

        /**
         * Paid history.
         * @member {Array.<token.Hop.$Properties>} history
         * @memberof token.Paid
         * @instance
         */
        Paid.prototype.history = $util.emptyArray;

        /**
         * Encodes the specified Paid message. Does not implicitly {@link token.Paid.verify|verify} messages.
         * @function encode
         * @memberof token.Paid
         * @static
         * @param {token.Paid.$Properties} message Paid message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        Paid.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.transaction != null && $Object.hasOwnProperty.call(message, "transaction") && message.transaction.length)
                writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.transaction);
            if (message.history != null && message.history.length)
                for (let i = 0; i < message.history.length; ++i)
                    $root.token.Hop.encode(message.history[i], writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a Paid message from the specified reader or buffer.
         * @function decode
         * @memberof token.Paid
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {token.Paid & token.Paid.$Shape} Paid
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        Paid.decode = function (reader, length, _end, _depth, _target) {
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
            message = _target || new $root.token.Paid();
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
                            message.transaction = value;
                        else
                            delete message.transaction;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if (!(message.history && message.history.length))
                            message.history = [];
                        message.history.push($root.token.Hop.decode(reader, reader.size(), $undefined, _depth + 1));
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

        return Paid;
    })();

    token.Recorded = (function() {

        /**
         * Properties of a Recorded.
         * @typedef {Object} token.Recorded.$Properties
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a Recorded.
         * @memberof token
         * @interface IRecorded
         * @augments token.Recorded.$Properties
         * @deprecated Use token.Recorded.$Properties instead.
         */

        /**
         * Shape of a Recorded.
         * @typedef {token.Recorded.$Properties} token.Recorded.$Shape
         */

        /**
         * Constructs a new Recorded.
         * @memberof token
         * @classdesc Represents a Recorded.
         * @constructor
         * @param {token.Recorded.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const Recorded = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * Encodes the specified Recorded message. Does not implicitly {@link token.Recorded.verify|verify} messages.
         * @function encode
         * @memberof token.Recorded
         * @static
         * @param {token.Recorded.$Properties} message Recorded message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        Recorded.encode = function (message, writer, _depth) {
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
         * Decodes a Recorded message from the specified reader or buffer.
         * @function decode
         * @memberof token.Recorded
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {token.Recorded & token.Recorded.$Shape} Recorded
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        Recorded.decode = function (reader, length, _end, _depth, _target) {
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
            message = _target || new $root.token.Recorded();
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

        return Recorded;
    })();

    token.Final = (function() {

        /**
         * Properties of a Final.
         * @typedef {Object} token.Final.$Properties
         * @property {Uint8Array|null} [answer] Final answer
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a Final.
         * @memberof token
         * @interface IFinal
         * @augments token.Final.$Properties
         * @deprecated Use token.Final.$Properties instead.
         */

        /**
         * Shape of a Final.
         * @typedef {token.Final.$Properties} token.Final.$Shape
         */

        /**
         * Constructs a new Final.
         * @memberof token
         * @classdesc Represents a Final.
         * @constructor
         * @param {token.Final.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const Final = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * Final answer.
         * @member {Uint8Array} answer
         * @memberof token.Final
         * @instance
         */
        Final.prototype.answer = $util.newBuffer([]);

        /**
         * Encodes the specified Final message. Does not implicitly {@link token.Final.verify|verify} messages.
         * @function encode
         * @memberof token.Final
         * @static
         * @param {token.Final.$Properties} message Final message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        Final.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.answer != null && $Object.hasOwnProperty.call(message, "answer") && message.answer.length)
                writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.answer);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a Final message from the specified reader or buffer.
         * @function decode
         * @memberof token.Final
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {token.Final & token.Final.$Shape} Final
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        Final.decode = function (reader, length, _end, _depth, _target) {
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
            message = _target || new $root.token.Final();
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

        return Final;
    })();

    token.ToIssuer = (function() {

        /**
         * Properties of a ToIssuer.
         * @typedef {Object} token.ToIssuer.$Properties
         * @property {token.Paid.$Properties|null} [presented] ToIssuer presented
         * @property {token.Final.$Properties|null} [done] ToIssuer done
         * @property {token.Order.$Properties|null} [order] ToIssuer order
         * @property {token.Recorded.$Properties|null} [recorded] ToIssuer recorded
         * @property {"presented"|"done"|"order"|"recorded"} [message] ToIssuer message
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a ToIssuer.
         * @memberof token
         * @interface IToIssuer
         * @augments token.ToIssuer.$Properties
         * @deprecated Use token.ToIssuer.$Properties instead.
         */

        /**
         * Narrowed shape of a ToIssuer.
         * @typedef {{
         *   presented?: token.Paid.$Shape|null;
         *   done?: token.Final.$Shape|null;
         *   order?: token.Order.$Shape|null;
         *   recorded?: token.Recorded.$Shape|null;
         *   $unknowns?: Array.<Uint8Array>;
         * } & (
         *   ({ message?: undefined; presented?: null; done?: null; order?: null; recorded?: null }|{ message?: "presented"; presented: token.Paid.$Shape; done?: null; order?: null; recorded?: null }|{ message?: "done"; presented?: null; done: token.Final.$Shape; order?: null; recorded?: null }|{ message?: "order"; presented?: null; done?: null; order: token.Order.$Shape; recorded?: null }|{ message?: "recorded"; presented?: null; done?: null; order?: null; recorded: token.Recorded.$Shape })
         * )} token.ToIssuer.$Shape
         */

        /**
         * Constructs a new ToIssuer.
         * @memberof token
         * @classdesc Represents a ToIssuer.
         * @constructor
         * @param {token.ToIssuer.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const ToIssuer = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * ToIssuer presented.
         * @member {token.Paid.$Properties|null|undefined} presented
         * @memberof token.ToIssuer
         * @instance
         */
        ToIssuer.prototype.presented = null;

        /**
         * ToIssuer done.
         * @member {token.Final.$Properties|null|undefined} done
         * @memberof token.ToIssuer
         * @instance
         */
        ToIssuer.prototype.done = null;

        /**
         * ToIssuer order.
         * @member {token.Order.$Properties|null|undefined} order
         * @memberof token.ToIssuer
         * @instance
         */
        ToIssuer.prototype.order = null;

        /**
         * ToIssuer recorded.
         * @member {token.Recorded.$Properties|null|undefined} recorded
         * @memberof token.ToIssuer
         * @instance
         */
        ToIssuer.prototype.recorded = null;

        // OneOf field names bound to virtual getters and setters
        let $oneOfFields;

        /**
         * ToIssuer message.
         * @member {"presented"|"done"|"order"|"recorded"|undefined} message
         * @memberof token.ToIssuer
         * @instance
         */
        $Object.defineProperty(ToIssuer.prototype, "message", {
            get: $util.oneOfGetter($oneOfFields = ["presented", "done", "order", "recorded"]),
            set: $util.oneOfSetter($oneOfFields)
        });

        /**
         * Encodes the specified ToIssuer message. Does not implicitly {@link token.ToIssuer.verify|verify} messages.
         * @function encode
         * @memberof token.ToIssuer
         * @static
         * @param {token.ToIssuer.$Properties} message ToIssuer message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        ToIssuer.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.presented != null && $Object.hasOwnProperty.call(message, "presented"))
                $root.token.Paid.encode(message.presented, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
            if (message.done != null && $Object.hasOwnProperty.call(message, "done"))
                $root.token.Final.encode(message.done, writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
            if (message.order != null && $Object.hasOwnProperty.call(message, "order"))
                $root.token.Order.encode(message.order, writer.uint32(/* id 3, wireType 2 =*/26).fork(), _depth + 1).ldelim();
            if (message.recorded != null && $Object.hasOwnProperty.call(message, "recorded"))
                $root.token.Recorded.encode(message.recorded, writer.uint32(/* id 4, wireType 2 =*/34).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a ToIssuer message from the specified reader or buffer.
         * @function decode
         * @memberof token.ToIssuer
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {token.ToIssuer & token.ToIssuer.$Shape} ToIssuer
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        ToIssuer.decode = function (reader, length, _end, _depth, _target) {
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
            message = _target || new $root.token.ToIssuer();
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
                        message.presented = $root.token.Paid.decode(reader, reader.size(), $undefined, _depth + 1, message.presented);
                        message.message = "presented";
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        message.done = $root.token.Final.decode(reader, reader.size(), $undefined, _depth + 1, message.done);
                        message.message = "done";
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        message.order = $root.token.Order.decode(reader, reader.size(), $undefined, _depth + 1, message.order);
                        message.message = "order";
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        message.recorded = $root.token.Recorded.decode(reader, reader.size(), $undefined, _depth + 1, message.recorded);
                        message.message = "recorded";
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

        return ToIssuer;
    })();

    token.ToHolder = (function() {

        /**
         * Properties of a ToHolder.
         * @typedef {Object} token.ToHolder.$Properties
         * @property {token.Agreed.$Properties|null} [agreed] ToHolder agreed
         * @property {token.Paid.$Properties|null} [sold] ToHolder sold
         * @property {token.Final.$Properties|null} [final] ToHolder final
         * @property {"agreed"|"sold"|"final"} [message] ToHolder message
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a ToHolder.
         * @memberof token
         * @interface IToHolder
         * @augments token.ToHolder.$Properties
         * @deprecated Use token.ToHolder.$Properties instead.
         */

        /**
         * Narrowed shape of a ToHolder.
         * @typedef {{
         *   agreed?: token.Agreed.$Shape|null;
         *   sold?: token.Paid.$Shape|null;
         *   final?: token.Final.$Shape|null;
         *   $unknowns?: Array.<Uint8Array>;
         * } & (
         *   ({ message?: undefined; agreed?: null; sold?: null; final?: null }|{ message?: "agreed"; agreed: token.Agreed.$Shape; sold?: null; final?: null }|{ message?: "sold"; agreed?: null; sold: token.Paid.$Shape; final?: null }|{ message?: "final"; agreed?: null; sold?: null; final: token.Final.$Shape })
         * )} token.ToHolder.$Shape
         */

        /**
         * Constructs a new ToHolder.
         * @memberof token
         * @classdesc Represents a ToHolder.
         * @constructor
         * @param {token.ToHolder.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const ToHolder = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * ToHolder agreed.
         * @member {token.Agreed.$Properties|null|undefined} agreed
         * @memberof token.ToHolder
         * @instance
         */
        ToHolder.prototype.agreed = null;

        /**
         * ToHolder sold.
         * @member {token.Paid.$Properties|null|undefined} sold
         * @memberof token.ToHolder
         * @instance
         */
        ToHolder.prototype.sold = null;

        /**
         * ToHolder final.
         * @member {token.Final.$Properties|null|undefined} final
         * @memberof token.ToHolder
         * @instance
         */
        ToHolder.prototype.final = null;

        // OneOf field names bound to virtual getters and setters
        let $oneOfFields;

        /**
         * ToHolder message.
         * @member {"agreed"|"sold"|"final"|undefined} message
         * @memberof token.ToHolder
         * @instance
         */
        $Object.defineProperty(ToHolder.prototype, "message", {
            get: $util.oneOfGetter($oneOfFields = ["agreed", "sold", "final"]),
            set: $util.oneOfSetter($oneOfFields)
        });

        /**
         * Encodes the specified ToHolder message. Does not implicitly {@link token.ToHolder.verify|verify} messages.
         * @function encode
         * @memberof token.ToHolder
         * @static
         * @param {token.ToHolder.$Properties} message ToHolder message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        ToHolder.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.agreed != null && $Object.hasOwnProperty.call(message, "agreed"))
                $root.token.Agreed.encode(message.agreed, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
            if (message.sold != null && $Object.hasOwnProperty.call(message, "sold"))
                $root.token.Paid.encode(message.sold, writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
            if (message.final != null && $Object.hasOwnProperty.call(message, "final"))
                $root.token.Final.encode(message.final, writer.uint32(/* id 3, wireType 2 =*/26).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a ToHolder message from the specified reader or buffer.
         * @function decode
         * @memberof token.ToHolder
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {token.ToHolder & token.ToHolder.$Shape} ToHolder
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        ToHolder.decode = function (reader, length, _end, _depth, _target) {
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
            message = _target || new $root.token.ToHolder();
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
                        message.agreed = $root.token.Agreed.decode(reader, reader.size(), $undefined, _depth + 1, message.agreed);
                        message.message = "agreed";
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        message.sold = $root.token.Paid.decode(reader, reader.size(), $undefined, _depth + 1, message.sold);
                        message.message = "sold";
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        message.final = $root.token.Final.decode(reader, reader.size(), $undefined, _depth + 1, message.final);
                        message.message = "final";
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

        return ToHolder;
    })();

    token.Order = (function() {

        /**
         * Properties of an Order.
         * @typedef {Object} token.Order.$Properties
         * @property {number|null} [amount] Order amount
         * @property {string|null} [reference] Order reference
         * @property {Uint8Array|null} [owner] Order owner
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of an Order.
         * @memberof token
         * @interface IOrder
         * @augments token.Order.$Properties
         * @deprecated Use token.Order.$Properties instead.
         */

        /**
         * Shape of an Order.
         * @typedef {token.Order.$Properties} token.Order.$Shape
         */

        /**
         * Constructs a new Order.
         * @memberof token
         * @classdesc Represents an Order.
         * @constructor
         * @param {token.Order.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const Order = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * Order amount.
         * @member {number} amount
         * @memberof token.Order
         * @instance
         */
        Order.prototype.amount = 0;

        /**
         * Order reference.
         * @member {string} reference
         * @memberof token.Order
         * @instance
         */
        Order.prototype.reference = "";

        /**
         * Order owner.
         * @member {Uint8Array} owner
         * @memberof token.Order
         * @instance
         */
        Order.prototype.owner = $util.newBuffer([]);

        /**
         * Encodes the specified Order message. Does not implicitly {@link token.Order.verify|verify} messages.
         * @function encode
         * @memberof token.Order
         * @static
         * @param {token.Order.$Properties} message Order message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        Order.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.amount != null && $Object.hasOwnProperty.call(message, "amount") && message.amount !== 0)
                writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.amount);
            if (message.reference != null && $Object.hasOwnProperty.call(message, "reference") && message.reference !== "")
                writer.uint32(/* id 2, wireType 2 =*/18).string(message.reference);
            if (message.owner != null && $Object.hasOwnProperty.call(message, "owner") && message.owner.length)
                writer.uint32(/* id 3, wireType 2 =*/26).bytes(message.owner);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes an Order message from the specified reader or buffer.
         * @function decode
         * @memberof token.Order
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {token.Order & token.Order.$Shape} Order
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        Order.decode = function (reader, length, _end, _depth, _target) {
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
            message = _target || new $root.token.Order();
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
                            message.amount = value;
                        else
                            delete message.amount;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.reference = value;
                        else
                            delete message.reference;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.owner = value;
                        else
                            delete message.owner;
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

        return Order;
    })();

    token.Agreed = (function() {

        /**
         * Properties of an Agreed.
         * @typedef {Object} token.Agreed.$Properties
         * @property {Uint8Array|null} [signature] Agreed signature
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of an Agreed.
         * @memberof token
         * @interface IAgreed
         * @augments token.Agreed.$Properties
         * @deprecated Use token.Agreed.$Properties instead.
         */

        /**
         * Shape of an Agreed.
         * @typedef {token.Agreed.$Properties} token.Agreed.$Shape
         */

        /**
         * Constructs a new Agreed.
         * @memberof token
         * @classdesc Represents an Agreed.
         * @constructor
         * @param {token.Agreed.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const Agreed = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * Agreed signature.
         * @member {Uint8Array} signature
         * @memberof token.Agreed
         * @instance
         */
        Agreed.prototype.signature = $util.newBuffer([]);

        /**
         * Encodes the specified Agreed message. Does not implicitly {@link token.Agreed.verify|verify} messages.
         * @function encode
         * @memberof token.Agreed
         * @static
         * @param {token.Agreed.$Properties} message Agreed message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        Agreed.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.signature != null && $Object.hasOwnProperty.call(message, "signature") && message.signature.length)
                writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.signature);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes an Agreed message from the specified reader or buffer.
         * @function decode
         * @memberof token.Agreed
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {token.Agreed & token.Agreed.$Shape} Agreed
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        Agreed.decode = function (reader, length, _end, _depth, _target) {
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
            message = _target || new $root.token.Agreed();
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

        return Agreed;
    })();

    return token;
})();

export {
  $root as default
};
