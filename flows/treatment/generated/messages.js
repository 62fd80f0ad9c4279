/*eslint-disable block-scoped-var, id-length, no-control-regex, no-magic-numbers, no-mixed-operators, no-prototype-builtins, no-redeclare, no-shadow, no-var, sort-vars, default-case, jsdoc/require-param*/
import $protobuf from "protobufjs/minimal.js";

// Common aliases
const $Reader = $protobuf.Reader, $Writer = $protobuf.Writer, $util = $protobuf.util;
const $Object = $util.global.Object, $undefined = $util.global.undefined, $Error = $util.global.Error, $RangeError = $util.global.RangeError;

// Exported root namespace
const $root = $protobuf.roots["flows_treatment"] || ($protobuf.roots["flows_treatment"] = {});

export const treatment = $root.treatment = (() => {

    /**
     * Namespace treatment.
     * @exports treatment
     * @namespace
     */
    const treatment = {};

    treatment.ToHospital = (function() {

        /**
         * Properties of a ToHospital.
         * @typedef {Object} treatment.ToHospital.$Properties
         * @property {treatment.Request.$Properties|null} [request] ToHospital request
         * @property {treatment.ConsentGiven.$Properties|null} [consent] ToHospital consent
         * @property {treatment.ShareDraft.$Properties|null} [share] ToHospital share
         * @property {treatment.KeyReleased.$Properties|null} [key] ToHospital key
         * @property {treatment.ResultConfirmed.$Properties|null} [confirmed] ToHospital confirmed
         * @property {treatment.Owner.$Properties|null} [owner] ToHospital owner
         * @property {treatment.Withheld.$Properties|null} [withheld] ToHospital withheld
         * @property {"request"|"consent"|"share"|"key"|"confirmed"|"owner"|"withheld"} [message] ToHospital message
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a ToHospital.
         * @memberof treatment
         * @interface IToHospital
         * @augments treatment.ToHospital.$Properties
         * @deprecated Use treatment.ToHospital.$Properties instead.
         */

        /**
         * Narrowed shape of a ToHospital.
         * @typedef {{
         *   request?: treatment.Request.$Shape|null;
         *   consent?: treatment.ConsentGiven.$Shape|null;
         *   share?: treatment.ShareDraft.$Shape|null;
         *   key?: treatment.KeyReleased.$Shape|null;
         *   confirmed?: treatment.ResultConfirmed.$Shape|null;
         *   owner?: treatment.Owner.$Shape|null;
         *   withheld?: treatment.Withheld.$Shape|null;
         *   $unknowns?: Array.<Uint8Array>;
         * } & (
         *   ({ message?: undefined; request?: null; consent?: null; share?: null; key?: null; confirmed?: null; owner?: null; withheld?: null }|{ message?: "request"; request: treatment.Request.$Shape; consent?: null; share?: null; key?: null; confirmed?: null; owner?: null; withheld?: null }|{ message?: "consent"; request?: null; consent: treatment.ConsentGiven.$Shape; share?: null; key?: null; confirmed?: null; owner?: null; withheld?: null }|{ message?: "share"; request?: null; consent?: null; share: treatment.ShareDraft.$Shape; key?: null; confirmed?: null; owner?: null; withheld?: null }|{ message?: "key"; request?: null; consent?: null; share?: null; key: treatment.KeyReleased.$Shape; confirmed?: null; owner?: null; withheld?: null }|{ message?: "confirmed"; request?: null; consent?: null; share?: null; key?: null; confirmed: treatment.ResultConfirmed.$Shape; owner?: null; withheld?: null }|{ message?: "owner"; request?: null; consent?: null; share?: null; key?: null; confirmed?: null; owner: treatment.Owner.$Shape; withheld?: null }|{ message?: "withheld"; request?: null; consent?: null; share?: null; key?: null; confirmed?: null; owner?: null; withheld: treatment.Withheld.$Shape })
         * )} treatment.ToHospital.$Shape
         */

        /**
         * Constructs a new ToHospital.
         * @memberof treatment
         * @classdesc Represents a ToHospital.
         * @constructor
         * @param {treatment.ToHospital.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const ToHospital = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * ToHospital request.
         * @member {treatment.Request.$Properties|null|undefined} request
         * @memberof treatment.ToHospital
         * @instance
         */
        ToHospital.prototype.request = null;

        /**
         * ToHospital consent.
         * @member {treatment.ConsentGiven.$Properties|null|undefined} consent
         * @memberof treatment.ToHospital
         * @instance
         */
        ToHospital.prototype.consent = null;

        /**
         * ToHospital share.
         * @member {treatment.ShareDraft.$Properties|null|undefined} share
         * @memberof treatment.ToHospital
         * @instance
         */
        ToHospital.prototype.share = null;

        /**
         * ToHospital key.
         * @member {treatment.KeyReleased.$Properties|null|undefined} key
         * @memberof treatment.ToHospital
         * @instance
         */
        ToHospital.prototype.key = null;

        /**
         * ToHospital confirmed.
         * @member {treatment.ResultConfirmed.$Properties|null|undefined} confirmed
         * @memberof treatment.ToHospital
         * @instance
         */
        ToHospital.prototype.confirmed = null;

        /**
         * ToHospital owner.
         * @member {treatment.Owner.$Properties|null|undefined} owner
         * @memberof treatment.ToHospital
         * @instance
         */
        ToHospital.prototype.owner = null;

        /**
         * ToHospital withheld.
         * @member {treatment.Withheld.$Properties|null|undefined} withheld
         * @memberof treatment.ToHospital
         * @instance
         */
        ToHospital.prototype.withheld = null;

        // OneOf field names bound to virtual getters and setters
        let $oneOfFields;

        /**
         * ToHospital message.
         * @member {"request"|"consent"|"share"|"key"|"confirmed"|"owner"|"withheld"|undefined} message
         * @memberof treatment.ToHospital
         * @instance
         */
        $Object.defineProperty(ToHospital.prototype, "message", {
            get: $util.oneOfGetter($oneOfFields = ["request", "consent", "share", "key", "confirmed", "owner", "withheld"]),
            set: $util.oneOfSetter($oneOfFields)
        });

        /**
         * Encodes the specified ToHospital message. Does not implicitly {@link treatment.ToHospital.verify|verify} messages.
         * @function encode
         * @memberof treatment.ToHospital
         * @static
         * @param {treatment.ToHospital.$Properties} message ToHospital message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        ToHospital.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.request != null && $Object.hasOwnProperty.call(message, "request"))
                $root.treatment.Request.encode(message.request, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
            if (message.consent != null && $Object.hasOwnProperty.call(message, "consent"))
                $root.treatment.ConsentGiven.encode(message.consent, writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
            if (message.share != null && $Object.hasOwnProperty.call(message, "share"))
                $root.treatment.ShareDraft.encode(message.share, writer.uint32(/* id 3, wireType 2 =*/26).fork(), _depth + 1).ldelim();
            if (message.key != null && $Object.hasOwnProperty.call(message, "key"))
                $root.treatment.KeyReleased.encode(message.key, writer.uint32(/* id 4, wireType 2 =*/34).fork(), _depth + 1).ldelim();
            if (message.confirmed != null && $Object.hasOwnProperty.call(message, "confirmed"))
                $root.treatment.ResultConfirmed.encode(message.confirmed, writer.uint32(/* id 5, wireType 2 =*/42).fork(), _depth + 1).ldelim();
            if (message.owner != null && $Object.hasOwnProperty.call(message, "owner"))
                $root.treatment.Owner.encode(message.owner, writer.uint32(/* id 6, wireType 2 =*/50).fork(), _depth + 1).ldelim();
            if (message.withheld != null && $Object.hasOwnProperty.call(message, "withheld"))
                $root.treatment.Withheld.encode(message.withheld, writer.uint32(/* id 7, wireType 2 =*/58).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a ToHospital message from the specified reader or buffer.
         * @function decode
         * @memberof treatment.ToHospital
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {treatment.ToHospital & treatment.ToHospital.$Shape} ToHospital
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        ToHospital.decode = function (reader, length, _end, _depth, _target) {
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
            message = _target || new $root.treatment.ToHospital();
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
                        message.request = $root.treatment.Request.decode(reader, reader.size(), $undefined, _depth + 1, message.request);
                        message.message = "request";
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        message.consent = $root.treatment.ConsentGiven.decode(reader, reader.size(), $undefined, _depth + 1, message.consent);
                        message.message = "consent";
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        message.share = $root.treatment.ShareDraft.decode(reader, reader.size(), $undefined, _depth + 1, message.share);
                        message.message = "share";
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        message.key = $root.treatment.KeyReleased.decode(reader, reader.size(), $undefined, _depth + 1, message.key);
                        message.message = "key";
                        continue;
                    }
                case 5: {
                        if (wireType !== 2)
                            break;
                        message.confirmed = $root.treatment.ResultConfirmed.decode(reader, reader.size(), $undefined, _depth + 1, message.confirmed);
                        message.message = "confirmed";
                        continue;
                    }
                case 6: {
                        if (wireType !== 2)
                            break;
                        message.owner = $root.treatment.Owner.decode(reader, reader.size(), $undefined, _depth + 1, message.owner);
                        message.message = "owner";
                        continue;
                    }
                case 7: {
                        if (wireType !== 2)
                            break;
                        message.withheld = $root.treatment.Withheld.decode(reader, reader.size(), $undefined, _depth + 1, message.withheld);
                        message.message = "withheld";
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

        return ToHospital;
    })();

    treatment.ToPatient = (function() {

        /**
         * Properties of a ToPatient.
         * @typedef {Object} treatment.ToPatient.$Properties
         * @property {treatment.Approval.$Properties|null} [approval] ToPatient approval
         * @property {treatment.DataRequest.$Properties|null} [dataRequest] ToPatient dataRequest
         * @property {treatment.Signature.$Properties|null} [shareSigned] ToPatient shareSigned
         * @property {treatment.ResultOffer.$Properties|null} [result] ToPatient result
         * @property {treatment.ResultFinal.$Properties|null} [final] ToPatient final
         * @property {treatment.Outcome.$Properties|null} [outcome] ToPatient outcome
         * @property {treatment.Correction.$Properties|null} [correction] ToPatient correction
         * @property {treatment.Again.$Properties|null} [again] ToPatient again
         * @property {"approval"|"dataRequest"|"shareSigned"|"result"|"final"|"outcome"|"correction"|"again"} [message] ToPatient message
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a ToPatient.
         * @memberof treatment
         * @interface IToPatient
         * @augments treatment.ToPatient.$Properties
         * @deprecated Use treatment.ToPatient.$Properties instead.
         */

        /**
         * Narrowed shape of a ToPatient.
         * @typedef {{
         *   approval?: treatment.Approval.$Shape|null;
         *   dataRequest?: treatment.DataRequest.$Shape|null;
         *   shareSigned?: treatment.Signature.$Shape|null;
         *   result?: treatment.ResultOffer.$Shape|null;
         *   final?: treatment.ResultFinal.$Shape|null;
         *   outcome?: treatment.Outcome.$Shape|null;
         *   correction?: treatment.Correction.$Shape|null;
         *   again?: treatment.Again.$Shape|null;
         *   $unknowns?: Array.<Uint8Array>;
         * } & (
         *   ({ message?: undefined; approval?: null; dataRequest?: null; shareSigned?: null; result?: null; final?: null; outcome?: null; correction?: null; again?: null }|{ message?: "approval"; approval: treatment.Approval.$Shape; dataRequest?: null; shareSigned?: null; result?: null; final?: null; outcome?: null; correction?: null; again?: null }|{ message?: "dataRequest"; approval?: null; dataRequest: treatment.DataRequest.$Shape; shareSigned?: null; result?: null; final?: null; outcome?: null; correction?: null; again?: null }|{ message?: "shareSigned"; approval?: null; dataRequest?: null; shareSigned: treatment.Signature.$Shape; result?: null; final?: null; outcome?: null; correction?: null; again?: null }|{ message?: "result"; approval?: null; dataRequest?: null; shareSigned?: null; result: treatment.ResultOffer.$Shape; final?: null; outcome?: null; correction?: null; again?: null }|{ message?: "final"; approval?: null; dataRequest?: null; shareSigned?: null; result?: null; final: treatment.ResultFinal.$Shape; outcome?: null; correction?: null; again?: null }|{ message?: "outcome"; approval?: null; dataRequest?: null; shareSigned?: null; result?: null; final?: null; outcome: treatment.Outcome.$Shape; correction?: null; again?: null }|{ message?: "correction"; approval?: null; dataRequest?: null; shareSigned?: null; result?: null; final?: null; outcome?: null; correction: treatment.Correction.$Shape; again?: null }|{ message?: "again"; approval?: null; dataRequest?: null; shareSigned?: null; result?: null; final?: null; outcome?: null; correction?: null; again: treatment.Again.$Shape })
         * )} treatment.ToPatient.$Shape
         */

        /**
         * Constructs a new ToPatient.
         * @memberof treatment
         * @classdesc Represents a ToPatient.
         * @constructor
         * @param {treatment.ToPatient.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const ToPatient = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * ToPatient approval.
         * @member {treatment.Approval.$Properties|null|undefined} approval
         * @memberof treatment.ToPatient
         * @instance
         */
        ToPatient.prototype.approval = null;

        /**
         * ToPatient dataRequest.
         * @member {treatment.DataRequest.$Properties|null|undefined} dataRequest
         * @memberof treatment.ToPatient
         * @instance
         */
        ToPatient.prototype.dataRequest = null;

        /**
         * ToPatient shareSigned.
         * @member {treatment.Signature.$Properties|null|undefined} shareSigned
         * @memberof treatment.ToPatient
         * @instance
         */
        ToPatient.prototype.shareSigned = null;

        /**
         * ToPatient result.
         * @member {treatment.ResultOffer.$Properties|null|undefined} result
         * @memberof treatment.ToPatient
         * @instance
         */
        ToPatient.prototype.result = null;

        /**
         * ToPatient final.
         * @member {treatment.ResultFinal.$Properties|null|undefined} final
         * @memberof treatment.ToPatient
         * @instance
         */
        ToPatient.prototype.final = null;

        /**
         * ToPatient outcome.
         * @member {treatment.Outcome.$Properties|null|undefined} outcome
         * @memberof treatment.ToPatient
         * @instance
         */
        ToPatient.prototype.outcome = null;

        /**
         * ToPatient correction.
         * @member {treatment.Correction.$Properties|null|undefined} correction
         * @memberof treatment.ToPatient
         * @instance
         */
        ToPatient.prototype.correction = null;

        /**
         * ToPatient again.
         * @member {treatment.Again.$Properties|null|undefined} again
         * @memberof treatment.ToPatient
         * @instance
         */
        ToPatient.prototype.again = null;

        // OneOf field names bound to virtual getters and setters
        let $oneOfFields;

        /**
         * ToPatient message.
         * @member {"approval"|"dataRequest"|"shareSigned"|"result"|"final"|"outcome"|"correction"|"again"|undefined} message
         * @memberof treatment.ToPatient
         * @instance
         */
        $Object.defineProperty(ToPatient.prototype, "message", {
            get: $util.oneOfGetter($oneOfFields = ["approval", "dataRequest", "shareSigned", "result", "final", "outcome", "correction", "again"]),
            set: $util.oneOfSetter($oneOfFields)
        });

        /**
         * Encodes the specified ToPatient message. Does not implicitly {@link treatment.ToPatient.verify|verify} messages.
         * @function encode
         * @memberof treatment.ToPatient
         * @static
         * @param {treatment.ToPatient.$Properties} message ToPatient message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        ToPatient.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.approval != null && $Object.hasOwnProperty.call(message, "approval"))
                $root.treatment.Approval.encode(message.approval, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
            if (message.dataRequest != null && $Object.hasOwnProperty.call(message, "dataRequest"))
                $root.treatment.DataRequest.encode(message.dataRequest, writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
            if (message.shareSigned != null && $Object.hasOwnProperty.call(message, "shareSigned"))
                $root.treatment.Signature.encode(message.shareSigned, writer.uint32(/* id 3, wireType 2 =*/26).fork(), _depth + 1).ldelim();
            if (message.result != null && $Object.hasOwnProperty.call(message, "result"))
                $root.treatment.ResultOffer.encode(message.result, writer.uint32(/* id 4, wireType 2 =*/34).fork(), _depth + 1).ldelim();
            if (message.final != null && $Object.hasOwnProperty.call(message, "final"))
                $root.treatment.ResultFinal.encode(message.final, writer.uint32(/* id 5, wireType 2 =*/42).fork(), _depth + 1).ldelim();
            if (message.outcome != null && $Object.hasOwnProperty.call(message, "outcome"))
                $root.treatment.Outcome.encode(message.outcome, writer.uint32(/* id 6, wireType 2 =*/50).fork(), _depth + 1).ldelim();
            if (message.correction != null && $Object.hasOwnProperty.call(message, "correction"))
                $root.treatment.Correction.encode(message.correction, writer.uint32(/* id 7, wireType 2 =*/58).fork(), _depth + 1).ldelim();
            if (message.again != null && $Object.hasOwnProperty.call(message, "again"))
                $root.treatment.Again.encode(message.again, writer.uint32(/* id 8, wireType 2 =*/66).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a ToPatient message from the specified reader or buffer.
         * @function decode
         * @memberof treatment.ToPatient
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {treatment.ToPatient & treatment.ToPatient.$Shape} ToPatient
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        ToPatient.decode = function (reader, length, _end, _depth, _target) {
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
            message = _target || new $root.treatment.ToPatient();
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
                        message.approval = $root.treatment.Approval.decode(reader, reader.size(), $undefined, _depth + 1, message.approval);
                        message.message = "approval";
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        message.dataRequest = $root.treatment.DataRequest.decode(reader, reader.size(), $undefined, _depth + 1, message.dataRequest);
                        message.message = "dataRequest";
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        message.shareSigned = $root.treatment.Signature.decode(reader, reader.size(), $undefined, _depth + 1, message.shareSigned);
                        message.message = "shareSigned";
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        message.result = $root.treatment.ResultOffer.decode(reader, reader.size(), $undefined, _depth + 1, message.result);
                        message.message = "result";
                        continue;
                    }
                case 5: {
                        if (wireType !== 2)
                            break;
                        message.final = $root.treatment.ResultFinal.decode(reader, reader.size(), $undefined, _depth + 1, message.final);
                        message.message = "final";
                        continue;
                    }
                case 6: {
                        if (wireType !== 2)
                            break;
                        message.outcome = $root.treatment.Outcome.decode(reader, reader.size(), $undefined, _depth + 1, message.outcome);
                        message.message = "outcome";
                        continue;
                    }
                case 7: {
                        if (wireType !== 2)
                            break;
                        message.correction = $root.treatment.Correction.decode(reader, reader.size(), $undefined, _depth + 1, message.correction);
                        message.message = "correction";
                        continue;
                    }
                case 8: {
                        if (wireType !== 2)
                            break;
                        message.again = $root.treatment.Again.decode(reader, reader.size(), $undefined, _depth + 1, message.again);
                        message.message = "again";
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

        return ToPatient;
    })();

    treatment.Request = (function() {

        /**
         * Properties of a Request.
         * @typedef {Object} treatment.Request.$Properties
         * @property {Uint8Array|null} [document] Request document
         * @property {Uint8Array|null} [signature] Request signature
         * @property {number|null} [expires] Request expires
         * @property {Array.<Uint8Array>|null} [owners] Request owners
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a Request.
         * @memberof treatment
         * @interface IRequest
         * @augments treatment.Request.$Properties
         * @deprecated Use treatment.Request.$Properties instead.
         */

        /**
         * Shape of a Request.
         * @typedef {treatment.Request.$Properties} treatment.Request.$Shape
         */

        /**
         * Constructs a new Request.
         * @memberof treatment
         * @classdesc Represents a Request.
         * @constructor
         * @param {treatment.Request.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const Request = function (properties) {
            this.owners = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * Request document.
         * @member {Uint8Array} document
         * @memberof treatment.Request
         * @instance
         */
        Request.prototype.document = $util.newBuffer([]);

        /**
         * Request signature.
         * @member {Uint8Array} signature
         * @memberof treatment.Request
         * @instance
         */
        Request.prototype.signature = $util.newBuffer([]);

        /**
         * Request expires.
         * @member {number} expires
         * @memberof treatment.Request
         * @instance
         */
        Request.prototype.expires = 0;

        /**
         * Request owners.
         * @member {Array.<Uint8Array>} owners
         * @memberof treatment.Request
         * @instance
         */
        Request.prototype.owners = $util.emptyArray;

        /**
         * Encodes the specified Request message. Does not implicitly {@link treatment.Request.verify|verify} messages.
         * @function encode
         * @memberof treatment.Request
         * @static
         * @param {treatment.Request.$Properties} message Request message or plain object to encode
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
            if (message.document != null && $Object.hasOwnProperty.call(message, "document") && message.document.length)
                writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.document);
            if (message.signature != null && $Object.hasOwnProperty.call(message, "signature") && message.signature.length)
                writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.signature);
            if (message.expires != null && $Object.hasOwnProperty.call(message, "expires") && message.expires !== 0)
                writer.uint32(/* id 3, wireType 0 =*/24).uint32(message.expires);
            if (message.owners != null && message.owners.length)
                for (let i = 0; i < message.owners.length; ++i)
                    writer.uint32(/* id 4, wireType 2 =*/34).bytes(message.owners[i]);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a Request message from the specified reader or buffer.
         * @function decode
         * @memberof treatment.Request
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {treatment.Request & treatment.Request.$Shape} Request
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
            message = _target || new $root.treatment.Request();
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
                            message.document = value;
                        else
                            delete message.document;
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
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.expires = value;
                        else
                            delete message.expires;
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        if (!(message.owners && message.owners.length))
                            message.owners = [];
                        message.owners.push(reader.bytes());
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

    treatment.Approval = (function() {

        /**
         * Properties of an Approval.
         * @typedef {Object} treatment.Approval.$Properties
         * @property {Uint8Array|null} [transaction] Approval transaction
         * @property {Uint8Array|null} [answer] Approval answer
         * @property {Uint8Array|null} [signature] Approval signature
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of an Approval.
         * @memberof treatment
         * @interface IApproval
         * @augments treatment.Approval.$Properties
         * @deprecated Use treatment.Approval.$Properties instead.
         */

        /**
         * Shape of an Approval.
         * @typedef {treatment.Approval.$Properties} treatment.Approval.$Shape
         */

        /**
         * Constructs a new Approval.
         * @memberof treatment
         * @classdesc Represents an Approval.
         * @constructor
         * @param {treatment.Approval.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const Approval = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * Approval transaction.
         * @member {Uint8Array} transaction
         * @memberof treatment.Approval
         * @instance
         */
        Approval.prototype.transaction = $util.newBuffer([]);

        /**
         * Approval answer.
         * @member {Uint8Array} answer
         * @memberof treatment.Approval
         * @instance
         */
        Approval.prototype.answer = $util.newBuffer([]);

        /**
         * Approval signature.
         * @member {Uint8Array} signature
         * @memberof treatment.Approval
         * @instance
         */
        Approval.prototype.signature = $util.newBuffer([]);

        /**
         * Encodes the specified Approval message. Does not implicitly {@link treatment.Approval.verify|verify} messages.
         * @function encode
         * @memberof treatment.Approval
         * @static
         * @param {treatment.Approval.$Properties} message Approval message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        Approval.encode = function (message, writer, _depth) {
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
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes an Approval message from the specified reader or buffer.
         * @function decode
         * @memberof treatment.Approval
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {treatment.Approval & treatment.Approval.$Shape} Approval
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        Approval.decode = function (reader, length, _end, _depth, _target) {
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
            message = _target || new $root.treatment.Approval();
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

        return Approval;
    })();

    treatment.DataRequest = (function() {

        /**
         * Properties of a DataRequest.
         * @typedef {Object} treatment.DataRequest.$Properties
         * @property {Array.<string>|null} [items] DataRequest items
         * @property {string|null} [purpose] DataRequest purpose
         * @property {Uint8Array|null} [recipientKey] DataRequest recipientKey
         * @property {number|null} [end] DataRequest end
         * @property {Uint8Array|null} [approval] DataRequest approval
         * @property {number|null} [number] DataRequest number
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a DataRequest.
         * @memberof treatment
         * @interface IDataRequest
         * @augments treatment.DataRequest.$Properties
         * @deprecated Use treatment.DataRequest.$Properties instead.
         */

        /**
         * Shape of a DataRequest.
         * @typedef {treatment.DataRequest.$Properties} treatment.DataRequest.$Shape
         */

        /**
         * Constructs a new DataRequest.
         * @memberof treatment
         * @classdesc Represents a DataRequest.
         * @constructor
         * @param {treatment.DataRequest.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const DataRequest = function (properties) {
            this.items = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * DataRequest items.
         * @member {Array.<string>} items
         * @memberof treatment.DataRequest
         * @instance
         */
        DataRequest.prototype.items = $util.emptyArray;

        /**
         * DataRequest purpose.
         * @member {string} purpose
         * @memberof treatment.DataRequest
         * @instance
         */
        DataRequest.prototype.purpose = "";

        /**
         * DataRequest recipientKey.
         * @member {Uint8Array} recipientKey
         * @memberof treatment.DataRequest
         * @instance
         */
        DataRequest.prototype.recipientKey = $util.newBuffer([]);

        /**
         * DataRequest end.
         * @member {number} end
         * @memberof treatment.DataRequest
         * @instance
         */
        DataRequest.prototype.end = 0;

        /**
         * DataRequest approval.
         * @member {Uint8Array} approval
         * @memberof treatment.DataRequest
         * @instance
         */
        DataRequest.prototype.approval = $util.newBuffer([]);

        /**
         * DataRequest number.
         * @member {number} number
         * @memberof treatment.DataRequest
         * @instance
         */
        DataRequest.prototype.number = 0;

        /**
         * Encodes the specified DataRequest message. Does not implicitly {@link treatment.DataRequest.verify|verify} messages.
         * @function encode
         * @memberof treatment.DataRequest
         * @static
         * @param {treatment.DataRequest.$Properties} message DataRequest message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        DataRequest.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.items != null && message.items.length)
                for (let i = 0; i < message.items.length; ++i)
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.items[i]);
            if (message.purpose != null && $Object.hasOwnProperty.call(message, "purpose") && message.purpose !== "")
                writer.uint32(/* id 2, wireType 2 =*/18).string(message.purpose);
            if (message.recipientKey != null && $Object.hasOwnProperty.call(message, "recipientKey") && message.recipientKey.length)
                writer.uint32(/* id 3, wireType 2 =*/26).bytes(message.recipientKey);
            if (message.end != null && $Object.hasOwnProperty.call(message, "end") && message.end !== 0)
                writer.uint32(/* id 4, wireType 0 =*/32).uint32(message.end);
            if (message.approval != null && $Object.hasOwnProperty.call(message, "approval") && message.approval.length)
                writer.uint32(/* id 5, wireType 2 =*/42).bytes(message.approval);
            if (message.number != null && $Object.hasOwnProperty.call(message, "number") && message.number !== 0)
                writer.uint32(/* id 6, wireType 0 =*/48).uint32(message.number);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a DataRequest message from the specified reader or buffer.
         * @function decode
         * @memberof treatment.DataRequest
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {treatment.DataRequest & treatment.DataRequest.$Shape} DataRequest
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        DataRequest.decode = function (reader, length, _end, _depth, _target) {
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
            message = _target || new $root.treatment.DataRequest();
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
                        message.items.push(reader.stringVerify());
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.purpose = value;
                        else
                            delete message.purpose;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.recipientKey = value;
                        else
                            delete message.recipientKey;
                        continue;
                    }
                case 4: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.end = value;
                        else
                            delete message.end;
                        continue;
                    }
                case 5: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.approval = value;
                        else
                            delete message.approval;
                        continue;
                    }
                case 6: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.number = value;
                        else
                            delete message.number;
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

        return DataRequest;
    })();

    treatment.ConsentGiven = (function() {

        /**
         * Properties of a ConsentGiven.
         * @typedef {Object} treatment.ConsentGiven.$Properties
         * @property {Uint8Array|null} [transaction] ConsentGiven transaction
         * @property {Uint8Array|null} [answer] ConsentGiven answer
         * @property {Uint8Array|null} [lock] ConsentGiven lock
         * @property {Uint8Array|null} [nk] ConsentGiven nk
         * @property {Uint8Array|null} [terms] ConsentGiven terms
         * @property {Uint8Array|null} [ciphertext] ConsentGiven ciphertext
         * @property {treatment.ShareDraft.$Properties|null} [share] ConsentGiven share
         * @property {Uint8Array|null} [signature] ConsentGiven signature
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a ConsentGiven.
         * @memberof treatment
         * @interface IConsentGiven
         * @augments treatment.ConsentGiven.$Properties
         * @deprecated Use treatment.ConsentGiven.$Properties instead.
         */

        /**
         * Shape of a ConsentGiven.
         * @typedef {treatment.ConsentGiven.$Properties} treatment.ConsentGiven.$Shape
         */

        /**
         * Constructs a new ConsentGiven.
         * @memberof treatment
         * @classdesc Represents a ConsentGiven.
         * @constructor
         * @param {treatment.ConsentGiven.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const ConsentGiven = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * ConsentGiven transaction.
         * @member {Uint8Array} transaction
         * @memberof treatment.ConsentGiven
         * @instance
         */
        ConsentGiven.prototype.transaction = $util.newBuffer([]);

        /**
         * ConsentGiven answer.
         * @member {Uint8Array} answer
         * @memberof treatment.ConsentGiven
         * @instance
         */
        ConsentGiven.prototype.answer = $util.newBuffer([]);

        /**
         * ConsentGiven lock.
         * @member {Uint8Array} lock
         * @memberof treatment.ConsentGiven
         * @instance
         */
        ConsentGiven.prototype.lock = $util.newBuffer([]);

        /**
         * ConsentGiven nk.
         * @member {Uint8Array} nk
         * @memberof treatment.ConsentGiven
         * @instance
         */
        ConsentGiven.prototype.nk = $util.newBuffer([]);

        /**
         * ConsentGiven terms.
         * @member {Uint8Array} terms
         * @memberof treatment.ConsentGiven
         * @instance
         */
        ConsentGiven.prototype.terms = $util.newBuffer([]);

        /**
         * ConsentGiven ciphertext.
         * @member {Uint8Array} ciphertext
         * @memberof treatment.ConsentGiven
         * @instance
         */
        ConsentGiven.prototype.ciphertext = $util.newBuffer([]);

        /**
         * ConsentGiven share.
         * @member {treatment.ShareDraft.$Properties|null|undefined} share
         * @memberof treatment.ConsentGiven
         * @instance
         */
        ConsentGiven.prototype.share = null;

        /**
         * ConsentGiven signature.
         * @member {Uint8Array} signature
         * @memberof treatment.ConsentGiven
         * @instance
         */
        ConsentGiven.prototype.signature = $util.newBuffer([]);

        /**
         * Encodes the specified ConsentGiven message. Does not implicitly {@link treatment.ConsentGiven.verify|verify} messages.
         * @function encode
         * @memberof treatment.ConsentGiven
         * @static
         * @param {treatment.ConsentGiven.$Properties} message ConsentGiven message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        ConsentGiven.encode = function (message, writer, _depth) {
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
            if (message.lock != null && $Object.hasOwnProperty.call(message, "lock") && message.lock.length)
                writer.uint32(/* id 3, wireType 2 =*/26).bytes(message.lock);
            if (message.nk != null && $Object.hasOwnProperty.call(message, "nk") && message.nk.length)
                writer.uint32(/* id 4, wireType 2 =*/34).bytes(message.nk);
            if (message.terms != null && $Object.hasOwnProperty.call(message, "terms") && message.terms.length)
                writer.uint32(/* id 5, wireType 2 =*/42).bytes(message.terms);
            if (message.ciphertext != null && $Object.hasOwnProperty.call(message, "ciphertext") && message.ciphertext.length)
                writer.uint32(/* id 6, wireType 2 =*/50).bytes(message.ciphertext);
            if (message.share != null && $Object.hasOwnProperty.call(message, "share"))
                $root.treatment.ShareDraft.encode(message.share, writer.uint32(/* id 7, wireType 2 =*/58).fork(), _depth + 1).ldelim();
            if (message.signature != null && $Object.hasOwnProperty.call(message, "signature") && message.signature.length)
                writer.uint32(/* id 8, wireType 2 =*/66).bytes(message.signature);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a ConsentGiven message from the specified reader or buffer.
         * @function decode
         * @memberof treatment.ConsentGiven
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {treatment.ConsentGiven & treatment.ConsentGiven.$Shape} ConsentGiven
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        ConsentGiven.decode = function (reader, length, _end, _depth, _target) {
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
            message = _target || new $root.treatment.ConsentGiven();
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
                            message.lock = value;
                        else
                            delete message.lock;
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.nk = value;
                        else
                            delete message.nk;
                        continue;
                    }
                case 5: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.terms = value;
                        else
                            delete message.terms;
                        continue;
                    }
                case 6: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.ciphertext = value;
                        else
                            delete message.ciphertext;
                        continue;
                    }
                case 7: {
                        if (wireType !== 2)
                            break;
                        message.share = $root.treatment.ShareDraft.decode(reader, reader.size(), $undefined, _depth + 1, message.share);
                        continue;
                    }
                case 8: {
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

        return ConsentGiven;
    })();

    treatment.ShareDraft = (function() {

        /**
         * Properties of a ShareDraft.
         * @typedef {Object} treatment.ShareDraft.$Properties
         * @property {Uint8Array|null} [transaction] ShareDraft transaction
         * @property {Uint8Array|null} [ciphertext] ShareDraft ciphertext
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a ShareDraft.
         * @memberof treatment
         * @interface IShareDraft
         * @augments treatment.ShareDraft.$Properties
         * @deprecated Use treatment.ShareDraft.$Properties instead.
         */

        /**
         * Shape of a ShareDraft.
         * @typedef {treatment.ShareDraft.$Properties} treatment.ShareDraft.$Shape
         */

        /**
         * Constructs a new ShareDraft.
         * @memberof treatment
         * @classdesc Represents a ShareDraft.
         * @constructor
         * @param {treatment.ShareDraft.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const ShareDraft = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * ShareDraft transaction.
         * @member {Uint8Array} transaction
         * @memberof treatment.ShareDraft
         * @instance
         */
        ShareDraft.prototype.transaction = $util.newBuffer([]);

        /**
         * ShareDraft ciphertext.
         * @member {Uint8Array} ciphertext
         * @memberof treatment.ShareDraft
         * @instance
         */
        ShareDraft.prototype.ciphertext = $util.newBuffer([]);

        /**
         * Encodes the specified ShareDraft message. Does not implicitly {@link treatment.ShareDraft.verify|verify} messages.
         * @function encode
         * @memberof treatment.ShareDraft
         * @static
         * @param {treatment.ShareDraft.$Properties} message ShareDraft message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        ShareDraft.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.transaction != null && $Object.hasOwnProperty.call(message, "transaction") && message.transaction.length)
                writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.transaction);
            if (message.ciphertext != null && $Object.hasOwnProperty.call(message, "ciphertext") && message.ciphertext.length)
                writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.ciphertext);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a ShareDraft message from the specified reader or buffer.
         * @function decode
         * @memberof treatment.ShareDraft
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {treatment.ShareDraft & treatment.ShareDraft.$Shape} ShareDraft
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        ShareDraft.decode = function (reader, length, _end, _depth, _target) {
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
            message = _target || new $root.treatment.ShareDraft();
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

        return ShareDraft;
    })();

    treatment.Withheld = (function() {

        /**
         * Properties of a Withheld.
         * @typedef {Object} treatment.Withheld.$Properties
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a Withheld.
         * @memberof treatment
         * @interface IWithheld
         * @augments treatment.Withheld.$Properties
         * @deprecated Use treatment.Withheld.$Properties instead.
         */

        /**
         * Shape of a Withheld.
         * @typedef {treatment.Withheld.$Properties} treatment.Withheld.$Shape
         */

        /**
         * Constructs a new Withheld.
         * @memberof treatment
         * @classdesc Represents a Withheld.
         * @constructor
         * @param {treatment.Withheld.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const Withheld = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * Encodes the specified Withheld message. Does not implicitly {@link treatment.Withheld.verify|verify} messages.
         * @function encode
         * @memberof treatment.Withheld
         * @static
         * @param {treatment.Withheld.$Properties} message Withheld message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        Withheld.encode = function (message, writer, _depth) {
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
         * Decodes a Withheld message from the specified reader or buffer.
         * @function decode
         * @memberof treatment.Withheld
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {treatment.Withheld & treatment.Withheld.$Shape} Withheld
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        Withheld.decode = function (reader, length, _end, _depth, _target) {
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
            message = _target || new $root.treatment.Withheld();
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

        return Withheld;
    })();

    treatment.Again = (function() {

        /**
         * Properties of an Again.
         * @typedef {Object} treatment.Again.$Properties
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of an Again.
         * @memberof treatment
         * @interface IAgain
         * @augments treatment.Again.$Properties
         * @deprecated Use treatment.Again.$Properties instead.
         */

        /**
         * Shape of an Again.
         * @typedef {treatment.Again.$Properties} treatment.Again.$Shape
         */

        /**
         * Constructs a new Again.
         * @memberof treatment
         * @classdesc Represents an Again.
         * @constructor
         * @param {treatment.Again.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const Again = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * Encodes the specified Again message. Does not implicitly {@link treatment.Again.verify|verify} messages.
         * @function encode
         * @memberof treatment.Again
         * @static
         * @param {treatment.Again.$Properties} message Again message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        Again.encode = function (message, writer, _depth) {
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
         * Decodes an Again message from the specified reader or buffer.
         * @function decode
         * @memberof treatment.Again
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {treatment.Again & treatment.Again.$Shape} Again
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        Again.decode = function (reader, length, _end, _depth, _target) {
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
            message = _target || new $root.treatment.Again();
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

        return Again;
    })();

    treatment.Signature = (function() {

        /**
         * Properties of a Signature.
         * @typedef {Object} treatment.Signature.$Properties
         * @property {Uint8Array|null} [signature] Signature signature
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a Signature.
         * @memberof treatment
         * @interface ISignature
         * @augments treatment.Signature.$Properties
         * @deprecated Use treatment.Signature.$Properties instead.
         */

        /**
         * Shape of a Signature.
         * @typedef {treatment.Signature.$Properties} treatment.Signature.$Shape
         */

        /**
         * Constructs a new Signature.
         * @memberof treatment
         * @classdesc Represents a Signature.
         * @constructor
         * @param {treatment.Signature.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const Signature = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * Signature signature.
         * @member {Uint8Array} signature
         * @memberof treatment.Signature
         * @instance
         */
        Signature.prototype.signature = $util.newBuffer([]);

        /**
         * Encodes the specified Signature message. Does not implicitly {@link treatment.Signature.verify|verify} messages.
         * @function encode
         * @memberof treatment.Signature
         * @static
         * @param {treatment.Signature.$Properties} message Signature message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        Signature.encode = function (message, writer, _depth) {
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
         * Decodes a Signature message from the specified reader or buffer.
         * @function decode
         * @memberof treatment.Signature
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {treatment.Signature & treatment.Signature.$Shape} Signature
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        Signature.decode = function (reader, length, _end, _depth, _target) {
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
            message = _target || new $root.treatment.Signature();
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

        return Signature;
    })();

    treatment.KeyReleased = (function() {

        /**
         * Properties of a KeyReleased.
         * @typedef {Object} treatment.KeyReleased.$Properties
         * @property {Uint8Array|null} [answer] KeyReleased answer
         * @property {Uint8Array|null} [wrappedKey] KeyReleased wrappedKey
         * @property {Uint8Array|null} [signature] KeyReleased signature
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a KeyReleased.
         * @memberof treatment
         * @interface IKeyReleased
         * @augments treatment.KeyReleased.$Properties
         * @deprecated Use treatment.KeyReleased.$Properties instead.
         */

        /**
         * Shape of a KeyReleased.
         * @typedef {treatment.KeyReleased.$Properties} treatment.KeyReleased.$Shape
         */

        /**
         * Constructs a new KeyReleased.
         * @memberof treatment
         * @classdesc Represents a KeyReleased.
         * @constructor
         * @param {treatment.KeyReleased.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const KeyReleased = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * KeyReleased answer.
         * @member {Uint8Array} answer
         * @memberof treatment.KeyReleased
         * @instance
         */
        KeyReleased.prototype.answer = $util.newBuffer([]);

        /**
         * KeyReleased wrappedKey.
         * @member {Uint8Array} wrappedKey
         * @memberof treatment.KeyReleased
         * @instance
         */
        KeyReleased.prototype.wrappedKey = $util.newBuffer([]);

        /**
         * KeyReleased signature.
         * @member {Uint8Array} signature
         * @memberof treatment.KeyReleased
         * @instance
         */
        KeyReleased.prototype.signature = $util.newBuffer([]);

        /**
         * Encodes the specified KeyReleased message. Does not implicitly {@link treatment.KeyReleased.verify|verify} messages.
         * @function encode
         * @memberof treatment.KeyReleased
         * @static
         * @param {treatment.KeyReleased.$Properties} message KeyReleased message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        KeyReleased.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.answer != null && $Object.hasOwnProperty.call(message, "answer") && message.answer.length)
                writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.answer);
            if (message.wrappedKey != null && $Object.hasOwnProperty.call(message, "wrappedKey") && message.wrappedKey.length)
                writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.wrappedKey);
            if (message.signature != null && $Object.hasOwnProperty.call(message, "signature") && message.signature.length)
                writer.uint32(/* id 3, wireType 2 =*/26).bytes(message.signature);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a KeyReleased message from the specified reader or buffer.
         * @function decode
         * @memberof treatment.KeyReleased
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {treatment.KeyReleased & treatment.KeyReleased.$Shape} KeyReleased
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        KeyReleased.decode = function (reader, length, _end, _depth, _target) {
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
            message = _target || new $root.treatment.KeyReleased();
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
                        if ((value = reader.bytes()).length)
                            message.wrappedKey = value;
                        else
                            delete message.wrappedKey;
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

        return KeyReleased;
    })();

    treatment.SharedData = (function() {

        /**
         * Properties of a SharedData.
         * @typedef {Object} treatment.SharedData.$Properties
         * @property {Array.<treatment.SharedDocument.$Properties>|null} [documents] SharedData documents
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a SharedData.
         * @memberof treatment
         * @interface ISharedData
         * @augments treatment.SharedData.$Properties
         * @deprecated Use treatment.SharedData.$Properties instead.
         */

        /**
         * Shape of a SharedData.
         * @typedef {treatment.SharedData.$Properties} treatment.SharedData.$Shape
         */

        /**
         * Constructs a new SharedData.
         * @memberof treatment
         * @classdesc Represents a SharedData.
         * @constructor
         * @param {treatment.SharedData.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const SharedData = function (properties) {
            this.documents = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * SharedData documents.
         * @member {Array.<treatment.SharedDocument.$Properties>} documents
         * @memberof treatment.SharedData
         * @instance
         */
        SharedData.prototype.documents = $util.emptyArray;

        /**
         * Encodes the specified SharedData message. Does not implicitly {@link treatment.SharedData.verify|verify} messages.
         * @function encode
         * @memberof treatment.SharedData
         * @static
         * @param {treatment.SharedData.$Properties} message SharedData message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        SharedData.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.documents != null && message.documents.length)
                for (let i = 0; i < message.documents.length; ++i)
                    $root.treatment.SharedDocument.encode(message.documents[i], writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a SharedData message from the specified reader or buffer.
         * @function decode
         * @memberof treatment.SharedData
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {treatment.SharedData & treatment.SharedData.$Shape} SharedData
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        SharedData.decode = function (reader, length, _end, _depth, _target) {
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
            message = _target || new $root.treatment.SharedData();
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
                        if (!(message.documents && message.documents.length))
                            message.documents = [];
                        message.documents.push($root.treatment.SharedDocument.decode(reader, reader.size(), $undefined, _depth + 1));
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

        return SharedData;
    })();

    treatment.SharedDocument = (function() {

        /**
         * Properties of a SharedDocument.
         * @typedef {Object} treatment.SharedDocument.$Properties
         * @property {Uint8Array|null} [disclosure] SharedDocument disclosure
         * @property {Uint8Array|null} [recordId] SharedDocument recordId
         * @property {Uint8Array|null} [issuerSignature] SharedDocument issuerSignature
         * @property {string|null} [notary] SharedDocument notary
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a SharedDocument.
         * @memberof treatment
         * @interface ISharedDocument
         * @augments treatment.SharedDocument.$Properties
         * @deprecated Use treatment.SharedDocument.$Properties instead.
         */

        /**
         * Shape of a SharedDocument.
         * @typedef {treatment.SharedDocument.$Properties} treatment.SharedDocument.$Shape
         */

        /**
         * Constructs a new SharedDocument.
         * @memberof treatment
         * @classdesc Represents a SharedDocument.
         * @constructor
         * @param {treatment.SharedDocument.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const SharedDocument = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * SharedDocument disclosure.
         * @member {Uint8Array} disclosure
         * @memberof treatment.SharedDocument
         * @instance
         */
        SharedDocument.prototype.disclosure = $util.newBuffer([]);

        /**
         * SharedDocument recordId.
         * @member {Uint8Array} recordId
         * @memberof treatment.SharedDocument
         * @instance
         */
        SharedDocument.prototype.recordId = $util.newBuffer([]);

        /**
         * SharedDocument issuerSignature.
         * @member {Uint8Array} issuerSignature
         * @memberof treatment.SharedDocument
         * @instance
         */
        SharedDocument.prototype.issuerSignature = $util.newBuffer([]);

        /**
         * SharedDocument notary.
         * @member {string} notary
         * @memberof treatment.SharedDocument
         * @instance
         */
        SharedDocument.prototype.notary = "";

        /**
         * Encodes the specified SharedDocument message. Does not implicitly {@link treatment.SharedDocument.verify|verify} messages.
         * @function encode
         * @memberof treatment.SharedDocument
         * @static
         * @param {treatment.SharedDocument.$Properties} message SharedDocument message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        SharedDocument.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.disclosure != null && $Object.hasOwnProperty.call(message, "disclosure") && message.disclosure.length)
                writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.disclosure);
            if (message.recordId != null && $Object.hasOwnProperty.call(message, "recordId") && message.recordId.length)
                writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.recordId);
            if (message.issuerSignature != null && $Object.hasOwnProperty.call(message, "issuerSignature") && message.issuerSignature.length)
                writer.uint32(/* id 3, wireType 2 =*/26).bytes(message.issuerSignature);
            if (message.notary != null && $Object.hasOwnProperty.call(message, "notary") && message.notary !== "")
                writer.uint32(/* id 4, wireType 2 =*/34).string(message.notary);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a SharedDocument message from the specified reader or buffer.
         * @function decode
         * @memberof treatment.SharedDocument
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {treatment.SharedDocument & treatment.SharedDocument.$Shape} SharedDocument
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        SharedDocument.decode = function (reader, length, _end, _depth, _target) {
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
            message = _target || new $root.treatment.SharedDocument();
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
                            message.disclosure = value;
                        else
                            delete message.disclosure;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.recordId = value;
                        else
                            delete message.recordId;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.issuerSignature = value;
                        else
                            delete message.issuerSignature;
                        continue;
                    }
                case 4: {
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

        return SharedDocument;
    })();

    treatment.Outcome = (function() {

        /**
         * Properties of an Outcome.
         * @typedef {Object} treatment.Outcome.$Properties
         * @property {boolean|null} [handedOver] Outcome handedOver
         * @property {boolean|null} [expired] Outcome expired
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of an Outcome.
         * @memberof treatment
         * @interface IOutcome
         * @augments treatment.Outcome.$Properties
         * @deprecated Use treatment.Outcome.$Properties instead.
         */

        /**
         * Shape of an Outcome.
         * @typedef {treatment.Outcome.$Properties} treatment.Outcome.$Shape
         */

        /**
         * Constructs a new Outcome.
         * @memberof treatment
         * @classdesc Represents an Outcome.
         * @constructor
         * @param {treatment.Outcome.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const Outcome = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * Outcome handedOver.
         * @member {boolean} handedOver
         * @memberof treatment.Outcome
         * @instance
         */
        Outcome.prototype.handedOver = false;

        /**
         * Outcome expired.
         * @member {boolean} expired
         * @memberof treatment.Outcome
         * @instance
         */
        Outcome.prototype.expired = false;

        /**
         * Encodes the specified Outcome message. Does not implicitly {@link treatment.Outcome.verify|verify} messages.
         * @function encode
         * @memberof treatment.Outcome
         * @static
         * @param {treatment.Outcome.$Properties} message Outcome message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        Outcome.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.handedOver != null && $Object.hasOwnProperty.call(message, "handedOver") && message.handedOver !== false)
                writer.uint32(/* id 1, wireType 0 =*/8).bool(message.handedOver);
            if (message.expired != null && $Object.hasOwnProperty.call(message, "expired") && message.expired !== false)
                writer.uint32(/* id 2, wireType 0 =*/16).bool(message.expired);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes an Outcome message from the specified reader or buffer.
         * @function decode
         * @memberof treatment.Outcome
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {treatment.Outcome & treatment.Outcome.$Shape} Outcome
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        Outcome.decode = function (reader, length, _end, _depth, _target) {
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
            message = _target || new $root.treatment.Outcome();
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
                        if (value = reader.bool())
                            message.handedOver = value;
                        else
                            delete message.handedOver;
                        continue;
                    }
                case 2: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.bool())
                            message.expired = value;
                        else
                            delete message.expired;
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

        return Outcome;
    })();

    treatment.ResultOffer = (function() {

        /**
         * Properties of a ResultOffer.
         * @typedef {Object} treatment.ResultOffer.$Properties
         * @property {Uint8Array|null} [document] ResultOffer document
         * @property {Uint8Array|null} [oneTimeSeed] ResultOffer oneTimeSeed
         * @property {Uint8Array|null} [issuerSignature] ResultOffer issuerSignature
         * @property {Uint8Array|null} [transaction] ResultOffer transaction
         * @property {Array.<treatment.Root.$Properties>|null} [roots] ResultOffer roots
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a ResultOffer.
         * @memberof treatment
         * @interface IResultOffer
         * @augments treatment.ResultOffer.$Properties
         * @deprecated Use treatment.ResultOffer.$Properties instead.
         */

        /**
         * Shape of a ResultOffer.
         * @typedef {treatment.ResultOffer.$Properties} treatment.ResultOffer.$Shape
         */

        /**
         * Constructs a new ResultOffer.
         * @memberof treatment
         * @classdesc Represents a ResultOffer.
         * @constructor
         * @param {treatment.ResultOffer.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const ResultOffer = function (properties) {
            this.roots = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * ResultOffer document.
         * @member {Uint8Array} document
         * @memberof treatment.ResultOffer
         * @instance
         */
        ResultOffer.prototype.document = $util.newBuffer([]);

        /**
         * ResultOffer oneTimeSeed.
         * @member {Uint8Array} oneTimeSeed
         * @memberof treatment.ResultOffer
         * @instance
         */
        ResultOffer.prototype.oneTimeSeed = $util.newBuffer([]);

        /**
         * ResultOffer issuerSignature.
         * @member {Uint8Array} issuerSignature
         * @memberof treatment.ResultOffer
         * @instance
         */
        ResultOffer.prototype.issuerSignature = $util.newBuffer([]);

        /**
         * ResultOffer transaction.
         * @member {Uint8Array} transaction
         * @memberof treatment.ResultOffer
         * @instance
         */
        ResultOffer.prototype.transaction = $util.newBuffer([]);

        /**
         * ResultOffer roots.
         * @member {Array.<treatment.Root.$Properties>} roots
         * @memberof treatment.ResultOffer
         * @instance
         */
        ResultOffer.prototype.roots = $util.emptyArray;

        /**
         * Encodes the specified ResultOffer message. Does not implicitly {@link treatment.ResultOffer.verify|verify} messages.
         * @function encode
         * @memberof treatment.ResultOffer
         * @static
         * @param {treatment.ResultOffer.$Properties} message ResultOffer message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        ResultOffer.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.document != null && $Object.hasOwnProperty.call(message, "document") && message.document.length)
                writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.document);
            if (message.oneTimeSeed != null && $Object.hasOwnProperty.call(message, "oneTimeSeed") && message.oneTimeSeed.length)
                writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.oneTimeSeed);
            if (message.issuerSignature != null && $Object.hasOwnProperty.call(message, "issuerSignature") && message.issuerSignature.length)
                writer.uint32(/* id 3, wireType 2 =*/26).bytes(message.issuerSignature);
            if (message.transaction != null && $Object.hasOwnProperty.call(message, "transaction") && message.transaction.length)
                writer.uint32(/* id 4, wireType 2 =*/34).bytes(message.transaction);
            if (message.roots != null && message.roots.length)
                for (let i = 0; i < message.roots.length; ++i)
                    $root.treatment.Root.encode(message.roots[i], writer.uint32(/* id 5, wireType 2 =*/42).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a ResultOffer message from the specified reader or buffer.
         * @function decode
         * @memberof treatment.ResultOffer
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {treatment.ResultOffer & treatment.ResultOffer.$Shape} ResultOffer
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        ResultOffer.decode = function (reader, length, _end, _depth, _target) {
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
            message = _target || new $root.treatment.ResultOffer();
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
                            message.document = value;
                        else
                            delete message.document;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.oneTimeSeed = value;
                        else
                            delete message.oneTimeSeed;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.issuerSignature = value;
                        else
                            delete message.issuerSignature;
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.transaction = value;
                        else
                            delete message.transaction;
                        continue;
                    }
                case 5: {
                        if (wireType !== 2)
                            break;
                        if (!(message.roots && message.roots.length))
                            message.roots = [];
                        message.roots.push($root.treatment.Root.decode(reader, reader.size(), $undefined, _depth + 1));
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

        return ResultOffer;
    })();

    treatment.Root = (function() {

        /**
         * Properties of a Root.
         * @typedef {Object} treatment.Root.$Properties
         * @property {Uint8Array|null} [seed] Root seed
         * @property {Uint8Array|null} [oneTimeSeed] Root oneTimeSeed
         * @property {Uint8Array|null} [issuerSignature] Root issuerSignature
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a Root.
         * @memberof treatment
         * @interface IRoot
         * @augments treatment.Root.$Properties
         * @deprecated Use treatment.Root.$Properties instead.
         */

        /**
         * Shape of a Root.
         * @typedef {treatment.Root.$Properties} treatment.Root.$Shape
         */

        /**
         * Constructs a new Root.
         * @memberof treatment
         * @classdesc Represents a Root.
         * @constructor
         * @param {treatment.Root.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const Root = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * Root seed.
         * @member {Uint8Array} seed
         * @memberof treatment.Root
         * @instance
         */
        Root.prototype.seed = $util.newBuffer([]);

        /**
         * Root oneTimeSeed.
         * @member {Uint8Array} oneTimeSeed
         * @memberof treatment.Root
         * @instance
         */
        Root.prototype.oneTimeSeed = $util.newBuffer([]);

        /**
         * Root issuerSignature.
         * @member {Uint8Array} issuerSignature
         * @memberof treatment.Root
         * @instance
         */
        Root.prototype.issuerSignature = $util.newBuffer([]);

        /**
         * Encodes the specified Root message. Does not implicitly {@link treatment.Root.verify|verify} messages.
         * @function encode
         * @memberof treatment.Root
         * @static
         * @param {treatment.Root.$Properties} message Root message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        Root.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.seed != null && $Object.hasOwnProperty.call(message, "seed") && message.seed.length)
                writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.seed);
            if (message.oneTimeSeed != null && $Object.hasOwnProperty.call(message, "oneTimeSeed") && message.oneTimeSeed.length)
                writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.oneTimeSeed);
            if (message.issuerSignature != null && $Object.hasOwnProperty.call(message, "issuerSignature") && message.issuerSignature.length)
                writer.uint32(/* id 3, wireType 2 =*/26).bytes(message.issuerSignature);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a Root message from the specified reader or buffer.
         * @function decode
         * @memberof treatment.Root
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {treatment.Root & treatment.Root.$Shape} Root
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        Root.decode = function (reader, length, _end, _depth, _target) {
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
            message = _target || new $root.treatment.Root();
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
                            message.seed = value;
                        else
                            delete message.seed;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.oneTimeSeed = value;
                        else
                            delete message.oneTimeSeed;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.issuerSignature = value;
                        else
                            delete message.issuerSignature;
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

        return Root;
    })();

    treatment.ResultConfirmed = (function() {

        /**
         * Properties of a ResultConfirmed.
         * @typedef {Object} treatment.ResultConfirmed.$Properties
         * @property {Uint8Array|null} [signature] ResultConfirmed signature
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a ResultConfirmed.
         * @memberof treatment
         * @interface IResultConfirmed
         * @augments treatment.ResultConfirmed.$Properties
         * @deprecated Use treatment.ResultConfirmed.$Properties instead.
         */

        /**
         * Shape of a ResultConfirmed.
         * @typedef {treatment.ResultConfirmed.$Properties} treatment.ResultConfirmed.$Shape
         */

        /**
         * Constructs a new ResultConfirmed.
         * @memberof treatment
         * @classdesc Represents a ResultConfirmed.
         * @constructor
         * @param {treatment.ResultConfirmed.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const ResultConfirmed = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * ResultConfirmed signature.
         * @member {Uint8Array} signature
         * @memberof treatment.ResultConfirmed
         * @instance
         */
        ResultConfirmed.prototype.signature = $util.newBuffer([]);

        /**
         * Encodes the specified ResultConfirmed message. Does not implicitly {@link treatment.ResultConfirmed.verify|verify} messages.
         * @function encode
         * @memberof treatment.ResultConfirmed
         * @static
         * @param {treatment.ResultConfirmed.$Properties} message ResultConfirmed message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        ResultConfirmed.encode = function (message, writer, _depth) {
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
         * Decodes a ResultConfirmed message from the specified reader or buffer.
         * @function decode
         * @memberof treatment.ResultConfirmed
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {treatment.ResultConfirmed & treatment.ResultConfirmed.$Shape} ResultConfirmed
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        ResultConfirmed.decode = function (reader, length, _end, _depth, _target) {
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
            message = _target || new $root.treatment.ResultConfirmed();
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

        return ResultConfirmed;
    })();

    treatment.ResultFinal = (function() {

        /**
         * Properties of a ResultFinal.
         * @typedef {Object} treatment.ResultFinal.$Properties
         * @property {Uint8Array|null} [answer] ResultFinal answer
         * @property {Uint8Array|null} [signature] ResultFinal signature
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a ResultFinal.
         * @memberof treatment
         * @interface IResultFinal
         * @augments treatment.ResultFinal.$Properties
         * @deprecated Use treatment.ResultFinal.$Properties instead.
         */

        /**
         * Shape of a ResultFinal.
         * @typedef {treatment.ResultFinal.$Properties} treatment.ResultFinal.$Shape
         */

        /**
         * Constructs a new ResultFinal.
         * @memberof treatment
         * @classdesc Represents a ResultFinal.
         * @constructor
         * @param {treatment.ResultFinal.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const ResultFinal = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * ResultFinal answer.
         * @member {Uint8Array} answer
         * @memberof treatment.ResultFinal
         * @instance
         */
        ResultFinal.prototype.answer = $util.newBuffer([]);

        /**
         * ResultFinal signature.
         * @member {Uint8Array} signature
         * @memberof treatment.ResultFinal
         * @instance
         */
        ResultFinal.prototype.signature = $util.newBuffer([]);

        /**
         * Encodes the specified ResultFinal message. Does not implicitly {@link treatment.ResultFinal.verify|verify} messages.
         * @function encode
         * @memberof treatment.ResultFinal
         * @static
         * @param {treatment.ResultFinal.$Properties} message ResultFinal message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        ResultFinal.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.answer != null && $Object.hasOwnProperty.call(message, "answer") && message.answer.length)
                writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.answer);
            if (message.signature != null && $Object.hasOwnProperty.call(message, "signature") && message.signature.length)
                writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.signature);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a ResultFinal message from the specified reader or buffer.
         * @function decode
         * @memberof treatment.ResultFinal
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {treatment.ResultFinal & treatment.ResultFinal.$Shape} ResultFinal
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        ResultFinal.decode = function (reader, length, _end, _depth, _target) {
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
            message = _target || new $root.treatment.ResultFinal();
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

        return ResultFinal;
    })();

    treatment.Correction = (function() {

        /**
         * Properties of a Correction.
         * @typedef {Object} treatment.Correction.$Properties
         * @property {Uint8Array|null} [recordId] Correction recordId
         * @property {boolean|null} [enteredInError] Correction enteredInError
         * @property {string|null} [reason] Correction reason
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a Correction.
         * @memberof treatment
         * @interface ICorrection
         * @augments treatment.Correction.$Properties
         * @deprecated Use treatment.Correction.$Properties instead.
         */

        /**
         * Shape of a Correction.
         * @typedef {treatment.Correction.$Properties} treatment.Correction.$Shape
         */

        /**
         * Constructs a new Correction.
         * @memberof treatment
         * @classdesc Represents a Correction.
         * @constructor
         * @param {treatment.Correction.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const Correction = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * Correction recordId.
         * @member {Uint8Array} recordId
         * @memberof treatment.Correction
         * @instance
         */
        Correction.prototype.recordId = $util.newBuffer([]);

        /**
         * Correction enteredInError.
         * @member {boolean} enteredInError
         * @memberof treatment.Correction
         * @instance
         */
        Correction.prototype.enteredInError = false;

        /**
         * Correction reason.
         * @member {string} reason
         * @memberof treatment.Correction
         * @instance
         */
        Correction.prototype.reason = "";

        /**
         * Encodes the specified Correction message. Does not implicitly {@link treatment.Correction.verify|verify} messages.
         * @function encode
         * @memberof treatment.Correction
         * @static
         * @param {treatment.Correction.$Properties} message Correction message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        Correction.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.recordId != null && $Object.hasOwnProperty.call(message, "recordId") && message.recordId.length)
                writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.recordId);
            if (message.enteredInError != null && $Object.hasOwnProperty.call(message, "enteredInError") && message.enteredInError !== false)
                writer.uint32(/* id 2, wireType 0 =*/16).bool(message.enteredInError);
            if (message.reason != null && $Object.hasOwnProperty.call(message, "reason") && message.reason !== "")
                writer.uint32(/* id 3, wireType 2 =*/26).string(message.reason);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a Correction message from the specified reader or buffer.
         * @function decode
         * @memberof treatment.Correction
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {treatment.Correction & treatment.Correction.$Shape} Correction
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        Correction.decode = function (reader, length, _end, _depth, _target) {
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
            message = _target || new $root.treatment.Correction();
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
                            message.enteredInError = value;
                        else
                            delete message.enteredInError;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.reason = value;
                        else
                            delete message.reason;
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

        return Correction;
    })();

    treatment.Owner = (function() {

        /**
         * Properties of an Owner.
         * @typedef {Object} treatment.Owner.$Properties
         * @property {Uint8Array|null} [owner] Owner owner
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of an Owner.
         * @memberof treatment
         * @interface IOwner
         * @augments treatment.Owner.$Properties
         * @deprecated Use treatment.Owner.$Properties instead.
         */

        /**
         * Shape of an Owner.
         * @typedef {treatment.Owner.$Properties} treatment.Owner.$Shape
         */

        /**
         * Constructs a new Owner.
         * @memberof treatment
         * @classdesc Represents an Owner.
         * @constructor
         * @param {treatment.Owner.$Properties=} [properties] Properties to set
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
         * @memberof treatment.Owner
         * @instance
         */
        Owner.prototype.owner = $util.newBuffer([]);

        /**
         * Encodes the specified Owner message. Does not implicitly {@link treatment.Owner.verify|verify} messages.
         * @function encode
         * @memberof treatment.Owner
         * @static
         * @param {treatment.Owner.$Properties} message Owner message or plain object to encode
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
         * @memberof treatment.Owner
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {treatment.Owner & treatment.Owner.$Shape} Owner
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
            message = _target || new $root.treatment.Owner();
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

    return treatment;
})();

export {
  $root as default
};
