/** A request or a pack: JSON text, or its UTF-8 bytes. The texts are described in `core/WIRE.md`. */
export type Text = string | Uint8Array;

/** One thing that is wrong with what was given. */
export interface Problem {
  /** A stable word such as `case.unknown-fact`. */
  readonly code: string;
  /** A JSON pointer into what was given. */
  readonly at: string;
  /** What was found, what was expected, and what to do. Never an answer of a case. */
  readonly message: string;
}

/** Why a text was refused: `code`, `at` and `message` are those of the first problem. */
export class SafeguardingError extends Error {
  private constructor();
  readonly name: 'SafeguardingError';
  readonly code: string;
  readonly at: string;
  readonly problems: readonly Problem[];
}

/** Packs at hand: the bundled ones, and those that are added. A catalogue never changes. */
export class Catalogue {
  /** The bundled packs. */
  constructor();
  /** A catalogue without packs. */
  static empty(): Catalogue;
  /** This catalogue and the packs of these texts, each checked in full. */
  withPacks(texts: Iterable<Text>): Catalogue;
  /** Answers a request. */
  answer(request: Text): string;
  /** The questions of a pack for one subject on one day. */
  questions(request: Text): string;
  /** The packs at hand, with their editions and digests. */
  packs(): string;
  /** Gives the memory back; the catalogue answers no more. */
  free(): void;
}

/** Answers a request with the bundled packs. */
export function answer(request: Text): string;
/** The questions of a bundled pack for one subject on one day. */
export function questions(request: Text): string;
/** The bundled packs, with their editions and digests. */
export function packs(): string;
/** The version of the library. */
export function version(): string;
