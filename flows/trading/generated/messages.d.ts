import * as $protobuf from "protobufjs";

/** Namespace trading. */
export namespace trading {

    /**
     * Properties of a ToBuyer.
     * @deprecated Use trading.ToBuyer.$Properties instead.
     */
    interface IToBuyer extends trading.ToBuyer.$Properties {
    }

    /** Represents a ToBuyer. */
    class ToBuyer {

        /**
         * Constructs a new ToBuyer.
         * @param [properties] Properties to set
         */
        constructor(properties?: trading.ToBuyer.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** ToBuyer keyList. */
        keyList?: (trading.KeyList.$Properties|null);

        /** ToBuyer offered. */
        offered?: (trading.Offered.$Properties|null);

        /** ToBuyer revealed. */
        revealed?: (trading.Revealed.$Properties|null);

        /** ToBuyer settle. */
        settle?: (trading.Settle.$Properties|null);

        /** ToBuyer stopped. */
        stopped?: (trading.Stopped.$Properties|null);

        /** ToBuyer message. */
        message?: ("keyList"|"offered"|"revealed"|"settle"|"stopped");

        /**
         * Encodes the specified ToBuyer message. Does not implicitly {@link trading.ToBuyer.verify|verify} messages.
         * @param message ToBuyer message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: trading.ToBuyer.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a ToBuyer message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {trading.ToBuyer & trading.ToBuyer.$Shape} ToBuyer
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): trading.ToBuyer & trading.ToBuyer.$Shape;
    }

    namespace ToBuyer {

        /** Properties of a ToBuyer. */
        interface $Properties {

            /** ToBuyer keyList */
            keyList?: (trading.KeyList.$Properties|null);

            /** ToBuyer offered */
            offered?: (trading.Offered.$Properties|null);

            /** ToBuyer revealed */
            revealed?: (trading.Revealed.$Properties|null);

            /** ToBuyer settle */
            settle?: (trading.Settle.$Properties|null);

            /** ToBuyer stopped */
            stopped?: (trading.Stopped.$Properties|null);

            /** ToBuyer message */
            message?: ("keyList"|"offered"|"revealed"|"settle"|"stopped");

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Narrowed shape of a ToBuyer. */
        type $Shape = {
          keyList?: trading.KeyList.$Shape|null;
          offered?: trading.Offered.$Shape|null;
          revealed?: trading.Revealed.$Shape|null;
          settle?: trading.Settle.$Shape|null;
          stopped?: trading.Stopped.$Shape|null;
          $unknowns?: Uint8Array[];
        } & (
          ({ message?: undefined; keyList?: null; offered?: null; revealed?: null; settle?: null; stopped?: null }|{ message?: "keyList"; keyList: trading.KeyList.$Shape; offered?: null; revealed?: null; settle?: null; stopped?: null }|{ message?: "offered"; keyList?: null; offered: trading.Offered.$Shape; revealed?: null; settle?: null; stopped?: null }|{ message?: "revealed"; keyList?: null; offered?: null; revealed: trading.Revealed.$Shape; settle?: null; stopped?: null }|{ message?: "settle"; keyList?: null; offered?: null; revealed?: null; settle: trading.Settle.$Shape; stopped?: null }|{ message?: "stopped"; keyList?: null; offered?: null; revealed?: null; settle?: null; stopped: trading.Stopped.$Shape })
        );
    }

    /**
     * Properties of a ToSeller.
     * @deprecated Use trading.ToSeller.$Properties instead.
     */
    interface IToSeller extends trading.ToSeller.$Properties {
    }

    /** Represents a ToSeller. */
    class ToSeller {

        /**
         * Constructs a new ToSeller.
         * @param [properties] Properties to set
         */
        constructor(properties?: trading.ToSeller.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** ToSeller purchase. */
        purchase?: (trading.Purchase.$Properties|null);

        /** ToSeller locked. */
        locked?: (trading.Locked.$Properties|null);

        /** ToSeller settled. */
        settled?: (trading.Settled.$Properties|null);

        /** ToSeller refused. */
        refused?: (trading.Refused.$Properties|null);

        /** ToSeller attested. */
        attested?: (trading.Attested.$Properties|null);

        /** ToSeller message. */
        message?: ("purchase"|"locked"|"settled"|"refused"|"attested");

        /**
         * Encodes the specified ToSeller message. Does not implicitly {@link trading.ToSeller.verify|verify} messages.
         * @param message ToSeller message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: trading.ToSeller.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a ToSeller message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {trading.ToSeller & trading.ToSeller.$Shape} ToSeller
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): trading.ToSeller & trading.ToSeller.$Shape;
    }

    namespace ToSeller {

        /** Properties of a ToSeller. */
        interface $Properties {

            /** ToSeller purchase */
            purchase?: (trading.Purchase.$Properties|null);

            /** ToSeller locked */
            locked?: (trading.Locked.$Properties|null);

            /** ToSeller settled */
            settled?: (trading.Settled.$Properties|null);

            /** ToSeller refused */
            refused?: (trading.Refused.$Properties|null);

            /** ToSeller attested */
            attested?: (trading.Attested.$Properties|null);

            /** ToSeller message */
            message?: ("purchase"|"locked"|"settled"|"refused"|"attested");

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Narrowed shape of a ToSeller. */
        type $Shape = {
          purchase?: trading.Purchase.$Shape|null;
          locked?: trading.Locked.$Shape|null;
          settled?: trading.Settled.$Shape|null;
          refused?: trading.Refused.$Shape|null;
          attested?: trading.Attested.$Shape|null;
          $unknowns?: Uint8Array[];
        } & (
          ({ message?: undefined; purchase?: null; locked?: null; settled?: null; refused?: null; attested?: null }|{ message?: "purchase"; purchase: trading.Purchase.$Shape; locked?: null; settled?: null; refused?: null; attested?: null }|{ message?: "locked"; purchase?: null; locked: trading.Locked.$Shape; settled?: null; refused?: null; attested?: null }|{ message?: "settled"; purchase?: null; locked?: null; settled: trading.Settled.$Shape; refused?: null; attested?: null }|{ message?: "refused"; purchase?: null; locked?: null; settled?: null; refused: trading.Refused.$Shape; attested?: null }|{ message?: "attested"; purchase?: null; locked?: null; settled?: null; refused?: null; attested: trading.Attested.$Shape })
        );
    }

    /**
     * Properties of a KeyList.
     * @deprecated Use trading.KeyList.$Properties instead.
     */
    interface IKeyList extends trading.KeyList.$Properties {
    }

    /** Represents a KeyList. */
    class KeyList {

        /**
         * Constructs a new KeyList.
         * @param [properties] Properties to set
         */
        constructor(properties?: trading.KeyList.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** KeyList query. */
        query: Uint8Array;

        /** KeyList sets. */
        sets: trading.DataSet.$Properties[];

        /** KeyList padding. */
        padding: Uint8Array;

        /**
         * Encodes the specified KeyList message. Does not implicitly {@link trading.KeyList.verify|verify} messages.
         * @param message KeyList message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: trading.KeyList.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a KeyList message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {trading.KeyList & trading.KeyList.$Shape} KeyList
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): trading.KeyList & trading.KeyList.$Shape;
    }

    namespace KeyList {

        /** Properties of a KeyList. */
        interface $Properties {

            /** KeyList query */
            query?: (Uint8Array|null);

            /** KeyList sets */
            sets?: (trading.DataSet.$Properties[]|null);

            /** KeyList padding */
            padding?: (Uint8Array|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a KeyList. */
        type $Shape = trading.KeyList.$Properties;
    }

    /**
     * Properties of a DataSet.
     * @deprecated Use trading.DataSet.$Properties instead.
     */
    interface IDataSet extends trading.DataSet.$Properties {
    }

    /** Represents a DataSet. */
    class DataSet {

        /**
         * Constructs a new DataSet.
         * @param [properties] Properties to set
         */
        constructor(properties?: trading.DataSet.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** DataSet criterion. */
        criterion: number;

        /** DataSet count. */
        count: number;

        /** DataSet from. */
        from: number;

        /** DataSet until. */
        until: number;

        /** DataSet coverage. */
        coverage: number;

        /** DataSet hospital. */
        hospital: number;

        /** DataSet device. */
        device: number;

        /** DataSet selfReported. */
        selfReported: number;

        /**
         * Encodes the specified DataSet message. Does not implicitly {@link trading.DataSet.verify|verify} messages.
         * @param message DataSet message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: trading.DataSet.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a DataSet message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {trading.DataSet & trading.DataSet.$Shape} DataSet
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): trading.DataSet & trading.DataSet.$Shape;
    }

    namespace DataSet {

        /** Properties of a DataSet. */
        interface $Properties {

            /** DataSet criterion */
            criterion?: (number|null);

            /** DataSet count */
            count?: (number|null);

            /** DataSet from */
            from?: (number|null);

            /** DataSet until */
            until?: (number|null);

            /** DataSet coverage */
            coverage?: (number|null);

            /** DataSet hospital */
            hospital?: (number|null);

            /** DataSet device */
            device?: (number|null);

            /** DataSet selfReported */
            selfReported?: (number|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a DataSet. */
        type $Shape = trading.DataSet.$Properties;
    }

    /**
     * Properties of a Purchase.
     * @deprecated Use trading.Purchase.$Properties instead.
     */
    interface IPurchase extends trading.Purchase.$Properties {
    }

    /** Represents a Purchase. */
    class Purchase {

        /**
         * Constructs a new Purchase.
         * @param [properties] Properties to set
         */
        constructor(properties?: trading.Purchase.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Purchase order. */
        order: Uint8Array;

        /** Purchase issuer. */
        issuer: Uint8Array;

        /** Purchase notary. */
        notary: string;

        /** Purchase release. */
        release: number;

        /** Purchase dealing. */
        dealing: Uint8Array;

        /** Purchase followUp. */
        followUp: boolean;

        /** Purchase seal. */
        seal: Uint8Array;

        /**
         * Encodes the specified Purchase message. Does not implicitly {@link trading.Purchase.verify|verify} messages.
         * @param message Purchase message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: trading.Purchase.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Purchase message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {trading.Purchase & trading.Purchase.$Shape} Purchase
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): trading.Purchase & trading.Purchase.$Shape;
    }

    namespace Purchase {

        /** Properties of a Purchase. */
        interface $Properties {

            /** Purchase order */
            order?: (Uint8Array|null);

            /** Purchase issuer */
            issuer?: (Uint8Array|null);

            /** Purchase notary */
            notary?: (string|null);

            /** Purchase release */
            release?: (number|null);

            /** Purchase dealing */
            dealing?: (Uint8Array|null);

            /** Purchase followUp */
            followUp?: (boolean|null);

            /** Purchase seal */
            seal?: (Uint8Array|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a Purchase. */
        type $Shape = trading.Purchase.$Properties;
    }

    /**
     * Properties of a Stopped.
     * @deprecated Use trading.Stopped.$Properties instead.
     */
    interface IStopped extends trading.Stopped.$Properties {
    }

    /** Represents a Stopped. */
    class Stopped {

        /**
         * Constructs a new Stopped.
         * @param [properties] Properties to set
         */
        constructor(properties?: trading.Stopped.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Stopped why. */
        why: string;

        /** Stopped code. */
        code: string;

        /**
         * Encodes the specified Stopped message. Does not implicitly {@link trading.Stopped.verify|verify} messages.
         * @param message Stopped message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: trading.Stopped.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Stopped message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {trading.Stopped & trading.Stopped.$Shape} Stopped
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): trading.Stopped & trading.Stopped.$Shape;
    }

    namespace Stopped {

        /** Properties of a Stopped. */
        interface $Properties {

            /** Stopped why */
            why?: (string|null);

            /** Stopped code */
            code?: (string|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a Stopped. */
        type $Shape = trading.Stopped.$Properties;
    }

    /**
     * Properties of a BuyerKeys.
     * @deprecated Use trading.BuyerKeys.$Properties instead.
     */
    interface IBuyerKeys extends trading.BuyerKeys.$Properties {
    }

    /** Represents a BuyerKeys. */
    class BuyerKeys {

        /**
         * Constructs a new BuyerKeys.
         * @param [properties] Properties to set
         */
        constructor(properties?: trading.BuyerKeys.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** BuyerKeys claim. */
        claim: Uint8Array;

        /** BuyerKeys refund. */
        refund: Uint8Array;

        /** BuyerKeys settle. */
        settle: Uint8Array;

        /** BuyerKeys dispute. */
        dispute: Uint8Array[];

        /**
         * Encodes the specified BuyerKeys message. Does not implicitly {@link trading.BuyerKeys.verify|verify} messages.
         * @param message BuyerKeys message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: trading.BuyerKeys.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a BuyerKeys message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {trading.BuyerKeys & trading.BuyerKeys.$Shape} BuyerKeys
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): trading.BuyerKeys & trading.BuyerKeys.$Shape;
    }

    namespace BuyerKeys {

        /** Properties of a BuyerKeys. */
        interface $Properties {

            /** BuyerKeys claim */
            claim?: (Uint8Array|null);

            /** BuyerKeys refund */
            refund?: (Uint8Array|null);

            /** BuyerKeys settle */
            settle?: (Uint8Array|null);

            /** BuyerKeys dispute */
            dispute?: (Uint8Array[]|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a BuyerKeys. */
        type $Shape = trading.BuyerKeys.$Properties;
    }

    /**
     * Properties of an Offered.
     * @deprecated Use trading.Offered.$Properties instead.
     */
    interface IOffered extends trading.Offered.$Properties {
    }

    /** Represents an Offered. */
    class Offered {

        /**
         * Constructs a new Offered.
         * @param [properties] Properties to set
         */
        constructor(properties?: trading.Offered.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Offered consent. */
        consent?: (trading.Consent.$Properties|null);

        /** Offered offer. */
        offer: Uint8Array;

        /** Offered origins. */
        origins: trading.Origin.$Properties[];

        /** Offered keys. */
        keys?: (trading.SellerKeys.$Properties|null);

        /** Offered drawn. */
        drawn: Uint8Array;

        /** Offered lot. */
        lot: number;

        /** Offered lots. */
        lots: number;

        /** Offered sex. */
        sex: string;

        /** Offered age. */
        age: number;

        /** Offered basis. */
        basis?: (trading.Basis.$Properties|null);

        /**
         * Encodes the specified Offered message. Does not implicitly {@link trading.Offered.verify|verify} messages.
         * @param message Offered message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: trading.Offered.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes an Offered message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {trading.Offered & trading.Offered.$Shape} Offered
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): trading.Offered & trading.Offered.$Shape;
    }

    namespace Offered {

        /** Properties of an Offered. */
        interface $Properties {

            /** Offered consent */
            consent?: (trading.Consent.$Properties|null);

            /** Offered offer */
            offer?: (Uint8Array|null);

            /** Offered origins */
            origins?: (trading.Origin.$Properties[]|null);

            /** Offered keys */
            keys?: (trading.SellerKeys.$Properties|null);

            /** Offered drawn */
            drawn?: (Uint8Array|null);

            /** Offered lot */
            lot?: (number|null);

            /** Offered lots */
            lots?: (number|null);

            /** Offered sex */
            sex?: (string|null);

            /** Offered age */
            age?: (number|null);

            /** Offered basis */
            basis?: (trading.Basis.$Properties|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of an Offered. */
        type $Shape = trading.Offered.$Properties;
    }

    /**
     * Properties of a Basis.
     * @deprecated Use trading.Basis.$Properties instead.
     */
    interface IBasis extends trading.Basis.$Properties {
    }

    /** Represents a Basis. */
    class Basis {

        /**
         * Constructs a new Basis.
         * @param [properties] Properties to set
         */
        constructor(properties?: trading.Basis.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Basis transaction. */
        transaction: Uint8Array;

        /** Basis answer. */
        answer: Uint8Array;

        /** Basis signature. */
        signature: Uint8Array;

        /** Basis lock. */
        lock: Uint8Array;

        /** Basis nk. */
        nk: Uint8Array;

        /**
         * Encodes the specified Basis message. Does not implicitly {@link trading.Basis.verify|verify} messages.
         * @param message Basis message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: trading.Basis.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Basis message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {trading.Basis & trading.Basis.$Shape} Basis
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): trading.Basis & trading.Basis.$Shape;
    }

    namespace Basis {

        /** Properties of a Basis. */
        interface $Properties {

            /** Basis transaction */
            transaction?: (Uint8Array|null);

            /** Basis answer */
            answer?: (Uint8Array|null);

            /** Basis signature */
            signature?: (Uint8Array|null);

            /** Basis lock */
            lock?: (Uint8Array|null);

            /** Basis nk */
            nk?: (Uint8Array|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a Basis. */
        type $Shape = trading.Basis.$Properties;
    }

    /**
     * Properties of a SellerKeys.
     * @deprecated Use trading.SellerKeys.$Properties instead.
     */
    interface ISellerKeys extends trading.SellerKeys.$Properties {
    }

    /** Represents a SellerKeys. */
    class SellerKeys {

        /**
         * Constructs a new SellerKeys.
         * @param [properties] Properties to set
         */
        constructor(properties?: trading.SellerKeys.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** SellerKeys offer. */
        offer: Uint8Array;

        /** SellerKeys claim. */
        claim: Uint8Array;

        /** SellerKeys settle. */
        settle: Uint8Array;

        /** SellerKeys collect. */
        collect: Uint8Array;

        /**
         * Encodes the specified SellerKeys message. Does not implicitly {@link trading.SellerKeys.verify|verify} messages.
         * @param message SellerKeys message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: trading.SellerKeys.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a SellerKeys message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {trading.SellerKeys & trading.SellerKeys.$Shape} SellerKeys
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): trading.SellerKeys & trading.SellerKeys.$Shape;
    }

    namespace SellerKeys {

        /** Properties of a SellerKeys. */
        interface $Properties {

            /** SellerKeys offer */
            offer?: (Uint8Array|null);

            /** SellerKeys claim */
            claim?: (Uint8Array|null);

            /** SellerKeys settle */
            settle?: (Uint8Array|null);

            /** SellerKeys collect */
            collect?: (Uint8Array|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a SellerKeys. */
        type $Shape = trading.SellerKeys.$Properties;
    }

    /**
     * Properties of a Consent.
     * @deprecated Use trading.Consent.$Properties instead.
     */
    interface IConsent extends trading.Consent.$Properties {
    }

    /** Represents a Consent. */
    class Consent {

        /**
         * Constructs a new Consent.
         * @param [properties] Properties to set
         */
        constructor(properties?: trading.Consent.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Consent transaction. */
        transaction: Uint8Array;

        /** Consent answer. */
        answer: Uint8Array;

        /** Consent signature. */
        signature: Uint8Array;

        /** Consent lock. */
        lock: Uint8Array;

        /** Consent nk. */
        nk: Uint8Array;

        /** Consent terms. */
        terms: Uint8Array;

        /**
         * Encodes the specified Consent message. Does not implicitly {@link trading.Consent.verify|verify} messages.
         * @param message Consent message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: trading.Consent.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Consent message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {trading.Consent & trading.Consent.$Shape} Consent
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): trading.Consent & trading.Consent.$Shape;
    }

    namespace Consent {

        /** Properties of a Consent. */
        interface $Properties {

            /** Consent transaction */
            transaction?: (Uint8Array|null);

            /** Consent answer */
            answer?: (Uint8Array|null);

            /** Consent signature */
            signature?: (Uint8Array|null);

            /** Consent lock */
            lock?: (Uint8Array|null);

            /** Consent nk */
            nk?: (Uint8Array|null);

            /** Consent terms */
            terms?: (Uint8Array|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a Consent. */
        type $Shape = trading.Consent.$Properties;
    }

    /**
     * Properties of an Origin.
     * @deprecated Use trading.Origin.$Properties instead.
     */
    interface IOrigin extends trading.Origin.$Properties {
    }

    /** Represents an Origin. */
    class Origin {

        /**
         * Constructs a new Origin.
         * @param [properties] Properties to set
         */
        constructor(properties?: trading.Origin.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Origin recordId. */
        recordId: Uint8Array;

        /** Origin issuerSignature. */
        issuerSignature: Uint8Array;

        /** Origin notary. */
        notary: string;

        /** Origin key. */
        key: Uint8Array;

        /** Origin source. */
        source: string;

        /** Origin months. */
        months: string;

        /**
         * Encodes the specified Origin message. Does not implicitly {@link trading.Origin.verify|verify} messages.
         * @param message Origin message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: trading.Origin.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes an Origin message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {trading.Origin & trading.Origin.$Shape} Origin
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): trading.Origin & trading.Origin.$Shape;
    }

    namespace Origin {

        /** Properties of an Origin. */
        interface $Properties {

            /** Origin recordId */
            recordId?: (Uint8Array|null);

            /** Origin issuerSignature */
            issuerSignature?: (Uint8Array|null);

            /** Origin notary */
            notary?: (string|null);

            /** Origin key */
            key?: (Uint8Array|null);

            /** Origin source */
            source?: (string|null);

            /** Origin months */
            months?: (string|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of an Origin. */
        type $Shape = trading.Origin.$Properties;
    }

    /**
     * Properties of a Locked.
     * @deprecated Use trading.Locked.$Properties instead.
     */
    interface ILocked extends trading.Locked.$Properties {
    }

    /** Represents a Locked. */
    class Locked {

        /**
         * Constructs a new Locked.
         * @param [properties] Properties to set
         */
        constructor(properties?: trading.Locked.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Locked transaction. */
        transaction: Uint8Array;

        /** Locked answer. */
        answer: Uint8Array;

        /** Locked history. */
        history: trading.Hop.$Properties[];

        /** Locked reveal. */
        reveal: Uint8Array;

        /** Locked signature. */
        signature: Uint8Array;

        /** Locked keys. */
        keys?: (trading.BuyerKeys.$Properties|null);

        /** Locked drawn. */
        drawn: Uint8Array;

        /** Locked release. */
        release: number;

        /**
         * Encodes the specified Locked message. Does not implicitly {@link trading.Locked.verify|verify} messages.
         * @param message Locked message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: trading.Locked.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Locked message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {trading.Locked & trading.Locked.$Shape} Locked
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): trading.Locked & trading.Locked.$Shape;
    }

    namespace Locked {

        /** Properties of a Locked. */
        interface $Properties {

            /** Locked transaction */
            transaction?: (Uint8Array|null);

            /** Locked answer */
            answer?: (Uint8Array|null);

            /** Locked history */
            history?: (trading.Hop.$Properties[]|null);

            /** Locked reveal */
            reveal?: (Uint8Array|null);

            /** Locked signature */
            signature?: (Uint8Array|null);

            /** Locked keys */
            keys?: (trading.BuyerKeys.$Properties|null);

            /** Locked drawn */
            drawn?: (Uint8Array|null);

            /** Locked release */
            release?: (number|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a Locked. */
        type $Shape = trading.Locked.$Properties;
    }

    /**
     * Properties of a Hop.
     * @deprecated Use trading.Hop.$Properties instead.
     */
    interface IHop extends trading.Hop.$Properties {
    }

    /** Represents a Hop. */
    class Hop {

        /**
         * Constructs a new Hop.
         * @param [properties] Properties to set
         */
        constructor(properties?: trading.Hop.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Hop transaction. */
        transaction: Uint8Array;

        /** Hop answer. */
        answer: Uint8Array;

        /** Hop signatures. */
        signatures: Uint8Array[];

        /**
         * Encodes the specified Hop message. Does not implicitly {@link trading.Hop.verify|verify} messages.
         * @param message Hop message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: trading.Hop.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Hop message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {trading.Hop & trading.Hop.$Shape} Hop
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): trading.Hop & trading.Hop.$Shape;
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
        type $Shape = trading.Hop.$Properties;
    }

    /**
     * Properties of a Revealed.
     * @deprecated Use trading.Revealed.$Properties instead.
     */
    interface IRevealed extends trading.Revealed.$Properties {
    }

    /** Represents a Revealed. */
    class Revealed {

        /**
         * Constructs a new Revealed.
         * @param [properties] Properties to set
         */
        constructor(properties?: trading.Revealed.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Revealed answer. */
        answer: Uint8Array;

        /**
         * Encodes the specified Revealed message. Does not implicitly {@link trading.Revealed.verify|verify} messages.
         * @param message Revealed message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: trading.Revealed.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Revealed message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {trading.Revealed & trading.Revealed.$Shape} Revealed
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): trading.Revealed & trading.Revealed.$Shape;
    }

    namespace Revealed {

        /** Properties of a Revealed. */
        interface $Properties {

            /** Revealed answer */
            answer?: (Uint8Array|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a Revealed. */
        type $Shape = trading.Revealed.$Properties;
    }

    /**
     * Properties of a Settle.
     * @deprecated Use trading.Settle.$Properties instead.
     */
    interface ISettle extends trading.Settle.$Properties {
    }

    /** Represents a Settle. */
    class Settle {

        /**
         * Constructs a new Settle.
         * @param [properties] Properties to set
         */
        constructor(properties?: trading.Settle.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Settle transaction. */
        transaction: Uint8Array;

        /**
         * Encodes the specified Settle message. Does not implicitly {@link trading.Settle.verify|verify} messages.
         * @param message Settle message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: trading.Settle.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Settle message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {trading.Settle & trading.Settle.$Shape} Settle
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): trading.Settle & trading.Settle.$Shape;
    }

    namespace Settle {

        /** Properties of a Settle. */
        interface $Properties {

            /** Settle transaction */
            transaction?: (Uint8Array|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a Settle. */
        type $Shape = trading.Settle.$Properties;
    }

    /**
     * Properties of a Settled.
     * @deprecated Use trading.Settled.$Properties instead.
     */
    interface ISettled extends trading.Settled.$Properties {
    }

    /** Represents a Settled. */
    class Settled {

        /**
         * Constructs a new Settled.
         * @param [properties] Properties to set
         */
        constructor(properties?: trading.Settled.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Settled signature. */
        signature: Uint8Array;

        /**
         * Encodes the specified Settled message. Does not implicitly {@link trading.Settled.verify|verify} messages.
         * @param message Settled message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: trading.Settled.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Settled message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {trading.Settled & trading.Settled.$Shape} Settled
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): trading.Settled & trading.Settled.$Shape;
    }

    namespace Settled {

        /** Properties of a Settled. */
        interface $Properties {

            /** Settled signature */
            signature?: (Uint8Array|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a Settled. */
        type $Shape = trading.Settled.$Properties;
    }

    /**
     * Properties of a Refused.
     * @deprecated Use trading.Refused.$Properties instead.
     */
    interface IRefused extends trading.Refused.$Properties {
    }

    /** Represents a Refused. */
    class Refused {

        /**
         * Constructs a new Refused.
         * @param [properties] Properties to set
         */
        constructor(properties?: trading.Refused.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Refused why. */
        why: string;

        /** Refused code. */
        code: string;

        /**
         * Encodes the specified Refused message. Does not implicitly {@link trading.Refused.verify|verify} messages.
         * @param message Refused message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: trading.Refused.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Refused message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {trading.Refused & trading.Refused.$Shape} Refused
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): trading.Refused & trading.Refused.$Shape;
    }

    namespace Refused {

        /** Properties of a Refused. */
        interface $Properties {

            /** Refused why */
            why?: (string|null);

            /** Refused code */
            code?: (string|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a Refused. */
        type $Shape = trading.Refused.$Properties;
    }

    /**
     * Properties of an Attested.
     * @deprecated Use trading.Attested.$Properties instead.
     */
    interface IAttested extends trading.Attested.$Properties {
    }

    /** Represents an Attested. */
    class Attested {

        /**
         * Constructs a new Attested.
         * @param [properties] Properties to set
         */
        constructor(properties?: trading.Attested.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Attested outcome. */
        outcome: string;

        /** Attested basis. */
        basis: string;

        /** Attested at. */
        at: number;

        /** Attested signature. */
        signature: Uint8Array;

        /**
         * Encodes the specified Attested message. Does not implicitly {@link trading.Attested.verify|verify} messages.
         * @param message Attested message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: trading.Attested.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes an Attested message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {trading.Attested & trading.Attested.$Shape} Attested
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): trading.Attested & trading.Attested.$Shape;
    }

    namespace Attested {

        /** Properties of an Attested. */
        interface $Properties {

            /** Attested outcome */
            outcome?: (string|null);

            /** Attested basis */
            basis?: (string|null);

            /** Attested at */
            at?: (number|null);

            /** Attested signature */
            signature?: (Uint8Array|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of an Attested. */
        type $Shape = trading.Attested.$Properties;
    }

    /**
     * Properties of a ToJudge.
     * @deprecated Use trading.ToJudge.$Properties instead.
     */
    interface IToJudge extends trading.ToJudge.$Properties {
    }

    /** Represents a ToJudge. */
    class ToJudge {

        /**
         * Constructs a new ToJudge.
         * @param [properties] Properties to set
         */
        constructor(properties?: trading.ToJudge.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** ToJudge evidence. */
        evidence?: (trading.Evidence.$Properties|null);

        /**
         * Encodes the specified ToJudge message. Does not implicitly {@link trading.ToJudge.verify|verify} messages.
         * @param message ToJudge message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: trading.ToJudge.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a ToJudge message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {trading.ToJudge & trading.ToJudge.$Shape} ToJudge
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): trading.ToJudge & trading.ToJudge.$Shape;
    }

    namespace ToJudge {

        /** Properties of a ToJudge. */
        interface $Properties {

            /** ToJudge evidence */
            evidence?: (trading.Evidence.$Properties|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a ToJudge. */
        type $Shape = trading.ToJudge.$Properties;
    }

    /**
     * Properties of an Evidence.
     * @deprecated Use trading.Evidence.$Properties instead.
     */
    interface IEvidence extends trading.Evidence.$Properties {
    }

    /** Represents an Evidence. */
    class Evidence {

        /**
         * Constructs a new Evidence.
         * @param [properties] Properties to set
         */
        constructor(properties?: trading.Evidence.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Evidence sale. */
        sale: Uint8Array;

        /** Evidence reveal. */
        reveal: Uint8Array;

        /** Evidence answer. */
        answer: Uint8Array;

        /** Evidence mismatch. */
        mismatch: Uint8Array;

        /** Evidence dispute. */
        dispute: Uint8Array;

        /** Evidence branch. */
        branch: number;

        /**
         * Encodes the specified Evidence message. Does not implicitly {@link trading.Evidence.verify|verify} messages.
         * @param message Evidence message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: trading.Evidence.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes an Evidence message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {trading.Evidence & trading.Evidence.$Shape} Evidence
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): trading.Evidence & trading.Evidence.$Shape;
    }

    namespace Evidence {

        /** Properties of an Evidence. */
        interface $Properties {

            /** Evidence sale */
            sale?: (Uint8Array|null);

            /** Evidence reveal */
            reveal?: (Uint8Array|null);

            /** Evidence answer */
            answer?: (Uint8Array|null);

            /** Evidence mismatch */
            mismatch?: (Uint8Array|null);

            /** Evidence dispute */
            dispute?: (Uint8Array|null);

            /** Evidence branch */
            branch?: (number|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of an Evidence. */
        type $Shape = trading.Evidence.$Properties;
    }

    /**
     * Properties of a FromJudge.
     * @deprecated Use trading.FromJudge.$Properties instead.
     */
    interface IFromJudge extends trading.FromJudge.$Properties {
    }

    /** Represents a FromJudge. */
    class FromJudge {

        /**
         * Constructs a new FromJudge.
         * @param [properties] Properties to set
         */
        constructor(properties?: trading.FromJudge.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** FromJudge signature. */
        signature: Uint8Array;

        /**
         * Encodes the specified FromJudge message. Does not implicitly {@link trading.FromJudge.verify|verify} messages.
         * @param message FromJudge message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: trading.FromJudge.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a FromJudge message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {trading.FromJudge & trading.FromJudge.$Shape} FromJudge
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): trading.FromJudge & trading.FromJudge.$Shape;
    }

    namespace FromJudge {

        /** Properties of a FromJudge. */
        interface $Properties {

            /** FromJudge signature */
            signature?: (Uint8Array|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a FromJudge. */
        type $Shape = trading.FromJudge.$Properties;
    }
}
