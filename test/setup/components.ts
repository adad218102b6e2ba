/** Testing Library waits a second for a state, where nothing else is said. */
import { configure } from '@testing-library/preact';
import { PATIENCE_MS } from '../patience';

configure({ asyncUtilTimeout: PATIENCE_MS });
