import type { Params } from '../contract/failure';
import type { DraftCode } from '../payload/codes';
import { characterNumber, type TextFault } from '../payload/fault';
import type { TemplateCode } from './codes';

export type MessageFault = TextFault<DraftCode | TemplateCode>;

/** A stretch of the source, in UTF-16 code units. */
export interface Place {
  readonly start: number;
  readonly end: number;
}

/** Characters of the source that a sentence quotes. */
const MAX_FOUND = 40;

/** Leaves parser, compiler and renderer; caught where they begin, so that nothing is thrown at a caller. */
export class TemplateError extends Error {
  readonly code: DraftCode | TemplateCode;
  readonly place: Place;
  readonly params: Params;

  constructor(code: DraftCode | TemplateCode, place: Place, params: Params = {}) {
    super(code);
    this.code = code;
    this.place = place;
    this.params = params;
  }

  /** With what a person sees in their text. */
  in(source: string): MessageFault {
    const { start, end } = this.place;
    const text = source.slice(start, end);
    const found = text.length > MAX_FOUND ? `${text.slice(0, MAX_FOUND)}…` : text;
    const params = { character: characterNumber(source, start), found, ...this.params };
    return { code: this.code, at: start, length: end - start, params };
  }
}

/** Fails with the code at the place. */
export const refuse = (code: DraftCode | TemplateCode, place: Place, params: Params = {}): never => {
  throw new TemplateError(code, { start: place.start, end: place.end }, params);
};
