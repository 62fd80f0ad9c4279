/** What `hdms --help` says. */
export const HELP = `hdms COMMAND [options]

Looking at a node
  status                 who it is, whom it knows, the network parameters
  ledger                 its transactions: what, standing, notary
  records                the documents in its off-ledger store
  record KEY             one document, opened; the beginning of a key is enough
  flow list              running, kept and finished flows; a kept one says why in words, and since when
  flow show|watch FLOW   all of one, once or until it ends or is kept; the beginning of an id of "flow list" is enough
  consents               given and withdrawn consents
  register               what the notaries hold of its records
  erasures               who was told of a person's withdrawals and erasures, and what they answered, signed
  asks                   questions that wait for the owner: a person, or an issuer's operator
  evidence               each notary's last header, whether the node trusts it, and how much evidence there is against it (ends with 1
                         when one is not trusted)
  evidence save [FOLDER] writes the evidence as files
  evidence check FILE [--root FILE]
                         checks a file of evidence offline, under the root certificate of a network

Activity and tokens
  days                   a person's days: steps, minutes, what is entered, what was paid
  day DATE               one day minute by minute, with why a minute was not paid
  bound                  the shoes that are bound to the person
  wallet                 balance and history of a person's tokens
  bases                  on what the person lets days of the public service be sold
  books                  every unit that an issuer made or took back
  audit                  traces an issuer's redeemed units to issued ones, and compares the books; exits 1 on any finding
  programme              what an issuer pays for, and whose shoes it takes

Searching
  concepts WORDS         concepts that the words may mean, in Korean or English, with their codes and units
  searchable [CONCEPT]   what of a person's own records a query would find; nothing of it leaves the node

Trading
  offers                 what a person was asked to sell, and what became of it
  offer-policy MODE [LEAST PURPOSE…]
                         never, ask, or always (for LEAST units at least, for these purposes) when somebody asks
  queries                what an institution asked
  answers QUERY          who answered, what was bought, refused, paid
  review QUERY [FILE]    members of a review board sign a query; FILE holds their keys (default: the sandbox's)
  export QUERY [FOLDER]  what was bought: FHIR, OMOP, CSV, dictionary, provenance, notebook

Acting for the owner
  answer ID yes|no [REASON]
                         answers a question; ID as "asks --json" shows it
  flow retry FLOW        goes on with a kept flow
  flow kill FLOW         ends a flow that runs or is kept: the other side is told, what it holds is let go
  flow drain             before an upgrade: begins no new flows, says what is still under way, ends the node when all is done
  flow resume            begins new flows again, and tries those that are kept

  trust-notary NAME      trusts a notary again that the node refuses, from the header on that it shows now

Acting for the person
  enter DATE             enters what is new of a day in the ledger and has it paid
  by-itself on|off       whether finished days are entered and claimed without asking
  pay NAME AMOUNT [NOTE] pays tokens
  move-tokens NOTARY     has tokens lie with another notary from now on
  redeem AMOUNT [NOTE]   gives tokens back to the issuer for what it offers
  give-basis FROM TO UNTIL
                         lets days FROM to TO of the public service be sold until a date (2026-05-01)
  withdraw-basis BASIS   takes that back; BASIS is an id of "bases"
  withdraw CONSENT       withdraws a consent; CONSENT is an id of "consents"
  erase KEY              destroys a record of a node for good; of a personal node everybody who has it is told

Acting for an institution
  accept-parameters HASH accepts announced network parameters ("status" shows them)
  invite [HANDLE]        a one-time invitation for a person, who types it into their phone; HANDLE is what the
                         institution knows them by, 32 hex digits (default: drawn)

  dead-letters           messages of the HIS that could not be used, and why (docs/his.md)
  dead-letter ID         one of them, as it came: it holds a patient's data
  replay ID              tries one again; it goes when it is taken
  discard ID             throws one away
  unmatched              messages of the HIS of which something matches no order here, and why
  unmatched-message ID, replay-unmatched ID, discard-unmatched ID
                         one of them, as it came; tries it again, once the configuration is mended; throws it away

Running a network: each has commands of its own (init, join, run, check, unit …), see "hdms node --help"
  node                   a node of a hospital, research institute, issuer, judge or person
  notary                 a notary
  notary-audit           replays the export of a notary's ledger: replay FILE
  root, doorman          the root ceremony; the doorman and its operator
  network-map, parameters
                         the directory; the rules that all members share
  message-queue, data-search, counter
                         the other services

Shoes
  shoes …                simulated smart shoes: record, stream, replay, plot ("hdms shoes --help")

Which node
  --node FOLDER          its data folder; default: the hospital of "npm start" (.data/hospital)
                         the issuer of tokens: .data/issuer, a personal node: .data/persons/…
  --config FILE          its configuration, which says the folder and the address
  --url URL              REST address of an institutional node (default: from network.json beside the folder)
  --codes FILE           an operator's own codes beside the shipped ones, for "concepts" (docs/trading.md)
  --json                 JSON instead of tables
  --help

Exit codes: 0 done, 1 refused or not reachable, 2 wrong usage.
`
