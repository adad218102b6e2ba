/**
 * Zod, configured once. The extension's content security policy forbids `eval`, and Zod's probe for it
 * would be reported as a violation, so compilation is off before the first schema is built.
 * Everything that parses imports `z` from here and from nowhere else.
 */
import * as z from 'zod/mini';

z.config({ jitless: true });

export { z };
