import type { FaultSentences } from '../payload/wording';
import type { TemplateCode } from './codes';

/**
 * A sentence for every code. Keys with a point are variants, taken when the fault has a param of that name. Braces are
 * filled in as `open` and `close`, for two of them would be a placeholder here.
 */
export type TemplateSentences = Readonly<Record<TemplateCode, FaultSentences>> &
  Readonly<Record<string, FaultSentences>>;
