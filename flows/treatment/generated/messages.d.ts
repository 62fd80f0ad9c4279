import * as $protobuf from "protobufjs";

/** Namespace treatment. */
export namespace treatment {

    /**
     * Properties of a Placeholder.
     * @deprecated Use treatment.Placeholder.$Properties instead.
     */
    interface IPlaceholder extends treatment.Placeholder.$Properties {
    }

    /** Represents a Placeholder. */
    class Placeholder {

        /**
         * Constructs a new Placeholder.
         * @param [properties] Properties to set
         */
        constructor(properties?: treatment.Placeholder.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Placeholder x. */
        x: Uint8Array;

        /**
         * Encodes the specified Placeholder message. Does not implicitly {@link treatment.Placeholder.verify|verify} messages.
         * @param message Placeholder message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: treatment.Placeholder.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Placeholder message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {treatment.Placeholder & treatment.Placeholder.$Shape} Placeholder
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): treatment.Placeholder & treatment.Placeholder.$Shape;
    }

    namespace Placeholder {

        /** Properties of a Placeholder. */
        interface $Properties {

            /** Placeholder x */
            x?: (Uint8Array|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a Placeholder. */
        type $Shape = treatment.Placeholder.$Properties;
    }
}
