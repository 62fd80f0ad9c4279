import * as $protobuf from "protobufjs";

/** Namespace hdms. */
export namespace hdms {

    /**
     * Properties of an Envelope.
     * @deprecated Use hdms.Envelope.$Properties instead.
     */
    interface IEnvelope extends hdms.Envelope.$Properties {
    }

    /** Represents an Envelope. */
    class Envelope {

        /**
         * Constructs a new Envelope.
         * @param [properties] Properties to set
         */
        constructor(properties?: hdms.Envelope.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Envelope suite. */
        suite: number;

        /** Envelope enc. */
        enc: Uint8Array;

        /** Envelope wrappedKey. */
        wrappedKey: Uint8Array;

        /** Envelope ciphertext. */
        ciphertext: Uint8Array;

        /**
         * Encodes the specified Envelope message. Does not implicitly {@link hdms.Envelope.verify|verify} messages.
         * @param message Envelope message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: hdms.Envelope.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes an Envelope message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {hdms.Envelope & hdms.Envelope.$Shape} Envelope
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hdms.Envelope & hdms.Envelope.$Shape;
    }

    namespace Envelope {

        /** Properties of an Envelope. */
        interface $Properties {

            /** Envelope suite */
            suite?: (number|null);

            /** Envelope enc */
            enc?: (Uint8Array|null);

            /** Envelope wrappedKey */
            wrappedKey?: (Uint8Array|null);

            /** Envelope ciphertext */
            ciphertext?: (Uint8Array|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of an Envelope. */
        type $Shape = hdms.Envelope.$Properties;
    }

    /**
     * Properties of a SealedBody.
     * @deprecated Use hdms.SealedBody.$Properties instead.
     */
    interface ISealedBody extends hdms.SealedBody.$Properties {
    }

    /** Represents a SealedBody. */
    class SealedBody {

        /**
         * Constructs a new SealedBody.
         * @param [properties] Properties to set
         */
        constructor(properties?: hdms.SealedBody.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** SealedBody session. */
        session: Uint8Array;

        /** SealedBody counter. */
        counter: number;

        /** SealedBody sender. */
        sender: Uint8Array;

        /** SealedBody payload. */
        payload: Uint8Array;

        /** SealedBody signature. */
        signature: Uint8Array;

        /** SealedBody heads. */
        heads: hdms.SignedHeader.$Properties[];

        /**
         * Encodes the specified SealedBody message. Does not implicitly {@link hdms.SealedBody.verify|verify} messages.
         * @param message SealedBody message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: hdms.SealedBody.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a SealedBody message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {hdms.SealedBody & hdms.SealedBody.$Shape} SealedBody
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hdms.SealedBody & hdms.SealedBody.$Shape;
    }

    namespace SealedBody {

        /** Properties of a SealedBody. */
        interface $Properties {

            /** SealedBody session */
            session?: (Uint8Array|null);

            /** SealedBody counter */
            counter?: (number|null);

            /** SealedBody sender */
            sender?: (Uint8Array|null);

            /** SealedBody payload */
            payload?: (Uint8Array|null);

            /** SealedBody signature */
            signature?: (Uint8Array|null);

            /** SealedBody heads */
            heads?: (hdms.SignedHeader.$Properties[]|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a SealedBody. */
        type $Shape = hdms.SealedBody.$Properties;
    }

    /**
     * Properties of a MailboxRequest.
     * @deprecated Use hdms.MailboxRequest.$Properties instead.
     */
    interface IMailboxRequest extends hdms.MailboxRequest.$Properties {
    }

    /** Represents a MailboxRequest. */
    class MailboxRequest {

        /**
         * Constructs a new MailboxRequest.
         * @param [properties] Properties to set
         */
        constructor(properties?: hdms.MailboxRequest.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** MailboxRequest create. */
        create?: (hdms.CreateMailbox.$Properties|null);

        /** MailboxRequest append. */
        append?: (hdms.AppendMessage.$Properties|null);

        /** MailboxRequest fetch. */
        fetch?: (hdms.FetchMessages.$Properties|null);

        /** MailboxRequest acknowledge. */
        acknowledge?: (hdms.AcknowledgeMessages.$Properties|null);

        /** MailboxRequest receipt. */
        receipt?: (Uint8Array|null);

        /** MailboxRequest open. */
        open?: (hdms.OpenAnswers.$Properties|null);

        /** MailboxRequest admit. */
        admit?: (hdms.AdmitAnswer.$Properties|null);

        /** MailboxRequest action. */
        action?: ("create"|"append"|"fetch"|"acknowledge"|"receipt"|"open"|"admit");

        /**
         * Encodes the specified MailboxRequest message. Does not implicitly {@link hdms.MailboxRequest.verify|verify} messages.
         * @param message MailboxRequest message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: hdms.MailboxRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a MailboxRequest message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {hdms.MailboxRequest & hdms.MailboxRequest.$Shape} MailboxRequest
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hdms.MailboxRequest & hdms.MailboxRequest.$Shape;
    }

    namespace MailboxRequest {

        /** Properties of a MailboxRequest. */
        interface $Properties {

            /** MailboxRequest create */
            create?: (hdms.CreateMailbox.$Properties|null);

            /** MailboxRequest append */
            append?: (hdms.AppendMessage.$Properties|null);

            /** MailboxRequest fetch */
            fetch?: (hdms.FetchMessages.$Properties|null);

            /** MailboxRequest acknowledge */
            acknowledge?: (hdms.AcknowledgeMessages.$Properties|null);

            /** MailboxRequest receipt */
            receipt?: (Uint8Array|null);

            /** MailboxRequest open */
            open?: (hdms.OpenAnswers.$Properties|null);

            /** MailboxRequest admit */
            admit?: (hdms.AdmitAnswer.$Properties|null);

            /** MailboxRequest action */
            action?: ("create"|"append"|"fetch"|"acknowledge"|"receipt"|"open"|"admit");

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Narrowed shape of a MailboxRequest. */
        type $Shape = {
          create?: hdms.CreateMailbox.$Shape|null;
          append?: hdms.AppendMessage.$Shape|null;
          fetch?: hdms.FetchMessages.$Shape|null;
          acknowledge?: hdms.AcknowledgeMessages.$Shape|null;
          receipt?: Uint8Array|null;
          open?: hdms.OpenAnswers.$Shape|null;
          admit?: hdms.AdmitAnswer.$Shape|null;
          $unknowns?: Uint8Array[];
        } & (
          ({ action?: undefined; create?: null; append?: null; fetch?: null; acknowledge?: null; receipt?: null; open?: null; admit?: null }|{ action?: "create"; create: hdms.CreateMailbox.$Shape; append?: null; fetch?: null; acknowledge?: null; receipt?: null; open?: null; admit?: null }|{ action?: "append"; create?: null; append: hdms.AppendMessage.$Shape; fetch?: null; acknowledge?: null; receipt?: null; open?: null; admit?: null }|{ action?: "fetch"; create?: null; append?: null; fetch: hdms.FetchMessages.$Shape; acknowledge?: null; receipt?: null; open?: null; admit?: null }|{ action?: "acknowledge"; create?: null; append?: null; fetch?: null; acknowledge: hdms.AcknowledgeMessages.$Shape; receipt?: null; open?: null; admit?: null }|{ action?: "receipt"; create?: null; append?: null; fetch?: null; acknowledge?: null; receipt: Uint8Array; open?: null; admit?: null }|{ action?: "open"; create?: null; append?: null; fetch?: null; acknowledge?: null; receipt?: null; open: hdms.OpenAnswers.$Shape; admit?: null }|{ action?: "admit"; create?: null; append?: null; fetch?: null; acknowledge?: null; receipt?: null; open?: null; admit: hdms.AdmitAnswer.$Shape })
        );
    }

    /**
     * Properties of an OpenAnswers.
     * @deprecated Use hdms.OpenAnswers.$Properties instead.
     */
    interface IOpenAnswers extends hdms.OpenAnswers.$Properties {
    }

    /** Represents an OpenAnswers. */
    class OpenAnswers {

        /**
         * Constructs a new OpenAnswers.
         * @param [properties] Properties to set
         */
        constructor(properties?: hdms.OpenAnswers.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** OpenAnswers query. */
        query: Uint8Array;

        /** OpenAnswers id. */
        id: Uint8Array;

        /** OpenAnswers key. */
        key: Uint8Array;

        /** OpenAnswers expires. */
        expires: number;

        /** OpenAnswers until. */
        until: number;

        /**
         * Encodes the specified OpenAnswers message. Does not implicitly {@link hdms.OpenAnswers.verify|verify} messages.
         * @param message OpenAnswers message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: hdms.OpenAnswers.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes an OpenAnswers message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {hdms.OpenAnswers & hdms.OpenAnswers.$Shape} OpenAnswers
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hdms.OpenAnswers & hdms.OpenAnswers.$Shape;
    }

    namespace OpenAnswers {

        /** Properties of an OpenAnswers. */
        interface $Properties {

            /** OpenAnswers query */
            query?: (Uint8Array|null);

            /** OpenAnswers id */
            id?: (Uint8Array|null);

            /** OpenAnswers key */
            key?: (Uint8Array|null);

            /** OpenAnswers expires */
            expires?: (number|null);

            /** OpenAnswers until */
            until?: (number|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of an OpenAnswers. */
        type $Shape = hdms.OpenAnswers.$Properties;
    }

    /**
     * Properties of an AdmitAnswer.
     * @deprecated Use hdms.AdmitAnswer.$Properties instead.
     */
    interface IAdmitAnswer extends hdms.AdmitAnswer.$Properties {
    }

    /** Represents an AdmitAnswer. */
    class AdmitAnswer {

        /**
         * Constructs a new AdmitAnswer.
         * @param [properties] Properties to set
         */
        constructor(properties?: hdms.AdmitAnswer.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** AdmitAnswer query. */
        query: Uint8Array;

        /** AdmitAnswer nonce. */
        nonce: Uint8Array;

        /** AdmitAnswer output. */
        output: Uint8Array;

        /** AdmitAnswer key. */
        key: Uint8Array;

        /** AdmitAnswer id. */
        id: Uint8Array;

        /** AdmitAnswer signature. */
        signature: Uint8Array;

        /**
         * Encodes the specified AdmitAnswer message. Does not implicitly {@link hdms.AdmitAnswer.verify|verify} messages.
         * @param message AdmitAnswer message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: hdms.AdmitAnswer.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes an AdmitAnswer message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {hdms.AdmitAnswer & hdms.AdmitAnswer.$Shape} AdmitAnswer
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hdms.AdmitAnswer & hdms.AdmitAnswer.$Shape;
    }

    namespace AdmitAnswer {

        /** Properties of an AdmitAnswer. */
        interface $Properties {

            /** AdmitAnswer query */
            query?: (Uint8Array|null);

            /** AdmitAnswer nonce */
            nonce?: (Uint8Array|null);

            /** AdmitAnswer output */
            output?: (Uint8Array|null);

            /** AdmitAnswer key */
            key?: (Uint8Array|null);

            /** AdmitAnswer id */
            id?: (Uint8Array|null);

            /** AdmitAnswer signature */
            signature?: (Uint8Array|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of an AdmitAnswer. */
        type $Shape = hdms.AdmitAnswer.$Properties;
    }

    /**
     * Properties of a CreateMailbox.
     * @deprecated Use hdms.CreateMailbox.$Properties instead.
     */
    interface ICreateMailbox extends hdms.CreateMailbox.$Properties {
    }

    /** Represents a CreateMailbox. */
    class CreateMailbox {

        /**
         * Constructs a new CreateMailbox.
         * @param [properties] Properties to set
         */
        constructor(properties?: hdms.CreateMailbox.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** CreateMailbox id. */
        id: Uint8Array;

        /** CreateMailbox key. */
        key: Uint8Array;

        /** CreateMailbox pushHandle. */
        pushHandle: Uint8Array;

        /**
         * Encodes the specified CreateMailbox message. Does not implicitly {@link hdms.CreateMailbox.verify|verify} messages.
         * @param message CreateMailbox message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: hdms.CreateMailbox.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a CreateMailbox message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {hdms.CreateMailbox & hdms.CreateMailbox.$Shape} CreateMailbox
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hdms.CreateMailbox & hdms.CreateMailbox.$Shape;
    }

    namespace CreateMailbox {

        /** Properties of a CreateMailbox. */
        interface $Properties {

            /** CreateMailbox id */
            id?: (Uint8Array|null);

            /** CreateMailbox key */
            key?: (Uint8Array|null);

            /** CreateMailbox pushHandle */
            pushHandle?: (Uint8Array|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a CreateMailbox. */
        type $Shape = hdms.CreateMailbox.$Properties;
    }

    /**
     * Properties of an AppendMessage.
     * @deprecated Use hdms.AppendMessage.$Properties instead.
     */
    interface IAppendMessage extends hdms.AppendMessage.$Properties {
    }

    /** Represents an AppendMessage. */
    class AppendMessage {

        /**
         * Constructs a new AppendMessage.
         * @param [properties] Properties to set
         */
        constructor(properties?: hdms.AppendMessage.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** AppendMessage id. */
        id: Uint8Array;

        /** AppendMessage message. */
        message: Uint8Array;

        /** AppendMessage ttl. */
        ttl: number;

        /** AppendMessage name. */
        name: Uint8Array;

        /** AppendMessage signature. */
        signature: Uint8Array;

        /**
         * Encodes the specified AppendMessage message. Does not implicitly {@link hdms.AppendMessage.verify|verify} messages.
         * @param message AppendMessage message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: hdms.AppendMessage.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes an AppendMessage message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {hdms.AppendMessage & hdms.AppendMessage.$Shape} AppendMessage
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hdms.AppendMessage & hdms.AppendMessage.$Shape;
    }

    namespace AppendMessage {

        /** Properties of an AppendMessage. */
        interface $Properties {

            /** AppendMessage id */
            id?: (Uint8Array|null);

            /** AppendMessage message */
            message?: (Uint8Array|null);

            /** AppendMessage ttl */
            ttl?: (number|null);

            /** AppendMessage name */
            name?: (Uint8Array|null);

            /** AppendMessage signature */
            signature?: (Uint8Array|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of an AppendMessage. */
        type $Shape = hdms.AppendMessage.$Properties;
    }

    /**
     * Properties of a FetchMessages.
     * @deprecated Use hdms.FetchMessages.$Properties instead.
     */
    interface IFetchMessages extends hdms.FetchMessages.$Properties {
    }

    /** Represents a FetchMessages. */
    class FetchMessages {

        /**
         * Constructs a new FetchMessages.
         * @param [properties] Properties to set
         */
        constructor(properties?: hdms.FetchMessages.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** FetchMessages id. */
        id: Uint8Array;

        /** FetchMessages from. */
        from: number;

        /** FetchMessages time. */
        time: number;

        /** FetchMessages signature. */
        signature: Uint8Array;

        /** FetchMessages wait. */
        wait: number;

        /**
         * Encodes the specified FetchMessages message. Does not implicitly {@link hdms.FetchMessages.verify|verify} messages.
         * @param message FetchMessages message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: hdms.FetchMessages.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a FetchMessages message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {hdms.FetchMessages & hdms.FetchMessages.$Shape} FetchMessages
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hdms.FetchMessages & hdms.FetchMessages.$Shape;
    }

    namespace FetchMessages {

        /** Properties of a FetchMessages. */
        interface $Properties {

            /** FetchMessages id */
            id?: (Uint8Array|null);

            /** FetchMessages from */
            from?: (number|null);

            /** FetchMessages time */
            time?: (number|null);

            /** FetchMessages signature */
            signature?: (Uint8Array|null);

            /** FetchMessages wait */
            wait?: (number|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a FetchMessages. */
        type $Shape = hdms.FetchMessages.$Properties;
    }

    /**
     * Properties of an AcknowledgeMessages.
     * @deprecated Use hdms.AcknowledgeMessages.$Properties instead.
     */
    interface IAcknowledgeMessages extends hdms.AcknowledgeMessages.$Properties {
    }

    /** Represents an AcknowledgeMessages. */
    class AcknowledgeMessages {

        /**
         * Constructs a new AcknowledgeMessages.
         * @param [properties] Properties to set
         */
        constructor(properties?: hdms.AcknowledgeMessages.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** AcknowledgeMessages id. */
        id: Uint8Array;

        /** AcknowledgeMessages through. */
        through: number;

        /** AcknowledgeMessages time. */
        time: number;

        /** AcknowledgeMessages signature. */
        signature: Uint8Array;

        /** AcknowledgeMessages messages. */
        messages: Uint8Array[];

        /**
         * Encodes the specified AcknowledgeMessages message. Does not implicitly {@link hdms.AcknowledgeMessages.verify|verify} messages.
         * @param message AcknowledgeMessages message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: hdms.AcknowledgeMessages.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes an AcknowledgeMessages message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {hdms.AcknowledgeMessages & hdms.AcknowledgeMessages.$Shape} AcknowledgeMessages
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hdms.AcknowledgeMessages & hdms.AcknowledgeMessages.$Shape;
    }

    namespace AcknowledgeMessages {

        /** Properties of an AcknowledgeMessages. */
        interface $Properties {

            /** AcknowledgeMessages id */
            id?: (Uint8Array|null);

            /** AcknowledgeMessages through */
            through?: (number|null);

            /** AcknowledgeMessages time */
            time?: (number|null);

            /** AcknowledgeMessages signature */
            signature?: (Uint8Array|null);

            /** AcknowledgeMessages messages */
            messages?: (Uint8Array[]|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of an AcknowledgeMessages. */
        type $Shape = hdms.AcknowledgeMessages.$Properties;
    }

    /**
     * Properties of a MailboxReply.
     * @deprecated Use hdms.MailboxReply.$Properties instead.
     */
    interface IMailboxReply extends hdms.MailboxReply.$Properties {
    }

    /** Represents a MailboxReply. */
    class MailboxReply {

        /**
         * Constructs a new MailboxReply.
         * @param [properties] Properties to set
         */
        constructor(properties?: hdms.MailboxReply.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** MailboxReply items. */
        items: hdms.MailboxItem.$Properties[];

        /** MailboxReply receipt. */
        receipt: Uint8Array;

        /** MailboxReply state. */
        state: number;

        /** MailboxReply refusal. */
        refusal?: (hdms.MailboxRefusal.$Properties|null);

        /**
         * Encodes the specified MailboxReply message. Does not implicitly {@link hdms.MailboxReply.verify|verify} messages.
         * @param message MailboxReply message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: hdms.MailboxReply.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a MailboxReply message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {hdms.MailboxReply & hdms.MailboxReply.$Shape} MailboxReply
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hdms.MailboxReply & hdms.MailboxReply.$Shape;
    }

    namespace MailboxReply {

        /** Properties of a MailboxReply. */
        interface $Properties {

            /** MailboxReply items */
            items?: (hdms.MailboxItem.$Properties[]|null);

            /** MailboxReply receipt */
            receipt?: (Uint8Array|null);

            /** MailboxReply state */
            state?: (number|null);

            /** MailboxReply refusal */
            refusal?: (hdms.MailboxRefusal.$Properties|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a MailboxReply. */
        type $Shape = hdms.MailboxReply.$Properties;
    }

    /**
     * Properties of a MailboxItem.
     * @deprecated Use hdms.MailboxItem.$Properties instead.
     */
    interface IMailboxItem extends hdms.MailboxItem.$Properties {
    }

    /** Represents a MailboxItem. */
    class MailboxItem {

        /**
         * Constructs a new MailboxItem.
         * @param [properties] Properties to set
         */
        constructor(properties?: hdms.MailboxItem.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** MailboxItem number. */
        number: number;

        /** MailboxItem message. */
        message: Uint8Array;

        /**
         * Encodes the specified MailboxItem message. Does not implicitly {@link hdms.MailboxItem.verify|verify} messages.
         * @param message MailboxItem message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: hdms.MailboxItem.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a MailboxItem message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {hdms.MailboxItem & hdms.MailboxItem.$Shape} MailboxItem
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hdms.MailboxItem & hdms.MailboxItem.$Shape;
    }

    namespace MailboxItem {

        /** Properties of a MailboxItem. */
        interface $Properties {

            /** MailboxItem number */
            number?: (number|null);

            /** MailboxItem message */
            message?: (Uint8Array|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a MailboxItem. */
        type $Shape = hdms.MailboxItem.$Properties;
    }

    /**
     * Properties of a MailboxRefusal.
     * @deprecated Use hdms.MailboxRefusal.$Properties instead.
     */
    interface IMailboxRefusal extends hdms.MailboxRefusal.$Properties {
    }

    /** Represents a MailboxRefusal. */
    class MailboxRefusal {

        /**
         * Constructs a new MailboxRefusal.
         * @param [properties] Properties to set
         */
        constructor(properties?: hdms.MailboxRefusal.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** MailboxRefusal code. */
        code: string;

        /** MailboxRefusal data. */
        data: string;

        /**
         * Encodes the specified MailboxRefusal message. Does not implicitly {@link hdms.MailboxRefusal.verify|verify} messages.
         * @param message MailboxRefusal message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: hdms.MailboxRefusal.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a MailboxRefusal message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {hdms.MailboxRefusal & hdms.MailboxRefusal.$Shape} MailboxRefusal
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hdms.MailboxRefusal & hdms.MailboxRefusal.$Shape;
    }

    namespace MailboxRefusal {

        /** Properties of a MailboxRefusal. */
        interface $Properties {

            /** MailboxRefusal code */
            code?: (string|null);

            /** MailboxRefusal data */
            data?: (string|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a MailboxRefusal. */
        type $Shape = hdms.MailboxRefusal.$Properties;
    }

    /**
     * Properties of a Broadcast.
     * @deprecated Use hdms.Broadcast.$Properties instead.
     */
    interface IBroadcast extends hdms.Broadcast.$Properties {
    }

    /** Represents a Broadcast. */
    class Broadcast {

        /**
         * Constructs a new Broadcast.
         * @param [properties] Properties to set
         */
        constructor(properties?: hdms.Broadcast.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Broadcast number. */
        number: number;

        /** Broadcast content. */
        content: Uint8Array;

        /** Broadcast expires. */
        expires: number;

        /**
         * Encodes the specified Broadcast message. Does not implicitly {@link hdms.Broadcast.verify|verify} messages.
         * @param message Broadcast message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: hdms.Broadcast.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Broadcast message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {hdms.Broadcast & hdms.Broadcast.$Shape} Broadcast
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hdms.Broadcast & hdms.Broadcast.$Shape;
    }

    namespace Broadcast {

        /** Properties of a Broadcast. */
        interface $Properties {

            /** Broadcast number */
            number?: (number|null);

            /** Broadcast content */
            content?: (Uint8Array|null);

            /** Broadcast expires */
            expires?: (number|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a Broadcast. */
        type $Shape = hdms.Broadcast.$Properties;
    }

    /**
     * Properties of a BroadcastList.
     * @deprecated Use hdms.BroadcastList.$Properties instead.
     */
    interface IBroadcastList extends hdms.BroadcastList.$Properties {
    }

    /** Represents a BroadcastList. */
    class BroadcastList {

        /**
         * Constructs a new BroadcastList.
         * @param [properties] Properties to set
         */
        constructor(properties?: hdms.BroadcastList.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** BroadcastList items. */
        items: hdms.Broadcast.$Properties[];

        /**
         * Encodes the specified BroadcastList message. Does not implicitly {@link hdms.BroadcastList.verify|verify} messages.
         * @param message BroadcastList message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: hdms.BroadcastList.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a BroadcastList message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {hdms.BroadcastList & hdms.BroadcastList.$Shape} BroadcastList
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hdms.BroadcastList & hdms.BroadcastList.$Shape;
    }

    namespace BroadcastList {

        /** Properties of a BroadcastList. */
        interface $Properties {

            /** BroadcastList items */
            items?: (hdms.Broadcast.$Properties[]|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a BroadcastList. */
        type $Shape = hdms.BroadcastList.$Properties;
    }

    /**
     * Properties of a NodeInfo.
     * @deprecated Use hdms.NodeInfo.$Properties instead.
     */
    interface INodeInfo extends hdms.NodeInfo.$Properties {
    }

    /** Represents a NodeInfo. */
    class NodeInfo {

        /**
         * Constructs a new NodeInfo.
         * @param [properties] Properties to set
         */
        constructor(properties?: hdms.NodeInfo.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** NodeInfo name. */
        name: string;

        /** NodeInfo serial. */
        serial: number;

        /** NodeInfo chain. */
        chain: Uint8Array[];

        /** NodeInfo sealingKey. */
        sealingKey: Uint8Array;

        /** NodeInfo rest. */
        rest: string;

        /** NodeInfo multiaddrs. */
        multiaddrs: string[];

        /** NodeInfo mailbox. */
        mailbox?: (hdms.Mailbox.$Properties|null);

        /** NodeInfo notary. */
        notary: string;

        /** NodeInfo platformVersion. */
        platformVersion: number;

        /** NodeInfo transport. */
        transport: Uint8Array;

        /** NodeInfo logProof. */
        logProof: Uint8Array;

        /** NodeInfo cosignKey. */
        cosignKey: Uint8Array;

        /** NodeInfo capabilities. */
        capabilities: hdms.RunningCapability.$Properties[];

        /**
         * Encodes the specified NodeInfo message. Does not implicitly {@link hdms.NodeInfo.verify|verify} messages.
         * @param message NodeInfo message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: hdms.NodeInfo.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a NodeInfo message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {hdms.NodeInfo & hdms.NodeInfo.$Shape} NodeInfo
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hdms.NodeInfo & hdms.NodeInfo.$Shape;
    }

    namespace NodeInfo {

        /** Properties of a NodeInfo. */
        interface $Properties {

            /** NodeInfo name */
            name?: (string|null);

            /** NodeInfo serial */
            serial?: (number|null);

            /** NodeInfo chain */
            chain?: (Uint8Array[]|null);

            /** NodeInfo sealingKey */
            sealingKey?: (Uint8Array|null);

            /** NodeInfo rest */
            rest?: (string|null);

            /** NodeInfo multiaddrs */
            multiaddrs?: (string[]|null);

            /** NodeInfo mailbox */
            mailbox?: (hdms.Mailbox.$Properties|null);

            /** NodeInfo notary */
            notary?: (string|null);

            /** NodeInfo platformVersion */
            platformVersion?: (number|null);

            /** NodeInfo transport */
            transport?: (Uint8Array|null);

            /** NodeInfo logProof */
            logProof?: (Uint8Array|null);

            /** NodeInfo cosignKey */
            cosignKey?: (Uint8Array|null);

            /** NodeInfo capabilities */
            capabilities?: (hdms.RunningCapability.$Properties[]|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a NodeInfo. */
        type $Shape = hdms.NodeInfo.$Properties;
    }

    /**
     * Properties of a RunningCapability.
     * @deprecated Use hdms.RunningCapability.$Properties instead.
     */
    interface IRunningCapability extends hdms.RunningCapability.$Properties {
    }

    /** Represents a RunningCapability. */
    class RunningCapability {

        /**
         * Constructs a new RunningCapability.
         * @param [properties] Properties to set
         */
        constructor(properties?: hdms.RunningCapability.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** RunningCapability name. */
        name: string;

        /** RunningCapability version. */
        version: number;

        /** RunningCapability hash. */
        hash: Uint8Array;

        /**
         * Encodes the specified RunningCapability message. Does not implicitly {@link hdms.RunningCapability.verify|verify} messages.
         * @param message RunningCapability message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: hdms.RunningCapability.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a RunningCapability message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {hdms.RunningCapability & hdms.RunningCapability.$Shape} RunningCapability
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hdms.RunningCapability & hdms.RunningCapability.$Shape;
    }

    namespace RunningCapability {

        /** Properties of a RunningCapability. */
        interface $Properties {

            /** RunningCapability name */
            name?: (string|null);

            /** RunningCapability version */
            version?: (number|null);

            /** RunningCapability hash */
            hash?: (Uint8Array|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a RunningCapability. */
        type $Shape = hdms.RunningCapability.$Properties;
    }

    /**
     * Properties of a Mailbox.
     * @deprecated Use hdms.Mailbox.$Properties instead.
     */
    interface IMailbox extends hdms.Mailbox.$Properties {
    }

    /** Represents a Mailbox. */
    class Mailbox {

        /**
         * Constructs a new Mailbox.
         * @param [properties] Properties to set
         */
        constructor(properties?: hdms.Mailbox.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Mailbox queue. */
        queue: string;

        /** Mailbox id. */
        id: Uint8Array;

        /**
         * Encodes the specified Mailbox message. Does not implicitly {@link hdms.Mailbox.verify|verify} messages.
         * @param message Mailbox message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: hdms.Mailbox.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Mailbox message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {hdms.Mailbox & hdms.Mailbox.$Shape} Mailbox
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hdms.Mailbox & hdms.Mailbox.$Shape;
    }

    namespace Mailbox {

        /** Properties of a Mailbox. */
        interface $Properties {

            /** Mailbox queue */
            queue?: (string|null);

            /** Mailbox id */
            id?: (Uint8Array|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a Mailbox. */
        type $Shape = hdms.Mailbox.$Properties;
    }

    /**
     * Properties of a SignedNodeInfo.
     * @deprecated Use hdms.SignedNodeInfo.$Properties instead.
     */
    interface ISignedNodeInfo extends hdms.SignedNodeInfo.$Properties {
    }

    /** Represents a SignedNodeInfo. */
    class SignedNodeInfo {

        /**
         * Constructs a new SignedNodeInfo.
         * @param [properties] Properties to set
         */
        constructor(properties?: hdms.SignedNodeInfo.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** SignedNodeInfo info. */
        info: Uint8Array;

        /** SignedNodeInfo signature. */
        signature: Uint8Array;

        /**
         * Encodes the specified SignedNodeInfo message. Does not implicitly {@link hdms.SignedNodeInfo.verify|verify} messages.
         * @param message SignedNodeInfo message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: hdms.SignedNodeInfo.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a SignedNodeInfo message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {hdms.SignedNodeInfo & hdms.SignedNodeInfo.$Shape} SignedNodeInfo
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hdms.SignedNodeInfo & hdms.SignedNodeInfo.$Shape;
    }

    namespace SignedNodeInfo {

        /** Properties of a SignedNodeInfo. */
        interface $Properties {

            /** SignedNodeInfo info */
            info?: (Uint8Array|null);

            /** SignedNodeInfo signature */
            signature?: (Uint8Array|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a SignedNodeInfo. */
        type $Shape = hdms.SignedNodeInfo.$Properties;
    }

    /**
     * Properties of a NetworkParameters.
     * @deprecated Use hdms.NetworkParameters.$Properties instead.
     */
    interface INetworkParameters extends hdms.NetworkParameters.$Properties {
    }

    /** Represents a NetworkParameters. */
    class NetworkParameters {

        /**
         * Constructs a new NetworkParameters.
         * @param [properties] Properties to set
         */
        constructor(properties?: hdms.NetworkParameters.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** NetworkParameters epoch. */
        epoch: number;

        /** NetworkParameters minimumPlatformVersion. */
        minimumPlatformVersion: number;

        /** NetworkParameters notaries. */
        notaries: hdms.NotaryEntry.$Properties[];

        /** NetworkParameters maxTransactionSize. */
        maxTransactionSize: number;

        /** NetworkParameters maxMessageSize. */
        maxMessageSize: number;

        /** NetworkParameters effectiveFrom. */
        effectiveFrom: number;

        /** NetworkParameters search. */
        search: string;

        /** NetworkParameters counters. */
        counters: string[];

        /** NetworkParameters judges. */
        judges: string[];

        /** NetworkParameters boards. */
        boards: hdms.BoardEntry.$Properties[];

        /** NetworkParameters contracts. */
        contracts: hdms.ContractEntry.$Properties[];

        /**
         * Encodes the specified NetworkParameters message. Does not implicitly {@link hdms.NetworkParameters.verify|verify} messages.
         * @param message NetworkParameters message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: hdms.NetworkParameters.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a NetworkParameters message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {hdms.NetworkParameters & hdms.NetworkParameters.$Shape} NetworkParameters
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hdms.NetworkParameters & hdms.NetworkParameters.$Shape;
    }

    namespace NetworkParameters {

        /** Properties of a NetworkParameters. */
        interface $Properties {

            /** NetworkParameters epoch */
            epoch?: (number|null);

            /** NetworkParameters minimumPlatformVersion */
            minimumPlatformVersion?: (number|null);

            /** NetworkParameters notaries */
            notaries?: (hdms.NotaryEntry.$Properties[]|null);

            /** NetworkParameters maxTransactionSize */
            maxTransactionSize?: (number|null);

            /** NetworkParameters maxMessageSize */
            maxMessageSize?: (number|null);

            /** NetworkParameters effectiveFrom */
            effectiveFrom?: (number|null);

            /** NetworkParameters search */
            search?: (string|null);

            /** NetworkParameters counters */
            counters?: (string[]|null);

            /** NetworkParameters judges */
            judges?: (string[]|null);

            /** NetworkParameters boards */
            boards?: (hdms.BoardEntry.$Properties[]|null);

            /** NetworkParameters contracts */
            contracts?: (hdms.ContractEntry.$Properties[]|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a NetworkParameters. */
        type $Shape = hdms.NetworkParameters.$Properties;
    }

    /**
     * Properties of a ContractEntry.
     * @deprecated Use hdms.ContractEntry.$Properties instead.
     */
    interface IContractEntry extends hdms.ContractEntry.$Properties {
    }

    /** Represents a ContractEntry. */
    class ContractEntry {

        /**
         * Constructs a new ContractEntry.
         * @param [properties] Properties to set
         */
        constructor(properties?: hdms.ContractEntry.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** ContractEntry name. */
        name: string;

        /** ContractEntry code. */
        code: Uint8Array;

        /**
         * Encodes the specified ContractEntry message. Does not implicitly {@link hdms.ContractEntry.verify|verify} messages.
         * @param message ContractEntry message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: hdms.ContractEntry.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a ContractEntry message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {hdms.ContractEntry & hdms.ContractEntry.$Shape} ContractEntry
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hdms.ContractEntry & hdms.ContractEntry.$Shape;
    }

    namespace ContractEntry {

        /** Properties of a ContractEntry. */
        interface $Properties {

            /** ContractEntry name */
            name?: (string|null);

            /** ContractEntry code */
            code?: (Uint8Array|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a ContractEntry. */
        type $Shape = hdms.ContractEntry.$Properties;
    }

    /**
     * Properties of a BoardEntry.
     * @deprecated Use hdms.BoardEntry.$Properties instead.
     */
    interface IBoardEntry extends hdms.BoardEntry.$Properties {
    }

    /** Represents a BoardEntry. */
    class BoardEntry {

        /**
         * Constructs a new BoardEntry.
         * @param [properties] Properties to set
         */
        constructor(properties?: hdms.BoardEntry.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** BoardEntry name. */
        name: string;

        /** BoardEntry members. */
        members: hdms.BoardMember.$Properties[];

        /**
         * Encodes the specified BoardEntry message. Does not implicitly {@link hdms.BoardEntry.verify|verify} messages.
         * @param message BoardEntry message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: hdms.BoardEntry.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a BoardEntry message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {hdms.BoardEntry & hdms.BoardEntry.$Shape} BoardEntry
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hdms.BoardEntry & hdms.BoardEntry.$Shape;
    }

    namespace BoardEntry {

        /** Properties of a BoardEntry. */
        interface $Properties {

            /** BoardEntry name */
            name?: (string|null);

            /** BoardEntry members */
            members?: (hdms.BoardMember.$Properties[]|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a BoardEntry. */
        type $Shape = hdms.BoardEntry.$Properties;
    }

    /**
     * Properties of a BoardMember.
     * @deprecated Use hdms.BoardMember.$Properties instead.
     */
    interface IBoardMember extends hdms.BoardMember.$Properties {
    }

    /** Represents a BoardMember. */
    class BoardMember {

        /**
         * Constructs a new BoardMember.
         * @param [properties] Properties to set
         */
        constructor(properties?: hdms.BoardMember.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** BoardMember key. */
        key: Uint8Array;

        /** BoardMember external. */
        external: boolean;

        /**
         * Encodes the specified BoardMember message. Does not implicitly {@link hdms.BoardMember.verify|verify} messages.
         * @param message BoardMember message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: hdms.BoardMember.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a BoardMember message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {hdms.BoardMember & hdms.BoardMember.$Shape} BoardMember
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hdms.BoardMember & hdms.BoardMember.$Shape;
    }

    namespace BoardMember {

        /** Properties of a BoardMember. */
        interface $Properties {

            /** BoardMember key */
            key?: (Uint8Array|null);

            /** BoardMember external */
            external?: (boolean|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a BoardMember. */
        type $Shape = hdms.BoardMember.$Properties;
    }

    /**
     * Properties of a NotaryEntry.
     * @deprecated Use hdms.NotaryEntry.$Properties instead.
     */
    interface INotaryEntry extends hdms.NotaryEntry.$Properties {
    }

    /** Represents a NotaryEntry. */
    class NotaryEntry {

        /**
         * Constructs a new NotaryEntry.
         * @param [properties] Properties to set
         */
        constructor(properties?: hdms.NotaryEntry.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** NotaryEntry name. */
        name: string;

        /** NotaryEntry key. */
        key: Uint8Array;

        /**
         * Encodes the specified NotaryEntry message. Does not implicitly {@link hdms.NotaryEntry.verify|verify} messages.
         * @param message NotaryEntry message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: hdms.NotaryEntry.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a NotaryEntry message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {hdms.NotaryEntry & hdms.NotaryEntry.$Shape} NotaryEntry
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hdms.NotaryEntry & hdms.NotaryEntry.$Shape;
    }

    namespace NotaryEntry {

        /** Properties of a NotaryEntry. */
        interface $Properties {

            /** NotaryEntry name */
            name?: (string|null);

            /** NotaryEntry key */
            key?: (Uint8Array|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a NotaryEntry. */
        type $Shape = hdms.NotaryEntry.$Properties;
    }

    /**
     * Properties of a SignedObject.
     * @deprecated Use hdms.SignedObject.$Properties instead.
     */
    interface ISignedObject extends hdms.SignedObject.$Properties {
    }

    /** Represents a SignedObject. */
    class SignedObject {

        /**
         * Constructs a new SignedObject.
         * @param [properties] Properties to set
         */
        constructor(properties?: hdms.SignedObject.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** SignedObject content. */
        content: Uint8Array;

        /** SignedObject chain. */
        chain: Uint8Array[];

        /** SignedObject signature. */
        signature: Uint8Array;

        /**
         * Encodes the specified SignedObject message. Does not implicitly {@link hdms.SignedObject.verify|verify} messages.
         * @param message SignedObject message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: hdms.SignedObject.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a SignedObject message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {hdms.SignedObject & hdms.SignedObject.$Shape} SignedObject
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hdms.SignedObject & hdms.SignedObject.$Shape;
    }

    namespace SignedObject {

        /** Properties of a SignedObject. */
        interface $Properties {

            /** SignedObject content */
            content?: (Uint8Array|null);

            /** SignedObject chain */
            chain?: (Uint8Array[]|null);

            /** SignedObject signature */
            signature?: (Uint8Array|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a SignedObject. */
        type $Shape = hdms.SignedObject.$Properties;
    }

    /**
     * Properties of a NetworkMap.
     * @deprecated Use hdms.NetworkMap.$Properties instead.
     */
    interface INetworkMap extends hdms.NetworkMap.$Properties {
    }

    /** Represents a NetworkMap. */
    class NetworkMap {

        /**
         * Constructs a new NetworkMap.
         * @param [properties] Properties to set
         */
        constructor(properties?: hdms.NetworkMap.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** NetworkMap serial. */
        serial: number;

        /** NetworkMap issued. */
        issued: number;

        /** NetworkMap expires. */
        expires: number;

        /** NetworkMap nodeInfos. */
        nodeInfos: Uint8Array[];

        /** NetworkMap parameters. */
        parameters: Uint8Array;

        /** NetworkMap announced. */
        announced: Uint8Array;

        /**
         * Encodes the specified NetworkMap message. Does not implicitly {@link hdms.NetworkMap.verify|verify} messages.
         * @param message NetworkMap message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: hdms.NetworkMap.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a NetworkMap message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {hdms.NetworkMap & hdms.NetworkMap.$Shape} NetworkMap
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hdms.NetworkMap & hdms.NetworkMap.$Shape;
    }

    namespace NetworkMap {

        /** Properties of a NetworkMap. */
        interface $Properties {

            /** NetworkMap serial */
            serial?: (number|null);

            /** NetworkMap issued */
            issued?: (number|null);

            /** NetworkMap expires */
            expires?: (number|null);

            /** NetworkMap nodeInfos */
            nodeInfos?: (Uint8Array[]|null);

            /** NetworkMap parameters */
            parameters?: (Uint8Array|null);

            /** NetworkMap announced */
            announced?: (Uint8Array|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a NetworkMap. */
        type $Shape = hdms.NetworkMap.$Properties;
    }

    /**
     * Properties of a MemberToken.
     * @deprecated Use hdms.MemberToken.$Properties instead.
     */
    interface IMemberToken extends hdms.MemberToken.$Properties {
    }

    /** Represents a MemberToken. */
    class MemberToken {

        /**
         * Constructs a new MemberToken.
         * @param [properties] Properties to set
         */
        constructor(properties?: hdms.MemberToken.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** MemberToken chain. */
        chain: Uint8Array[];

        /** MemberToken time. */
        time: number;

        /** MemberToken signature. */
        signature: Uint8Array;

        /** MemberToken body. */
        body: Uint8Array;

        /** MemberToken nonce. */
        nonce: Uint8Array;

        /**
         * Encodes the specified MemberToken message. Does not implicitly {@link hdms.MemberToken.verify|verify} messages.
         * @param message MemberToken message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: hdms.MemberToken.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a MemberToken message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {hdms.MemberToken & hdms.MemberToken.$Shape} MemberToken
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hdms.MemberToken & hdms.MemberToken.$Shape;
    }

    namespace MemberToken {

        /** Properties of a MemberToken. */
        interface $Properties {

            /** MemberToken chain */
            chain?: (Uint8Array[]|null);

            /** MemberToken time */
            time?: (number|null);

            /** MemberToken signature */
            signature?: (Uint8Array|null);

            /** MemberToken body */
            body?: (Uint8Array|null);

            /** MemberToken nonce */
            nonce?: (Uint8Array|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a MemberToken. */
        type $Shape = hdms.MemberToken.$Properties;
    }

    /**
     * Properties of a LogHead.
     * @deprecated Use hdms.LogHead.$Properties instead.
     */
    interface ILogHead extends hdms.LogHead.$Properties {
    }

    /** Represents a LogHead. */
    class LogHead {

        /**
         * Constructs a new LogHead.
         * @param [properties] Properties to set
         */
        constructor(properties?: hdms.LogHead.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** LogHead size. */
        size: number;

        /** LogHead time. */
        time: number;

        /** LogHead root. */
        root: Uint8Array;

        /** LogHead signature. */
        signature: Uint8Array;

        /**
         * Encodes the specified LogHead message. Does not implicitly {@link hdms.LogHead.verify|verify} messages.
         * @param message LogHead message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: hdms.LogHead.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a LogHead message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {hdms.LogHead & hdms.LogHead.$Shape} LogHead
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hdms.LogHead & hdms.LogHead.$Shape;
    }

    namespace LogHead {

        /** Properties of a LogHead. */
        interface $Properties {

            /** LogHead size */
            size?: (number|null);

            /** LogHead time */
            time?: (number|null);

            /** LogHead root */
            root?: (Uint8Array|null);

            /** LogHead signature */
            signature?: (Uint8Array|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a LogHead. */
        type $Shape = hdms.LogHead.$Properties;
    }

    /**
     * Properties of a LogProof.
     * @deprecated Use hdms.LogProof.$Properties instead.
     */
    interface ILogProof extends hdms.LogProof.$Properties {
    }

    /** Represents a LogProof. */
    class LogProof {

        /**
         * Constructs a new LogProof.
         * @param [properties] Properties to set
         */
        constructor(properties?: hdms.LogProof.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** LogProof head. */
        head?: (hdms.LogHead.$Properties|null);

        /** LogProof index. */
        index: number;

        /** LogProof path. */
        path: Uint8Array[];

        /**
         * Encodes the specified LogProof message. Does not implicitly {@link hdms.LogProof.verify|verify} messages.
         * @param message LogProof message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: hdms.LogProof.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a LogProof message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {hdms.LogProof & hdms.LogProof.$Shape} LogProof
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hdms.LogProof & hdms.LogProof.$Shape;
    }

    namespace LogProof {

        /** Properties of a LogProof. */
        interface $Properties {

            /** LogProof head */
            head?: (hdms.LogHead.$Properties|null);

            /** LogProof index */
            index?: (number|null);

            /** LogProof path */
            path?: (Uint8Array[]|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a LogProof. */
        type $Shape = hdms.LogProof.$Properties;
    }

    /**
     * Properties of a Checkpoint.
     * @deprecated Use hdms.Checkpoint.$Properties instead.
     */
    interface ICheckpoint extends hdms.Checkpoint.$Properties {
    }

    /** Represents a Checkpoint. */
    class Checkpoint {

        /**
         * Constructs a new Checkpoint.
         * @param [properties] Properties to set
         */
        constructor(properties?: hdms.Checkpoint.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Checkpoint header. */
        header: Uint8Array;

        /** Checkpoint signature. */
        signature: Uint8Array;

        /** Checkpoint institution. */
        institution: string;

        /** Checkpoint ed25519. */
        ed25519: Uint8Array;

        /** Checkpoint mldsa. */
        mldsa: Uint8Array;

        /** Checkpoint mldsaKey. */
        mldsaKey: Uint8Array;

        /**
         * Encodes the specified Checkpoint message. Does not implicitly {@link hdms.Checkpoint.verify|verify} messages.
         * @param message Checkpoint message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: hdms.Checkpoint.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Checkpoint message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {hdms.Checkpoint & hdms.Checkpoint.$Shape} Checkpoint
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hdms.Checkpoint & hdms.Checkpoint.$Shape;
    }

    namespace Checkpoint {

        /** Properties of a Checkpoint. */
        interface $Properties {

            /** Checkpoint header */
            header?: (Uint8Array|null);

            /** Checkpoint signature */
            signature?: (Uint8Array|null);

            /** Checkpoint institution */
            institution?: (string|null);

            /** Checkpoint ed25519 */
            ed25519?: (Uint8Array|null);

            /** Checkpoint mldsa */
            mldsa?: (Uint8Array|null);

            /** Checkpoint mldsaKey */
            mldsaKey?: (Uint8Array|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a Checkpoint. */
        type $Shape = hdms.Checkpoint.$Properties;
    }

    /**
     * Properties of a Checkpoints.
     * @deprecated Use hdms.Checkpoints.$Properties instead.
     */
    interface ICheckpoints extends hdms.Checkpoints.$Properties {
    }

    /** Represents a Checkpoints. */
    class Checkpoints {

        /**
         * Constructs a new Checkpoints.
         * @param [properties] Properties to set
         */
        constructor(properties?: hdms.Checkpoints.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Checkpoints checkpoints. */
        checkpoints: Uint8Array[];

        /**
         * Encodes the specified Checkpoints message. Does not implicitly {@link hdms.Checkpoints.verify|verify} messages.
         * @param message Checkpoints message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: hdms.Checkpoints.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Checkpoints message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {hdms.Checkpoints & hdms.Checkpoints.$Shape} Checkpoints
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hdms.Checkpoints & hdms.Checkpoints.$Shape;
    }

    namespace Checkpoints {

        /** Properties of a Checkpoints. */
        interface $Properties {

            /** Checkpoints checkpoints */
            checkpoints?: (Uint8Array[]|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a Checkpoints. */
        type $Shape = hdms.Checkpoints.$Properties;
    }

    /**
     * Properties of a NotaryRequest.
     * @deprecated Use hdms.NotaryRequest.$Properties instead.
     */
    interface INotaryRequest extends hdms.NotaryRequest.$Properties {
    }

    /** Represents a NotaryRequest. */
    class NotaryRequest {

        /**
         * Constructs a new NotaryRequest.
         * @param [properties] Properties to set
         */
        constructor(properties?: hdms.NotaryRequest.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** NotaryRequest nonce. */
        nonce: Uint8Array;

        /** NotaryRequest notarise. */
        notarise?: (hdms.Notarise.$Properties|null);

        /** NotaryRequest head. */
        head?: (hdms.Empty.$Properties|null);

        /** NotaryRequest status. */
        status?: (Uint8Array|null);

        /** NotaryRequest unspent. */
        unspent?: (Uint8Array|null);

        /** NotaryRequest register. */
        register?: (hdms.Register.$Properties|null);

        /** NotaryRequest list. */
        list?: (hdms.ListRecords.$Properties|null);

        /** NotaryRequest headers. */
        headers?: (hdms.HeaderRange.$Properties|null);

        /** NotaryRequest question. */
        question?: ("notarise"|"head"|"status"|"unspent"|"register"|"list"|"headers");

        /**
         * Encodes the specified NotaryRequest message. Does not implicitly {@link hdms.NotaryRequest.verify|verify} messages.
         * @param message NotaryRequest message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: hdms.NotaryRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a NotaryRequest message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {hdms.NotaryRequest & hdms.NotaryRequest.$Shape} NotaryRequest
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hdms.NotaryRequest & hdms.NotaryRequest.$Shape;
    }

    namespace NotaryRequest {

        /** Properties of a NotaryRequest. */
        interface $Properties {

            /** NotaryRequest nonce */
            nonce?: (Uint8Array|null);

            /** NotaryRequest notarise */
            notarise?: (hdms.Notarise.$Properties|null);

            /** NotaryRequest head */
            head?: (hdms.Empty.$Properties|null);

            /** NotaryRequest status */
            status?: (Uint8Array|null);

            /** NotaryRequest unspent */
            unspent?: (Uint8Array|null);

            /** NotaryRequest register */
            register?: (hdms.Register.$Properties|null);

            /** NotaryRequest list */
            list?: (hdms.ListRecords.$Properties|null);

            /** NotaryRequest headers */
            headers?: (hdms.HeaderRange.$Properties|null);

            /** NotaryRequest question */
            question?: ("notarise"|"head"|"status"|"unspent"|"register"|"list"|"headers");

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Narrowed shape of a NotaryRequest. */
        type $Shape = {
          nonce?: Uint8Array|null;
          notarise?: hdms.Notarise.$Shape|null;
          head?: hdms.Empty.$Shape|null;
          status?: Uint8Array|null;
          unspent?: Uint8Array|null;
          register?: hdms.Register.$Shape|null;
          list?: hdms.ListRecords.$Shape|null;
          headers?: hdms.HeaderRange.$Shape|null;
          $unknowns?: Uint8Array[];
        } & (
          ({ question?: undefined; notarise?: null; head?: null; status?: null; unspent?: null; register?: null; list?: null; headers?: null }|{ question?: "notarise"; notarise: hdms.Notarise.$Shape; head?: null; status?: null; unspent?: null; register?: null; list?: null; headers?: null }|{ question?: "head"; notarise?: null; head: hdms.Empty.$Shape; status?: null; unspent?: null; register?: null; list?: null; headers?: null }|{ question?: "status"; notarise?: null; head?: null; status: Uint8Array; unspent?: null; register?: null; list?: null; headers?: null }|{ question?: "unspent"; notarise?: null; head?: null; status?: null; unspent: Uint8Array; register?: null; list?: null; headers?: null }|{ question?: "register"; notarise?: null; head?: null; status?: null; unspent?: null; register: hdms.Register.$Shape; list?: null; headers?: null }|{ question?: "list"; notarise?: null; head?: null; status?: null; unspent?: null; register?: null; list: hdms.ListRecords.$Shape; headers?: null }|{ question?: "headers"; notarise?: null; head?: null; status?: null; unspent?: null; register?: null; list?: null; headers: hdms.HeaderRange.$Shape })
        );
    }

    /**
     * Properties of an Empty.
     * @deprecated Use hdms.Empty.$Properties instead.
     */
    interface IEmpty extends hdms.Empty.$Properties {
    }

    /** Represents an Empty. */
    class Empty {

        /**
         * Constructs a new Empty.
         * @param [properties] Properties to set
         */
        constructor(properties?: hdms.Empty.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /**
         * Encodes the specified Empty message. Does not implicitly {@link hdms.Empty.verify|verify} messages.
         * @param message Empty message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: hdms.Empty.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes an Empty message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {hdms.Empty & hdms.Empty.$Shape} Empty
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hdms.Empty & hdms.Empty.$Shape;
    }

    namespace Empty {

        /** Properties of an Empty. */
        interface $Properties {

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of an Empty. */
        type $Shape = hdms.Empty.$Properties;
    }

    /**
     * Properties of a Notarise.
     * @deprecated Use hdms.Notarise.$Properties instead.
     */
    interface INotarise extends hdms.Notarise.$Properties {
    }

    /** Represents a Notarise. */
    class Notarise {

        /**
         * Constructs a new Notarise.
         * @param [properties] Properties to set
         */
        constructor(properties?: hdms.Notarise.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Notarise visible. */
        visible: Uint8Array;

        /** Notarise privateRoot. */
        privateRoot: Uint8Array;

        /** Notarise witnesses. */
        witnesses: Uint8Array[];

        /**
         * Encodes the specified Notarise message. Does not implicitly {@link hdms.Notarise.verify|verify} messages.
         * @param message Notarise message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: hdms.Notarise.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Notarise message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {hdms.Notarise & hdms.Notarise.$Shape} Notarise
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hdms.Notarise & hdms.Notarise.$Shape;
    }

    namespace Notarise {

        /** Properties of a Notarise. */
        interface $Properties {

            /** Notarise visible */
            visible?: (Uint8Array|null);

            /** Notarise privateRoot */
            privateRoot?: (Uint8Array|null);

            /** Notarise witnesses */
            witnesses?: (Uint8Array[]|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a Notarise. */
        type $Shape = hdms.Notarise.$Properties;
    }

    /**
     * Properties of a Register.
     * @deprecated Use hdms.Register.$Properties instead.
     */
    interface IRegister extends hdms.Register.$Properties {
    }

    /** Represents a Register. */
    class Register {

        /**
         * Constructs a new Register.
         * @param [properties] Properties to set
         */
        constructor(properties?: hdms.Register.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Register recordId. */
        recordId: Uint8Array;

        /** Register key. */
        key: Uint8Array;

        /** Register operation. */
        operation: number;

        /** Register sealed. */
        sealed: Uint8Array;

        /** Register signature. */
        signature: Uint8Array;

        /**
         * Encodes the specified Register message. Does not implicitly {@link hdms.Register.verify|verify} messages.
         * @param message Register message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: hdms.Register.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Register message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {hdms.Register & hdms.Register.$Shape} Register
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hdms.Register & hdms.Register.$Shape;
    }

    namespace Register {

        /** Properties of a Register. */
        interface $Properties {

            /** Register recordId */
            recordId?: (Uint8Array|null);

            /** Register key */
            key?: (Uint8Array|null);

            /** Register operation */
            operation?: (number|null);

            /** Register sealed */
            sealed?: (Uint8Array|null);

            /** Register signature */
            signature?: (Uint8Array|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a Register. */
        type $Shape = hdms.Register.$Properties;
    }

    /**
     * Properties of a ListRecords.
     * @deprecated Use hdms.ListRecords.$Properties instead.
     */
    interface IListRecords extends hdms.ListRecords.$Properties {
    }

    /** Represents a ListRecords. */
    class ListRecords {

        /**
         * Constructs a new ListRecords.
         * @param [properties] Properties to set
         */
        constructor(properties?: hdms.ListRecords.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** ListRecords recordIds. */
        recordIds: Uint8Array[];

        /**
         * Encodes the specified ListRecords message. Does not implicitly {@link hdms.ListRecords.verify|verify} messages.
         * @param message ListRecords message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: hdms.ListRecords.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a ListRecords message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {hdms.ListRecords & hdms.ListRecords.$Shape} ListRecords
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hdms.ListRecords & hdms.ListRecords.$Shape;
    }

    namespace ListRecords {

        /** Properties of a ListRecords. */
        interface $Properties {

            /** ListRecords recordIds */
            recordIds?: (Uint8Array[]|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a ListRecords. */
        type $Shape = hdms.ListRecords.$Properties;
    }

    /**
     * Properties of a HeaderRange.
     * @deprecated Use hdms.HeaderRange.$Properties instead.
     */
    interface IHeaderRange extends hdms.HeaderRange.$Properties {
    }

    /** Represents a HeaderRange. */
    class HeaderRange {

        /**
         * Constructs a new HeaderRange.
         * @param [properties] Properties to set
         */
        constructor(properties?: hdms.HeaderRange.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** HeaderRange from. */
        from: number;

        /** HeaderRange limit. */
        limit: number;

        /**
         * Encodes the specified HeaderRange message. Does not implicitly {@link hdms.HeaderRange.verify|verify} messages.
         * @param message HeaderRange message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: hdms.HeaderRange.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a HeaderRange message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {hdms.HeaderRange & hdms.HeaderRange.$Shape} HeaderRange
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hdms.HeaderRange & hdms.HeaderRange.$Shape;
    }

    namespace HeaderRange {

        /** Properties of a HeaderRange. */
        interface $Properties {

            /** HeaderRange from */
            from?: (number|null);

            /** HeaderRange limit */
            limit?: (number|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a HeaderRange. */
        type $Shape = hdms.HeaderRange.$Properties;
    }

    /**
     * Properties of a NotaryReply.
     * @deprecated Use hdms.NotaryReply.$Properties instead.
     */
    interface INotaryReply extends hdms.NotaryReply.$Properties {
    }

    /** Represents a NotaryReply. */
    class NotaryReply {

        /**
         * Constructs a new NotaryReply.
         * @param [properties] Properties to set
         */
        constructor(properties?: hdms.NotaryReply.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** NotaryReply answer. */
        answer: Uint8Array;

        /** NotaryReply statement. */
        statement?: (hdms.Statement.$Properties|null);

        /** NotaryReply records. */
        records: hdms.RecordEntry.$Properties[];

        /** NotaryReply headers. */
        headers: hdms.SignedHeader.$Properties[];

        /** NotaryReply refusal. */
        refusal?: (hdms.Refusal.$Properties|null);

        /** NotaryReply registered. */
        registered: boolean;

        /**
         * Encodes the specified NotaryReply message. Does not implicitly {@link hdms.NotaryReply.verify|verify} messages.
         * @param message NotaryReply message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: hdms.NotaryReply.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a NotaryReply message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {hdms.NotaryReply & hdms.NotaryReply.$Shape} NotaryReply
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hdms.NotaryReply & hdms.NotaryReply.$Shape;
    }

    namespace NotaryReply {

        /** Properties of a NotaryReply. */
        interface $Properties {

            /** NotaryReply answer */
            answer?: (Uint8Array|null);

            /** NotaryReply statement */
            statement?: (hdms.Statement.$Properties|null);

            /** NotaryReply records */
            records?: (hdms.RecordEntry.$Properties[]|null);

            /** NotaryReply headers */
            headers?: (hdms.SignedHeader.$Properties[]|null);

            /** NotaryReply refusal */
            refusal?: (hdms.Refusal.$Properties|null);

            /** NotaryReply registered */
            registered?: (boolean|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a NotaryReply. */
        type $Shape = hdms.NotaryReply.$Properties;
    }

    /**
     * Properties of a Statement.
     * @deprecated Use hdms.Statement.$Properties instead.
     */
    interface IStatement extends hdms.Statement.$Properties {
    }

    /** Represents a Statement. */
    class Statement {

        /**
         * Constructs a new Statement.
         * @param [properties] Properties to set
         */
        constructor(properties?: hdms.Statement.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Statement bytes. */
        bytes: Uint8Array;

        /** Statement signature. */
        signature: Uint8Array;

        /**
         * Encodes the specified Statement message. Does not implicitly {@link hdms.Statement.verify|verify} messages.
         * @param message Statement message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: hdms.Statement.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Statement message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {hdms.Statement & hdms.Statement.$Shape} Statement
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hdms.Statement & hdms.Statement.$Shape;
    }

    namespace Statement {

        /** Properties of a Statement. */
        interface $Properties {

            /** Statement bytes */
            bytes?: (Uint8Array|null);

            /** Statement signature */
            signature?: (Uint8Array|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a Statement. */
        type $Shape = hdms.Statement.$Properties;
    }

    /**
     * Properties of a RecordEntry.
     * @deprecated Use hdms.RecordEntry.$Properties instead.
     */
    interface IRecordEntry extends hdms.RecordEntry.$Properties {
    }

    /** Represents a RecordEntry. */
    class RecordEntry {

        /**
         * Constructs a new RecordEntry.
         * @param [properties] Properties to set
         */
        constructor(properties?: hdms.RecordEntry.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** RecordEntry recordId. */
        recordId: Uint8Array;

        /** RecordEntry known. */
        known: boolean;

        /** RecordEntry verificationKey. */
        verificationKey: Uint8Array;

        /** RecordEntry issuerSignature. */
        issuerSignature: Uint8Array;

        /** RecordEntry operation. */
        operation: number;

        /**
         * Encodes the specified RecordEntry message. Does not implicitly {@link hdms.RecordEntry.verify|verify} messages.
         * @param message RecordEntry message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: hdms.RecordEntry.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a RecordEntry message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {hdms.RecordEntry & hdms.RecordEntry.$Shape} RecordEntry
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hdms.RecordEntry & hdms.RecordEntry.$Shape;
    }

    namespace RecordEntry {

        /** Properties of a RecordEntry. */
        interface $Properties {

            /** RecordEntry recordId */
            recordId?: (Uint8Array|null);

            /** RecordEntry known */
            known?: (boolean|null);

            /** RecordEntry verificationKey */
            verificationKey?: (Uint8Array|null);

            /** RecordEntry issuerSignature */
            issuerSignature?: (Uint8Array|null);

            /** RecordEntry operation */
            operation?: (number|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a RecordEntry. */
        type $Shape = hdms.RecordEntry.$Properties;
    }

    /**
     * Properties of a SignedHeader.
     * @deprecated Use hdms.SignedHeader.$Properties instead.
     */
    interface ISignedHeader extends hdms.SignedHeader.$Properties {
    }

    /** Represents a SignedHeader. */
    class SignedHeader {

        /**
         * Constructs a new SignedHeader.
         * @param [properties] Properties to set
         */
        constructor(properties?: hdms.SignedHeader.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** SignedHeader header. */
        header: Uint8Array;

        /** SignedHeader signature. */
        signature: Uint8Array;

        /**
         * Encodes the specified SignedHeader message. Does not implicitly {@link hdms.SignedHeader.verify|verify} messages.
         * @param message SignedHeader message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: hdms.SignedHeader.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a SignedHeader message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {hdms.SignedHeader & hdms.SignedHeader.$Shape} SignedHeader
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hdms.SignedHeader & hdms.SignedHeader.$Shape;
    }

    namespace SignedHeader {

        /** Properties of a SignedHeader. */
        interface $Properties {

            /** SignedHeader header */
            header?: (Uint8Array|null);

            /** SignedHeader signature */
            signature?: (Uint8Array|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a SignedHeader. */
        type $Shape = hdms.SignedHeader.$Properties;
    }

    /**
     * Properties of a Refusal.
     * @deprecated Use hdms.Refusal.$Properties instead.
     */
    interface IRefusal extends hdms.Refusal.$Properties {
    }

    /** Represents a Refusal. */
    class Refusal {

        /**
         * Constructs a new Refusal.
         * @param [properties] Properties to set
         */
        constructor(properties?: hdms.Refusal.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Refusal code. */
        code: string;

        /** Refusal data. */
        data: string;

        /**
         * Encodes the specified Refusal message. Does not implicitly {@link hdms.Refusal.verify|verify} messages.
         * @param message Refusal message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: hdms.Refusal.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Refusal message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {hdms.Refusal & hdms.Refusal.$Shape} Refusal
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hdms.Refusal & hdms.Refusal.$Shape;
    }

    namespace Refusal {

        /** Properties of a Refusal. */
        interface $Properties {

            /** Refusal code */
            code?: (string|null);

            /** Refusal data */
            data?: (string|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a Refusal. */
        type $Shape = hdms.Refusal.$Properties;
    }

    /**
     * Properties of a SealedExchange.
     * @deprecated Use hdms.SealedExchange.$Properties instead.
     */
    interface ISealedExchange extends hdms.SealedExchange.$Properties {
    }

    /** Represents a SealedExchange. */
    class SealedExchange {

        /**
         * Constructs a new SealedExchange.
         * @param [properties] Properties to set
         */
        constructor(properties?: hdms.SealedExchange.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** SealedExchange enc. */
        enc: Uint8Array;

        /** SealedExchange ciphertext. */
        ciphertext: Uint8Array;

        /**
         * Encodes the specified SealedExchange message. Does not implicitly {@link hdms.SealedExchange.verify|verify} messages.
         * @param message SealedExchange message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: hdms.SealedExchange.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a SealedExchange message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {hdms.SealedExchange & hdms.SealedExchange.$Shape} SealedExchange
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hdms.SealedExchange & hdms.SealedExchange.$Shape;
    }

    namespace SealedExchange {

        /** Properties of a SealedExchange. */
        interface $Properties {

            /** SealedExchange enc */
            enc?: (Uint8Array|null);

            /** SealedExchange ciphertext */
            ciphertext?: (Uint8Array|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a SealedExchange. */
        type $Shape = hdms.SealedExchange.$Properties;
    }

    /**
     * Properties of a SessionMessage.
     * @deprecated Use hdms.SessionMessage.$Properties instead.
     */
    interface ISessionMessage extends hdms.SessionMessage.$Properties {
    }

    /** Represents a SessionMessage. */
    class SessionMessage {

        /**
         * Constructs a new SessionMessage.
         * @param [properties] Properties to set
         */
        constructor(properties?: hdms.SessionMessage.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** SessionMessage session. */
        session: Uint8Array;

        /** SessionMessage kind. */
        kind: hdms.SessionMessage.Kind;

        /** SessionMessage sequence. */
        sequence: number;

        /** SessionMessage fromOpener. */
        fromOpener: boolean;

        /** SessionMessage flow. */
        flow: string;

        /** SessionMessage versionMin. */
        versionMin: number;

        /** SessionMessage versionMax. */
        versionMax: number;

        /** SessionMessage payload. */
        payload: Uint8Array;

        /** SessionMessage code. */
        code: string;

        /** SessionMessage data. */
        data: string;

        /**
         * Encodes the specified SessionMessage message. Does not implicitly {@link hdms.SessionMessage.verify|verify} messages.
         * @param message SessionMessage message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: hdms.SessionMessage.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a SessionMessage message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {hdms.SessionMessage & hdms.SessionMessage.$Shape} SessionMessage
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hdms.SessionMessage & hdms.SessionMessage.$Shape;
    }

    namespace SessionMessage {

        /** Properties of a SessionMessage. */
        interface $Properties {

            /** SessionMessage session */
            session?: (Uint8Array|null);

            /** SessionMessage kind */
            kind?: (hdms.SessionMessage.Kind|null);

            /** SessionMessage sequence */
            sequence?: (number|null);

            /** SessionMessage fromOpener */
            fromOpener?: (boolean|null);

            /** SessionMessage flow */
            flow?: (string|null);

            /** SessionMessage versionMin */
            versionMin?: (number|null);

            /** SessionMessage versionMax */
            versionMax?: (number|null);

            /** SessionMessage payload */
            payload?: (Uint8Array|null);

            /** SessionMessage code */
            code?: (string|null);

            /** SessionMessage data */
            data?: (string|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a SessionMessage. */
        type $Shape = hdms.SessionMessage.$Properties;

        /** Kind enum. */
        enum Kind {

            /** UNKNOWN value */
            UNKNOWN = 0,

            /** OPEN value */
            OPEN = 1,

            /** CONFIRM value */
            CONFIRM = 2,

            /** DATA value */
            DATA = 3,

            /** END value */
            END = 4,

            /** ERROR value */
            ERROR = 5,

            /** REJECT value */
            REJECT = 6,

            /** ACK value */
            ACK = 7
        }
    }
}
