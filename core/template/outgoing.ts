import type { Draft } from '../contract/draft';
import type { Failure } from '../contract/failure';
import { fail, ok, type Result } from '../contract/result';
import type { MessageFault } from './fault';
import { createScope, type Scope } from './scope';
import { compileTemplate } from './template';

/**
 * A message on its way to the sockets: bytes, or a template that is rendered there each time it goes out, where its
 * counters are kept.
 */
export type Outgoing =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'template'; readonly draft: Draft };

/** A fault in a draft as it crosses the bridge; `at` is counted from 1. */
export const failureOfFault = ({ code, at, params }: MessageFault): Failure => ({
  code,
  params: { ...params, at: at + 1 },
});

const NO_SCOPE = createScope({ now: () => 0n, variable: () => undefined });

/** What a draft is to be sent as. Fails with the code of its fault. */
export const outgoingOf = (draft: Draft): Result<Outgoing> => {
  const compiled = compileTemplate(draft);
  if (!compiled.ok) return fail(failureOfFault(compiled.error));
  if (compiled.template.dynamic) return ok({ kind: 'template', draft });
  const rendered = compiled.template.render(NO_SCOPE);
  return rendered.ok ? ok({ kind: 'bytes', bytes: rendered.bytes }) : fail(failureOfFault(rendered.error));
};

/** The next message, each time it is asked for. */
export type MessageSource = () => Result<Uint8Array>;

/** Fails where the template itself is wrong; what only a message tells fails when one is made. */
export const messageSource = (outgoing: Outgoing, scope: Scope): Result<MessageSource> => {
  if (outgoing.kind === 'bytes') {
    const same = ok(outgoing.bytes);
    return ok(() => same);
  }
  const compiled = compileTemplate(outgoing.draft);
  if (!compiled.ok) return fail(failureOfFault(compiled.error));
  const { template } = compiled;
  return ok(() => {
    const rendered = template.render(scope);
    return rendered.ok ? ok(rendered.bytes) : fail(failureOfFault(rendered.error));
  });
};
