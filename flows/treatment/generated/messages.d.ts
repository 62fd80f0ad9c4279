import * as $protobuf from "protobufjs";

/** Namespace treatment. */
export namespace treatment {

    /**
     * Properties of a ToHospital.
     * @deprecated Use treatment.ToHospital.$Properties instead.
     */
    interface IToHospital extends treatment.ToHospital.$Properties {
    }

    /** Represents a ToHospital. */
    class ToHospital {

        /**
         * Constructs a new ToHospital.
         * @param [properties] Properties to set
         */
        constructor(properties?: treatment.ToHospital.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** ToHospital request. */
        request?: (treatment.Request.$Properties|null);

        /** ToHospital consent. */
        consent?: (treatment.ConsentGiven.$Properties|null);

        /** ToHospital share. */
        share?: (treatment.ShareDraft.$Properties|null);

        /** ToHospital key. */
        key?: (treatment.KeyReleased.$Properties|null);

        /** ToHospital confirmed. */
        confirmed?: (treatment.ResultConfirmed.$Properties|null);

        /** ToHospital owner. */
        owner?: (treatment.Owner.$Properties|null);

        /** ToHospital withheld. */
        withheld?: (treatment.Withheld.$Properties|null);

        /** ToHospital message. */
        message?: ("request"|"consent"|"share"|"key"|"confirmed"|"owner"|"withheld");

        /**
         * Encodes the specified ToHospital message. Does not implicitly {@link treatment.ToHospital.verify|verify} messages.
         * @param message ToHospital message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: treatment.ToHospital.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a ToHospital message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {treatment.ToHospital & treatment.ToHospital.$Shape} ToHospital
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): treatment.ToHospital & treatment.ToHospital.$Shape;
    }

    namespace ToHospital {

        /** Properties of a ToHospital. */
        interface $Properties {

            /** ToHospital request */
            request?: (treatment.Request.$Properties|null);

            /** ToHospital consent */
            consent?: (treatment.ConsentGiven.$Properties|null);

            /** ToHospital share */
            share?: (treatment.ShareDraft.$Properties|null);

            /** ToHospital key */
            key?: (treatment.KeyReleased.$Properties|null);

            /** ToHospital confirmed */
            confirmed?: (treatment.ResultConfirmed.$Properties|null);

            /** ToHospital owner */
            owner?: (treatment.Owner.$Properties|null);

            /** ToHospital withheld */
            withheld?: (treatment.Withheld.$Properties|null);

            /** ToHospital message */
            message?: ("request"|"consent"|"share"|"key"|"confirmed"|"owner"|"withheld");

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Narrowed shape of a ToHospital. */
        type $Shape = {
          request?: treatment.Request.$Shape|null;
          consent?: treatment.ConsentGiven.$Shape|null;
          share?: treatment.ShareDraft.$Shape|null;
          key?: treatment.KeyReleased.$Shape|null;
          confirmed?: treatment.ResultConfirmed.$Shape|null;
          owner?: treatment.Owner.$Shape|null;
          withheld?: treatment.Withheld.$Shape|null;
          $unknowns?: Uint8Array[];
        } & (
          ({ message?: undefined; request?: null; consent?: null; share?: null; key?: null; confirmed?: null; owner?: null; withheld?: null }|{ message?: "request"; request: treatment.Request.$Shape; consent?: null; share?: null; key?: null; confirmed?: null; owner?: null; withheld?: null }|{ message?: "consent"; request?: null; consent: treatment.ConsentGiven.$Shape; share?: null; key?: null; confirmed?: null; owner?: null; withheld?: null }|{ message?: "share"; request?: null; consent?: null; share: treatment.ShareDraft.$Shape; key?: null; confirmed?: null; owner?: null; withheld?: null }|{ message?: "key"; request?: null; consent?: null; share?: null; key: treatment.KeyReleased.$Shape; confirmed?: null; owner?: null; withheld?: null }|{ message?: "confirmed"; request?: null; consent?: null; share?: null; key?: null; confirmed: treatment.ResultConfirmed.$Shape; owner?: null; withheld?: null }|{ message?: "owner"; request?: null; consent?: null; share?: null; key?: null; confirmed?: null; owner: treatment.Owner.$Shape; withheld?: null }|{ message?: "withheld"; request?: null; consent?: null; share?: null; key?: null; confirmed?: null; owner?: null; withheld: treatment.Withheld.$Shape })
        );
    }

    /**
     * Properties of a ToPatient.
     * @deprecated Use treatment.ToPatient.$Properties instead.
     */
    interface IToPatient extends treatment.ToPatient.$Properties {
    }

    /** Represents a ToPatient. */
    class ToPatient {

        /**
         * Constructs a new ToPatient.
         * @param [properties] Properties to set
         */
        constructor(properties?: treatment.ToPatient.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** ToPatient approval. */
        approval?: (treatment.Approval.$Properties|null);

        /** ToPatient dataRequest. */
        dataRequest?: (treatment.DataRequest.$Properties|null);

        /** ToPatient shareSigned. */
        shareSigned?: (treatment.Signature.$Properties|null);

        /** ToPatient result. */
        result?: (treatment.ResultOffer.$Properties|null);

        /** ToPatient final. */
        final?: (treatment.ResultFinal.$Properties|null);

        /** ToPatient outcome. */
        outcome?: (treatment.Outcome.$Properties|null);

        /** ToPatient correction. */
        correction?: (treatment.Correction.$Properties|null);

        /** ToPatient again. */
        again?: (treatment.Again.$Properties|null);

        /** ToPatient message. */
        message?: ("approval"|"dataRequest"|"shareSigned"|"result"|"final"|"outcome"|"correction"|"again");

        /**
         * Encodes the specified ToPatient message. Does not implicitly {@link treatment.ToPatient.verify|verify} messages.
         * @param message ToPatient message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: treatment.ToPatient.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a ToPatient message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {treatment.ToPatient & treatment.ToPatient.$Shape} ToPatient
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): treatment.ToPatient & treatment.ToPatient.$Shape;
    }

    namespace ToPatient {

        /** Properties of a ToPatient. */
        interface $Properties {

            /** ToPatient approval */
            approval?: (treatment.Approval.$Properties|null);

            /** ToPatient dataRequest */
            dataRequest?: (treatment.DataRequest.$Properties|null);

            /** ToPatient shareSigned */
            shareSigned?: (treatment.Signature.$Properties|null);

            /** ToPatient result */
            result?: (treatment.ResultOffer.$Properties|null);

            /** ToPatient final */
            final?: (treatment.ResultFinal.$Properties|null);

            /** ToPatient outcome */
            outcome?: (treatment.Outcome.$Properties|null);

            /** ToPatient correction */
            correction?: (treatment.Correction.$Properties|null);

            /** ToPatient again */
            again?: (treatment.Again.$Properties|null);

            /** ToPatient message */
            message?: ("approval"|"dataRequest"|"shareSigned"|"result"|"final"|"outcome"|"correction"|"again");

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Narrowed shape of a ToPatient. */
        type $Shape = {
          approval?: treatment.Approval.$Shape|null;
          dataRequest?: treatment.DataRequest.$Shape|null;
          shareSigned?: treatment.Signature.$Shape|null;
          result?: treatment.ResultOffer.$Shape|null;
          final?: treatment.ResultFinal.$Shape|null;
          outcome?: treatment.Outcome.$Shape|null;
          correction?: treatment.Correction.$Shape|null;
          again?: treatment.Again.$Shape|null;
          $unknowns?: Uint8Array[];
        } & (
          ({ message?: undefined; approval?: null; dataRequest?: null; shareSigned?: null; result?: null; final?: null; outcome?: null; correction?: null; again?: null }|{ message?: "approval"; approval: treatment.Approval.$Shape; dataRequest?: null; shareSigned?: null; result?: null; final?: null; outcome?: null; correction?: null; again?: null }|{ message?: "dataRequest"; approval?: null; dataRequest: treatment.DataRequest.$Shape; shareSigned?: null; result?: null; final?: null; outcome?: null; correction?: null; again?: null }|{ message?: "shareSigned"; approval?: null; dataRequest?: null; shareSigned: treatment.Signature.$Shape; result?: null; final?: null; outcome?: null; correction?: null; again?: null }|{ message?: "result"; approval?: null; dataRequest?: null; shareSigned?: null; result: treatment.ResultOffer.$Shape; final?: null; outcome?: null; correction?: null; again?: null }|{ message?: "final"; approval?: null; dataRequest?: null; shareSigned?: null; result?: null; final: treatment.ResultFinal.$Shape; outcome?: null; correction?: null; again?: null }|{ message?: "outcome"; approval?: null; dataRequest?: null; shareSigned?: null; result?: null; final?: null; outcome: treatment.Outcome.$Shape; correction?: null; again?: null }|{ message?: "correction"; approval?: null; dataRequest?: null; shareSigned?: null; result?: null; final?: null; outcome?: null; correction: treatment.Correction.$Shape; again?: null }|{ message?: "again"; approval?: null; dataRequest?: null; shareSigned?: null; result?: null; final?: null; outcome?: null; correction?: null; again: treatment.Again.$Shape })
        );
    }

    /**
     * Properties of a Request.
     * @deprecated Use treatment.Request.$Properties instead.
     */
    interface IRequest extends treatment.Request.$Properties {
    }

    /** Represents a Request. */
    class Request {

        /**
         * Constructs a new Request.
         * @param [properties] Properties to set
         */
        constructor(properties?: treatment.Request.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Request document. */
        document: Uint8Array;

        /** Request signature. */
        signature: Uint8Array;

        /** Request expires. */
        expires: number;

        /** Request owners. */
        owners: Uint8Array[];

        /**
         * Encodes the specified Request message. Does not implicitly {@link treatment.Request.verify|verify} messages.
         * @param message Request message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: treatment.Request.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Request message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {treatment.Request & treatment.Request.$Shape} Request
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): treatment.Request & treatment.Request.$Shape;
    }

    namespace Request {

        /** Properties of a Request. */
        interface $Properties {

            /** Request document */
            document?: (Uint8Array|null);

            /** Request signature */
            signature?: (Uint8Array|null);

            /** Request expires */
            expires?: (number|null);

            /** Request owners */
            owners?: (Uint8Array[]|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a Request. */
        type $Shape = treatment.Request.$Properties;
    }

    /**
     * Properties of an Approval.
     * @deprecated Use treatment.Approval.$Properties instead.
     */
    interface IApproval extends treatment.Approval.$Properties {
    }

    /** Represents an Approval. */
    class Approval {

        /**
         * Constructs a new Approval.
         * @param [properties] Properties to set
         */
        constructor(properties?: treatment.Approval.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Approval transaction. */
        transaction: Uint8Array;

        /** Approval answer. */
        answer: Uint8Array;

        /** Approval signature. */
        signature: Uint8Array;

        /**
         * Encodes the specified Approval message. Does not implicitly {@link treatment.Approval.verify|verify} messages.
         * @param message Approval message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: treatment.Approval.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes an Approval message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {treatment.Approval & treatment.Approval.$Shape} Approval
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): treatment.Approval & treatment.Approval.$Shape;
    }

    namespace Approval {

        /** Properties of an Approval. */
        interface $Properties {

            /** Approval transaction */
            transaction?: (Uint8Array|null);

            /** Approval answer */
            answer?: (Uint8Array|null);

            /** Approval signature */
            signature?: (Uint8Array|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of an Approval. */
        type $Shape = treatment.Approval.$Properties;
    }

    /**
     * Properties of a DataRequest.
     * @deprecated Use treatment.DataRequest.$Properties instead.
     */
    interface IDataRequest extends treatment.DataRequest.$Properties {
    }

    /** Represents a DataRequest. */
    class DataRequest {

        /**
         * Constructs a new DataRequest.
         * @param [properties] Properties to set
         */
        constructor(properties?: treatment.DataRequest.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** DataRequest items. */
        items: string[];

        /** DataRequest purpose. */
        purpose: string;

        /** DataRequest recipientKey. */
        recipientKey: Uint8Array;

        /** DataRequest end. */
        end: number;

        /** DataRequest approval. */
        approval: Uint8Array;

        /** DataRequest number. */
        number: number;

        /**
         * Encodes the specified DataRequest message. Does not implicitly {@link treatment.DataRequest.verify|verify} messages.
         * @param message DataRequest message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: treatment.DataRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a DataRequest message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {treatment.DataRequest & treatment.DataRequest.$Shape} DataRequest
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): treatment.DataRequest & treatment.DataRequest.$Shape;
    }

    namespace DataRequest {

        /** Properties of a DataRequest. */
        interface $Properties {

            /** DataRequest items */
            items?: (string[]|null);

            /** DataRequest purpose */
            purpose?: (string|null);

            /** DataRequest recipientKey */
            recipientKey?: (Uint8Array|null);

            /** DataRequest end */
            end?: (number|null);

            /** DataRequest approval */
            approval?: (Uint8Array|null);

            /** DataRequest number */
            number?: (number|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a DataRequest. */
        type $Shape = treatment.DataRequest.$Properties;
    }

    /**
     * Properties of a ConsentGiven.
     * @deprecated Use treatment.ConsentGiven.$Properties instead.
     */
    interface IConsentGiven extends treatment.ConsentGiven.$Properties {
    }

    /** Represents a ConsentGiven. */
    class ConsentGiven {

        /**
         * Constructs a new ConsentGiven.
         * @param [properties] Properties to set
         */
        constructor(properties?: treatment.ConsentGiven.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** ConsentGiven transaction. */
        transaction: Uint8Array;

        /** ConsentGiven answer. */
        answer: Uint8Array;

        /** ConsentGiven lock. */
        lock: Uint8Array;

        /** ConsentGiven nk. */
        nk: Uint8Array;

        /** ConsentGiven terms. */
        terms: Uint8Array;

        /** ConsentGiven ciphertext. */
        ciphertext: Uint8Array;

        /** ConsentGiven share. */
        share?: (treatment.ShareDraft.$Properties|null);

        /** ConsentGiven signature. */
        signature: Uint8Array;

        /**
         * Encodes the specified ConsentGiven message. Does not implicitly {@link treatment.ConsentGiven.verify|verify} messages.
         * @param message ConsentGiven message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: treatment.ConsentGiven.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a ConsentGiven message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {treatment.ConsentGiven & treatment.ConsentGiven.$Shape} ConsentGiven
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): treatment.ConsentGiven & treatment.ConsentGiven.$Shape;
    }

    namespace ConsentGiven {

        /** Properties of a ConsentGiven. */
        interface $Properties {

            /** ConsentGiven transaction */
            transaction?: (Uint8Array|null);

            /** ConsentGiven answer */
            answer?: (Uint8Array|null);

            /** ConsentGiven lock */
            lock?: (Uint8Array|null);

            /** ConsentGiven nk */
            nk?: (Uint8Array|null);

            /** ConsentGiven terms */
            terms?: (Uint8Array|null);

            /** ConsentGiven ciphertext */
            ciphertext?: (Uint8Array|null);

            /** ConsentGiven share */
            share?: (treatment.ShareDraft.$Properties|null);

            /** ConsentGiven signature */
            signature?: (Uint8Array|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a ConsentGiven. */
        type $Shape = treatment.ConsentGiven.$Properties;
    }

    /**
     * Properties of a ShareDraft.
     * @deprecated Use treatment.ShareDraft.$Properties instead.
     */
    interface IShareDraft extends treatment.ShareDraft.$Properties {
    }

    /** Represents a ShareDraft. */
    class ShareDraft {

        /**
         * Constructs a new ShareDraft.
         * @param [properties] Properties to set
         */
        constructor(properties?: treatment.ShareDraft.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** ShareDraft transaction. */
        transaction: Uint8Array;

        /** ShareDraft ciphertext. */
        ciphertext: Uint8Array;

        /**
         * Encodes the specified ShareDraft message. Does not implicitly {@link treatment.ShareDraft.verify|verify} messages.
         * @param message ShareDraft message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: treatment.ShareDraft.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a ShareDraft message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {treatment.ShareDraft & treatment.ShareDraft.$Shape} ShareDraft
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): treatment.ShareDraft & treatment.ShareDraft.$Shape;
    }

    namespace ShareDraft {

        /** Properties of a ShareDraft. */
        interface $Properties {

            /** ShareDraft transaction */
            transaction?: (Uint8Array|null);

            /** ShareDraft ciphertext */
            ciphertext?: (Uint8Array|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a ShareDraft. */
        type $Shape = treatment.ShareDraft.$Properties;
    }

    /**
     * Properties of a Withheld.
     * @deprecated Use treatment.Withheld.$Properties instead.
     */
    interface IWithheld extends treatment.Withheld.$Properties {
    }

    /** Represents a Withheld. */
    class Withheld {

        /**
         * Constructs a new Withheld.
         * @param [properties] Properties to set
         */
        constructor(properties?: treatment.Withheld.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /**
         * Encodes the specified Withheld message. Does not implicitly {@link treatment.Withheld.verify|verify} messages.
         * @param message Withheld message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: treatment.Withheld.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Withheld message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {treatment.Withheld & treatment.Withheld.$Shape} Withheld
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): treatment.Withheld & treatment.Withheld.$Shape;
    }

    namespace Withheld {

        /** Properties of a Withheld. */
        interface $Properties {

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a Withheld. */
        type $Shape = treatment.Withheld.$Properties;
    }

    /**
     * Properties of an Again.
     * @deprecated Use treatment.Again.$Properties instead.
     */
    interface IAgain extends treatment.Again.$Properties {
    }

    /** Represents an Again. */
    class Again {

        /**
         * Constructs a new Again.
         * @param [properties] Properties to set
         */
        constructor(properties?: treatment.Again.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /**
         * Encodes the specified Again message. Does not implicitly {@link treatment.Again.verify|verify} messages.
         * @param message Again message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: treatment.Again.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes an Again message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {treatment.Again & treatment.Again.$Shape} Again
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): treatment.Again & treatment.Again.$Shape;
    }

    namespace Again {

        /** Properties of an Again. */
        interface $Properties {

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of an Again. */
        type $Shape = treatment.Again.$Properties;
    }

    /**
     * Properties of a Signature.
     * @deprecated Use treatment.Signature.$Properties instead.
     */
    interface ISignature extends treatment.Signature.$Properties {
    }

    /** Represents a Signature. */
    class Signature {

        /**
         * Constructs a new Signature.
         * @param [properties] Properties to set
         */
        constructor(properties?: treatment.Signature.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Signature signature. */
        signature: Uint8Array;

        /**
         * Encodes the specified Signature message. Does not implicitly {@link treatment.Signature.verify|verify} messages.
         * @param message Signature message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: treatment.Signature.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Signature message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {treatment.Signature & treatment.Signature.$Shape} Signature
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): treatment.Signature & treatment.Signature.$Shape;
    }

    namespace Signature {

        /** Properties of a Signature. */
        interface $Properties {

            /** Signature signature */
            signature?: (Uint8Array|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a Signature. */
        type $Shape = treatment.Signature.$Properties;
    }

    /**
     * Properties of a KeyReleased.
     * @deprecated Use treatment.KeyReleased.$Properties instead.
     */
    interface IKeyReleased extends treatment.KeyReleased.$Properties {
    }

    /** Represents a KeyReleased. */
    class KeyReleased {

        /**
         * Constructs a new KeyReleased.
         * @param [properties] Properties to set
         */
        constructor(properties?: treatment.KeyReleased.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** KeyReleased answer. */
        answer: Uint8Array;

        /** KeyReleased wrappedKey. */
        wrappedKey: Uint8Array;

        /** KeyReleased signature. */
        signature: Uint8Array;

        /**
         * Encodes the specified KeyReleased message. Does not implicitly {@link treatment.KeyReleased.verify|verify} messages.
         * @param message KeyReleased message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: treatment.KeyReleased.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a KeyReleased message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {treatment.KeyReleased & treatment.KeyReleased.$Shape} KeyReleased
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): treatment.KeyReleased & treatment.KeyReleased.$Shape;
    }

    namespace KeyReleased {

        /** Properties of a KeyReleased. */
        interface $Properties {

            /** KeyReleased answer */
            answer?: (Uint8Array|null);

            /** KeyReleased wrappedKey */
            wrappedKey?: (Uint8Array|null);

            /** KeyReleased signature */
            signature?: (Uint8Array|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a KeyReleased. */
        type $Shape = treatment.KeyReleased.$Properties;
    }

    /**
     * Properties of a SharedData.
     * @deprecated Use treatment.SharedData.$Properties instead.
     */
    interface ISharedData extends treatment.SharedData.$Properties {
    }

    /** Represents a SharedData. */
    class SharedData {

        /**
         * Constructs a new SharedData.
         * @param [properties] Properties to set
         */
        constructor(properties?: treatment.SharedData.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** SharedData documents. */
        documents: treatment.SharedDocument.$Properties[];

        /**
         * Encodes the specified SharedData message. Does not implicitly {@link treatment.SharedData.verify|verify} messages.
         * @param message SharedData message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: treatment.SharedData.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a SharedData message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {treatment.SharedData & treatment.SharedData.$Shape} SharedData
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): treatment.SharedData & treatment.SharedData.$Shape;
    }

    namespace SharedData {

        /** Properties of a SharedData. */
        interface $Properties {

            /** SharedData documents */
            documents?: (treatment.SharedDocument.$Properties[]|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a SharedData. */
        type $Shape = treatment.SharedData.$Properties;
    }

    /**
     * Properties of a SharedDocument.
     * @deprecated Use treatment.SharedDocument.$Properties instead.
     */
    interface ISharedDocument extends treatment.SharedDocument.$Properties {
    }

    /** Represents a SharedDocument. */
    class SharedDocument {

        /**
         * Constructs a new SharedDocument.
         * @param [properties] Properties to set
         */
        constructor(properties?: treatment.SharedDocument.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** SharedDocument disclosure. */
        disclosure: Uint8Array;

        /** SharedDocument recordId. */
        recordId: Uint8Array;

        /** SharedDocument issuerSignature. */
        issuerSignature: Uint8Array;

        /** SharedDocument notary. */
        notary: string;

        /**
         * Encodes the specified SharedDocument message. Does not implicitly {@link treatment.SharedDocument.verify|verify} messages.
         * @param message SharedDocument message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: treatment.SharedDocument.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a SharedDocument message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {treatment.SharedDocument & treatment.SharedDocument.$Shape} SharedDocument
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): treatment.SharedDocument & treatment.SharedDocument.$Shape;
    }

    namespace SharedDocument {

        /** Properties of a SharedDocument. */
        interface $Properties {

            /** SharedDocument disclosure */
            disclosure?: (Uint8Array|null);

            /** SharedDocument recordId */
            recordId?: (Uint8Array|null);

            /** SharedDocument issuerSignature */
            issuerSignature?: (Uint8Array|null);

            /** SharedDocument notary */
            notary?: (string|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a SharedDocument. */
        type $Shape = treatment.SharedDocument.$Properties;
    }

    /**
     * Properties of an Outcome.
     * @deprecated Use treatment.Outcome.$Properties instead.
     */
    interface IOutcome extends treatment.Outcome.$Properties {
    }

    /** Represents an Outcome. */
    class Outcome {

        /**
         * Constructs a new Outcome.
         * @param [properties] Properties to set
         */
        constructor(properties?: treatment.Outcome.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Outcome handedOver. */
        handedOver: boolean;

        /** Outcome expired. */
        expired: boolean;

        /**
         * Encodes the specified Outcome message. Does not implicitly {@link treatment.Outcome.verify|verify} messages.
         * @param message Outcome message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: treatment.Outcome.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes an Outcome message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {treatment.Outcome & treatment.Outcome.$Shape} Outcome
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): treatment.Outcome & treatment.Outcome.$Shape;
    }

    namespace Outcome {

        /** Properties of an Outcome. */
        interface $Properties {

            /** Outcome handedOver */
            handedOver?: (boolean|null);

            /** Outcome expired */
            expired?: (boolean|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of an Outcome. */
        type $Shape = treatment.Outcome.$Properties;
    }

    /**
     * Properties of a ResultOffer.
     * @deprecated Use treatment.ResultOffer.$Properties instead.
     */
    interface IResultOffer extends treatment.ResultOffer.$Properties {
    }

    /** Represents a ResultOffer. */
    class ResultOffer {

        /**
         * Constructs a new ResultOffer.
         * @param [properties] Properties to set
         */
        constructor(properties?: treatment.ResultOffer.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** ResultOffer document. */
        document: Uint8Array;

        /** ResultOffer oneTimeSeed. */
        oneTimeSeed: Uint8Array;

        /** ResultOffer issuerSignature. */
        issuerSignature: Uint8Array;

        /** ResultOffer transaction. */
        transaction: Uint8Array;

        /** ResultOffer roots. */
        roots: treatment.Root.$Properties[];

        /**
         * Encodes the specified ResultOffer message. Does not implicitly {@link treatment.ResultOffer.verify|verify} messages.
         * @param message ResultOffer message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: treatment.ResultOffer.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a ResultOffer message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {treatment.ResultOffer & treatment.ResultOffer.$Shape} ResultOffer
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): treatment.ResultOffer & treatment.ResultOffer.$Shape;
    }

    namespace ResultOffer {

        /** Properties of a ResultOffer. */
        interface $Properties {

            /** ResultOffer document */
            document?: (Uint8Array|null);

            /** ResultOffer oneTimeSeed */
            oneTimeSeed?: (Uint8Array|null);

            /** ResultOffer issuerSignature */
            issuerSignature?: (Uint8Array|null);

            /** ResultOffer transaction */
            transaction?: (Uint8Array|null);

            /** ResultOffer roots */
            roots?: (treatment.Root.$Properties[]|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a ResultOffer. */
        type $Shape = treatment.ResultOffer.$Properties;
    }

    /**
     * Properties of a Root.
     * @deprecated Use treatment.Root.$Properties instead.
     */
    interface IRoot extends treatment.Root.$Properties {
    }

    /** Represents a Root. */
    class Root {

        /**
         * Constructs a new Root.
         * @param [properties] Properties to set
         */
        constructor(properties?: treatment.Root.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Root seed. */
        seed: Uint8Array;

        /** Root oneTimeSeed. */
        oneTimeSeed: Uint8Array;

        /** Root issuerSignature. */
        issuerSignature: Uint8Array;

        /**
         * Encodes the specified Root message. Does not implicitly {@link treatment.Root.verify|verify} messages.
         * @param message Root message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: treatment.Root.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Root message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {treatment.Root & treatment.Root.$Shape} Root
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): treatment.Root & treatment.Root.$Shape;
    }

    namespace Root {

        /** Properties of a Root. */
        interface $Properties {

            /** Root seed */
            seed?: (Uint8Array|null);

            /** Root oneTimeSeed */
            oneTimeSeed?: (Uint8Array|null);

            /** Root issuerSignature */
            issuerSignature?: (Uint8Array|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a Root. */
        type $Shape = treatment.Root.$Properties;
    }

    /**
     * Properties of a ResultConfirmed.
     * @deprecated Use treatment.ResultConfirmed.$Properties instead.
     */
    interface IResultConfirmed extends treatment.ResultConfirmed.$Properties {
    }

    /** Represents a ResultConfirmed. */
    class ResultConfirmed {

        /**
         * Constructs a new ResultConfirmed.
         * @param [properties] Properties to set
         */
        constructor(properties?: treatment.ResultConfirmed.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** ResultConfirmed signature. */
        signature: Uint8Array;

        /**
         * Encodes the specified ResultConfirmed message. Does not implicitly {@link treatment.ResultConfirmed.verify|verify} messages.
         * @param message ResultConfirmed message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: treatment.ResultConfirmed.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a ResultConfirmed message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {treatment.ResultConfirmed & treatment.ResultConfirmed.$Shape} ResultConfirmed
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): treatment.ResultConfirmed & treatment.ResultConfirmed.$Shape;
    }

    namespace ResultConfirmed {

        /** Properties of a ResultConfirmed. */
        interface $Properties {

            /** ResultConfirmed signature */
            signature?: (Uint8Array|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a ResultConfirmed. */
        type $Shape = treatment.ResultConfirmed.$Properties;
    }

    /**
     * Properties of a ResultFinal.
     * @deprecated Use treatment.ResultFinal.$Properties instead.
     */
    interface IResultFinal extends treatment.ResultFinal.$Properties {
    }

    /** Represents a ResultFinal. */
    class ResultFinal {

        /**
         * Constructs a new ResultFinal.
         * @param [properties] Properties to set
         */
        constructor(properties?: treatment.ResultFinal.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** ResultFinal answer. */
        answer: Uint8Array;

        /** ResultFinal signature. */
        signature: Uint8Array;

        /**
         * Encodes the specified ResultFinal message. Does not implicitly {@link treatment.ResultFinal.verify|verify} messages.
         * @param message ResultFinal message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: treatment.ResultFinal.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a ResultFinal message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {treatment.ResultFinal & treatment.ResultFinal.$Shape} ResultFinal
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): treatment.ResultFinal & treatment.ResultFinal.$Shape;
    }

    namespace ResultFinal {

        /** Properties of a ResultFinal. */
        interface $Properties {

            /** ResultFinal answer */
            answer?: (Uint8Array|null);

            /** ResultFinal signature */
            signature?: (Uint8Array|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a ResultFinal. */
        type $Shape = treatment.ResultFinal.$Properties;
    }

    /**
     * Properties of a Correction.
     * @deprecated Use treatment.Correction.$Properties instead.
     */
    interface ICorrection extends treatment.Correction.$Properties {
    }

    /** Represents a Correction. */
    class Correction {

        /**
         * Constructs a new Correction.
         * @param [properties] Properties to set
         */
        constructor(properties?: treatment.Correction.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Correction recordId. */
        recordId: Uint8Array;

        /** Correction enteredInError. */
        enteredInError: boolean;

        /** Correction reason. */
        reason: string;

        /**
         * Encodes the specified Correction message. Does not implicitly {@link treatment.Correction.verify|verify} messages.
         * @param message Correction message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: treatment.Correction.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Correction message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {treatment.Correction & treatment.Correction.$Shape} Correction
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): treatment.Correction & treatment.Correction.$Shape;
    }

    namespace Correction {

        /** Properties of a Correction. */
        interface $Properties {

            /** Correction recordId */
            recordId?: (Uint8Array|null);

            /** Correction enteredInError */
            enteredInError?: (boolean|null);

            /** Correction reason */
            reason?: (string|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a Correction. */
        type $Shape = treatment.Correction.$Properties;
    }

    /**
     * Properties of an Owner.
     * @deprecated Use treatment.Owner.$Properties instead.
     */
    interface IOwner extends treatment.Owner.$Properties {
    }

    /** Represents an Owner. */
    class Owner {

        /**
         * Constructs a new Owner.
         * @param [properties] Properties to set
         */
        constructor(properties?: treatment.Owner.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Owner owner. */
        owner: Uint8Array;

        /**
         * Encodes the specified Owner message. Does not implicitly {@link treatment.Owner.verify|verify} messages.
         * @param message Owner message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: treatment.Owner.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes an Owner message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {treatment.Owner & treatment.Owner.$Shape} Owner
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): treatment.Owner & treatment.Owner.$Shape;
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
        type $Shape = treatment.Owner.$Properties;
    }
}
