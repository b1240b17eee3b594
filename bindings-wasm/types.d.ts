/** A request or a pack as text; the texts are described in `core/WIRE.md`. */
export type Text = string;

/** One thing that is wrong with what was given. */
export interface Problem {
  /** A stable word such as `case.unknown-fact`. */
  code: string;
  /** A JSON pointer into what was given. */
  at: string;
  message: string;
}

/** Why a text was refused. */
export class SafeguardingError extends Error {
  name: 'SafeguardingError';
  code: string;
  at: string;
  problems: Problem[];
}

/** Packs at hand: the bundled ones, and those that are added. A catalogue never changes. */
export class Catalogue {
  constructor();
  static empty(): Catalogue;
  withPacks(texts: Iterable<Text>): Catalogue;
  answer(request: Text | Uint8Array): Text;
  questions(request: Text): Text;
  packs(): Text;
  /** Gives the memory back; the catalogue answers no more. */
  free(): void;
}

/** Answers a request with the bundled packs. */
export function answer(request: Text | Uint8Array): Text;
/** The questions of a bundled pack for one subject on one day. */
export function questions(request: Text): Text;
/** The bundled packs, with their editions and digests. */
export function packs(): Text;
/** The version of the library. */
export function version(): string;
