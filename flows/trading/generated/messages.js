/*eslint-disable block-scoped-var, id-length, no-control-regex, no-magic-numbers, no-mixed-operators, no-prototype-builtins, no-redeclare, no-shadow, no-var, sort-vars, default-case, jsdoc/require-param*/
import $protobuf from "protobufjs/minimal.js";

// Common aliases
const $Reader = $protobuf.Reader, $Writer = $protobuf.Writer, $util = $protobuf.util;
const $Object = $util.global.Object, $undefined = $util.global.undefined, $Error = $util.global.Error, $RangeError = $util.global.RangeError;

// Exported root namespace
const $root = $protobuf.roots["flows_trading"] || ($protobuf.roots["flows_trading"] = {});

export const trading = $root.trading = (() => {

    /**
     * Namespace trading.
     * @exports trading
     * @namespace
     */
    const trading = {};

    trading.ToBuyer = (function() {

        /**
         * Properties of a ToBuyer.
         * @typedef {Object} trading.ToBuyer.$Properties
         * @property {trading.KeyList.$Properties|null} [keyList] ToBuyer keyList
         * @property {trading.Offered.$Properties|null} [offered] ToBuyer offered
         * @property {trading.Revealed.$Properties|null} [revealed] ToBuyer revealed
         * @property {trading.Settle.$Properties|null} [settle] ToBuyer settle
         * @property {trading.Stopped.$Properties|null} [stopped] ToBuyer stopped
         * @property {"keyList"|"offered"|"revealed"|"settle"|"stopped"} [message] ToBuyer message
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a ToBuyer.
         * @memberof trading
         * @interface IToBuyer
         * @augments trading.ToBuyer.$Properties
         * @deprecated Use trading.ToBuyer.$Properties instead.
         */

        /**
         * Narrowed shape of a ToBuyer.
         * @typedef {{
         *   keyList?: trading.KeyList.$Shape|null;
         *   offered?: trading.Offered.$Shape|null;
         *   revealed?: trading.Revealed.$Shape|null;
         *   settle?: trading.Settle.$Shape|null;
         *   stopped?: trading.Stopped.$Shape|null;
         *   $unknowns?: Array.<Uint8Array>;
         * } & (
         *   ({ message?: undefined; keyList?: null; offered?: null; revealed?: null; settle?: null; stopped?: null }|{ message?: "keyList"; keyList: trading.KeyList.$Shape; offered?: null; revealed?: null; settle?: null; stopped?: null }|{ message?: "offered"; keyList?: null; offered: trading.Offered.$Shape; revealed?: null; settle?: null; stopped?: null }|{ message?: "revealed"; keyList?: null; offered?: null; revealed: trading.Revealed.$Shape; settle?: null; stopped?: null }|{ message?: "settle"; keyList?: null; offered?: null; revealed?: null; settle: trading.Settle.$Shape; stopped?: null }|{ message?: "stopped"; keyList?: null; offered?: null; revealed?: null; settle?: null; stopped: trading.Stopped.$Shape })
         * )} trading.ToBuyer.$Shape
         */

        /**
         * Constructs a new ToBuyer.
         * @memberof trading
         * @classdesc Represents a ToBuyer.
         * @constructor
         * @param {trading.ToBuyer.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const ToBuyer = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * ToBuyer keyList.
         * @member {trading.KeyList.$Properties|null|undefined} keyList
         * @memberof trading.ToBuyer
         * @instance
         */
        ToBuyer.prototype.keyList = null;

        /**
         * ToBuyer offered.
         * @member {trading.Offered.$Properties|null|undefined} offered
         * @memberof trading.ToBuyer
         * @instance
         */
        ToBuyer.prototype.offered = null;

        /**
         * ToBuyer revealed.
         * @member {trading.Revealed.$Properties|null|undefined} revealed
         * @memberof trading.ToBuyer
         * @instance
         */
        ToBuyer.prototype.revealed = null;

        /**
         * ToBuyer settle.
         * @member {trading.Settle.$Properties|null|undefined} settle
         * @memberof trading.ToBuyer
         * @instance
         */
        ToBuyer.prototype.settle = null;

        /**
         * ToBuyer stopped.
         * @member {trading.Stopped.$Properties|null|undefined} stopped
         * @memberof trading.ToBuyer
         * @instance
         */
        ToBuyer.prototype.stopped = null;

        // OneOf field names bound to virtual getters and setters
        let $oneOfFields;

        /**
         * ToBuyer message.
         * @member {"keyList"|"offered"|"revealed"|"settle"|"stopped"|undefined} message
         * @memberof trading.ToBuyer
         * @instance
         */
        $Object.defineProperty(ToBuyer.prototype, "message", {
            get: $util.oneOfGetter($oneOfFields = ["keyList", "offered", "revealed", "settle", "stopped"]),
            set: $util.oneOfSetter($oneOfFields)
        });

        /**
         * Encodes the specified ToBuyer message. Does not implicitly {@link trading.ToBuyer.verify|verify} messages.
         * @function encode
         * @memberof trading.ToBuyer
         * @static
         * @param {trading.ToBuyer.$Properties} message ToBuyer message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        ToBuyer.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.keyList != null && $Object.hasOwnProperty.call(message, "keyList"))
                $root.trading.KeyList.encode(message.keyList, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
            if (message.offered != null && $Object.hasOwnProperty.call(message, "offered"))
                $root.trading.Offered.encode(message.offered, writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
            if (message.revealed != null && $Object.hasOwnProperty.call(message, "revealed"))
                $root.trading.Revealed.encode(message.revealed, writer.uint32(/* id 3, wireType 2 =*/26).fork(), _depth + 1).ldelim();
            if (message.settle != null && $Object.hasOwnProperty.call(message, "settle"))
                $root.trading.Settle.encode(message.settle, writer.uint32(/* id 4, wireType 2 =*/34).fork(), _depth + 1).ldelim();
            if (message.stopped != null && $Object.hasOwnProperty.call(message, "stopped"))
                $root.trading.Stopped.encode(message.stopped, writer.uint32(/* id 5, wireType 2 =*/42).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a ToBuyer message from the specified reader or buffer.
         * @function decode
         * @memberof trading.ToBuyer
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {trading.ToBuyer & trading.ToBuyer.$Shape} ToBuyer
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        ToBuyer.decode = function (reader, length, _end, _depth, _target) {
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
            message = _target || new $root.trading.ToBuyer();
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
                        message.keyList = $root.trading.KeyList.decode(reader, reader.size(), $undefined, _depth + 1, message.keyList);
                        message.message = "keyList";
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        message.offered = $root.trading.Offered.decode(reader, reader.size(), $undefined, _depth + 1, message.offered);
                        message.message = "offered";
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        message.revealed = $root.trading.Revealed.decode(reader, reader.size(), $undefined, _depth + 1, message.revealed);
                        message.message = "revealed";
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        message.settle = $root.trading.Settle.decode(reader, reader.size(), $undefined, _depth + 1, message.settle);
                        message.message = "settle";
                        continue;
                    }
                case 5: {
                        if (wireType !== 2)
                            break;
                        message.stopped = $root.trading.Stopped.decode(reader, reader.size(), $undefined, _depth + 1, message.stopped);
                        message.message = "stopped";
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

        return ToBuyer;
    })();

    trading.ToSeller = (function() {

        /**
         * Properties of a ToSeller.
         * @typedef {Object} trading.ToSeller.$Properties
         * @property {trading.Purchase.$Properties|null} [purchase] ToSeller purchase
         * @property {trading.Locked.$Properties|null} [locked] ToSeller locked
         * @property {trading.Settled.$Properties|null} [settled] ToSeller settled
         * @property {trading.Refused.$Properties|null} [refused] ToSeller refused
         * @property {trading.Attested.$Properties|null} [attested] ToSeller attested
         * @property {"purchase"|"locked"|"settled"|"refused"|"attested"} [message] ToSeller message
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a ToSeller.
         * @memberof trading
         * @interface IToSeller
         * @augments trading.ToSeller.$Properties
         * @deprecated Use trading.ToSeller.$Properties instead.
         */

        /**
         * Narrowed shape of a ToSeller.
         * @typedef {{
         *   purchase?: trading.Purchase.$Shape|null;
         *   locked?: trading.Locked.$Shape|null;
         *   settled?: trading.Settled.$Shape|null;
         *   refused?: trading.Refused.$Shape|null;
         *   attested?: trading.Attested.$Shape|null;
         *   $unknowns?: Array.<Uint8Array>;
         * } & (
         *   ({ message?: undefined; purchase?: null; locked?: null; settled?: null; refused?: null; attested?: null }|{ message?: "purchase"; purchase: trading.Purchase.$Shape; locked?: null; settled?: null; refused?: null; attested?: null }|{ message?: "locked"; purchase?: null; locked: trading.Locked.$Shape; settled?: null; refused?: null; attested?: null }|{ message?: "settled"; purchase?: null; locked?: null; settled: trading.Settled.$Shape; refused?: null; attested?: null }|{ message?: "refused"; purchase?: null; locked?: null; settled?: null; refused: trading.Refused.$Shape; attested?: null }|{ message?: "attested"; purchase?: null; locked?: null; settled?: null; refused?: null; attested: trading.Attested.$Shape })
         * )} trading.ToSeller.$Shape
         */

        /**
         * Constructs a new ToSeller.
         * @memberof trading
         * @classdesc Represents a ToSeller.
         * @constructor
         * @param {trading.ToSeller.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const ToSeller = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * ToSeller purchase.
         * @member {trading.Purchase.$Properties|null|undefined} purchase
         * @memberof trading.ToSeller
         * @instance
         */
        ToSeller.prototype.purchase = null;

        /**
         * ToSeller locked.
         * @member {trading.Locked.$Properties|null|undefined} locked
         * @memberof trading.ToSeller
         * @instance
         */
        ToSeller.prototype.locked = null;

        /**
         * ToSeller settled.
         * @member {trading.Settled.$Properties|null|undefined} settled
         * @memberof trading.ToSeller
         * @instance
         */
        ToSeller.prototype.settled = null;

        /**
         * ToSeller refused.
         * @member {trading.Refused.$Properties|null|undefined} refused
         * @memberof trading.ToSeller
         * @instance
         */
        ToSeller.prototype.refused = null;

        /**
         * ToSeller attested.
         * @member {trading.Attested.$Properties|null|undefined} attested
         * @memberof trading.ToSeller
         * @instance
         */
        ToSeller.prototype.attested = null;

        // OneOf field names bound to virtual getters and setters
        let $oneOfFields;

        /**
         * ToSeller message.
         * @member {"purchase"|"locked"|"settled"|"refused"|"attested"|undefined} message
         * @memberof trading.ToSeller
         * @instance
         */
        $Object.defineProperty(ToSeller.prototype, "message", {
            get: $util.oneOfGetter($oneOfFields = ["purchase", "locked", "settled", "refused", "attested"]),
            set: $util.oneOfSetter($oneOfFields)
        });

        /**
         * Encodes the specified ToSeller message. Does not implicitly {@link trading.ToSeller.verify|verify} messages.
         * @function encode
         * @memberof trading.ToSeller
         * @static
         * @param {trading.ToSeller.$Properties} message ToSeller message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        ToSeller.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.purchase != null && $Object.hasOwnProperty.call(message, "purchase"))
                $root.trading.Purchase.encode(message.purchase, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
            if (message.locked != null && $Object.hasOwnProperty.call(message, "locked"))
                $root.trading.Locked.encode(message.locked, writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
            if (message.settled != null && $Object.hasOwnProperty.call(message, "settled"))
                $root.trading.Settled.encode(message.settled, writer.uint32(/* id 3, wireType 2 =*/26).fork(), _depth + 1).ldelim();
            if (message.refused != null && $Object.hasOwnProperty.call(message, "refused"))
                $root.trading.Refused.encode(message.refused, writer.uint32(/* id 4, wireType 2 =*/34).fork(), _depth + 1).ldelim();
            if (message.attested != null && $Object.hasOwnProperty.call(message, "attested"))
                $root.trading.Attested.encode(message.attested, writer.uint32(/* id 5, wireType 2 =*/42).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a ToSeller message from the specified reader or buffer.
         * @function decode
         * @memberof trading.ToSeller
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {trading.ToSeller & trading.ToSeller.$Shape} ToSeller
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        ToSeller.decode = function (reader, length, _end, _depth, _target) {
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
            message = _target || new $root.trading.ToSeller();
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
                        message.purchase = $root.trading.Purchase.decode(reader, reader.size(), $undefined, _depth + 1, message.purchase);
                        message.message = "purchase";
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        message.locked = $root.trading.Locked.decode(reader, reader.size(), $undefined, _depth + 1, message.locked);
                        message.message = "locked";
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        message.settled = $root.trading.Settled.decode(reader, reader.size(), $undefined, _depth + 1, message.settled);
                        message.message = "settled";
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        message.refused = $root.trading.Refused.decode(reader, reader.size(), $undefined, _depth + 1, message.refused);
                        message.message = "refused";
                        continue;
                    }
                case 5: {
                        if (wireType !== 2)
                            break;
                        message.attested = $root.trading.Attested.decode(reader, reader.size(), $undefined, _depth + 1, message.attested);
                        message.message = "attested";
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

        return ToSeller;
    })();

    trading.KeyList = (function() {

        /**
         * Properties of a KeyList.
         * @typedef {Object} trading.KeyList.$Properties
         * @property {Uint8Array|null} [query] KeyList query
         * @property {Array.<trading.DataSet.$Properties>|null} [sets] KeyList sets
         * @property {Uint8Array|null} [padding] KeyList padding
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a KeyList.
         * @memberof trading
         * @interface IKeyList
         * @augments trading.KeyList.$Properties
         * @deprecated Use trading.KeyList.$Properties instead.
         */

        /**
         * Shape of a KeyList.
         * @typedef {trading.KeyList.$Properties} trading.KeyList.$Shape
         */

        /**
         * Constructs a new KeyList.
         * @memberof trading
         * @classdesc Represents a KeyList.
         * @constructor
         * @param {trading.KeyList.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const KeyList = function (properties) {
            this.sets = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * KeyList query.
         * @member {Uint8Array} query
         * @memberof trading.KeyList
         * @instance
         */
        KeyList.prototype.query = $util.newBuffer([]);

        /**
         * KeyList sets.
         * @member {Array.<trading.DataSet.$Properties>} sets
         * @memberof trading.KeyList
         * @instance
         */
        KeyList.prototype.sets = $util.emptyArray;

        /**
         * KeyList padding.
         * @member {Uint8Array} padding
         * @memberof trading.KeyList
         * @instance
         */
        KeyList.prototype.padding = $util.newBuffer([]);

        /**
         * Encodes the specified KeyList message. Does not implicitly {@link trading.KeyList.verify|verify} messages.
         * @function encode
         * @memberof trading.KeyList
         * @static
         * @param {trading.KeyList.$Properties} message KeyList message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        KeyList.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.query != null && $Object.hasOwnProperty.call(message, "query") && message.query.length)
                writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.query);
            if (message.sets != null && message.sets.length)
                for (let i = 0; i < message.sets.length; ++i)
                    $root.trading.DataSet.encode(message.sets[i], writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
            if (message.padding != null && $Object.hasOwnProperty.call(message, "padding") && message.padding.length)
                writer.uint32(/* id 3, wireType 2 =*/26).bytes(message.padding);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a KeyList message from the specified reader or buffer.
         * @function decode
         * @memberof trading.KeyList
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {trading.KeyList & trading.KeyList.$Shape} KeyList
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        KeyList.decode = function (reader, length, _end, _depth, _target) {
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
            message = _target || new $root.trading.KeyList();
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
                        if (!(message.sets && message.sets.length))
                            message.sets = [];
                        message.sets.push($root.trading.DataSet.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.padding = value;
                        else
                            delete message.padding;
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

        return KeyList;
    })();

    trading.DataSet = (function() {

        /**
         * Properties of a DataSet.
         * @typedef {Object} trading.DataSet.$Properties
         * @property {number|null} [criterion] DataSet criterion
         * @property {number|null} [count] DataSet count
         * @property {number|null} [from] DataSet from
         * @property {number|null} [until] DataSet until
         * @property {number|null} [coverage] DataSet coverage
         * @property {number|null} [hospital] DataSet hospital
         * @property {number|null} [device] DataSet device
         * @property {number|null} [selfReported] DataSet selfReported
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a DataSet.
         * @memberof trading
         * @interface IDataSet
         * @augments trading.DataSet.$Properties
         * @deprecated Use trading.DataSet.$Properties instead.
         */

        /**
         * Shape of a DataSet.
         * @typedef {trading.DataSet.$Properties} trading.DataSet.$Shape
         */

        /**
         * Constructs a new DataSet.
         * @memberof trading
         * @classdesc Represents a DataSet.
         * @constructor
         * @param {trading.DataSet.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const DataSet = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * DataSet criterion.
         * @member {number} criterion
         * @memberof trading.DataSet
         * @instance
         */
        DataSet.prototype.criterion = 0;

        /**
         * DataSet count.
         * @member {number} count
         * @memberof trading.DataSet
         * @instance
         */
        DataSet.prototype.count = 0;

        /**
         * DataSet from.
         * @member {number} from
         * @memberof trading.DataSet
         * @instance
         */
        DataSet.prototype.from = 0;

        /**
         * DataSet until.
         * @member {number} until
         * @memberof trading.DataSet
         * @instance
         */
        DataSet.prototype.until = 0;

        /**
         * DataSet coverage.
         * @member {number} coverage
         * @memberof trading.DataSet
         * @instance
         */
        DataSet.prototype.coverage = 0;

        /**
         * DataSet hospital.
         * @member {number} hospital
         * @memberof trading.DataSet
         * @instance
         */
        DataSet.prototype.hospital = 0;

        /**
         * DataSet device.
         * @member {number} device
         * @memberof trading.DataSet
         * @instance
         */
        DataSet.prototype.device = 0;

        /**
         * DataSet selfReported.
         * @member {number} selfReported
         * @memberof trading.DataSet
         * @instance
         */
        DataSet.prototype.selfReported = 0;

        /**
         * Encodes the specified DataSet message. Does not implicitly {@link trading.DataSet.verify|verify} messages.
         * @function encode
         * @memberof trading.DataSet
         * @static
         * @param {trading.DataSet.$Properties} message DataSet message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        DataSet.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.criterion != null && $Object.hasOwnProperty.call(message, "criterion") && message.criterion !== 0)
                writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.criterion);
            if (message.count != null && $Object.hasOwnProperty.call(message, "count") && message.count !== 0)
                writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.count);
            if (message.from != null && $Object.hasOwnProperty.call(message, "from") && message.from !== 0)
                writer.uint32(/* id 3, wireType 0 =*/24).sint32(message.from);
            if (message.until != null && $Object.hasOwnProperty.call(message, "until") && message.until !== 0)
                writer.uint32(/* id 4, wireType 0 =*/32).sint32(message.until);
            if (message.coverage != null && $Object.hasOwnProperty.call(message, "coverage") && message.coverage !== 0)
                writer.uint32(/* id 5, wireType 0 =*/40).uint32(message.coverage);
            if (message.hospital != null && $Object.hasOwnProperty.call(message, "hospital") && message.hospital !== 0)
                writer.uint32(/* id 6, wireType 0 =*/48).uint32(message.hospital);
            if (message.device != null && $Object.hasOwnProperty.call(message, "device") && message.device !== 0)
                writer.uint32(/* id 7, wireType 0 =*/56).uint32(message.device);
            if (message.selfReported != null && $Object.hasOwnProperty.call(message, "selfReported") && message.selfReported !== 0)
                writer.uint32(/* id 8, wireType 0 =*/64).uint32(message.selfReported);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a DataSet message from the specified reader or buffer.
         * @function decode
         * @memberof trading.DataSet
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {trading.DataSet & trading.DataSet.$Shape} DataSet
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        DataSet.decode = function (reader, length, _end, _depth, _target) {
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
            message = _target || new $root.trading.DataSet();
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
                            message.criterion = value;
                        else
                            delete message.criterion;
                        continue;
                    }
                case 2: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.count = value;
                        else
                            delete message.count;
                        continue;
                    }
                case 3: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.sint32())
                            message.from = value;
                        else
                            delete message.from;
                        continue;
                    }
                case 4: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.sint32())
                            message.until = value;
                        else
                            delete message.until;
                        continue;
                    }
                case 5: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.coverage = value;
                        else
                            delete message.coverage;
                        continue;
                    }
                case 6: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.hospital = value;
                        else
                            delete message.hospital;
                        continue;
                    }
                case 7: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.device = value;
                        else
                            delete message.device;
                        continue;
                    }
                case 8: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.selfReported = value;
                        else
                            delete message.selfReported;
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

        return DataSet;
    })();

    trading.Purchase = (function() {

        /**
         * Properties of a Purchase.
         * @typedef {Object} trading.Purchase.$Properties
         * @property {Uint8Array|null} [order] Purchase order
         * @property {Uint8Array|null} [issuer] Purchase issuer
         * @property {string|null} [notary] Purchase notary
         * @property {number|null} [release] Purchase release
         * @property {Uint8Array|null} [dealing] Purchase dealing
         * @property {boolean|null} [followUp] Purchase followUp
         * @property {Uint8Array|null} [seal] Purchase seal
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a Purchase.
         * @memberof trading
         * @interface IPurchase
         * @augments trading.Purchase.$Properties
         * @deprecated Use trading.Purchase.$Properties instead.
         */

        /**
         * Shape of a Purchase.
         * @typedef {trading.Purchase.$Properties} trading.Purchase.$Shape
         */

        /**
         * Constructs a new Purchase.
         * @memberof trading
         * @classdesc Represents a Purchase.
         * @constructor
         * @param {trading.Purchase.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const Purchase = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * Purchase order.
         * @member {Uint8Array} order
         * @memberof trading.Purchase
         * @instance
         */
        Purchase.prototype.order = $util.newBuffer([]);

        /**
         * Purchase issuer.
         * @member {Uint8Array} issuer
         * @memberof trading.Purchase
         * @instance
         */
        Purchase.prototype.issuer = $util.newBuffer([]);

        /**
         * Purchase notary.
         * @member {string} notary
         * @memberof trading.Purchase
         * @instance
         */
        Purchase.prototype.notary = "";

        /**
         * Purchase release.
         * @member {number} release
         * @memberof trading.Purchase
         * @instance
         */
        Purchase.prototype.release = 0;

        /**
         * Purchase dealing.
         * @member {Uint8Array} dealing
         * @memberof trading.Purchase
         * @instance
         */
        Purchase.prototype.dealing = $util.newBuffer([]);

        /**
         * Purchase followUp.
         * @member {boolean} followUp
         * @memberof trading.Purchase
         * @instance
         */
        Purchase.prototype.followUp = false;

        /**
         * Purchase seal.
         * @member {Uint8Array} seal
         * @memberof trading.Purchase
         * @instance
         */
        Purchase.prototype.seal = $util.newBuffer([]);

        /**
         * Encodes the specified Purchase message. Does not implicitly {@link trading.Purchase.verify|verify} messages.
         * @function encode
         * @memberof trading.Purchase
         * @static
         * @param {trading.Purchase.$Properties} message Purchase message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        Purchase.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.order != null && $Object.hasOwnProperty.call(message, "order") && message.order.length)
                writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.order);
            if (message.issuer != null && $Object.hasOwnProperty.call(message, "issuer") && message.issuer.length)
                writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.issuer);
            if (message.notary != null && $Object.hasOwnProperty.call(message, "notary") && message.notary !== "")
                writer.uint32(/* id 3, wireType 2 =*/26).string(message.notary);
            if (message.release != null && $Object.hasOwnProperty.call(message, "release") && message.release !== 0)
                writer.uint32(/* id 4, wireType 0 =*/32).uint32(message.release);
            if (message.dealing != null && $Object.hasOwnProperty.call(message, "dealing") && message.dealing.length)
                writer.uint32(/* id 5, wireType 2 =*/42).bytes(message.dealing);
            if (message.followUp != null && $Object.hasOwnProperty.call(message, "followUp") && message.followUp !== false)
                writer.uint32(/* id 6, wireType 0 =*/48).bool(message.followUp);
            if (message.seal != null && $Object.hasOwnProperty.call(message, "seal") && message.seal.length)
                writer.uint32(/* id 7, wireType 2 =*/58).bytes(message.seal);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a Purchase message from the specified reader or buffer.
         * @function decode
         * @memberof trading.Purchase
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {trading.Purchase & trading.Purchase.$Shape} Purchase
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        Purchase.decode = function (reader, length, _end, _depth, _target) {
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
            message = _target || new $root.trading.Purchase();
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
                            message.order = value;
                        else
                            delete message.order;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.issuer = value;
                        else
                            delete message.issuer;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.notary = value;
                        else
                            delete message.notary;
                        continue;
                    }
                case 4: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.release = value;
                        else
                            delete message.release;
                        continue;
                    }
                case 5: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.dealing = value;
                        else
                            delete message.dealing;
                        continue;
                    }
                case 6: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.bool())
                            message.followUp = value;
                        else
                            delete message.followUp;
                        continue;
                    }
                case 7: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.seal = value;
                        else
                            delete message.seal;
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

        return Purchase;
    })();

    trading.Stopped = (function() {

        /**
         * Properties of a Stopped.
         * @typedef {Object} trading.Stopped.$Properties
         * @property {string|null} [why] Stopped why
         * @property {string|null} [code] Stopped code
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a Stopped.
         * @memberof trading
         * @interface IStopped
         * @augments trading.Stopped.$Properties
         * @deprecated Use trading.Stopped.$Properties instead.
         */

        /**
         * Shape of a Stopped.
         * @typedef {trading.Stopped.$Properties} trading.Stopped.$Shape
         */

        /**
         * Constructs a new Stopped.
         * @memberof trading
         * @classdesc Represents a Stopped.
         * @constructor
         * @param {trading.Stopped.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const Stopped = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * Stopped why.
         * @member {string} why
         * @memberof trading.Stopped
         * @instance
         */
        Stopped.prototype.why = "";

        /**
         * Stopped code.
         * @member {string} code
         * @memberof trading.Stopped
         * @instance
         */
        Stopped.prototype.code = "";

        /**
         * Encodes the specified Stopped message. Does not implicitly {@link trading.Stopped.verify|verify} messages.
         * @function encode
         * @memberof trading.Stopped
         * @static
         * @param {trading.Stopped.$Properties} message Stopped message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        Stopped.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.why != null && $Object.hasOwnProperty.call(message, "why") && message.why !== "")
                writer.uint32(/* id 1, wireType 2 =*/10).string(message.why);
            if (message.code != null && $Object.hasOwnProperty.call(message, "code") && message.code !== "")
                writer.uint32(/* id 2, wireType 2 =*/18).string(message.code);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a Stopped message from the specified reader or buffer.
         * @function decode
         * @memberof trading.Stopped
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {trading.Stopped & trading.Stopped.$Shape} Stopped
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        Stopped.decode = function (reader, length, _end, _depth, _target) {
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
            message = _target || new $root.trading.Stopped();
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
                            message.why = value;
                        else
                            delete message.why;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
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

        return Stopped;
    })();

    trading.BuyerKeys = (function() {

        /**
         * Properties of a BuyerKeys.
         * @typedef {Object} trading.BuyerKeys.$Properties
         * @property {Uint8Array|null} [claim] BuyerKeys claim
         * @property {Uint8Array|null} [refund] BuyerKeys refund
         * @property {Uint8Array|null} [settle] BuyerKeys settle
         * @property {Array.<Uint8Array>|null} [dispute] BuyerKeys dispute
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a BuyerKeys.
         * @memberof trading
         * @interface IBuyerKeys
         * @augments trading.BuyerKeys.$Properties
         * @deprecated Use trading.BuyerKeys.$Properties instead.
         */

        /**
         * Shape of a BuyerKeys.
         * @typedef {trading.BuyerKeys.$Properties} trading.BuyerKeys.$Shape
         */

        /**
         * Constructs a new BuyerKeys.
         * @memberof trading
         * @classdesc Represents a BuyerKeys.
         * @constructor
         * @param {trading.BuyerKeys.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const BuyerKeys = function (properties) {
            this.dispute = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * BuyerKeys claim.
         * @member {Uint8Array} claim
         * @memberof trading.BuyerKeys
         * @instance
         */
        BuyerKeys.prototype.claim = $util.newBuffer([]);

        /**
         * BuyerKeys refund.
         * @member {Uint8Array} refund
         * @memberof trading.BuyerKeys
         * @instance
         */
        BuyerKeys.prototype.refund = $util.newBuffer([]);

        /**
         * BuyerKeys settle.
         * @member {Uint8Array} settle
         * @memberof trading.BuyerKeys
         * @instance
         */
        BuyerKeys.prototype.settle = $util.newBuffer([]);

        /**
         * BuyerKeys dispute.
         * @member {Array.<Uint8Array>} dispute
         * @memberof trading.BuyerKeys
         * @instance
         */
        BuyerKeys.prototype.dispute = $util.emptyArray;

        /**
         * Encodes the specified BuyerKeys message. Does not implicitly {@link trading.BuyerKeys.verify|verify} messages.
         * @function encode
         * @memberof trading.BuyerKeys
         * @static
         * @param {trading.BuyerKeys.$Properties} message BuyerKeys message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        BuyerKeys.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.claim != null && $Object.hasOwnProperty.call(message, "claim") && message.claim.length)
                writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.claim);
            if (message.refund != null && $Object.hasOwnProperty.call(message, "refund") && message.refund.length)
                writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.refund);
            if (message.settle != null && $Object.hasOwnProperty.call(message, "settle") && message.settle.length)
                writer.uint32(/* id 3, wireType 2 =*/26).bytes(message.settle);
            if (message.dispute != null && message.dispute.length)
                for (let i = 0; i < message.dispute.length; ++i)
                    writer.uint32(/* id 4, wireType 2 =*/34).bytes(message.dispute[i]);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a BuyerKeys message from the specified reader or buffer.
         * @function decode
         * @memberof trading.BuyerKeys
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {trading.BuyerKeys & trading.BuyerKeys.$Shape} BuyerKeys
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        BuyerKeys.decode = function (reader, length, _end, _depth, _target) {
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
            message = _target || new $root.trading.BuyerKeys();
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
                            message.claim = value;
                        else
                            delete message.claim;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.refund = value;
                        else
                            delete message.refund;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.settle = value;
                        else
                            delete message.settle;
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        if (!(message.dispute && message.dispute.length))
                            message.dispute = [];
                        message.dispute.push(reader.bytes());
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

        return BuyerKeys;
    })();

    trading.Offered = (function() {

        /**
         * Properties of an Offered.
         * @typedef {Object} trading.Offered.$Properties
         * @property {trading.Consent.$Properties|null} [consent] Offered consent
         * @property {Uint8Array|null} [offer] Offered offer
         * @property {Array.<trading.Origin.$Properties>|null} [origins] Offered origins
         * @property {trading.SellerKeys.$Properties|null} [keys] Offered keys
         * @property {Uint8Array|null} [drawn] Offered drawn
         * @property {number|null} [lot] Offered lot
         * @property {number|null} [lots] Offered lots
         * @property {string|null} [sex] Offered sex
         * @property {number|null} [age] Offered age
         * @property {trading.Basis.$Properties|null} [basis] Offered basis
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of an Offered.
         * @memberof trading
         * @interface IOffered
         * @augments trading.Offered.$Properties
         * @deprecated Use trading.Offered.$Properties instead.
         */

        /**
         * Shape of an Offered.
         * @typedef {trading.Offered.$Properties} trading.Offered.$Shape
         */

        /**
         * Constructs a new Offered.
         * @memberof trading
         * @classdesc Represents an Offered.
         * @constructor
         * @param {trading.Offered.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const Offered = function (properties) {
            this.origins = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * Offered consent.
         * @member {trading.Consent.$Properties|null|undefined} consent
         * @memberof trading.Offered
         * @instance
         */
        Offered.prototype.consent = null;

        /**
         * Offered offer.
         * @member {Uint8Array} offer
         * @memberof trading.Offered
         * @instance
         */
        Offered.prototype.offer = $util.newBuffer([]);

        /**
         * Offered origins.
         * @member {Array.<trading.Origin.$Properties>} origins
         * @memberof trading.Offered
         * @instance
         */
        Offered.prototype.origins = $util.emptyArray;

        /**
         * Offered keys.
         * @member {trading.SellerKeys.$Properties|null|undefined} keys
         * @memberof trading.Offered
         * @instance
         */
        Offered.prototype.keys = null;

        /**
         * Offered drawn.
         * @member {Uint8Array} drawn
         * @memberof trading.Offered
         * @instance
         */
        Offered.prototype.drawn = $util.newBuffer([]);

        /**
         * Offered lot.
         * @member {number} lot
         * @memberof trading.Offered
         * @instance
         */
        Offered.prototype.lot = 0;

        /**
         * Offered lots.
         * @member {number} lots
         * @memberof trading.Offered
         * @instance
         */
        Offered.prototype.lots = 0;

        /**
         * Offered sex.
         * @member {string} sex
         * @memberof trading.Offered
         * @instance
         */
        Offered.prototype.sex = "";

        /**
         * Offered age.
         * @member {number} age
         * @memberof trading.Offered
         * @instance
         */
        Offered.prototype.age = 0;

        /**
         * Offered basis.
         * @member {trading.Basis.$Properties|null|undefined} basis
         * @memberof trading.Offered
         * @instance
         */
        Offered.prototype.basis = null;

        /**
         * Encodes the specified Offered message. Does not implicitly {@link trading.Offered.verify|verify} messages.
         * @function encode
         * @memberof trading.Offered
         * @static
         * @param {trading.Offered.$Properties} message Offered message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        Offered.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.consent != null && $Object.hasOwnProperty.call(message, "consent"))
                $root.trading.Consent.encode(message.consent, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
            if (message.offer != null && $Object.hasOwnProperty.call(message, "offer") && message.offer.length)
                writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.offer);
            if (message.origins != null && message.origins.length)
                for (let i = 0; i < message.origins.length; ++i)
                    $root.trading.Origin.encode(message.origins[i], writer.uint32(/* id 3, wireType 2 =*/26).fork(), _depth + 1).ldelim();
            if (message.keys != null && $Object.hasOwnProperty.call(message, "keys"))
                $root.trading.SellerKeys.encode(message.keys, writer.uint32(/* id 4, wireType 2 =*/34).fork(), _depth + 1).ldelim();
            if (message.drawn != null && $Object.hasOwnProperty.call(message, "drawn") && message.drawn.length)
                writer.uint32(/* id 5, wireType 2 =*/42).bytes(message.drawn);
            if (message.lot != null && $Object.hasOwnProperty.call(message, "lot") && message.lot !== 0)
                writer.uint32(/* id 6, wireType 0 =*/48).uint32(message.lot);
            if (message.lots != null && $Object.hasOwnProperty.call(message, "lots") && message.lots !== 0)
                writer.uint32(/* id 7, wireType 0 =*/56).uint32(message.lots);
            if (message.sex != null && $Object.hasOwnProperty.call(message, "sex") && message.sex !== "")
                writer.uint32(/* id 8, wireType 2 =*/66).string(message.sex);
            if (message.age != null && $Object.hasOwnProperty.call(message, "age") && message.age !== 0)
                writer.uint32(/* id 9, wireType 0 =*/72).sint32(message.age);
            if (message.basis != null && $Object.hasOwnProperty.call(message, "basis"))
                $root.trading.Basis.encode(message.basis, writer.uint32(/* id 10, wireType 2 =*/82).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes an Offered message from the specified reader or buffer.
         * @function decode
         * @memberof trading.Offered
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {trading.Offered & trading.Offered.$Shape} Offered
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        Offered.decode = function (reader, length, _end, _depth, _target) {
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
            message = _target || new $root.trading.Offered();
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
                        message.consent = $root.trading.Consent.decode(reader, reader.size(), $undefined, _depth + 1, message.consent);
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.offer = value;
                        else
                            delete message.offer;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if (!(message.origins && message.origins.length))
                            message.origins = [];
                        message.origins.push($root.trading.Origin.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        message.keys = $root.trading.SellerKeys.decode(reader, reader.size(), $undefined, _depth + 1, message.keys);
                        continue;
                    }
                case 5: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.drawn = value;
                        else
                            delete message.drawn;
                        continue;
                    }
                case 6: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.lot = value;
                        else
                            delete message.lot;
                        continue;
                    }
                case 7: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.lots = value;
                        else
                            delete message.lots;
                        continue;
                    }
                case 8: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.sex = value;
                        else
                            delete message.sex;
                        continue;
                    }
                case 9: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.sint32())
                            message.age = value;
                        else
                            delete message.age;
                        continue;
                    }
                case 10: {
                        if (wireType !== 2)
                            break;
                        message.basis = $root.trading.Basis.decode(reader, reader.size(), $undefined, _depth + 1, message.basis);
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

        return Offered;
    })();

    trading.Basis = (function() {

        /**
         * Properties of a Basis.
         * @typedef {Object} trading.Basis.$Properties
         * @property {Uint8Array|null} [transaction] Basis transaction
         * @property {Uint8Array|null} [answer] Basis answer
         * @property {Uint8Array|null} [signature] Basis signature
         * @property {Uint8Array|null} [lock] Basis lock
         * @property {Uint8Array|null} [nk] Basis nk
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a Basis.
         * @memberof trading
         * @interface IBasis
         * @augments trading.Basis.$Properties
         * @deprecated Use trading.Basis.$Properties instead.
         */

        /**
         * Shape of a Basis.
         * @typedef {trading.Basis.$Properties} trading.Basis.$Shape
         */

        /**
         * Constructs a new Basis.
         * @memberof trading
         * @classdesc Represents a Basis.
         * @constructor
         * @param {trading.Basis.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const Basis = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * Basis transaction.
         * @member {Uint8Array} transaction
         * @memberof trading.Basis
         * @instance
         */
        Basis.prototype.transaction = $util.newBuffer([]);

        /**
         * Basis answer.
         * @member {Uint8Array} answer
         * @memberof trading.Basis
         * @instance
         */
        Basis.prototype.answer = $util.newBuffer([]);

        /**
         * Basis signature.
         * @member {Uint8Array} signature
         * @memberof trading.Basis
         * @instance
         */
        Basis.prototype.signature = $util.newBuffer([]);

        /**
         * Basis lock.
         * @member {Uint8Array} lock
         * @memberof trading.Basis
         * @instance
         */
        Basis.prototype.lock = $util.newBuffer([]);

        /**
         * Basis nk.
         * @member {Uint8Array} nk
         * @memberof trading.Basis
         * @instance
         */
        Basis.prototype.nk = $util.newBuffer([]);

        /**
         * Encodes the specified Basis message. Does not implicitly {@link trading.Basis.verify|verify} messages.
         * @function encode
         * @memberof trading.Basis
         * @static
         * @param {trading.Basis.$Properties} message Basis message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        Basis.encode = function (message, writer, _depth) {
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
            if (message.signature != null && $Object.hasOwnProperty.call(message, "signature") && message.signature.length)
                writer.uint32(/* id 3, wireType 2 =*/26).bytes(message.signature);
            if (message.lock != null && $Object.hasOwnProperty.call(message, "lock") && message.lock.length)
                writer.uint32(/* id 4, wireType 2 =*/34).bytes(message.lock);
            if (message.nk != null && $Object.hasOwnProperty.call(message, "nk") && message.nk.length)
                writer.uint32(/* id 5, wireType 2 =*/42).bytes(message.nk);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a Basis message from the specified reader or buffer.
         * @function decode
         * @memberof trading.Basis
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {trading.Basis & trading.Basis.$Shape} Basis
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        Basis.decode = function (reader, length, _end, _depth, _target) {
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
            message = _target || new $root.trading.Basis();
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
                            message.lock = value;
                        else
                            delete message.lock;
                        continue;
                    }
                case 5: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.nk = value;
                        else
                            delete message.nk;
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

        return Basis;
    })();

    trading.SellerKeys = (function() {

        /**
         * Properties of a SellerKeys.
         * @typedef {Object} trading.SellerKeys.$Properties
         * @property {Uint8Array|null} [offer] SellerKeys offer
         * @property {Uint8Array|null} [claim] SellerKeys claim
         * @property {Uint8Array|null} [settle] SellerKeys settle
         * @property {Uint8Array|null} [collect] SellerKeys collect
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a SellerKeys.
         * @memberof trading
         * @interface ISellerKeys
         * @augments trading.SellerKeys.$Properties
         * @deprecated Use trading.SellerKeys.$Properties instead.
         */

        /**
         * Shape of a SellerKeys.
         * @typedef {trading.SellerKeys.$Properties} trading.SellerKeys.$Shape
         */

        /**
         * Constructs a new SellerKeys.
         * @memberof trading
         * @classdesc Represents a SellerKeys.
         * @constructor
         * @param {trading.SellerKeys.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const SellerKeys = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * SellerKeys offer.
         * @member {Uint8Array} offer
         * @memberof trading.SellerKeys
         * @instance
         */
        SellerKeys.prototype.offer = $util.newBuffer([]);

        /**
         * SellerKeys claim.
         * @member {Uint8Array} claim
         * @memberof trading.SellerKeys
         * @instance
         */
        SellerKeys.prototype.claim = $util.newBuffer([]);

        /**
         * SellerKeys settle.
         * @member {Uint8Array} settle
         * @memberof trading.SellerKeys
         * @instance
         */
        SellerKeys.prototype.settle = $util.newBuffer([]);

        /**
         * SellerKeys collect.
         * @member {Uint8Array} collect
         * @memberof trading.SellerKeys
         * @instance
         */
        SellerKeys.prototype.collect = $util.newBuffer([]);

        /**
         * Encodes the specified SellerKeys message. Does not implicitly {@link trading.SellerKeys.verify|verify} messages.
         * @function encode
         * @memberof trading.SellerKeys
         * @static
         * @param {trading.SellerKeys.$Properties} message SellerKeys message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        SellerKeys.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.offer != null && $Object.hasOwnProperty.call(message, "offer") && message.offer.length)
                writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.offer);
            if (message.claim != null && $Object.hasOwnProperty.call(message, "claim") && message.claim.length)
                writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.claim);
            if (message.settle != null && $Object.hasOwnProperty.call(message, "settle") && message.settle.length)
                writer.uint32(/* id 3, wireType 2 =*/26).bytes(message.settle);
            if (message.collect != null && $Object.hasOwnProperty.call(message, "collect") && message.collect.length)
                writer.uint32(/* id 4, wireType 2 =*/34).bytes(message.collect);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a SellerKeys message from the specified reader or buffer.
         * @function decode
         * @memberof trading.SellerKeys
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {trading.SellerKeys & trading.SellerKeys.$Shape} SellerKeys
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        SellerKeys.decode = function (reader, length, _end, _depth, _target) {
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
            message = _target || new $root.trading.SellerKeys();
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
                            message.offer = value;
                        else
                            delete message.offer;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.claim = value;
                        else
                            delete message.claim;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.settle = value;
                        else
                            delete message.settle;
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.collect = value;
                        else
                            delete message.collect;
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

        return SellerKeys;
    })();

    trading.Consent = (function() {

        /**
         * Properties of a Consent.
         * @typedef {Object} trading.Consent.$Properties
         * @property {Uint8Array|null} [transaction] Consent transaction
         * @property {Uint8Array|null} [answer] Consent answer
         * @property {Uint8Array|null} [signature] Consent signature
         * @property {Uint8Array|null} [lock] Consent lock
         * @property {Uint8Array|null} [nk] Consent nk
         * @property {Uint8Array|null} [terms] Consent terms
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a Consent.
         * @memberof trading
         * @interface IConsent
         * @augments trading.Consent.$Properties
         * @deprecated Use trading.Consent.$Properties instead.
         */

        /**
         * Shape of a Consent.
         * @typedef {trading.Consent.$Properties} trading.Consent.$Shape
         */

        /**
         * Constructs a new Consent.
         * @memberof trading
         * @classdesc Represents a Consent.
         * @constructor
         * @param {trading.Consent.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const Consent = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * Consent transaction.
         * @member {Uint8Array} transaction
         * @memberof trading.Consent
         * @instance
         */
        Consent.prototype.transaction = $util.newBuffer([]);

        /**
         * Consent answer.
         * @member {Uint8Array} answer
         * @memberof trading.Consent
         * @instance
         */
        Consent.prototype.answer = $util.newBuffer([]);

        /**
         * Consent signature.
         * @member {Uint8Array} signature
         * @memberof trading.Consent
         * @instance
         */
        Consent.prototype.signature = $util.newBuffer([]);

        /**
         * Consent lock.
         * @member {Uint8Array} lock
         * @memberof trading.Consent
         * @instance
         */
        Consent.prototype.lock = $util.newBuffer([]);

        /**
         * Consent nk.
         * @member {Uint8Array} nk
         * @memberof trading.Consent
         * @instance
         */
        Consent.prototype.nk = $util.newBuffer([]);

        /**
         * Consent terms.
         * @member {Uint8Array} terms
         * @memberof trading.Consent
         * @instance
         */
        Consent.prototype.terms = $util.newBuffer([]);

        /**
         * Encodes the specified Consent message. Does not implicitly {@link trading.Consent.verify|verify} messages.
         * @function encode
         * @memberof trading.Consent
         * @static
         * @param {trading.Consent.$Properties} message Consent message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        Consent.encode = function (message, writer, _depth) {
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
            if (message.signature != null && $Object.hasOwnProperty.call(message, "signature") && message.signature.length)
                writer.uint32(/* id 3, wireType 2 =*/26).bytes(message.signature);
            if (message.lock != null && $Object.hasOwnProperty.call(message, "lock") && message.lock.length)
                writer.uint32(/* id 4, wireType 2 =*/34).bytes(message.lock);
            if (message.nk != null && $Object.hasOwnProperty.call(message, "nk") && message.nk.length)
                writer.uint32(/* id 5, wireType 2 =*/42).bytes(message.nk);
            if (message.terms != null && $Object.hasOwnProperty.call(message, "terms") && message.terms.length)
                writer.uint32(/* id 6, wireType 2 =*/50).bytes(message.terms);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a Consent message from the specified reader or buffer.
         * @function decode
         * @memberof trading.Consent
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {trading.Consent & trading.Consent.$Shape} Consent
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        Consent.decode = function (reader, length, _end, _depth, _target) {
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
            message = _target || new $root.trading.Consent();
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
                            message.lock = value;
                        else
                            delete message.lock;
                        continue;
                    }
                case 5: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.nk = value;
                        else
                            delete message.nk;
                        continue;
                    }
                case 6: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.terms = value;
                        else
                            delete message.terms;
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

        return Consent;
    })();

    trading.Origin = (function() {

        /**
         * Properties of an Origin.
         * @typedef {Object} trading.Origin.$Properties
         * @property {Uint8Array|null} [recordId] Origin recordId
         * @property {Uint8Array|null} [issuerSignature] Origin issuerSignature
         * @property {string|null} [notary] Origin notary
         * @property {Uint8Array|null} [key] Origin key
         * @property {string|null} [source] Origin source
         * @property {string|null} [months] Origin months
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of an Origin.
         * @memberof trading
         * @interface IOrigin
         * @augments trading.Origin.$Properties
         * @deprecated Use trading.Origin.$Properties instead.
         */

        /**
         * Shape of an Origin.
         * @typedef {trading.Origin.$Properties} trading.Origin.$Shape
         */

        /**
         * Constructs a new Origin.
         * @memberof trading
         * @classdesc Represents an Origin.
         * @constructor
         * @param {trading.Origin.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const Origin = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * Origin recordId.
         * @member {Uint8Array} recordId
         * @memberof trading.Origin
         * @instance
         */
        Origin.prototype.recordId = $util.newBuffer([]);

        /**
         * Origin issuerSignature.
         * @member {Uint8Array} issuerSignature
         * @memberof trading.Origin
         * @instance
         */
        Origin.prototype.issuerSignature = $util.newBuffer([]);

        /**
         * Origin notary.
         * @member {string} notary
         * @memberof trading.Origin
         * @instance
         */
        Origin.prototype.notary = "";

        /**
         * Origin key.
         * @member {Uint8Array} key
         * @memberof trading.Origin
         * @instance
         */
        Origin.prototype.key = $util.newBuffer([]);

        /**
         * Origin source.
         * @member {string} source
         * @memberof trading.Origin
         * @instance
         */
        Origin.prototype.source = "";

        /**
         * Origin months.
         * @member {string} months
         * @memberof trading.Origin
         * @instance
         */
        Origin.prototype.months = "";

        /**
         * Encodes the specified Origin message. Does not implicitly {@link trading.Origin.verify|verify} messages.
         * @function encode
         * @memberof trading.Origin
         * @static
         * @param {trading.Origin.$Properties} message Origin message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        Origin.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.recordId != null && $Object.hasOwnProperty.call(message, "recordId") && message.recordId.length)
                writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.recordId);
            if (message.issuerSignature != null && $Object.hasOwnProperty.call(message, "issuerSignature") && message.issuerSignature.length)
                writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.issuerSignature);
            if (message.notary != null && $Object.hasOwnProperty.call(message, "notary") && message.notary !== "")
                writer.uint32(/* id 3, wireType 2 =*/26).string(message.notary);
            if (message.key != null && $Object.hasOwnProperty.call(message, "key") && message.key.length)
                writer.uint32(/* id 4, wireType 2 =*/34).bytes(message.key);
            if (message.source != null && $Object.hasOwnProperty.call(message, "source") && message.source !== "")
                writer.uint32(/* id 5, wireType 2 =*/42).string(message.source);
            if (message.months != null && $Object.hasOwnProperty.call(message, "months") && message.months !== "")
                writer.uint32(/* id 6, wireType 2 =*/50).string(message.months);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes an Origin message from the specified reader or buffer.
         * @function decode
         * @memberof trading.Origin
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {trading.Origin & trading.Origin.$Shape} Origin
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        Origin.decode = function (reader, length, _end, _depth, _target) {
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
            message = _target || new $root.trading.Origin();
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
                            message.issuerSignature = value;
                        else
                            delete message.issuerSignature;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.notary = value;
                        else
                            delete message.notary;
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
                        if ((value = reader.stringVerify()).length)
                            message.source = value;
                        else
                            delete message.source;
                        continue;
                    }
                case 6: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.months = value;
                        else
                            delete message.months;
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

        return Origin;
    })();

    trading.Locked = (function() {

        /**
         * Properties of a Locked.
         * @typedef {Object} trading.Locked.$Properties
         * @property {Uint8Array|null} [transaction] Locked transaction
         * @property {Uint8Array|null} [answer] Locked answer
         * @property {Array.<trading.Hop.$Properties>|null} [history] Locked history
         * @property {Uint8Array|null} [reveal] Locked reveal
         * @property {Uint8Array|null} [signature] Locked signature
         * @property {trading.BuyerKeys.$Properties|null} [keys] Locked keys
         * @property {Uint8Array|null} [drawn] Locked drawn
         * @property {number|null} [release] Locked release
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a Locked.
         * @memberof trading
         * @interface ILocked
         * @augments trading.Locked.$Properties
         * @deprecated Use trading.Locked.$Properties instead.
         */

        /**
         * Shape of a Locked.
         * @typedef {trading.Locked.$Properties} trading.Locked.$Shape
         */

        /**
         * Constructs a new Locked.
         * @memberof trading
         * @classdesc Represents a Locked.
         * @constructor
         * @param {trading.Locked.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const Locked = function (properties) {
            this.history = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * Locked transaction.
         * @member {Uint8Array} transaction
         * @memberof trading.Locked
         * @instance
         */
        Locked.prototype.transaction = $util.newBuffer([]);

        /**
         * Locked answer.
         * @member {Uint8Array} answer
         * @memberof trading.Locked
         * @instance
         */
        Locked.prototype.answer = $util.newBuffer([]);

        /**
         * Locked history.
         * @member {Array.<trading.Hop.$Properties>} history
         * @memberof trading.Locked
         * @instance
         */
        Locked.prototype.history = $util.emptyArray;

        /**
         * Locked reveal.
         * @member {Uint8Array} reveal
         * @memberof trading.Locked
         * @instance
         */
        Locked.prototype.reveal = $util.newBuffer([]);

        /**
         * Locked signature.
         * @member {Uint8Array} signature
         * @memberof trading.Locked
         * @instance
         */
        Locked.prototype.signature = $util.newBuffer([]);

        /**
         * Locked keys.
         * @member {trading.BuyerKeys.$Properties|null|undefined} keys
         * @memberof trading.Locked
         * @instance
         */
        Locked.prototype.keys = null;

        /**
         * Locked drawn.
         * @member {Uint8Array} drawn
         * @memberof trading.Locked
         * @instance
         */
        Locked.prototype.drawn = $util.newBuffer([]);

        /**
         * Locked release.
         * @member {number} release
         * @memberof trading.Locked
         * @instance
         */
        Locked.prototype.release = 0;

        /**
         * Encodes the specified Locked message. Does not implicitly {@link trading.Locked.verify|verify} messages.
         * @function encode
         * @memberof trading.Locked
         * @static
         * @param {trading.Locked.$Properties} message Locked message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        Locked.encode = function (message, writer, _depth) {
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
            if (message.history != null && message.history.length)
                for (let i = 0; i < message.history.length; ++i)
                    $root.trading.Hop.encode(message.history[i], writer.uint32(/* id 3, wireType 2 =*/26).fork(), _depth + 1).ldelim();
            if (message.reveal != null && $Object.hasOwnProperty.call(message, "reveal") && message.reveal.length)
                writer.uint32(/* id 4, wireType 2 =*/34).bytes(message.reveal);
            if (message.signature != null && $Object.hasOwnProperty.call(message, "signature") && message.signature.length)
                writer.uint32(/* id 5, wireType 2 =*/42).bytes(message.signature);
            if (message.keys != null && $Object.hasOwnProperty.call(message, "keys"))
                $root.trading.BuyerKeys.encode(message.keys, writer.uint32(/* id 6, wireType 2 =*/50).fork(), _depth + 1).ldelim();
            if (message.drawn != null && $Object.hasOwnProperty.call(message, "drawn") && message.drawn.length)
                writer.uint32(/* id 7, wireType 2 =*/58).bytes(message.drawn);
            if (message.release != null && $Object.hasOwnProperty.call(message, "release") && message.release !== 0)
                writer.uint32(/* id 8, wireType 0 =*/64).uint32(message.release);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a Locked message from the specified reader or buffer.
         * @function decode
         * @memberof trading.Locked
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {trading.Locked & trading.Locked.$Shape} Locked
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        Locked.decode = function (reader, length, _end, _depth, _target) {
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
            message = _target || new $root.trading.Locked();
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
                        if (!(message.history && message.history.length))
                            message.history = [];
                        message.history.push($root.trading.Hop.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.reveal = value;
                        else
                            delete message.reveal;
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
                        message.keys = $root.trading.BuyerKeys.decode(reader, reader.size(), $undefined, _depth + 1, message.keys);
                        continue;
                    }
                case 7: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.drawn = value;
                        else
                            delete message.drawn;
                        continue;
                    }
                case 8: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.release = value;
                        else
                            delete message.release;
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

        return Locked;
    })();

    trading.Hop = (function() {

        /**
         * Properties of a Hop.
         * @typedef {Object} trading.Hop.$Properties
         * @property {Uint8Array|null} [transaction] Hop transaction
         * @property {Uint8Array|null} [answer] Hop answer
         * @property {Array.<Uint8Array>|null} [signatures] Hop signatures
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a Hop.
         * @memberof trading
         * @interface IHop
         * @augments trading.Hop.$Properties
         * @deprecated Use trading.Hop.$Properties instead.
         */

        /**
         * Shape of a Hop.
         * @typedef {trading.Hop.$Properties} trading.Hop.$Shape
         */

        /**
         * Constructs a new Hop.
         * @memberof trading
         * @classdesc Represents a Hop.
         * @constructor
         * @param {trading.Hop.$Properties=} [properties] Properties to set
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
         * @memberof trading.Hop
         * @instance
         */
        Hop.prototype.transaction = $util.newBuffer([]);

        /**
         * Hop answer.
         * @member {Uint8Array} answer
         * @memberof trading.Hop
         * @instance
         */
        Hop.prototype.answer = $util.newBuffer([]);

        /**
         * Hop signatures.
         * @member {Array.<Uint8Array>} signatures
         * @memberof trading.Hop
         * @instance
         */
        Hop.prototype.signatures = $util.emptyArray;

        /**
         * Encodes the specified Hop message. Does not implicitly {@link trading.Hop.verify|verify} messages.
         * @function encode
         * @memberof trading.Hop
         * @static
         * @param {trading.Hop.$Properties} message Hop message or plain object to encode
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
         * @memberof trading.Hop
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {trading.Hop & trading.Hop.$Shape} Hop
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
            message = _target || new $root.trading.Hop();
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

    trading.Revealed = (function() {

        /**
         * Properties of a Revealed.
         * @typedef {Object} trading.Revealed.$Properties
         * @property {Uint8Array|null} [answer] Revealed answer
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a Revealed.
         * @memberof trading
         * @interface IRevealed
         * @augments trading.Revealed.$Properties
         * @deprecated Use trading.Revealed.$Properties instead.
         */

        /**
         * Shape of a Revealed.
         * @typedef {trading.Revealed.$Properties} trading.Revealed.$Shape
         */

        /**
         * Constructs a new Revealed.
         * @memberof trading
         * @classdesc Represents a Revealed.
         * @constructor
         * @param {trading.Revealed.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const Revealed = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * Revealed answer.
         * @member {Uint8Array} answer
         * @memberof trading.Revealed
         * @instance
         */
        Revealed.prototype.answer = $util.newBuffer([]);

        /**
         * Encodes the specified Revealed message. Does not implicitly {@link trading.Revealed.verify|verify} messages.
         * @function encode
         * @memberof trading.Revealed
         * @static
         * @param {trading.Revealed.$Properties} message Revealed message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        Revealed.encode = function (message, writer, _depth) {
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
         * Decodes a Revealed message from the specified reader or buffer.
         * @function decode
         * @memberof trading.Revealed
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {trading.Revealed & trading.Revealed.$Shape} Revealed
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        Revealed.decode = function (reader, length, _end, _depth, _target) {
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
            message = _target || new $root.trading.Revealed();
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

        return Revealed;
    })();

    trading.Settle = (function() {

        /**
         * Properties of a Settle.
         * @typedef {Object} trading.Settle.$Properties
         * @property {Uint8Array|null} [transaction] Settle transaction
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a Settle.
         * @memberof trading
         * @interface ISettle
         * @augments trading.Settle.$Properties
         * @deprecated Use trading.Settle.$Properties instead.
         */

        /**
         * Shape of a Settle.
         * @typedef {trading.Settle.$Properties} trading.Settle.$Shape
         */

        /**
         * Constructs a new Settle.
         * @memberof trading
         * @classdesc Represents a Settle.
         * @constructor
         * @param {trading.Settle.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const Settle = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * Settle transaction.
         * @member {Uint8Array} transaction
         * @memberof trading.Settle
         * @instance
         */
        Settle.prototype.transaction = $util.newBuffer([]);

        /**
         * Encodes the specified Settle message. Does not implicitly {@link trading.Settle.verify|verify} messages.
         * @function encode
         * @memberof trading.Settle
         * @static
         * @param {trading.Settle.$Properties} message Settle message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        Settle.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.transaction != null && $Object.hasOwnProperty.call(message, "transaction") && message.transaction.length)
                writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.transaction);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a Settle message from the specified reader or buffer.
         * @function decode
         * @memberof trading.Settle
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {trading.Settle & trading.Settle.$Shape} Settle
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        Settle.decode = function (reader, length, _end, _depth, _target) {
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
            message = _target || new $root.trading.Settle();
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

        return Settle;
    })();

    trading.Settled = (function() {

        /**
         * Properties of a Settled.
         * @typedef {Object} trading.Settled.$Properties
         * @property {Uint8Array|null} [signature] Settled signature
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a Settled.
         * @memberof trading
         * @interface ISettled
         * @augments trading.Settled.$Properties
         * @deprecated Use trading.Settled.$Properties instead.
         */

        /**
         * Shape of a Settled.
         * @typedef {trading.Settled.$Properties} trading.Settled.$Shape
         */

        /**
         * Constructs a new Settled.
         * @memberof trading
         * @classdesc Represents a Settled.
         * @constructor
         * @param {trading.Settled.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const Settled = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * Settled signature.
         * @member {Uint8Array} signature
         * @memberof trading.Settled
         * @instance
         */
        Settled.prototype.signature = $util.newBuffer([]);

        /**
         * Encodes the specified Settled message. Does not implicitly {@link trading.Settled.verify|verify} messages.
         * @function encode
         * @memberof trading.Settled
         * @static
         * @param {trading.Settled.$Properties} message Settled message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        Settled.encode = function (message, writer, _depth) {
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
         * Decodes a Settled message from the specified reader or buffer.
         * @function decode
         * @memberof trading.Settled
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {trading.Settled & trading.Settled.$Shape} Settled
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        Settled.decode = function (reader, length, _end, _depth, _target) {
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
            message = _target || new $root.trading.Settled();
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

        return Settled;
    })();

    trading.Refused = (function() {

        /**
         * Properties of a Refused.
         * @typedef {Object} trading.Refused.$Properties
         * @property {string|null} [why] Refused why
         * @property {string|null} [code] Refused code
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a Refused.
         * @memberof trading
         * @interface IRefused
         * @augments trading.Refused.$Properties
         * @deprecated Use trading.Refused.$Properties instead.
         */

        /**
         * Shape of a Refused.
         * @typedef {trading.Refused.$Properties} trading.Refused.$Shape
         */

        /**
         * Constructs a new Refused.
         * @memberof trading
         * @classdesc Represents a Refused.
         * @constructor
         * @param {trading.Refused.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const Refused = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * Refused why.
         * @member {string} why
         * @memberof trading.Refused
         * @instance
         */
        Refused.prototype.why = "";

        /**
         * Refused code.
         * @member {string} code
         * @memberof trading.Refused
         * @instance
         */
        Refused.prototype.code = "";

        /**
         * Encodes the specified Refused message. Does not implicitly {@link trading.Refused.verify|verify} messages.
         * @function encode
         * @memberof trading.Refused
         * @static
         * @param {trading.Refused.$Properties} message Refused message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        Refused.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.why != null && $Object.hasOwnProperty.call(message, "why") && message.why !== "")
                writer.uint32(/* id 1, wireType 2 =*/10).string(message.why);
            if (message.code != null && $Object.hasOwnProperty.call(message, "code") && message.code !== "")
                writer.uint32(/* id 2, wireType 2 =*/18).string(message.code);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a Refused message from the specified reader or buffer.
         * @function decode
         * @memberof trading.Refused
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {trading.Refused & trading.Refused.$Shape} Refused
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        Refused.decode = function (reader, length, _end, _depth, _target) {
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
            message = _target || new $root.trading.Refused();
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
                            message.why = value;
                        else
                            delete message.why;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
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

        return Refused;
    })();

    trading.Attested = (function() {

        /**
         * Properties of an Attested.
         * @typedef {Object} trading.Attested.$Properties
         * @property {string|null} [outcome] Attested outcome
         * @property {string|null} [basis] Attested basis
         * @property {number|null} [at] Attested at
         * @property {Uint8Array|null} [signature] Attested signature
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of an Attested.
         * @memberof trading
         * @interface IAttested
         * @augments trading.Attested.$Properties
         * @deprecated Use trading.Attested.$Properties instead.
         */

        /**
         * Shape of an Attested.
         * @typedef {trading.Attested.$Properties} trading.Attested.$Shape
         */

        /**
         * Constructs a new Attested.
         * @memberof trading
         * @classdesc Represents an Attested.
         * @constructor
         * @param {trading.Attested.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const Attested = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * Attested outcome.
         * @member {string} outcome
         * @memberof trading.Attested
         * @instance
         */
        Attested.prototype.outcome = "";

        /**
         * Attested basis.
         * @member {string} basis
         * @memberof trading.Attested
         * @instance
         */
        Attested.prototype.basis = "";

        /**
         * Attested at.
         * @member {number} at
         * @memberof trading.Attested
         * @instance
         */
        Attested.prototype.at = 0;

        /**
         * Attested signature.
         * @member {Uint8Array} signature
         * @memberof trading.Attested
         * @instance
         */
        Attested.prototype.signature = $util.newBuffer([]);

        /**
         * Encodes the specified Attested message. Does not implicitly {@link trading.Attested.verify|verify} messages.
         * @function encode
         * @memberof trading.Attested
         * @static
         * @param {trading.Attested.$Properties} message Attested message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        Attested.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.outcome != null && $Object.hasOwnProperty.call(message, "outcome") && message.outcome !== "")
                writer.uint32(/* id 1, wireType 2 =*/10).string(message.outcome);
            if (message.basis != null && $Object.hasOwnProperty.call(message, "basis") && message.basis !== "")
                writer.uint32(/* id 2, wireType 2 =*/18).string(message.basis);
            if (message.at != null && $Object.hasOwnProperty.call(message, "at") && !$Object.is(message.at, 0))
                writer.uint32(/* id 3, wireType 1 =*/25).double(message.at);
            if (message.signature != null && $Object.hasOwnProperty.call(message, "signature") && message.signature.length)
                writer.uint32(/* id 4, wireType 2 =*/34).bytes(message.signature);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes an Attested message from the specified reader or buffer.
         * @function decode
         * @memberof trading.Attested
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {trading.Attested & trading.Attested.$Shape} Attested
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        Attested.decode = function (reader, length, _end, _depth, _target) {
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
            message = _target || new $root.trading.Attested();
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
                            message.outcome = value;
                        else
                            delete message.outcome;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.basis = value;
                        else
                            delete message.basis;
                        continue;
                    }
                case 3: {
                        if (wireType !== 1)
                            break;
                        if (!$Object.is(value = reader.double(), 0))
                            message.at = value;
                        else
                            delete message.at;
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

        return Attested;
    })();

    trading.ToJudge = (function() {

        /**
         * Properties of a ToJudge.
         * @typedef {Object} trading.ToJudge.$Properties
         * @property {trading.Evidence.$Properties|null} [evidence] ToJudge evidence
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a ToJudge.
         * @memberof trading
         * @interface IToJudge
         * @augments trading.ToJudge.$Properties
         * @deprecated Use trading.ToJudge.$Properties instead.
         */

        /**
         * Shape of a ToJudge.
         * @typedef {trading.ToJudge.$Properties} trading.ToJudge.$Shape
         */

        /**
         * Constructs a new ToJudge.
         * @memberof trading
         * @classdesc Represents a ToJudge.
         * @constructor
         * @param {trading.ToJudge.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const ToJudge = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * ToJudge evidence.
         * @member {trading.Evidence.$Properties|null|undefined} evidence
         * @memberof trading.ToJudge
         * @instance
         */
        ToJudge.prototype.evidence = null;

        /**
         * Encodes the specified ToJudge message. Does not implicitly {@link trading.ToJudge.verify|verify} messages.
         * @function encode
         * @memberof trading.ToJudge
         * @static
         * @param {trading.ToJudge.$Properties} message ToJudge message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        ToJudge.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.evidence != null && $Object.hasOwnProperty.call(message, "evidence"))
                $root.trading.Evidence.encode(message.evidence, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a ToJudge message from the specified reader or buffer.
         * @function decode
         * @memberof trading.ToJudge
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {trading.ToJudge & trading.ToJudge.$Shape} ToJudge
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        ToJudge.decode = function (reader, length, _end, _depth, _target) {
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
            message = _target || new $root.trading.ToJudge();
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
                        message.evidence = $root.trading.Evidence.decode(reader, reader.size(), $undefined, _depth + 1, message.evidence);
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

        return ToJudge;
    })();

    trading.Evidence = (function() {

        /**
         * Properties of an Evidence.
         * @typedef {Object} trading.Evidence.$Properties
         * @property {Uint8Array|null} [sale] Evidence sale
         * @property {Uint8Array|null} [reveal] Evidence reveal
         * @property {Uint8Array|null} [answer] Evidence answer
         * @property {Uint8Array|null} [mismatch] Evidence mismatch
         * @property {Uint8Array|null} [dispute] Evidence dispute
         * @property {number|null} [branch] Evidence branch
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of an Evidence.
         * @memberof trading
         * @interface IEvidence
         * @augments trading.Evidence.$Properties
         * @deprecated Use trading.Evidence.$Properties instead.
         */

        /**
         * Shape of an Evidence.
         * @typedef {trading.Evidence.$Properties} trading.Evidence.$Shape
         */

        /**
         * Constructs a new Evidence.
         * @memberof trading
         * @classdesc Represents an Evidence.
         * @constructor
         * @param {trading.Evidence.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const Evidence = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * Evidence sale.
         * @member {Uint8Array} sale
         * @memberof trading.Evidence
         * @instance
         */
        Evidence.prototype.sale = $util.newBuffer([]);

        /**
         * Evidence reveal.
         * @member {Uint8Array} reveal
         * @memberof trading.Evidence
         * @instance
         */
        Evidence.prototype.reveal = $util.newBuffer([]);

        /**
         * Evidence answer.
         * @member {Uint8Array} answer
         * @memberof trading.Evidence
         * @instance
         */
        Evidence.prototype.answer = $util.newBuffer([]);

        /**
         * Evidence mismatch.
         * @member {Uint8Array} mismatch
         * @memberof trading.Evidence
         * @instance
         */
        Evidence.prototype.mismatch = $util.newBuffer([]);

        /**
         * Evidence dispute.
         * @member {Uint8Array} dispute
         * @memberof trading.Evidence
         * @instance
         */
        Evidence.prototype.dispute = $util.newBuffer([]);

        /**
         * Evidence branch.
         * @member {number} branch
         * @memberof trading.Evidence
         * @instance
         */
        Evidence.prototype.branch = 0;

        /**
         * Encodes the specified Evidence message. Does not implicitly {@link trading.Evidence.verify|verify} messages.
         * @function encode
         * @memberof trading.Evidence
         * @static
         * @param {trading.Evidence.$Properties} message Evidence message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        Evidence.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.sale != null && $Object.hasOwnProperty.call(message, "sale") && message.sale.length)
                writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.sale);
            if (message.reveal != null && $Object.hasOwnProperty.call(message, "reveal") && message.reveal.length)
                writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.reveal);
            if (message.answer != null && $Object.hasOwnProperty.call(message, "answer") && message.answer.length)
                writer.uint32(/* id 3, wireType 2 =*/26).bytes(message.answer);
            if (message.mismatch != null && $Object.hasOwnProperty.call(message, "mismatch") && message.mismatch.length)
                writer.uint32(/* id 4, wireType 2 =*/34).bytes(message.mismatch);
            if (message.dispute != null && $Object.hasOwnProperty.call(message, "dispute") && message.dispute.length)
                writer.uint32(/* id 5, wireType 2 =*/42).bytes(message.dispute);
            if (message.branch != null && $Object.hasOwnProperty.call(message, "branch") && message.branch !== 0)
                writer.uint32(/* id 6, wireType 0 =*/48).uint32(message.branch);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes an Evidence message from the specified reader or buffer.
         * @function decode
         * @memberof trading.Evidence
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {trading.Evidence & trading.Evidence.$Shape} Evidence
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        Evidence.decode = function (reader, length, _end, _depth, _target) {
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
            message = _target || new $root.trading.Evidence();
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
                            message.sale = value;
                        else
                            delete message.sale;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.reveal = value;
                        else
                            delete message.reveal;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.answer = value;
                        else
                            delete message.answer;
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.mismatch = value;
                        else
                            delete message.mismatch;
                        continue;
                    }
                case 5: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.dispute = value;
                        else
                            delete message.dispute;
                        continue;
                    }
                case 6: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.branch = value;
                        else
                            delete message.branch;
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

        return Evidence;
    })();

    trading.FromJudge = (function() {

        /**
         * Properties of a FromJudge.
         * @typedef {Object} trading.FromJudge.$Properties
         * @property {Uint8Array|null} [signature] FromJudge signature
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a FromJudge.
         * @memberof trading
         * @interface IFromJudge
         * @augments trading.FromJudge.$Properties
         * @deprecated Use trading.FromJudge.$Properties instead.
         */

        /**
         * Shape of a FromJudge.
         * @typedef {trading.FromJudge.$Properties} trading.FromJudge.$Shape
         */

        /**
         * Constructs a new FromJudge.
         * @memberof trading
         * @classdesc Represents a FromJudge.
         * @constructor
         * @param {trading.FromJudge.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const FromJudge = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * FromJudge signature.
         * @member {Uint8Array} signature
         * @memberof trading.FromJudge
         * @instance
         */
        FromJudge.prototype.signature = $util.newBuffer([]);

        /**
         * Encodes the specified FromJudge message. Does not implicitly {@link trading.FromJudge.verify|verify} messages.
         * @function encode
         * @memberof trading.FromJudge
         * @static
         * @param {trading.FromJudge.$Properties} message FromJudge message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        FromJudge.encode = function (message, writer, _depth) {
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
         * Decodes a FromJudge message from the specified reader or buffer.
         * @function decode
         * @memberof trading.FromJudge
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {trading.FromJudge & trading.FromJudge.$Shape} FromJudge
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        FromJudge.decode = function (reader, length, _end, _depth, _target) {
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
            message = _target || new $root.trading.FromJudge();
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

        return FromJudge;
    })();

    return trading;
})();

export {
  $root as default
};
