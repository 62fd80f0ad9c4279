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

    treatment.Placeholder = (function() {

        /**
         * Properties of a Placeholder.
         * @typedef {Object} treatment.Placeholder.$Properties
         * @property {Uint8Array|null} [x] Placeholder x
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a Placeholder.
         * @memberof treatment
         * @interface IPlaceholder
         * @augments treatment.Placeholder.$Properties
         * @deprecated Use treatment.Placeholder.$Properties instead.
         */

        /**
         * Shape of a Placeholder.
         * @typedef {treatment.Placeholder.$Properties} treatment.Placeholder.$Shape
         */

        /**
         * Constructs a new Placeholder.
         * @memberof treatment
         * @classdesc Represents a Placeholder.
         * @constructor
         * @param {treatment.Placeholder.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const Placeholder = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * Placeholder x.
         * @member {Uint8Array} x
         * @memberof treatment.Placeholder
         * @instance
         */
        Placeholder.prototype.x = $util.newBuffer([]);

        /**
         * Encodes the specified Placeholder message. Does not implicitly {@link treatment.Placeholder.verify|verify} messages.
         * @function encode
         * @memberof treatment.Placeholder
         * @static
         * @param {treatment.Placeholder.$Properties} message Placeholder message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        Placeholder.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.x != null && $Object.hasOwnProperty.call(message, "x") && message.x.length)
                writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.x);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a Placeholder message from the specified reader or buffer.
         * @function decode
         * @memberof treatment.Placeholder
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {treatment.Placeholder & treatment.Placeholder.$Shape} Placeholder
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        Placeholder.decode = function (reader, length, _end, _depth, _target) {
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
            message = _target || new $root.treatment.Placeholder();
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
                            message.x = value;
                        else
                            delete message.x;
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

        return Placeholder;
    })();

    return treatment;
})();

export {
  $root as default
};
