import * as $protobuf from "protobufjs";

/** Namespace token. */
export namespace token {

    /**
     * Properties of a Hop.
     * @deprecated Use token.Hop.$Properties instead.
     */
    interface IHop extends token.Hop.$Properties {
    }

    /** Represents a Hop. */
    class Hop {

        /**
         * Constructs a new Hop.
         * @param [properties] Properties to set
         */
        constructor(properties?: token.Hop.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Hop transaction. */
        transaction: Uint8Array;

        /** Hop answer. */
        answer: Uint8Array;

        /** Hop signatures. */
        signatures: Uint8Array[];

        /**
         * Encodes the specified Hop message. Does not implicitly {@link token.Hop.verify|verify} messages.
         * @param message Hop message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: token.Hop.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Hop message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {token.Hop & token.Hop.$Shape} Hop
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): token.Hop & token.Hop.$Shape;
    }

    namespace Hop {

        /** Properties of a Hop. */
        interface $Properties {

            /** Hop transaction */
            transaction?: (Uint8Array|null);

            /** Hop answer */
            answer?: (Uint8Array|null);

            /** Hop signatures */
            signatures?: (Uint8Array[]|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a Hop. */
        type $Shape = token.Hop.$Properties;
    }

    /**
     * Properties of a ToPayee.
     * @deprecated Use token.ToPayee.$Properties instead.
     */
    interface IToPayee extends token.ToPayee.$Properties {
    }

    /** Represents a ToPayee. */
    class ToPayee {

        /**
         * Constructs a new ToPayee.
         * @param [properties] Properties to set
         */
        constructor(properties?: token.ToPayee.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** ToPayee offer. */
        offer?: (token.Offer.$Properties|null);

        /** ToPayee paid. */
        paid?: (token.Paid.$Properties|null);

        /** ToPayee final. */
        final?: (token.Final.$Properties|null);

        /** ToPayee message. */
        message?: ("offer"|"paid"|"final");

        /**
         * Encodes the specified ToPayee message. Does not implicitly {@link token.ToPayee.verify|verify} messages.
         * @param message ToPayee message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: token.ToPayee.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a ToPayee message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {token.ToPayee & token.ToPayee.$Shape} ToPayee
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): token.ToPayee & token.ToPayee.$Shape;
    }

    namespace ToPayee {

        /** Properties of a ToPayee. */
        interface $Properties {

            /** ToPayee offer */
            offer?: (token.Offer.$Properties|null);

            /** ToPayee paid */
            paid?: (token.Paid.$Properties|null);

            /** ToPayee final */
            final?: (token.Final.$Properties|null);

            /** ToPayee message */
            message?: ("offer"|"paid"|"final");

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Narrowed shape of a ToPayee. */
        type $Shape = {
          offer?: token.Offer.$Shape|null;
          paid?: token.Paid.$Shape|null;
          final?: token.Final.$Shape|null;
          $unknowns?: Uint8Array[];
        } & (
          ({ message?: undefined; offer?: null; paid?: null; final?: null }|{ message?: "offer"; offer: token.Offer.$Shape; paid?: null; final?: null }|{ message?: "paid"; offer?: null; paid: token.Paid.$Shape; final?: null }|{ message?: "final"; offer?: null; paid?: null; final: token.Final.$Shape })
        );
    }

    /**
     * Properties of a ToPayer.
     * @deprecated Use token.ToPayer.$Properties instead.
     */
    interface IToPayer extends token.ToPayer.$Properties {
    }

    /** Represents a ToPayer. */
    class ToPayer {

        /**
         * Constructs a new ToPayer.
         * @param [properties] Properties to set
         */
        constructor(properties?: token.ToPayer.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** ToPayer request. */
        request?: (token.Request.$Properties|null);

        /** ToPayer owner. */
        owner?: (token.Owner.$Properties|null);

        /** ToPayer recorded. */
        recorded?: (token.Recorded.$Properties|null);

        /** ToPayer message. */
        message?: ("request"|"owner"|"recorded");

        /**
         * Encodes the specified ToPayer message. Does not implicitly {@link token.ToPayer.verify|verify} messages.
         * @param message ToPayer message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: token.ToPayer.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a ToPayer message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {token.ToPayer & token.ToPayer.$Shape} ToPayer
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): token.ToPayer & token.ToPayer.$Shape;
    }

    namespace ToPayer {

        /** Properties of a ToPayer. */
        interface $Properties {

            /** ToPayer request */
            request?: (token.Request.$Properties|null);

            /** ToPayer owner */
            owner?: (token.Owner.$Properties|null);

            /** ToPayer recorded */
            recorded?: (token.Recorded.$Properties|null);

            /** ToPayer message */
            message?: ("request"|"owner"|"recorded");

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Narrowed shape of a ToPayer. */
        type $Shape = {
          request?: token.Request.$Shape|null;
          owner?: token.Owner.$Shape|null;
          recorded?: token.Recorded.$Shape|null;
          $unknowns?: Uint8Array[];
        } & (
          ({ message?: undefined; request?: null; owner?: null; recorded?: null }|{ message?: "request"; request: token.Request.$Shape; owner?: null; recorded?: null }|{ message?: "owner"; request?: null; owner: token.Owner.$Shape; recorded?: null }|{ message?: "recorded"; request?: null; owner?: null; recorded: token.Recorded.$Shape })
        );
    }

    /**
     * Properties of an Offer.
     * @deprecated Use token.Offer.$Properties instead.
     */
    interface IOffer extends token.Offer.$Properties {
    }

    /** Represents an Offer. */
    class Offer {

        /**
         * Constructs a new Offer.
         * @param [properties] Properties to set
         */
        constructor(properties?: token.Offer.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Offer issuer. */
        issuer: Uint8Array;

        /** Offer amount. */
        amount: number;

        /** Offer note. */
        note: string;

        /** Offer refunds. */
        refunds: Uint8Array;

        /**
         * Encodes the specified Offer message. Does not implicitly {@link token.Offer.verify|verify} messages.
         * @param message Offer message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: token.Offer.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes an Offer message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {token.Offer & token.Offer.$Shape} Offer
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): token.Offer & token.Offer.$Shape;
    }

    namespace Offer {

        /** Properties of an Offer. */
        interface $Properties {

            /** Offer issuer */
            issuer?: (Uint8Array|null);

            /** Offer amount */
            amount?: (number|null);

            /** Offer note */
            note?: (string|null);

            /** Offer refunds */
            refunds?: (Uint8Array|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of an Offer. */
        type $Shape = token.Offer.$Properties;
    }

    /**
     * Properties of a Request.
     * @deprecated Use token.Request.$Properties instead.
     */
    interface IRequest extends token.Request.$Properties {
    }

    /** Represents a Request. */
    class Request {

        /**
         * Constructs a new Request.
         * @param [properties] Properties to set
         */
        constructor(properties?: token.Request.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Request issuer. */
        issuer: Uint8Array;

        /** Request amount. */
        amount: number;

        /** Request note. */
        note: string;

        /** Request owner. */
        owner: Uint8Array;

        /**
         * Encodes the specified Request message. Does not implicitly {@link token.Request.verify|verify} messages.
         * @param message Request message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: token.Request.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Request message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {token.Request & token.Request.$Shape} Request
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): token.Request & token.Request.$Shape;
    }

    namespace Request {

        /** Properties of a Request. */
        interface $Properties {

            /** Request issuer */
            issuer?: (Uint8Array|null);

            /** Request amount */
            amount?: (number|null);

            /** Request note */
            note?: (string|null);

            /** Request owner */
            owner?: (Uint8Array|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a Request. */
        type $Shape = token.Request.$Properties;
    }

    /**
     * Properties of an Owner.
     * @deprecated Use token.Owner.$Properties instead.
     */
    interface IOwner extends token.Owner.$Properties {
    }

    /** Represents an Owner. */
    class Owner {

        /**
         * Constructs a new Owner.
         * @param [properties] Properties to set
         */
        constructor(properties?: token.Owner.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Owner owner. */
        owner: Uint8Array;

        /**
         * Encodes the specified Owner message. Does not implicitly {@link token.Owner.verify|verify} messages.
         * @param message Owner message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: token.Owner.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes an Owner message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {token.Owner & token.Owner.$Shape} Owner
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): token.Owner & token.Owner.$Shape;
    }

    namespace Owner {

        /** Properties of an Owner. */
        interface $Properties {

            /** Owner owner */
            owner?: (Uint8Array|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of an Owner. */
        type $Shape = token.Owner.$Properties;
    }

    /**
     * Properties of a Paid.
     * @deprecated Use token.Paid.$Properties instead.
     */
    interface IPaid extends token.Paid.$Properties {
    }

    /** Represents a Paid. */
    class Paid {

        /**
         * Constructs a new Paid.
         * @param [properties] Properties to set
         */
        constructor(properties?: token.Paid.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Paid transaction. */
        transaction: Uint8Array;

        /** Paid history. */
        history: token.Hop.$Properties[];

        /**
         * Encodes the specified Paid message. Does not implicitly {@link token.Paid.verify|verify} messages.
         * @param message Paid message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: token.Paid.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Paid message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {token.Paid & token.Paid.$Shape} Paid
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): token.Paid & token.Paid.$Shape;
    }

    namespace Paid {

        /** Properties of a Paid. */
        interface $Properties {

            /** Paid transaction */
            transaction?: (Uint8Array|null);

            /** Paid history */
            history?: (token.Hop.$Properties[]|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a Paid. */
        type $Shape = token.Paid.$Properties;
    }

    /**
     * Properties of a Recorded.
     * @deprecated Use token.Recorded.$Properties instead.
     */
    interface IRecorded extends token.Recorded.$Properties {
    }

    /** Represents a Recorded. */
    class Recorded {

        /**
         * Constructs a new Recorded.
         * @param [properties] Properties to set
         */
        constructor(properties?: token.Recorded.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /**
         * Encodes the specified Recorded message. Does not implicitly {@link token.Recorded.verify|verify} messages.
         * @param message Recorded message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: token.Recorded.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Recorded message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {token.Recorded & token.Recorded.$Shape} Recorded
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): token.Recorded & token.Recorded.$Shape;
    }

    namespace Recorded {

        /** Properties of a Recorded. */
        interface $Properties {

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a Recorded. */
        type $Shape = token.Recorded.$Properties;
    }

    /**
     * Properties of a Final.
     * @deprecated Use token.Final.$Properties instead.
     */
    interface IFinal extends token.Final.$Properties {
    }

    /** Represents a Final. */
    class Final {

        /**
         * Constructs a new Final.
         * @param [properties] Properties to set
         */
        constructor(properties?: token.Final.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Final answer. */
        answer: Uint8Array;

        /**
         * Encodes the specified Final message. Does not implicitly {@link token.Final.verify|verify} messages.
         * @param message Final message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: token.Final.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Final message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {token.Final & token.Final.$Shape} Final
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): token.Final & token.Final.$Shape;
    }

    namespace Final {

        /** Properties of a Final. */
        interface $Properties {

            /** Final answer */
            answer?: (Uint8Array|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a Final. */
        type $Shape = token.Final.$Properties;
    }

    /**
     * Properties of a ToIssuer.
     * @deprecated Use token.ToIssuer.$Properties instead.
     */
    interface IToIssuer extends token.ToIssuer.$Properties {
    }

    /** Represents a ToIssuer. */
    class ToIssuer {

        /**
         * Constructs a new ToIssuer.
         * @param [properties] Properties to set
         */
        constructor(properties?: token.ToIssuer.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** ToIssuer presented. */
        presented?: (token.Paid.$Properties|null);

        /** ToIssuer done. */
        done?: (token.Final.$Properties|null);

        /** ToIssuer order. */
        order?: (token.Order.$Properties|null);

        /** ToIssuer recorded. */
        recorded?: (token.Recorded.$Properties|null);

        /** ToIssuer message. */
        message?: ("presented"|"done"|"order"|"recorded");

        /**
         * Encodes the specified ToIssuer message. Does not implicitly {@link token.ToIssuer.verify|verify} messages.
         * @param message ToIssuer message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: token.ToIssuer.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a ToIssuer message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {token.ToIssuer & token.ToIssuer.$Shape} ToIssuer
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): token.ToIssuer & token.ToIssuer.$Shape;
    }

    namespace ToIssuer {

        /** Properties of a ToIssuer. */
        interface $Properties {

            /** ToIssuer presented */
            presented?: (token.Paid.$Properties|null);

            /** ToIssuer done */
            done?: (token.Final.$Properties|null);

            /** ToIssuer order */
            order?: (token.Order.$Properties|null);

            /** ToIssuer recorded */
            recorded?: (token.Recorded.$Properties|null);

            /** ToIssuer message */
            message?: ("presented"|"done"|"order"|"recorded");

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Narrowed shape of a ToIssuer. */
        type $Shape = {
          presented?: token.Paid.$Shape|null;
          done?: token.Final.$Shape|null;
          order?: token.Order.$Shape|null;
          recorded?: token.Recorded.$Shape|null;
          $unknowns?: Uint8Array[];
        } & (
          ({ message?: undefined; presented?: null; done?: null; order?: null; recorded?: null }|{ message?: "presented"; presented: token.Paid.$Shape; done?: null; order?: null; recorded?: null }|{ message?: "done"; presented?: null; done: token.Final.$Shape; order?: null; recorded?: null }|{ message?: "order"; presented?: null; done?: null; order: token.Order.$Shape; recorded?: null }|{ message?: "recorded"; presented?: null; done?: null; order?: null; recorded: token.Recorded.$Shape })
        );
    }

    /**
     * Properties of a ToHolder.
     * @deprecated Use token.ToHolder.$Properties instead.
     */
    interface IToHolder extends token.ToHolder.$Properties {
    }

    /** Represents a ToHolder. */
    class ToHolder {

        /**
         * Constructs a new ToHolder.
         * @param [properties] Properties to set
         */
        constructor(properties?: token.ToHolder.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** ToHolder agreed. */
        agreed?: (token.Agreed.$Properties|null);

        /** ToHolder sold. */
        sold?: (token.Paid.$Properties|null);

        /** ToHolder final. */
        final?: (token.Final.$Properties|null);

        /** ToHolder message. */
        message?: ("agreed"|"sold"|"final");

        /**
         * Encodes the specified ToHolder message. Does not implicitly {@link token.ToHolder.verify|verify} messages.
         * @param message ToHolder message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: token.ToHolder.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a ToHolder message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {token.ToHolder & token.ToHolder.$Shape} ToHolder
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): token.ToHolder & token.ToHolder.$Shape;
    }

    namespace ToHolder {

        /** Properties of a ToHolder. */
        interface $Properties {

            /** ToHolder agreed */
            agreed?: (token.Agreed.$Properties|null);

            /** ToHolder sold */
            sold?: (token.Paid.$Properties|null);

            /** ToHolder final */
            final?: (token.Final.$Properties|null);

            /** ToHolder message */
            message?: ("agreed"|"sold"|"final");

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Narrowed shape of a ToHolder. */
        type $Shape = {
          agreed?: token.Agreed.$Shape|null;
          sold?: token.Paid.$Shape|null;
          final?: token.Final.$Shape|null;
          $unknowns?: Uint8Array[];
        } & (
          ({ message?: undefined; agreed?: null; sold?: null; final?: null }|{ message?: "agreed"; agreed: token.Agreed.$Shape; sold?: null; final?: null }|{ message?: "sold"; agreed?: null; sold: token.Paid.$Shape; final?: null }|{ message?: "final"; agreed?: null; sold?: null; final: token.Final.$Shape })
        );
    }

    /**
     * Properties of an Order.
     * @deprecated Use token.Order.$Properties instead.
     */
    interface IOrder extends token.Order.$Properties {
    }

    /** Represents an Order. */
    class Order {

        /**
         * Constructs a new Order.
         * @param [properties] Properties to set
         */
        constructor(properties?: token.Order.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Order amount. */
        amount: number;

        /** Order reference. */
        reference: string;

        /** Order owner. */
        owner: Uint8Array;

        /**
         * Encodes the specified Order message. Does not implicitly {@link token.Order.verify|verify} messages.
         * @param message Order message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: token.Order.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes an Order message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {token.Order & token.Order.$Shape} Order
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): token.Order & token.Order.$Shape;
    }

    namespace Order {

        /** Properties of an Order. */
        interface $Properties {

            /** Order amount */
            amount?: (number|null);

            /** Order reference */
            reference?: (string|null);

            /** Order owner */
            owner?: (Uint8Array|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of an Order. */
        type $Shape = token.Order.$Properties;
    }

    /**
     * Properties of an Agreed.
     * @deprecated Use token.Agreed.$Properties instead.
     */
    interface IAgreed extends token.Agreed.$Properties {
    }

    /** Represents an Agreed. */
    class Agreed {

        /**
         * Constructs a new Agreed.
         * @param [properties] Properties to set
         */
        constructor(properties?: token.Agreed.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Agreed signature. */
        signature: Uint8Array;

        /**
         * Encodes the specified Agreed message. Does not implicitly {@link token.Agreed.verify|verify} messages.
         * @param message Agreed message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: token.Agreed.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes an Agreed message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {token.Agreed & token.Agreed.$Shape} Agreed
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): token.Agreed & token.Agreed.$Shape;
    }

    namespace Agreed {

        /** Properties of an Agreed. */
        interface $Properties {

            /** Agreed signature */
            signature?: (Uint8Array|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of an Agreed. */
        type $Shape = token.Agreed.$Properties;
    }
}
