/*eslint-disable block-scoped-var, id-length, no-control-regex, no-magic-numbers, no-mixed-operators, no-prototype-builtins, no-redeclare, no-shadow, no-var, sort-vars, default-case, jsdoc/require-param*/
import $protobuf from "protobufjs/minimal.js";

// Common aliases
const $Reader = $protobuf.Reader, $Writer = $protobuf.Writer, $util = $protobuf.util;
const $Object = $util.global.Object, $undefined = $util.global.undefined, $Error = $util.global.Error, $RangeError = $util.global.RangeError;

// Exported root namespace
const $root = $protobuf.roots["flows_activity"] || ($protobuf.roots["flows_activity"] = {});

export const activity = $root.activity = (() => {

    /**
     * Namespace activity.
     * @exports activity
     * @namespace
     */
    const activity = {};

    activity.ToIssuer = (function() {

        /**
         * Properties of a ToIssuer.
         * @typedef {Object} activity.ToIssuer.$Properties
         * @property {activity.AskProgramme.$Properties|null} [programme] ToIssuer programme
         * @property {activity.Claim.$Properties|null} [claim] ToIssuer claim
         * @property {activity.Shown.$Properties|null} [shown] ToIssuer shown
         * @property {activity.Recorded.$Properties|null} [recorded] ToIssuer recorded
         * @property {activity.Appeal.$Properties|null} [appeal] ToIssuer appeal
         * @property {"programme"|"claim"|"shown"|"recorded"|"appeal"} [message] ToIssuer message
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a ToIssuer.
         * @memberof activity
         * @interface IToIssuer
         * @augments activity.ToIssuer.$Properties
         * @deprecated Use activity.ToIssuer.$Properties instead.
         */

        /**
         * Narrowed shape of a ToIssuer.
         * @typedef {{
         *   programme?: activity.AskProgramme.$Shape|null;
         *   claim?: activity.Claim.$Shape|null;
         *   shown?: activity.Shown.$Shape|null;
         *   recorded?: activity.Recorded.$Shape|null;
         *   appeal?: activity.Appeal.$Shape|null;
         *   $unknowns?: Array.<Uint8Array>;
         * } & (
         *   ({ message?: undefined; programme?: null; claim?: null; shown?: null; recorded?: null; appeal?: null }|{ message?: "programme"; programme: activity.AskProgramme.$Shape; claim?: null; shown?: null; recorded?: null; appeal?: null }|{ message?: "claim"; programme?: null; claim: activity.Claim.$Shape; shown?: null; recorded?: null; appeal?: null }|{ message?: "shown"; programme?: null; claim?: null; shown: activity.Shown.$Shape; recorded?: null; appeal?: null }|{ message?: "recorded"; programme?: null; claim?: null; shown?: null; recorded: activity.Recorded.$Shape; appeal?: null }|{ message?: "appeal"; programme?: null; claim?: null; shown?: null; recorded?: null; appeal: activity.Appeal.$Shape })
         * )} activity.ToIssuer.$Shape
         */

        /**
         * Constructs a new ToIssuer.
         * @memberof activity
         * @classdesc Represents a ToIssuer.
         * @constructor
         * @param {activity.ToIssuer.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const ToIssuer = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * ToIssuer programme.
         * @member {activity.AskProgramme.$Properties|null|undefined} programme
         * @memberof activity.ToIssuer
         * @instance
         */
        ToIssuer.prototype.programme = null;

        /**
         * ToIssuer claim.
         * @member {activity.Claim.$Properties|null|undefined} claim
         * @memberof activity.ToIssuer
         * @instance
         */
        ToIssuer.prototype.claim = null;

        /**
         * ToIssuer shown.
         * @member {activity.Shown.$Properties|null|undefined} shown
         * @memberof activity.ToIssuer
         * @instance
         */
        ToIssuer.prototype.shown = null;

        /**
         * ToIssuer recorded.
         * @member {activity.Recorded.$Properties|null|undefined} recorded
         * @memberof activity.ToIssuer
         * @instance
         */
        ToIssuer.prototype.recorded = null;

        /**
         * ToIssuer appeal.
         * @member {activity.Appeal.$Properties|null|undefined} appeal
         * @memberof activity.ToIssuer
         * @instance
         */
        ToIssuer.prototype.appeal = null;

        // OneOf field names bound to virtual getters and setters
        let $oneOfFields;

        /**
         * ToIssuer message.
         * @member {"programme"|"claim"|"shown"|"recorded"|"appeal"|undefined} message
         * @memberof activity.ToIssuer
         * @instance
         */
        $Object.defineProperty(ToIssuer.prototype, "message", {
            get: $util.oneOfGetter($oneOfFields = ["programme", "claim", "shown", "recorded", "appeal"]),
            set: $util.oneOfSetter($oneOfFields)
        });

        /**
         * Encodes the specified ToIssuer message. Does not implicitly {@link activity.ToIssuer.verify|verify} messages.
         * @function encode
         * @memberof activity.ToIssuer
         * @static
         * @param {activity.ToIssuer.$Properties} message ToIssuer message or plain object to encode
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
            if (message.programme != null && $Object.hasOwnProperty.call(message, "programme"))
                $root.activity.AskProgramme.encode(message.programme, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
            if (message.claim != null && $Object.hasOwnProperty.call(message, "claim"))
                $root.activity.Claim.encode(message.claim, writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
            if (message.shown != null && $Object.hasOwnProperty.call(message, "shown"))
                $root.activity.Shown.encode(message.shown, writer.uint32(/* id 3, wireType 2 =*/26).fork(), _depth + 1).ldelim();
            if (message.recorded != null && $Object.hasOwnProperty.call(message, "recorded"))
                $root.activity.Recorded.encode(message.recorded, writer.uint32(/* id 4, wireType 2 =*/34).fork(), _depth + 1).ldelim();
            if (message.appeal != null && $Object.hasOwnProperty.call(message, "appeal"))
                $root.activity.Appeal.encode(message.appeal, writer.uint32(/* id 5, wireType 2 =*/42).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a ToIssuer message from the specified reader or buffer.
         * @function decode
         * @memberof activity.ToIssuer
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {activity.ToIssuer & activity.ToIssuer.$Shape} ToIssuer
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
            message = _target || new $root.activity.ToIssuer();
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
                        message.programme = $root.activity.AskProgramme.decode(reader, reader.size(), $undefined, _depth + 1, message.programme);
                        message.message = "programme";
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        message.claim = $root.activity.Claim.decode(reader, reader.size(), $undefined, _depth + 1, message.claim);
                        message.message = "claim";
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        message.shown = $root.activity.Shown.decode(reader, reader.size(), $undefined, _depth + 1, message.shown);
                        message.message = "shown";
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        message.recorded = $root.activity.Recorded.decode(reader, reader.size(), $undefined, _depth + 1, message.recorded);
                        message.message = "recorded";
                        continue;
                    }
                case 5: {
                        if (wireType !== 2)
                            break;
                        message.appeal = $root.activity.Appeal.decode(reader, reader.size(), $undefined, _depth + 1, message.appeal);
                        message.message = "appeal";
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

    activity.ToPerson = (function() {

        /**
         * Properties of a ToPerson.
         * @typedef {Object} activity.ToPerson.$Properties
         * @property {activity.Programme.$Properties|null} [programme] ToPerson programme
         * @property {activity.Challenge.$Properties|null} [challenge] ToPerson challenge
         * @property {activity.Decision.$Properties|null} [decision] ToPerson decision
         * @property {activity.Final.$Properties|null} [final] ToPerson final
         * @property {"programme"|"challenge"|"decision"|"final"} [message] ToPerson message
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a ToPerson.
         * @memberof activity
         * @interface IToPerson
         * @augments activity.ToPerson.$Properties
         * @deprecated Use activity.ToPerson.$Properties instead.
         */

        /**
         * Narrowed shape of a ToPerson.
         * @typedef {{
         *   programme?: activity.Programme.$Shape|null;
         *   challenge?: activity.Challenge.$Shape|null;
         *   decision?: activity.Decision.$Shape|null;
         *   final?: activity.Final.$Shape|null;
         *   $unknowns?: Array.<Uint8Array>;
         * } & (
         *   ({ message?: undefined; programme?: null; challenge?: null; decision?: null; final?: null }|{ message?: "programme"; programme: activity.Programme.$Shape; challenge?: null; decision?: null; final?: null }|{ message?: "challenge"; programme?: null; challenge: activity.Challenge.$Shape; decision?: null; final?: null }|{ message?: "decision"; programme?: null; challenge?: null; decision: activity.Decision.$Shape; final?: null }|{ message?: "final"; programme?: null; challenge?: null; decision?: null; final: activity.Final.$Shape })
         * )} activity.ToPerson.$Shape
         */

        /**
         * Constructs a new ToPerson.
         * @memberof activity
         * @classdesc Represents a ToPerson.
         * @constructor
         * @param {activity.ToPerson.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const ToPerson = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * ToPerson programme.
         * @member {activity.Programme.$Properties|null|undefined} programme
         * @memberof activity.ToPerson
         * @instance
         */
        ToPerson.prototype.programme = null;

        /**
         * ToPerson challenge.
         * @member {activity.Challenge.$Properties|null|undefined} challenge
         * @memberof activity.ToPerson
         * @instance
         */
        ToPerson.prototype.challenge = null;

        /**
         * ToPerson decision.
         * @member {activity.Decision.$Properties|null|undefined} decision
         * @memberof activity.ToPerson
         * @instance
         */
        ToPerson.prototype.decision = null;

        /**
         * ToPerson final.
         * @member {activity.Final.$Properties|null|undefined} final
         * @memberof activity.ToPerson
         * @instance
         */
        ToPerson.prototype.final = null;

        // OneOf field names bound to virtual getters and setters
        let $oneOfFields;

        /**
         * ToPerson message.
         * @member {"programme"|"challenge"|"decision"|"final"|undefined} message
         * @memberof activity.ToPerson
         * @instance
         */
        $Object.defineProperty(ToPerson.prototype, "message", {
            get: $util.oneOfGetter($oneOfFields = ["programme", "challenge", "decision", "final"]),
            set: $util.oneOfSetter($oneOfFields)
        });

        /**
         * Encodes the specified ToPerson message. Does not implicitly {@link activity.ToPerson.verify|verify} messages.
         * @function encode
         * @memberof activity.ToPerson
         * @static
         * @param {activity.ToPerson.$Properties} message ToPerson message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        ToPerson.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.programme != null && $Object.hasOwnProperty.call(message, "programme"))
                $root.activity.Programme.encode(message.programme, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
            if (message.challenge != null && $Object.hasOwnProperty.call(message, "challenge"))
                $root.activity.Challenge.encode(message.challenge, writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
            if (message.decision != null && $Object.hasOwnProperty.call(message, "decision"))
                $root.activity.Decision.encode(message.decision, writer.uint32(/* id 3, wireType 2 =*/26).fork(), _depth + 1).ldelim();
            if (message.final != null && $Object.hasOwnProperty.call(message, "final"))
                $root.activity.Final.encode(message.final, writer.uint32(/* id 4, wireType 2 =*/34).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a ToPerson message from the specified reader or buffer.
         * @function decode
         * @memberof activity.ToPerson
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {activity.ToPerson & activity.ToPerson.$Shape} ToPerson
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        ToPerson.decode = function (reader, length, _end, _depth, _target) {
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
            message = _target || new $root.activity.ToPerson();
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
                        message.programme = $root.activity.Programme.decode(reader, reader.size(), $undefined, _depth + 1, message.programme);
                        message.message = "programme";
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        message.challenge = $root.activity.Challenge.decode(reader, reader.size(), $undefined, _depth + 1, message.challenge);
                        message.message = "challenge";
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        message.decision = $root.activity.Decision.decode(reader, reader.size(), $undefined, _depth + 1, message.decision);
                        message.message = "decision";
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        message.final = $root.activity.Final.decode(reader, reader.size(), $undefined, _depth + 1, message.final);
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

        return ToPerson;
    })();

    activity.AskProgramme = (function() {

        /**
         * Properties of an AskProgramme.
         * @typedef {Object} activity.AskProgramme.$Properties
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of an AskProgramme.
         * @memberof activity
         * @interface IAskProgramme
         * @augments activity.AskProgramme.$Properties
         * @deprecated Use activity.AskProgramme.$Properties instead.
         */

        /**
         * Shape of an AskProgramme.
         * @typedef {activity.AskProgramme.$Properties} activity.AskProgramme.$Shape
         */

        /**
         * Constructs a new AskProgramme.
         * @memberof activity
         * @classdesc Represents an AskProgramme.
         * @constructor
         * @param {activity.AskProgramme.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const AskProgramme = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * Encodes the specified AskProgramme message. Does not implicitly {@link activity.AskProgramme.verify|verify} messages.
         * @function encode
         * @memberof activity.AskProgramme
         * @static
         * @param {activity.AskProgramme.$Properties} message AskProgramme message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        AskProgramme.encode = function (message, writer, _depth) {
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
         * Decodes an AskProgramme message from the specified reader or buffer.
         * @function decode
         * @memberof activity.AskProgramme
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {activity.AskProgramme & activity.AskProgramme.$Shape} AskProgramme
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        AskProgramme.decode = function (reader, length, _end, _depth, _target) {
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
            message = _target || new $root.activity.AskProgramme();
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

        return AskProgramme;
    })();

    activity.Programme = (function() {

        /**
         * Properties of a Programme.
         * @typedef {Object} activity.Programme.$Properties
         * @property {Uint8Array|null} [programme] Programme programme
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a Programme.
         * @memberof activity
         * @interface IProgramme
         * @augments activity.Programme.$Properties
         * @deprecated Use activity.Programme.$Properties instead.
         */

        /**
         * Shape of a Programme.
         * @typedef {activity.Programme.$Properties} activity.Programme.$Shape
         */

        /**
         * Constructs a new Programme.
         * @memberof activity
         * @classdesc Represents a Programme.
         * @constructor
         * @param {activity.Programme.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const Programme = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * Programme programme.
         * @member {Uint8Array} programme
         * @memberof activity.Programme
         * @instance
         */
        Programme.prototype.programme = $util.newBuffer([]);

        /**
         * Encodes the specified Programme message. Does not implicitly {@link activity.Programme.verify|verify} messages.
         * @function encode
         * @memberof activity.Programme
         * @static
         * @param {activity.Programme.$Properties} message Programme message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        Programme.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.programme != null && $Object.hasOwnProperty.call(message, "programme") && message.programme.length)
                writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.programme);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a Programme message from the specified reader or buffer.
         * @function decode
         * @memberof activity.Programme
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {activity.Programme & activity.Programme.$Shape} Programme
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        Programme.decode = function (reader, length, _end, _depth, _target) {
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
            message = _target || new $root.activity.Programme();
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
                            message.programme = value;
                        else
                            delete message.programme;
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

        return Programme;
    })();

    activity.Minute = (function() {

        /**
         * Properties of a Minute.
         * @typedef {Object} activity.Minute.$Properties
         * @property {number|null} [minute] Minute minute
         * @property {number|null} [steps] Minute steps
         * @property {number|null} [decimetres] Minute decimetres
         * @property {number|null} [mets] Minute mets
         * @property {number|null} [intensity] Minute intensity
         * @property {number|null} [confidence] Minute confidence
         * @property {number|null} [score] Minute score
         * @property {string|null} [doubt] Minute doubt
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a Minute.
         * @memberof activity
         * @interface IMinute
         * @augments activity.Minute.$Properties
         * @deprecated Use activity.Minute.$Properties instead.
         */

        /**
         * Shape of a Minute.
         * @typedef {activity.Minute.$Properties} activity.Minute.$Shape
         */

        /**
         * Constructs a new Minute.
         * @memberof activity
         * @classdesc Represents a Minute.
         * @constructor
         * @param {activity.Minute.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const Minute = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * Minute minute.
         * @member {number} minute
         * @memberof activity.Minute
         * @instance
         */
        Minute.prototype.minute = 0;

        /**
         * Minute steps.
         * @member {number} steps
         * @memberof activity.Minute
         * @instance
         */
        Minute.prototype.steps = 0;

        /**
         * Minute decimetres.
         * @member {number} decimetres
         * @memberof activity.Minute
         * @instance
         */
        Minute.prototype.decimetres = 0;

        /**
         * Minute mets.
         * @member {number} mets
         * @memberof activity.Minute
         * @instance
         */
        Minute.prototype.mets = 0;

        /**
         * Minute intensity.
         * @member {number} intensity
         * @memberof activity.Minute
         * @instance
         */
        Minute.prototype.intensity = 0;

        /**
         * Minute confidence.
         * @member {number} confidence
         * @memberof activity.Minute
         * @instance
         */
        Minute.prototype.confidence = 0;

        /**
         * Minute score.
         * @member {number} score
         * @memberof activity.Minute
         * @instance
         */
        Minute.prototype.score = 0;

        /**
         * Minute doubt.
         * @member {string} doubt
         * @memberof activity.Minute
         * @instance
         */
        Minute.prototype.doubt = "";

        /**
         * Encodes the specified Minute message. Does not implicitly {@link activity.Minute.verify|verify} messages.
         * @function encode
         * @memberof activity.Minute
         * @static
         * @param {activity.Minute.$Properties} message Minute message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        Minute.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.minute != null && $Object.hasOwnProperty.call(message, "minute") && message.minute !== 0)
                writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.minute);
            if (message.steps != null && $Object.hasOwnProperty.call(message, "steps") && message.steps !== 0)
                writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.steps);
            if (message.decimetres != null && $Object.hasOwnProperty.call(message, "decimetres") && message.decimetres !== 0)
                writer.uint32(/* id 3, wireType 0 =*/24).uint32(message.decimetres);
            if (message.mets != null && $Object.hasOwnProperty.call(message, "mets") && message.mets !== 0)
                writer.uint32(/* id 4, wireType 0 =*/32).uint32(message.mets);
            if (message.intensity != null && $Object.hasOwnProperty.call(message, "intensity") && message.intensity !== 0)
                writer.uint32(/* id 5, wireType 0 =*/40).uint32(message.intensity);
            if (message.confidence != null && $Object.hasOwnProperty.call(message, "confidence") && message.confidence !== 0)
                writer.uint32(/* id 6, wireType 0 =*/48).uint32(message.confidence);
            if (message.score != null && $Object.hasOwnProperty.call(message, "score") && message.score !== 0)
                writer.uint32(/* id 7, wireType 0 =*/56).uint32(message.score);
            if (message.doubt != null && $Object.hasOwnProperty.call(message, "doubt") && message.doubt !== "")
                writer.uint32(/* id 8, wireType 2 =*/66).string(message.doubt);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a Minute message from the specified reader or buffer.
         * @function decode
         * @memberof activity.Minute
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {activity.Minute & activity.Minute.$Shape} Minute
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        Minute.decode = function (reader, length, _end, _depth, _target) {
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
            message = _target || new $root.activity.Minute();
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
                            message.minute = value;
                        else
                            delete message.minute;
                        continue;
                    }
                case 2: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.steps = value;
                        else
                            delete message.steps;
                        continue;
                    }
                case 3: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.decimetres = value;
                        else
                            delete message.decimetres;
                        continue;
                    }
                case 4: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.mets = value;
                        else
                            delete message.mets;
                        continue;
                    }
                case 5: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.intensity = value;
                        else
                            delete message.intensity;
                        continue;
                    }
                case 6: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.confidence = value;
                        else
                            delete message.confidence;
                        continue;
                    }
                case 7: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.score = value;
                        else
                            delete message.score;
                        continue;
                    }
                case 8: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.doubt = value;
                        else
                            delete message.doubt;
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

        return Minute;
    })();

    activity.Claim = (function() {

        /**
         * Properties of a Claim.
         * @typedef {Object} activity.Claim.$Properties
         * @property {Uint8Array|null} [transaction] Claim transaction
         * @property {Uint8Array|null} [answer] Claim answer
         * @property {Uint8Array|null} [signature] Claim signature
         * @property {Uint8Array|null} [rule] Claim rule
         * @property {Uint8Array|null} [owner] Claim owner
         * @property {Array.<Uint8Array>|null} [certificates] Claim certificates
         * @property {Array.<activity.Minute.$Properties>|null} [minutes] Claim minutes
         * @property {Array.<Uint8Array>|null} [segments] Claim segments
         * @property {activity.Entry.$Properties|null} [before] Claim before
         * @property {activity.Aid.$Properties|null} [aid] Claim aid
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a Claim.
         * @memberof activity
         * @interface IClaim
         * @augments activity.Claim.$Properties
         * @deprecated Use activity.Claim.$Properties instead.
         */

        /**
         * Shape of a Claim.
         * @typedef {activity.Claim.$Properties} activity.Claim.$Shape
         */

        /**
         * Constructs a new Claim.
         * @memberof activity
         * @classdesc Represents a Claim.
         * @constructor
         * @param {activity.Claim.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const Claim = function (properties) {
            this.certificates = [];
            this.minutes = [];
            this.segments = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * Claim transaction.
         * @member {Uint8Array} transaction
         * @memberof activity.Claim
         * @instance
         */
        Claim.prototype.transaction = $util.newBuffer([]);

        /**
         * Claim answer.
         * @member {Uint8Array} answer
         * @memberof activity.Claim
         * @instance
         */
        Claim.prototype.answer = $util.newBuffer([]);

        /**
         * Claim signature.
         * @member {Uint8Array} signature
         * @memberof activity.Claim
         * @instance
         */
        Claim.prototype.signature = $util.newBuffer([]);

        /**
         * Claim rule.
         * @member {Uint8Array} rule
         * @memberof activity.Claim
         * @instance
         */
        Claim.prototype.rule = $util.newBuffer([]);

        /**
         * Claim owner.
         * @member {Uint8Array} owner
         * @memberof activity.Claim
         * @instance
         */
        Claim.prototype.owner = $util.newBuffer([]);

        /**
         * Claim certificates.
         * @member {Array.<Uint8Array>} certificates
         * @memberof activity.Claim
         * @instance
         */
        Claim.prototype.certificates = $util.emptyArray;

        /**
         * Claim minutes.
         * @member {Array.<activity.Minute.$Properties>} minutes
         * @memberof activity.Claim
         * @instance
         */
        Claim.prototype.minutes = $util.emptyArray;

        /**
         * Claim segments.
         * @member {Array.<Uint8Array>} segments
         * @memberof activity.Claim
         * @instance
         */
        Claim.prototype.segments = $util.emptyArray;

        /**
         * Claim before.
         * @member {activity.Entry.$Properties|null|undefined} before
         * @memberof activity.Claim
         * @instance
         */
        Claim.prototype.before = null;

        /**
         * Claim aid.
         * @member {activity.Aid.$Properties|null|undefined} aid
         * @memberof activity.Claim
         * @instance
         */
        Claim.prototype.aid = null;

        /**
         * Encodes the specified Claim message. Does not implicitly {@link activity.Claim.verify|verify} messages.
         * @function encode
         * @memberof activity.Claim
         * @static
         * @param {activity.Claim.$Properties} message Claim message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        Claim.encode = function (message, writer, _depth) {
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
            if (message.rule != null && $Object.hasOwnProperty.call(message, "rule") && message.rule.length)
                writer.uint32(/* id 4, wireType 2 =*/34).bytes(message.rule);
            if (message.owner != null && $Object.hasOwnProperty.call(message, "owner") && message.owner.length)
                writer.uint32(/* id 5, wireType 2 =*/42).bytes(message.owner);
            if (message.certificates != null && message.certificates.length)
                for (let i = 0; i < message.certificates.length; ++i)
                    writer.uint32(/* id 6, wireType 2 =*/50).bytes(message.certificates[i]);
            if (message.minutes != null && message.minutes.length)
                for (let i = 0; i < message.minutes.length; ++i)
                    $root.activity.Minute.encode(message.minutes[i], writer.uint32(/* id 7, wireType 2 =*/58).fork(), _depth + 1).ldelim();
            if (message.segments != null && message.segments.length)
                for (let i = 0; i < message.segments.length; ++i)
                    writer.uint32(/* id 8, wireType 2 =*/66).bytes(message.segments[i]);
            if (message.before != null && $Object.hasOwnProperty.call(message, "before"))
                $root.activity.Entry.encode(message.before, writer.uint32(/* id 9, wireType 2 =*/74).fork(), _depth + 1).ldelim();
            if (message.aid != null && $Object.hasOwnProperty.call(message, "aid"))
                $root.activity.Aid.encode(message.aid, writer.uint32(/* id 10, wireType 2 =*/82).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a Claim message from the specified reader or buffer.
         * @function decode
         * @memberof activity.Claim
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {activity.Claim & activity.Claim.$Shape} Claim
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        Claim.decode = function (reader, length, _end, _depth, _target) {
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
            message = _target || new $root.activity.Claim();
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
                            message.rule = value;
                        else
                            delete message.rule;
                        continue;
                    }
                case 5: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.owner = value;
                        else
                            delete message.owner;
                        continue;
                    }
                case 6: {
                        if (wireType !== 2)
                            break;
                        if (!(message.certificates && message.certificates.length))
                            message.certificates = [];
                        message.certificates.push(reader.bytes());
                        continue;
                    }
                case 7: {
                        if (wireType !== 2)
                            break;
                        if (!(message.minutes && message.minutes.length))
                            message.minutes = [];
                        message.minutes.push($root.activity.Minute.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                case 8: {
                        if (wireType !== 2)
                            break;
                        if (!(message.segments && message.segments.length))
                            message.segments = [];
                        message.segments.push(reader.bytes());
                        continue;
                    }
                case 9: {
                        if (wireType !== 2)
                            break;
                        message.before = $root.activity.Entry.decode(reader, reader.size(), $undefined, _depth + 1, message.before);
                        continue;
                    }
                case 10: {
                        if (wireType !== 2)
                            break;
                        message.aid = $root.activity.Aid.decode(reader, reader.size(), $undefined, _depth + 1, message.aid);
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

        return Claim;
    })();

    activity.Aid = (function() {

        /**
         * Properties of an Aid.
         * @typedef {Object} activity.Aid.$Properties
         * @property {string|null} [aid] Aid aid
         * @property {Uint8Array|null} [disclosure] Aid disclosure
         * @property {Uint8Array|null} [recordId] Aid recordId
         * @property {Uint8Array|null} [issuerSignature] Aid issuerSignature
         * @property {string|null} [notary] Aid notary
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of an Aid.
         * @memberof activity
         * @interface IAid
         * @augments activity.Aid.$Properties
         * @deprecated Use activity.Aid.$Properties instead.
         */

        /**
         * Shape of an Aid.
         * @typedef {activity.Aid.$Properties} activity.Aid.$Shape
         */

        /**
         * Constructs a new Aid.
         * @memberof activity
         * @classdesc Represents an Aid.
         * @constructor
         * @param {activity.Aid.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const Aid = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * Aid aid.
         * @member {string} aid
         * @memberof activity.Aid
         * @instance
         */
        Aid.prototype.aid = "";

        /**
         * Aid disclosure.
         * @member {Uint8Array} disclosure
         * @memberof activity.Aid
         * @instance
         */
        Aid.prototype.disclosure = $util.newBuffer([]);

        /**
         * Aid recordId.
         * @member {Uint8Array} recordId
         * @memberof activity.Aid
         * @instance
         */
        Aid.prototype.recordId = $util.newBuffer([]);

        /**
         * Aid issuerSignature.
         * @member {Uint8Array} issuerSignature
         * @memberof activity.Aid
         * @instance
         */
        Aid.prototype.issuerSignature = $util.newBuffer([]);

        /**
         * Aid notary.
         * @member {string} notary
         * @memberof activity.Aid
         * @instance
         */
        Aid.prototype.notary = "";

        /**
         * Encodes the specified Aid message. Does not implicitly {@link activity.Aid.verify|verify} messages.
         * @function encode
         * @memberof activity.Aid
         * @static
         * @param {activity.Aid.$Properties} message Aid message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        Aid.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.aid != null && $Object.hasOwnProperty.call(message, "aid") && message.aid !== "")
                writer.uint32(/* id 1, wireType 2 =*/10).string(message.aid);
            if (message.disclosure != null && $Object.hasOwnProperty.call(message, "disclosure") && message.disclosure.length)
                writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.disclosure);
            if (message.recordId != null && $Object.hasOwnProperty.call(message, "recordId") && message.recordId.length)
                writer.uint32(/* id 3, wireType 2 =*/26).bytes(message.recordId);
            if (message.issuerSignature != null && $Object.hasOwnProperty.call(message, "issuerSignature") && message.issuerSignature.length)
                writer.uint32(/* id 4, wireType 2 =*/34).bytes(message.issuerSignature);
            if (message.notary != null && $Object.hasOwnProperty.call(message, "notary") && message.notary !== "")
                writer.uint32(/* id 5, wireType 2 =*/42).string(message.notary);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes an Aid message from the specified reader or buffer.
         * @function decode
         * @memberof activity.Aid
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {activity.Aid & activity.Aid.$Shape} Aid
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        Aid.decode = function (reader, length, _end, _depth, _target) {
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
            message = _target || new $root.activity.Aid();
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
                            message.aid = value;
                        else
                            delete message.aid;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.disclosure = value;
                        else
                            delete message.disclosure;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.recordId = value;
                        else
                            delete message.recordId;
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
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.notary = value;
                        else
                            delete message.notary;
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

        return Aid;
    })();

    activity.Entry = (function() {

        /**
         * Properties of an Entry.
         * @typedef {Object} activity.Entry.$Properties
         * @property {Uint8Array|null} [transaction] Entry transaction
         * @property {Uint8Array|null} [answer] Entry answer
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of an Entry.
         * @memberof activity
         * @interface IEntry
         * @augments activity.Entry.$Properties
         * @deprecated Use activity.Entry.$Properties instead.
         */

        /**
         * Shape of an Entry.
         * @typedef {activity.Entry.$Properties} activity.Entry.$Shape
         */

        /**
         * Constructs a new Entry.
         * @memberof activity
         * @classdesc Represents an Entry.
         * @constructor
         * @param {activity.Entry.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const Entry = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * Entry transaction.
         * @member {Uint8Array} transaction
         * @memberof activity.Entry
         * @instance
         */
        Entry.prototype.transaction = $util.newBuffer([]);

        /**
         * Entry answer.
         * @member {Uint8Array} answer
         * @memberof activity.Entry
         * @instance
         */
        Entry.prototype.answer = $util.newBuffer([]);

        /**
         * Encodes the specified Entry message. Does not implicitly {@link activity.Entry.verify|verify} messages.
         * @function encode
         * @memberof activity.Entry
         * @static
         * @param {activity.Entry.$Properties} message Entry message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        Entry.encode = function (message, writer, _depth) {
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
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes an Entry message from the specified reader or buffer.
         * @function decode
         * @memberof activity.Entry
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {activity.Entry & activity.Entry.$Shape} Entry
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        Entry.decode = function (reader, length, _end, _depth, _target) {
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
            message = _target || new $root.activity.Entry();
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

        return Entry;
    })();

    activity.Challenge = (function() {

        /**
         * Properties of a Challenge.
         * @typedef {Object} activity.Challenge.$Properties
         * @property {Array.<number>|null} [minutes] Challenge minutes
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a Challenge.
         * @memberof activity
         * @interface IChallenge
         * @augments activity.Challenge.$Properties
         * @deprecated Use activity.Challenge.$Properties instead.
         */

        /**
         * Shape of a Challenge.
         * @typedef {activity.Challenge.$Properties} activity.Challenge.$Shape
         */

        /**
         * Constructs a new Challenge.
         * @memberof activity
         * @classdesc Represents a Challenge.
         * @constructor
         * @param {activity.Challenge.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const Challenge = function (properties) {
            this.minutes = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * Challenge minutes.
         * @member {Array.<number>} minutes
         * @memberof activity.Challenge
         * @instance
         */
        Challenge.prototype.minutes = $util.emptyArray;

        /**
         * Encodes the specified Challenge message. Does not implicitly {@link activity.Challenge.verify|verify} messages.
         * @function encode
         * @memberof activity.Challenge
         * @static
         * @param {activity.Challenge.$Properties} message Challenge message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        Challenge.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.minutes != null && message.minutes.length)
                writer.uint32(/* id 1, wireType 2 =*/10).uint32s(message.minutes);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a Challenge message from the specified reader or buffer.
         * @function decode
         * @memberof activity.Challenge
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {activity.Challenge & activity.Challenge.$Shape} Challenge
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        Challenge.decode = function (reader, length, _end, _depth, _target) {
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
            message = _target || new $root.activity.Challenge();
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
                        if (wireType === 2) {
                            if (!(message.minutes && message.minutes.length))
                                message.minutes = [];
                            reader.uint32s(message.minutes);
                            continue;
                        }
                        if (wireType !== 0)
                            break;
                        if (!(message.minutes && message.minutes.length))
                            message.minutes = [];
                        message.minutes.push(reader.uint32());
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

        return Challenge;
    })();

    activity.Segment = (function() {

        /**
         * Properties of a Segment.
         * @typedef {Object} activity.Segment.$Properties
         * @property {number|null} [side] Segment side
         * @property {Uint8Array|null} [seal] Segment seal
         * @property {Array.<Uint8Array>|null} [packets] Segment packets
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a Segment.
         * @memberof activity
         * @interface ISegment
         * @augments activity.Segment.$Properties
         * @deprecated Use activity.Segment.$Properties instead.
         */

        /**
         * Shape of a Segment.
         * @typedef {activity.Segment.$Properties} activity.Segment.$Shape
         */

        /**
         * Constructs a new Segment.
         * @memberof activity
         * @classdesc Represents a Segment.
         * @constructor
         * @param {activity.Segment.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const Segment = function (properties) {
            this.packets = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * Segment side.
         * @member {number} side
         * @memberof activity.Segment
         * @instance
         */
        Segment.prototype.side = 0;

        /**
         * Segment seal.
         * @member {Uint8Array} seal
         * @memberof activity.Segment
         * @instance
         */
        Segment.prototype.seal = $util.newBuffer([]);

        /**
         * Segment packets.
         * @member {Array.<Uint8Array>} packets
         * @memberof activity.Segment
         * @instance
         */
        Segment.prototype.packets = $util.emptyArray;

        /**
         * Encodes the specified Segment message. Does not implicitly {@link activity.Segment.verify|verify} messages.
         * @function encode
         * @memberof activity.Segment
         * @static
         * @param {activity.Segment.$Properties} message Segment message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        Segment.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.side != null && $Object.hasOwnProperty.call(message, "side") && message.side !== 0)
                writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.side);
            if (message.seal != null && $Object.hasOwnProperty.call(message, "seal") && message.seal.length)
                writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.seal);
            if (message.packets != null && message.packets.length)
                for (let i = 0; i < message.packets.length; ++i)
                    writer.uint32(/* id 3, wireType 2 =*/26).bytes(message.packets[i]);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a Segment message from the specified reader or buffer.
         * @function decode
         * @memberof activity.Segment
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {activity.Segment & activity.Segment.$Shape} Segment
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        Segment.decode = function (reader, length, _end, _depth, _target) {
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
            message = _target || new $root.activity.Segment();
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
                            message.side = value;
                        else
                            delete message.side;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.seal = value;
                        else
                            delete message.seal;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if (!(message.packets && message.packets.length))
                            message.packets = [];
                        message.packets.push(reader.bytes());
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

        return Segment;
    })();

    activity.Shown = (function() {

        /**
         * Properties of a Shown.
         * @typedef {Object} activity.Shown.$Properties
         * @property {Array.<activity.Segment.$Properties>|null} [segments] Shown segments
         * @property {boolean|null} [more] Shown more
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a Shown.
         * @memberof activity
         * @interface IShown
         * @augments activity.Shown.$Properties
         * @deprecated Use activity.Shown.$Properties instead.
         */

        /**
         * Shape of a Shown.
         * @typedef {activity.Shown.$Properties} activity.Shown.$Shape
         */

        /**
         * Constructs a new Shown.
         * @memberof activity
         * @classdesc Represents a Shown.
         * @constructor
         * @param {activity.Shown.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const Shown = function (properties) {
            this.segments = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * Shown segments.
         * @member {Array.<activity.Segment.$Properties>} segments
         * @memberof activity.Shown
         * @instance
         */
        Shown.prototype.segments = $util.emptyArray;

        /**
         * Shown more.
         * @member {boolean} more
         * @memberof activity.Shown
         * @instance
         */
        Shown.prototype.more = false;

        /**
         * Encodes the specified Shown message. Does not implicitly {@link activity.Shown.verify|verify} messages.
         * @function encode
         * @memberof activity.Shown
         * @static
         * @param {activity.Shown.$Properties} message Shown message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        Shown.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.segments != null && message.segments.length)
                for (let i = 0; i < message.segments.length; ++i)
                    $root.activity.Segment.encode(message.segments[i], writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
            if (message.more != null && $Object.hasOwnProperty.call(message, "more") && message.more !== false)
                writer.uint32(/* id 2, wireType 0 =*/16).bool(message.more);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a Shown message from the specified reader or buffer.
         * @function decode
         * @memberof activity.Shown
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {activity.Shown & activity.Shown.$Shape} Shown
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        Shown.decode = function (reader, length, _end, _depth, _target) {
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
            message = _target || new $root.activity.Shown();
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
                        if (!(message.segments && message.segments.length))
                            message.segments = [];
                        message.segments.push($root.activity.Segment.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                case 2: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.bool())
                            message.more = value;
                        else
                            delete message.more;
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

        return Shown;
    })();

    activity.Decided = (function() {

        /**
         * Properties of a Decided.
         * @typedef {Object} activity.Decided.$Properties
         * @property {number|null} [minute] Decided minute
         * @property {number|null} [units] Decided units
         * @property {string|null} [why] Decided why
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a Decided.
         * @memberof activity
         * @interface IDecided
         * @augments activity.Decided.$Properties
         * @deprecated Use activity.Decided.$Properties instead.
         */

        /**
         * Shape of a Decided.
         * @typedef {activity.Decided.$Properties} activity.Decided.$Shape
         */

        /**
         * Constructs a new Decided.
         * @memberof activity
         * @classdesc Represents a Decided.
         * @constructor
         * @param {activity.Decided.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const Decided = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * Decided minute.
         * @member {number} minute
         * @memberof activity.Decided
         * @instance
         */
        Decided.prototype.minute = 0;

        /**
         * Decided units.
         * @member {number} units
         * @memberof activity.Decided
         * @instance
         */
        Decided.prototype.units = 0;

        /**
         * Decided why.
         * @member {string} why
         * @memberof activity.Decided
         * @instance
         */
        Decided.prototype.why = "";

        /**
         * Encodes the specified Decided message. Does not implicitly {@link activity.Decided.verify|verify} messages.
         * @function encode
         * @memberof activity.Decided
         * @static
         * @param {activity.Decided.$Properties} message Decided message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        Decided.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.minute != null && $Object.hasOwnProperty.call(message, "minute") && message.minute !== 0)
                writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.minute);
            if (message.units != null && $Object.hasOwnProperty.call(message, "units") && message.units !== 0)
                writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.units);
            if (message.why != null && $Object.hasOwnProperty.call(message, "why") && message.why !== "")
                writer.uint32(/* id 3, wireType 2 =*/26).string(message.why);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a Decided message from the specified reader or buffer.
         * @function decode
         * @memberof activity.Decided
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {activity.Decided & activity.Decided.$Shape} Decided
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        Decided.decode = function (reader, length, _end, _depth, _target) {
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
            message = _target || new $root.activity.Decided();
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
                            message.minute = value;
                        else
                            delete message.minute;
                        continue;
                    }
                case 2: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.units = value;
                        else
                            delete message.units;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.why = value;
                        else
                            delete message.why;
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

        return Decided;
    })();

    activity.Decision = (function() {

        /**
         * Properties of a Decision.
         * @typedef {Object} activity.Decision.$Properties
         * @property {Array.<activity.Decided.$Properties>|null} [minutes] Decision minutes
         * @property {Uint8Array|null} [transaction] Decision transaction
         * @property {Uint8Array|null} [signature] Decision signature
         * @property {string|null} [words] Decision words
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a Decision.
         * @memberof activity
         * @interface IDecision
         * @augments activity.Decision.$Properties
         * @deprecated Use activity.Decision.$Properties instead.
         */

        /**
         * Shape of a Decision.
         * @typedef {activity.Decision.$Properties} activity.Decision.$Shape
         */

        /**
         * Constructs a new Decision.
         * @memberof activity
         * @classdesc Represents a Decision.
         * @constructor
         * @param {activity.Decision.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const Decision = function (properties) {
            this.minutes = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * Decision minutes.
         * @member {Array.<activity.Decided.$Properties>} minutes
         * @memberof activity.Decision
         * @instance
         */
        Decision.prototype.minutes = $util.emptyArray;

        /**
         * Decision transaction.
         * @member {Uint8Array} transaction
         * @memberof activity.Decision
         * @instance
         */
        Decision.prototype.transaction = $util.newBuffer([]);

        /**
         * Decision signature.
         * @member {Uint8Array} signature
         * @memberof activity.Decision
         * @instance
         */
        Decision.prototype.signature = $util.newBuffer([]);

        /**
         * Decision words.
         * @member {string} words
         * @memberof activity.Decision
         * @instance
         */
        Decision.prototype.words = "";

        /**
         * Encodes the specified Decision message. Does not implicitly {@link activity.Decision.verify|verify} messages.
         * @function encode
         * @memberof activity.Decision
         * @static
         * @param {activity.Decision.$Properties} message Decision message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        Decision.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.minutes != null && message.minutes.length)
                for (let i = 0; i < message.minutes.length; ++i)
                    $root.activity.Decided.encode(message.minutes[i], writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
            if (message.transaction != null && $Object.hasOwnProperty.call(message, "transaction") && message.transaction.length)
                writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.transaction);
            if (message.signature != null && $Object.hasOwnProperty.call(message, "signature") && message.signature.length)
                writer.uint32(/* id 3, wireType 2 =*/26).bytes(message.signature);
            if (message.words != null && $Object.hasOwnProperty.call(message, "words") && message.words !== "")
                writer.uint32(/* id 4, wireType 2 =*/34).string(message.words);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a Decision message from the specified reader or buffer.
         * @function decode
         * @memberof activity.Decision
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {activity.Decision & activity.Decision.$Shape} Decision
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        Decision.decode = function (reader, length, _end, _depth, _target) {
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
            message = _target || new $root.activity.Decision();
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
                        if (!(message.minutes && message.minutes.length))
                            message.minutes = [];
                        message.minutes.push($root.activity.Decided.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.transaction = value;
                        else
                            delete message.transaction;
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
                        if ((value = reader.stringVerify()).length)
                            message.words = value;
                        else
                            delete message.words;
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

        return Decision;
    })();

    activity.Recorded = (function() {

        /**
         * Properties of a Recorded.
         * @typedef {Object} activity.Recorded.$Properties
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a Recorded.
         * @memberof activity
         * @interface IRecorded
         * @augments activity.Recorded.$Properties
         * @deprecated Use activity.Recorded.$Properties instead.
         */

        /**
         * Shape of a Recorded.
         * @typedef {activity.Recorded.$Properties} activity.Recorded.$Shape
         */

        /**
         * Constructs a new Recorded.
         * @memberof activity
         * @classdesc Represents a Recorded.
         * @constructor
         * @param {activity.Recorded.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const Recorded = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * Encodes the specified Recorded message. Does not implicitly {@link activity.Recorded.verify|verify} messages.
         * @function encode
         * @memberof activity.Recorded
         * @static
         * @param {activity.Recorded.$Properties} message Recorded message or plain object to encode
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
         * @memberof activity.Recorded
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {activity.Recorded & activity.Recorded.$Shape} Recorded
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
            message = _target || new $root.activity.Recorded();
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

    activity.Final = (function() {

        /**
         * Properties of a Final.
         * @typedef {Object} activity.Final.$Properties
         * @property {Uint8Array|null} [answer] Final answer
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a Final.
         * @memberof activity
         * @interface IFinal
         * @augments activity.Final.$Properties
         * @deprecated Use activity.Final.$Properties instead.
         */

        /**
         * Shape of a Final.
         * @typedef {activity.Final.$Properties} activity.Final.$Shape
         */

        /**
         * Constructs a new Final.
         * @memberof activity
         * @classdesc Represents a Final.
         * @constructor
         * @param {activity.Final.$Properties=} [properties] Properties to set
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
         * @memberof activity.Final
         * @instance
         */
        Final.prototype.answer = $util.newBuffer([]);

        /**
         * Encodes the specified Final message. Does not implicitly {@link activity.Final.verify|verify} messages.
         * @function encode
         * @memberof activity.Final
         * @static
         * @param {activity.Final.$Properties} message Final message or plain object to encode
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
         * @memberof activity.Final
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {activity.Final & activity.Final.$Shape} Final
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
            message = _target || new $root.activity.Final();
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

    activity.Appeal = (function() {

        /**
         * Properties of an Appeal.
         * @typedef {Object} activity.Appeal.$Properties
         * @property {Uint8Array|null} [entry] Appeal entry
         * @property {Uint8Array|null} [owner] Appeal owner
         * @property {Array.<number>|null} [minutes] Appeal minutes
         * @property {string|null} [words] Appeal words
         * @property {Array.<Uint8Array>|null} [segments] Appeal segments
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of an Appeal.
         * @memberof activity
         * @interface IAppeal
         * @augments activity.Appeal.$Properties
         * @deprecated Use activity.Appeal.$Properties instead.
         */

        /**
         * Shape of an Appeal.
         * @typedef {activity.Appeal.$Properties} activity.Appeal.$Shape
         */

        /**
         * Constructs a new Appeal.
         * @memberof activity
         * @classdesc Represents an Appeal.
         * @constructor
         * @param {activity.Appeal.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const Appeal = function (properties) {
            this.minutes = [];
            this.segments = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * Appeal entry.
         * @member {Uint8Array} entry
         * @memberof activity.Appeal
         * @instance
         */
        Appeal.prototype.entry = $util.newBuffer([]);

        /**
         * Appeal owner.
         * @member {Uint8Array} owner
         * @memberof activity.Appeal
         * @instance
         */
        Appeal.prototype.owner = $util.newBuffer([]);

        /**
         * Appeal minutes.
         * @member {Array.<number>} minutes
         * @memberof activity.Appeal
         * @instance
         */
        Appeal.prototype.minutes = $util.emptyArray;

        /**
         * Appeal words.
         * @member {string} words
         * @memberof activity.Appeal
         * @instance
         */
        Appeal.prototype.words = "";

        /**
         * Appeal segments.
         * @member {Array.<Uint8Array>} segments
         * @memberof activity.Appeal
         * @instance
         */
        Appeal.prototype.segments = $util.emptyArray;

        /**
         * Encodes the specified Appeal message. Does not implicitly {@link activity.Appeal.verify|verify} messages.
         * @function encode
         * @memberof activity.Appeal
         * @static
         * @param {activity.Appeal.$Properties} message Appeal message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        Appeal.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.entry != null && $Object.hasOwnProperty.call(message, "entry") && message.entry.length)
                writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.entry);
            if (message.owner != null && $Object.hasOwnProperty.call(message, "owner") && message.owner.length)
                writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.owner);
            if (message.minutes != null && message.minutes.length)
                writer.uint32(/* id 3, wireType 2 =*/26).uint32s(message.minutes);
            if (message.words != null && $Object.hasOwnProperty.call(message, "words") && message.words !== "")
                writer.uint32(/* id 4, wireType 2 =*/34).string(message.words);
            if (message.segments != null && message.segments.length)
                for (let i = 0; i < message.segments.length; ++i)
                    writer.uint32(/* id 5, wireType 2 =*/42).bytes(message.segments[i]);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes an Appeal message from the specified reader or buffer.
         * @function decode
         * @memberof activity.Appeal
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {activity.Appeal & activity.Appeal.$Shape} Appeal
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        Appeal.decode = function (reader, length, _end, _depth, _target) {
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
            message = _target || new $root.activity.Appeal();
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
                            message.entry = value;
                        else
                            delete message.entry;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.owner = value;
                        else
                            delete message.owner;
                        continue;
                    }
                case 3: {
                        if (wireType === 2) {
                            if (!(message.minutes && message.minutes.length))
                                message.minutes = [];
                            reader.uint32s(message.minutes);
                            continue;
                        }
                        if (wireType !== 0)
                            break;
                        if (!(message.minutes && message.minutes.length))
                            message.minutes = [];
                        message.minutes.push(reader.uint32());
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.words = value;
                        else
                            delete message.words;
                        continue;
                    }
                case 5: {
                        if (wireType !== 2)
                            break;
                        if (!(message.segments && message.segments.length))
                            message.segments = [];
                        message.segments.push(reader.bytes());
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

        return Appeal;
    })();

    return activity;
})();

export {
  $root as default
};
