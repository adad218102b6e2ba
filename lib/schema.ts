/**
 * Zod, configured once. The extension's content security policy forbids `eval`, and Zod's probe for it
 * would be reported as a violation, so compilation is off before the first schema is built.
 * Everything that parses does `import * as z from` here and from nowhere else; what is not used is not bundled.
 */
import { config } from 'zod/mini';

config({ jitless: true });

export * from 'zod/mini';
