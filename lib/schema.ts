/**
 * Zod, configured once. The extension's content security policy forbids `eval`, and Zod's probe for it would be
 * reported as a violation, so compilation is switched off before the first schema is created. Import `z` from here
 * only; unused parts are not bundled.
 */
import { config } from 'zod/mini';

config({ jitless: true });

export * from 'zod/mini';
