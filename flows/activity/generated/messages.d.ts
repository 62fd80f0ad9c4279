import * as $protobuf from "protobufjs";

/** Namespace activity. */
export namespace activity {

    /**
     * Properties of a ToIssuer.
     * @deprecated Use activity.ToIssuer.$Properties instead.
     */
    interface IToIssuer extends activity.ToIssuer.$Properties {
    }

    /** Represents a ToIssuer. */
    class ToIssuer {

        /**
         * Constructs a new ToIssuer.
         * @param [properties] Properties to set
         */
        constructor(properties?: activity.ToIssuer.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** ToIssuer programme. */
        programme?: (activity.AskProgramme.$Properties|null);

        /** ToIssuer claim. */
        claim?: (activity.Claim.$Properties|null);

        /** ToIssuer shown. */
        shown?: (activity.Shown.$Properties|null);

        /** ToIssuer recorded. */
        recorded?: (activity.Recorded.$Properties|null);

        /** ToIssuer appeal. */
        appeal?: (activity.Appeal.$Properties|null);

        /** ToIssuer message. */
        message?: ("programme"|"claim"|"shown"|"recorded"|"appeal");

        /**
         * Encodes the specified ToIssuer message. Does not implicitly {@link activity.ToIssuer.verify|verify} messages.
         * @param message ToIssuer message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: activity.ToIssuer.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a ToIssuer message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {activity.ToIssuer & activity.ToIssuer.$Shape} ToIssuer
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): activity.ToIssuer & activity.ToIssuer.$Shape;
    }

    namespace ToIssuer {

        /** Properties of a ToIssuer. */
        interface $Properties {

            /** ToIssuer programme */
            programme?: (activity.AskProgramme.$Properties|null);

            /** ToIssuer claim */
            claim?: (activity.Claim.$Properties|null);

            /** ToIssuer shown */
            shown?: (activity.Shown.$Properties|null);

            /** ToIssuer recorded */
            recorded?: (activity.Recorded.$Properties|null);

            /** ToIssuer appeal */
            appeal?: (activity.Appeal.$Properties|null);

            /** ToIssuer message */
            message?: ("programme"|"claim"|"shown"|"recorded"|"appeal");

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Narrowed shape of a ToIssuer. */
        type $Shape = {
          programme?: activity.AskProgramme.$Shape|null;
          claim?: activity.Claim.$Shape|null;
          shown?: activity.Shown.$Shape|null;
          recorded?: activity.Recorded.$Shape|null;
          appeal?: activity.Appeal.$Shape|null;
          $unknowns?: Uint8Array[];
        } & (
          ({ message?: undefined; programme?: null; claim?: null; shown?: null; recorded?: null; appeal?: null }|{ message?: "programme"; programme: activity.AskProgramme.$Shape; claim?: null; shown?: null; recorded?: null; appeal?: null }|{ message?: "claim"; programme?: null; claim: activity.Claim.$Shape; shown?: null; recorded?: null; appeal?: null }|{ message?: "shown"; programme?: null; claim?: null; shown: activity.Shown.$Shape; recorded?: null; appeal?: null }|{ message?: "recorded"; programme?: null; claim?: null; shown?: null; recorded: activity.Recorded.$Shape; appeal?: null }|{ message?: "appeal"; programme?: null; claim?: null; shown?: null; recorded?: null; appeal: activity.Appeal.$Shape })
        );
    }

    /**
     * Properties of a ToPerson.
     * @deprecated Use activity.ToPerson.$Properties instead.
     */
    interface IToPerson extends activity.ToPerson.$Properties {
    }

    /** Represents a ToPerson. */
    class ToPerson {

        /**
         * Constructs a new ToPerson.
         * @param [properties] Properties to set
         */
        constructor(properties?: activity.ToPerson.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** ToPerson programme. */
        programme?: (activity.Programme.$Properties|null);

        /** ToPerson challenge. */
        challenge?: (activity.Challenge.$Properties|null);

        /** ToPerson decision. */
        decision?: (activity.Decision.$Properties|null);

        /** ToPerson final. */
        final?: (activity.Final.$Properties|null);

        /** ToPerson message. */
        message?: ("programme"|"challenge"|"decision"|"final");

        /**
         * Encodes the specified ToPerson message. Does not implicitly {@link activity.ToPerson.verify|verify} messages.
         * @param message ToPerson message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: activity.ToPerson.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a ToPerson message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {activity.ToPerson & activity.ToPerson.$Shape} ToPerson
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): activity.ToPerson & activity.ToPerson.$Shape;
    }

    namespace ToPerson {

        /** Properties of a ToPerson. */
        interface $Properties {

            /** ToPerson programme */
            programme?: (activity.Programme.$Properties|null);

            /** ToPerson challenge */
            challenge?: (activity.Challenge.$Properties|null);

            /** ToPerson decision */
            decision?: (activity.Decision.$Properties|null);

            /** ToPerson final */
            final?: (activity.Final.$Properties|null);

            /** ToPerson message */
            message?: ("programme"|"challenge"|"decision"|"final");

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Narrowed shape of a ToPerson. */
        type $Shape = {
          programme?: activity.Programme.$Shape|null;
          challenge?: activity.Challenge.$Shape|null;
          decision?: activity.Decision.$Shape|null;
          final?: activity.Final.$Shape|null;
          $unknowns?: Uint8Array[];
        } & (
          ({ message?: undefined; programme?: null; challenge?: null; decision?: null; final?: null }|{ message?: "programme"; programme: activity.Programme.$Shape; challenge?: null; decision?: null; final?: null }|{ message?: "challenge"; programme?: null; challenge: activity.Challenge.$Shape; decision?: null; final?: null }|{ message?: "decision"; programme?: null; challenge?: null; decision: activity.Decision.$Shape; final?: null }|{ message?: "final"; programme?: null; challenge?: null; decision?: null; final: activity.Final.$Shape })
        );
    }

    /**
     * Properties of an AskProgramme.
     * @deprecated Use activity.AskProgramme.$Properties instead.
     */
    interface IAskProgramme extends activity.AskProgramme.$Properties {
    }

    /** Represents an AskProgramme. */
    class AskProgramme {

        /**
         * Constructs a new AskProgramme.
         * @param [properties] Properties to set
         */
        constructor(properties?: activity.AskProgramme.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /**
         * Encodes the specified AskProgramme message. Does not implicitly {@link activity.AskProgramme.verify|verify} messages.
         * @param message AskProgramme message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: activity.AskProgramme.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes an AskProgramme message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {activity.AskProgramme & activity.AskProgramme.$Shape} AskProgramme
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): activity.AskProgramme & activity.AskProgramme.$Shape;
    }

    namespace AskProgramme {

        /** Properties of an AskProgramme. */
        interface $Properties {

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of an AskProgramme. */
        type $Shape = activity.AskProgramme.$Properties;
    }

    /**
     * Properties of a Programme.
     * @deprecated Use activity.Programme.$Properties instead.
     */
    interface IProgramme extends activity.Programme.$Properties {
    }

    /** Represents a Programme. */
    class Programme {

        /**
         * Constructs a new Programme.
         * @param [properties] Properties to set
         */
        constructor(properties?: activity.Programme.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Programme programme. */
        programme: Uint8Array;

        /**
         * Encodes the specified Programme message. Does not implicitly {@link activity.Programme.verify|verify} messages.
         * @param message Programme message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: activity.Programme.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Programme message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {activity.Programme & activity.Programme.$Shape} Programme
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): activity.Programme & activity.Programme.$Shape;
    }

    namespace Programme {

        /** Properties of a Programme. */
        interface $Properties {

            /** Programme programme */
            programme?: (Uint8Array|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a Programme. */
        type $Shape = activity.Programme.$Properties;
    }

    /**
     * Properties of a Minute.
     * @deprecated Use activity.Minute.$Properties instead.
     */
    interface IMinute extends activity.Minute.$Properties {
    }

    /** Represents a Minute. */
    class Minute {

        /**
         * Constructs a new Minute.
         * @param [properties] Properties to set
         */
        constructor(properties?: activity.Minute.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Minute minute. */
        minute: number;

        /** Minute steps. */
        steps: number;

        /** Minute decimetres. */
        decimetres: number;

        /** Minute mets. */
        mets: number;

        /** Minute intensity. */
        intensity: number;

        /** Minute confidence. */
        confidence: number;

        /** Minute score. */
        score: number;

        /** Minute doubt. */
        doubt: string;

        /**
         * Encodes the specified Minute message. Does not implicitly {@link activity.Minute.verify|verify} messages.
         * @param message Minute message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: activity.Minute.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Minute message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {activity.Minute & activity.Minute.$Shape} Minute
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): activity.Minute & activity.Minute.$Shape;
    }

    namespace Minute {

        /** Properties of a Minute. */
        interface $Properties {

            /** Minute minute */
            minute?: (number|null);

            /** Minute steps */
            steps?: (number|null);

            /** Minute decimetres */
            decimetres?: (number|null);

            /** Minute mets */
            mets?: (number|null);

            /** Minute intensity */
            intensity?: (number|null);

            /** Minute confidence */
            confidence?: (number|null);

            /** Minute score */
            score?: (number|null);

            /** Minute doubt */
            doubt?: (string|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a Minute. */
        type $Shape = activity.Minute.$Properties;
    }

    /**
     * Properties of a Claim.
     * @deprecated Use activity.Claim.$Properties instead.
     */
    interface IClaim extends activity.Claim.$Properties {
    }

    /** Represents a Claim. */
    class Claim {

        /**
         * Constructs a new Claim.
         * @param [properties] Properties to set
         */
        constructor(properties?: activity.Claim.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Claim transaction. */
        transaction: Uint8Array;

        /** Claim answer. */
        answer: Uint8Array;

        /** Claim signature. */
        signature: Uint8Array;

        /** Claim rule. */
        rule: Uint8Array;

        /** Claim owner. */
        owner: Uint8Array;

        /** Claim certificates. */
        certificates: Uint8Array[];

        /** Claim minutes. */
        minutes: activity.Minute.$Properties[];

        /** Claim segments. */
        segments: Uint8Array[];

        /** Claim before. */
        before?: (activity.Entry.$Properties|null);

        /** Claim aid. */
        aid?: (activity.Aid.$Properties|null);

        /**
         * Encodes the specified Claim message. Does not implicitly {@link activity.Claim.verify|verify} messages.
         * @param message Claim message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: activity.Claim.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Claim message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {activity.Claim & activity.Claim.$Shape} Claim
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): activity.Claim & activity.Claim.$Shape;
    }

    namespace Claim {

        /** Properties of a Claim. */
        interface $Properties {

            /** Claim transaction */
            transaction?: (Uint8Array|null);

            /** Claim answer */
            answer?: (Uint8Array|null);

            /** Claim signature */
            signature?: (Uint8Array|null);

            /** Claim rule */
            rule?: (Uint8Array|null);

            /** Claim owner */
            owner?: (Uint8Array|null);

            /** Claim certificates */
            certificates?: (Uint8Array[]|null);

            /** Claim minutes */
            minutes?: (activity.Minute.$Properties[]|null);

            /** Claim segments */
            segments?: (Uint8Array[]|null);

            /** Claim before */
            before?: (activity.Entry.$Properties|null);

            /** Claim aid */
            aid?: (activity.Aid.$Properties|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a Claim. */
        type $Shape = activity.Claim.$Properties;
    }

    /**
     * Properties of an Aid.
     * @deprecated Use activity.Aid.$Properties instead.
     */
    interface IAid extends activity.Aid.$Properties {
    }

    /** Represents an Aid. */
    class Aid {

        /**
         * Constructs a new Aid.
         * @param [properties] Properties to set
         */
        constructor(properties?: activity.Aid.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Aid aid. */
        aid: string;

        /** Aid disclosure. */
        disclosure: Uint8Array;

        /** Aid recordId. */
        recordId: Uint8Array;

        /** Aid issuerSignature. */
        issuerSignature: Uint8Array;

        /** Aid notary. */
        notary: string;

        /**
         * Encodes the specified Aid message. Does not implicitly {@link activity.Aid.verify|verify} messages.
         * @param message Aid message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: activity.Aid.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes an Aid message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {activity.Aid & activity.Aid.$Shape} Aid
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): activity.Aid & activity.Aid.$Shape;
    }

    namespace Aid {

        /** Properties of an Aid. */
        interface $Properties {

            /** Aid aid */
            aid?: (string|null);

            /** Aid disclosure */
            disclosure?: (Uint8Array|null);

            /** Aid recordId */
            recordId?: (Uint8Array|null);

            /** Aid issuerSignature */
            issuerSignature?: (Uint8Array|null);

            /** Aid notary */
            notary?: (string|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of an Aid. */
        type $Shape = activity.Aid.$Properties;
    }

    /**
     * Properties of an Entry.
     * @deprecated Use activity.Entry.$Properties instead.
     */
    interface IEntry extends activity.Entry.$Properties {
    }

    /** Represents an Entry. */
    class Entry {

        /**
         * Constructs a new Entry.
         * @param [properties] Properties to set
         */
        constructor(properties?: activity.Entry.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Entry transaction. */
        transaction: Uint8Array;

        /** Entry answer. */
        answer: Uint8Array;

        /**
         * Encodes the specified Entry message. Does not implicitly {@link activity.Entry.verify|verify} messages.
         * @param message Entry message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: activity.Entry.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes an Entry message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {activity.Entry & activity.Entry.$Shape} Entry
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): activity.Entry & activity.Entry.$Shape;
    }

    namespace Entry {

        /** Properties of an Entry. */
        interface $Properties {

            /** Entry transaction */
            transaction?: (Uint8Array|null);

            /** Entry answer */
            answer?: (Uint8Array|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of an Entry. */
        type $Shape = activity.Entry.$Properties;
    }

    /**
     * Properties of a Challenge.
     * @deprecated Use activity.Challenge.$Properties instead.
     */
    interface IChallenge extends activity.Challenge.$Properties {
    }

    /** Represents a Challenge. */
    class Challenge {

        /**
         * Constructs a new Challenge.
         * @param [properties] Properties to set
         */
        constructor(properties?: activity.Challenge.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Challenge minutes. */
        minutes: number[];

        /**
         * Encodes the specified Challenge message. Does not implicitly {@link activity.Challenge.verify|verify} messages.
         * @param message Challenge message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: activity.Challenge.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Challenge message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {activity.Challenge & activity.Challenge.$Shape} Challenge
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): activity.Challenge & activity.Challenge.$Shape;
    }

    namespace Challenge {

        /** Properties of a Challenge. */
        interface $Properties {

            /** Challenge minutes */
            minutes?: (number[]|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a Challenge. */
        type $Shape = activity.Challenge.$Properties;
    }

    /**
     * Properties of a Segment.
     * @deprecated Use activity.Segment.$Properties instead.
     */
    interface ISegment extends activity.Segment.$Properties {
    }

    /** Represents a Segment. */
    class Segment {

        /**
         * Constructs a new Segment.
         * @param [properties] Properties to set
         */
        constructor(properties?: activity.Segment.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Segment side. */
        side: number;

        /** Segment seal. */
        seal: Uint8Array;

        /** Segment packets. */
        packets: Uint8Array[];

        /**
         * Encodes the specified Segment message. Does not implicitly {@link activity.Segment.verify|verify} messages.
         * @param message Segment message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: activity.Segment.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Segment message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {activity.Segment & activity.Segment.$Shape} Segment
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): activity.Segment & activity.Segment.$Shape;
    }

    namespace Segment {

        /** Properties of a Segment. */
        interface $Properties {

            /** Segment side */
            side?: (number|null);

            /** Segment seal */
            seal?: (Uint8Array|null);

            /** Segment packets */
            packets?: (Uint8Array[]|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a Segment. */
        type $Shape = activity.Segment.$Properties;
    }

    /**
     * Properties of a Shown.
     * @deprecated Use activity.Shown.$Properties instead.
     */
    interface IShown extends activity.Shown.$Properties {
    }

    /** Represents a Shown. */
    class Shown {

        /**
         * Constructs a new Shown.
         * @param [properties] Properties to set
         */
        constructor(properties?: activity.Shown.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Shown segments. */
        segments: activity.Segment.$Properties[];

        /** Shown more. */
        more: boolean;

        /**
         * Encodes the specified Shown message. Does not implicitly {@link activity.Shown.verify|verify} messages.
         * @param message Shown message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: activity.Shown.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Shown message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {activity.Shown & activity.Shown.$Shape} Shown
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): activity.Shown & activity.Shown.$Shape;
    }

    namespace Shown {

        /** Properties of a Shown. */
        interface $Properties {

            /** Shown segments */
            segments?: (activity.Segment.$Properties[]|null);

            /** Shown more */
            more?: (boolean|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a Shown. */
        type $Shape = activity.Shown.$Properties;
    }

    /**
     * Properties of a Decided.
     * @deprecated Use activity.Decided.$Properties instead.
     */
    interface IDecided extends activity.Decided.$Properties {
    }

    /** Represents a Decided. */
    class Decided {

        /**
         * Constructs a new Decided.
         * @param [properties] Properties to set
         */
        constructor(properties?: activity.Decided.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Decided minute. */
        minute: number;

        /** Decided units. */
        units: number;

        /** Decided why. */
        why: string;

        /**
         * Encodes the specified Decided message. Does not implicitly {@link activity.Decided.verify|verify} messages.
         * @param message Decided message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: activity.Decided.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Decided message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {activity.Decided & activity.Decided.$Shape} Decided
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): activity.Decided & activity.Decided.$Shape;
    }

    namespace Decided {

        /** Properties of a Decided. */
        interface $Properties {

            /** Decided minute */
            minute?: (number|null);

            /** Decided units */
            units?: (number|null);

            /** Decided why */
            why?: (string|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a Decided. */
        type $Shape = activity.Decided.$Properties;
    }

    /**
     * Properties of a Decision.
     * @deprecated Use activity.Decision.$Properties instead.
     */
    interface IDecision extends activity.Decision.$Properties {
    }

    /** Represents a Decision. */
    class Decision {

        /**
         * Constructs a new Decision.
         * @param [properties] Properties to set
         */
        constructor(properties?: activity.Decision.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Decision minutes. */
        minutes: activity.Decided.$Properties[];

        /** Decision transaction. */
        transaction: Uint8Array;

        /** Decision signature. */
        signature: Uint8Array;

        /** Decision words. */
        words: string;

        /**
         * Encodes the specified Decision message. Does not implicitly {@link activity.Decision.verify|verify} messages.
         * @param message Decision message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: activity.Decision.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Decision message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {activity.Decision & activity.Decision.$Shape} Decision
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): activity.Decision & activity.Decision.$Shape;
    }

    namespace Decision {

        /** Properties of a Decision. */
        interface $Properties {

            /** Decision minutes */
            minutes?: (activity.Decided.$Properties[]|null);

            /** Decision transaction */
            transaction?: (Uint8Array|null);

            /** Decision signature */
            signature?: (Uint8Array|null);

            /** Decision words */
            words?: (string|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a Decision. */
        type $Shape = activity.Decision.$Properties;
    }

    /**
     * Properties of a Recorded.
     * @deprecated Use activity.Recorded.$Properties instead.
     */
    interface IRecorded extends activity.Recorded.$Properties {
    }

    /** Represents a Recorded. */
    class Recorded {

        /**
         * Constructs a new Recorded.
         * @param [properties] Properties to set
         */
        constructor(properties?: activity.Recorded.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /**
         * Encodes the specified Recorded message. Does not implicitly {@link activity.Recorded.verify|verify} messages.
         * @param message Recorded message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: activity.Recorded.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Recorded message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {activity.Recorded & activity.Recorded.$Shape} Recorded
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): activity.Recorded & activity.Recorded.$Shape;
    }

    namespace Recorded {

        /** Properties of a Recorded. */
        interface $Properties {

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a Recorded. */
        type $Shape = activity.Recorded.$Properties;
    }

    /**
     * Properties of a Final.
     * @deprecated Use activity.Final.$Properties instead.
     */
    interface IFinal extends activity.Final.$Properties {
    }

    /** Represents a Final. */
    class Final {

        /**
         * Constructs a new Final.
         * @param [properties] Properties to set
         */
        constructor(properties?: activity.Final.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Final answer. */
        answer: Uint8Array;

        /**
         * Encodes the specified Final message. Does not implicitly {@link activity.Final.verify|verify} messages.
         * @param message Final message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: activity.Final.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Final message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {activity.Final & activity.Final.$Shape} Final
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): activity.Final & activity.Final.$Shape;
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
        type $Shape = activity.Final.$Properties;
    }

    /**
     * Properties of an Appeal.
     * @deprecated Use activity.Appeal.$Properties instead.
     */
    interface IAppeal extends activity.Appeal.$Properties {
    }

    /** Represents an Appeal. */
    class Appeal {

        /**
         * Constructs a new Appeal.
         * @param [properties] Properties to set
         */
        constructor(properties?: activity.Appeal.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Appeal entry. */
        entry: Uint8Array;

        /** Appeal owner. */
        owner: Uint8Array;

        /** Appeal minutes. */
        minutes: number[];

        /** Appeal words. */
        words: string;

        /** Appeal segments. */
        segments: Uint8Array[];

        /**
         * Encodes the specified Appeal message. Does not implicitly {@link activity.Appeal.verify|verify} messages.
         * @param message Appeal message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: activity.Appeal.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes an Appeal message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {activity.Appeal & activity.Appeal.$Shape} Appeal
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): activity.Appeal & activity.Appeal.$Shape;
    }

    namespace Appeal {

        /** Properties of an Appeal. */
        interface $Properties {

            /** Appeal entry */
            entry?: (Uint8Array|null);

            /** Appeal owner */
            owner?: (Uint8Array|null);

            /** Appeal minutes */
            minutes?: (number[]|null);

            /** Appeal words */
            words?: (string|null);

            /** Appeal segments */
            segments?: (Uint8Array[]|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of an Appeal. */
        type $Shape = activity.Appeal.$Properties;
    }
}
